"""Bytes to text, and what no text may contain."""

from __future__ import annotations

import re

from derivcheck.lang.parse import passage

NOT_UTF8 = re.compile(r"[\ud800-\udfff]")

STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)")
"""Signs that steer a terminal or reorder what it shows: a report would not say what was checked."""


def decoded(data: bytes) -> str:
    """UTF-8 text without its byte order mark; bytes that are not UTF-8 stay recognisable."""
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")


def check_text(document: str, file: str, line: int = 1) -> None:
    """Refuse bytes that were not UTF-8."""
    found = NOT_UTF8.search(document)
    if found:
        shown = NOT_UTF8.sub("\N{REPLACEMENT CHARACTER}", document)
        raise passage(shown, file, line).error(
            "this is not UTF-8 text", found.start(), remedy="save the file in UTF-8"
        )
