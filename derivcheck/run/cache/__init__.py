"""Results that were found before, by the content of what was checked and of what checked it.

A cache is never evidence: what it gives is shown as cached, and what is damaged in it is dropped.
Everything on the way to a hit is light, so that a run that finds all its results there loads
neither SymPy nor SciPy.
"""
