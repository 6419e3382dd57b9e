"""Mutation testing of derivations: wrong steps made of right ones, and whether they are caught."""
