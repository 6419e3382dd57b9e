"""How large a claim file may be."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 2_000_000
"""Bytes of a TOML file; corpora are JSON Lines."""

MAX_CLAIMS: Final = 10_000
"""Claims of a TOML file."""

MAX_LINE: Final = 1_000_000
"""Bytes of one line of a JSON Lines file."""

MAX_NESTING: Final = 20
"""Arrays and tables within one another."""

MAX_NAMES: Final = 200
"""Given names, and definitions, of one claim."""

MAX_ENTRIES: Final = 500
"""Entries of one derivation, and lemmas, assumptions or tags of one claim."""

MAX_STRING: Final = 20_000
"""Characters of one value."""

MAX_KEY_PARTS: Final = 100
"""Parts of a dotted key."""
