"""Nodes to text: the claim language, Unicode for terminals, LaTeX."""
