"""Text to Python's syntax tree, within the limits; nothing is evaluated."""

from __future__ import annotations

import ast
import re
import warnings

from derivcheck.lang.parse.limits import MAX_DEPTH, MAX_TEXT
from derivcheck.lang.parse.passage import Passage

STRANGE = re.compile(r"[^\S \t\r\n]|[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff#;`$?\\]")
"""Signs that no expression contains; a comment would hide part of a claim."""

HINTS = {
    "=": "an equation is written with ==",
    "\u2264": "write <=",
    "\u2265": "write >=",
    "\u2260": "write !=",
    "\u2212": "write - for minus",
    "\u00b7": "write * for a product",
    "\u00d7": "write * for a product",
    "\u221e": "write oo for infinity",
    "\u221a": "write sqrt(...)",
    "\u00b2": "write **2",
}


def syntax(passage: Passage) -> ast.expr:
    """The syntax tree of an expression; positions in it are those of the passage's text."""
    _check_text(passage)
    start = len(passage.text) - len(passage.text.lstrip())
    line = " ".join(passage.text.splitlines()) if "\n" in passage.text else passage.text
    line = passage.text.translate({10: " ", 13: " ", 9: " "})
    # Brackets of our own let the text begin with blanks; they must not pair with the author's.
    _check_brackets(passage)
    tree = _parse(passage, line[start:], start)
    _check_depth(passage, tree, start)
    return ast.increment_lineno(tree, 0) if start == 0 else _moved(tree, start)


def _check_text(passage: Passage) -> None:
    if len(passage.text) > MAX_TEXT:
        raise passage.error(
            f"an expression of {len(passage.text)} characters is too long",
            remedy=f"at most {MAX_TEXT}; name parts of it in let",
        )
    if not passage.text.strip():
        raise passage.error("there is no expression here", remedy="write one")
