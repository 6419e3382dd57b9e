"""Vectors and matrices of symbolic size: sums of words of letters, and scalars over their atoms."""
