"""Mutation testing of derivations: wrong steps made from right ones, and whether they are caught."""
