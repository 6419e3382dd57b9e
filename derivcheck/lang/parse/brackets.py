"""Cutting a text at signs outside its brackets."""

from __future__ import annotations

from derivcheck.lang.parse.passage import Passage


def split_outside(whole: Passage, sign: str) -> list[Passage]:
    """The pieces of a passage between the occurrences of a sign outside all brackets, stripped."""
    pieces, depth, start = [], 0, 0
    text = whole.text
    at = 0
    while at < len(text):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0 and text.startswith(sign, at):
            pieces.append(whole.part(start, at).stripped())
            start = at = at + len(sign)
        else:
            at += 1
    return [*pieces, whole.part(start, len(text)).stripped()]


def enclosed(whole: Passage, opening: str = "([", closing: str = ")]") -> Passage | None:
    """The inside of a passage that is one pair of brackets; None if it is not."""
    text = whole.text
    if len(text) < 2 or text[0] not in opening or text[-1] not in closing:
        return None
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and at < len(text) - 1:
            return None
    return whole.part(1, len(text) - 1).stripped() if depth == 0 else None
