"""Nodes to text: the claim language, Unicode for terminals, LaTeX."""

from __future__ import annotations

from derivcheck.lang.show.abbreviations import abbreviations
from derivcheck.lang.show.latex import latex, latex_declaration
from derivcheck.lang.show.text import text
from derivcheck.lang.show.unicode import unicode, unicode_declaration

__all__ = [
    "abbreviations",
    "latex",
    "latex_declaration",
    "text",
    "unicode",
    "unicode_declaration",
]
