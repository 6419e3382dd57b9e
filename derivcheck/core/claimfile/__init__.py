"""Claim files: tables of text to claims, with the place of every fault."""
