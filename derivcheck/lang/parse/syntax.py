"""Text to Python's syntax tree, within the limits; nothing is evaluated."""

from __future__ import annotations

import ast
import re
import warnings

from derivcheck.lang.parse.limits import MAX_DEPTH, MAX_DIGITS, MAX_TEXT
from derivcheck.lang.parse.nesting import levels
from derivcheck.lang.parse.passage import Passage

STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff#;`$?\\]")
"""Signs that no expression contains; a comment would hide a part of the claim."""

HUGE = re.compile(rf"\d{{{MAX_DIGITS + 1}}}")

HINTS = {
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
ONE_LINE = str.maketrans("\n\r\t\f\v", "     ")


def syntax(passage: Passage) -> ast.expr:
    """The syntax tree of an expression, with positions in the passage's text.

    The text begins and ends without white space.
    """
    _check_text(passage)
    _check_brackets(passage)
    tree = _parse(passage)
    _check_depth(passage, tree)
    return tree


def span(passage: Passage, node: ast.expr) -> tuple[int, int]:
    """The characters of a node, from start to end (Python counts bytes)."""
    start, end = node.col_offset, node.end_col_offset or node.col_offset
    if passage.text.isascii():
        return start, end
    line = passage.text.encode()
    return len(line[:start].decode()), len(line[:end].decode())


def _check_text(passage: Passage) -> None:
    if len(passage.text) > MAX_TEXT:
        raise passage.error(
            f"an expression of {len(passage.text)} characters is too long",
            remedy=f"at most {MAX_TEXT}: name parts of it in let",
        )
    if not passage.text:
        raise passage.error("there is no expression here", remedy="write one, such as log(x)")
    strange = STRANGE.search(passage.text)
    if strange:
        at = strange.start()
        raise passage.error(f"{strange[0]!r} is no part of an expression", at, at + 1)
    huge = HUGE.search(passage.text)
    if huge:
        raise passage.error(
            "a number with too many digits", *huge.span(), remedy="write it as a power"
        )


def _check_brackets(passage: Passage) -> None:
    depth = 0
    for at, sign in enumerate(passage.text):
        depth += (sign in "([{") - (sign in ")]}")
        if depth > MAX_DEPTH:
            raise passage.error(
                f"brackets nested more than {MAX_DEPTH} deep", at, remedy="name parts of it in let"
            )


def _parse(passage: Passage) -> ast.expr:
    line = passage.text.translate(ONE_LINE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return ast.parse(line, mode="eval").body
    except SyntaxError as error:
        at = max(0, (error.offset or 1) - 1)
        raise passage.error(
            f"this is not an expression: {error.msg}", at, remedy=_hint(line, at)
        ) from None
    except (MemoryError, RecursionError):
        raise passage.error(
            "the expression is nested too deeply, or has thousands of terms",
            remedy="name parts of it in let",
        ) from None


def _hint(line: str, at: int) -> str:
    for sign, hint in HINTS.items():
        if sign in line:
            return hint
    if "=" in line[at : at + 1]:
        return "an equation is written with =="
    return "the grammar is that of Python's expressions"


def _check_depth(passage: Passage, tree: ast.expr) -> None:
    stack: list[tuple[int, ast.AST]] = [(1, tree)]
    while stack:
        depth, node = stack.pop()
        if depth > MAX_DEPTH:
            at = span(passage, node)[0] if isinstance(node, ast.expr) else 0
            raise passage.error(
                f"an expression nested more than {MAX_DEPTH} deep",
                at,
                remedy="name parts of it in let",
            )
        stack.extend((depth + more, child) for more, child in levels(node))
