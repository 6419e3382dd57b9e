"""Claims' tables to TOML as people write it; the standard library only reads TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
SUBTABLES = ("given", "let")
MARGIN = 100


def toml_claim(table: Mapping[str, Any]) -> str:
    """[[claim]] with its keys, then [claim.given], [claim.let] and its lemmas."""
    blocks = [_block("[[claim]]", table)]
    blocks += [_block(f"[claim.{key}]", table[key]) for key in SUBTABLES if key in table]
    blocks += [_block("[[claim.lemma]]", lemma) for lemma in table.get("lemma", [])]
    return "\n".join(blocks)


def _block(header: str, table: Mapping[str, Any]) -> str:
    own = {key: value for key, value in table.items() if key not in (*SUBTABLES, "lemma")}
    return "\n".join([header, *(_pair(key, value) for key, value in own.items()), ""])


def _pair(key: str, value: Any) -> str:
    line = f"{_key(key)} = {_value(value)}"
    if not isinstance(value, list) or (key != "derivation" and len(line) <= MARGIN):
        return line
    return "\n".join([f"{_key(key)} = [", *(f"  {_value(item)}," for item in value), "]"])


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    # A basic string of TOML is a string of JSON, but for the delete character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if BARE.match(key) else _value(key)
