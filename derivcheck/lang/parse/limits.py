"""How large a text may be: reaching a limit is the author's error, never a crash."""

from __future__ import annotations

from typing import Final

MAX_TEXT: Final = 10_000
"""Characters of one expression."""

MAX_DEPTH: Final = 80
"""Levels of nesting in one text; a long sum or product in a row counts a few."""

MAX_TREE_DEPTH: Final = 120
"""Levels of nesting once definitions are expanded."""

MAX_NODES: Final = 5_000
"""Parts of one expression once definitions are expanded."""

MAX_PARTS: Final = 100_000
"""Parts of all the texts of one claim once definitions are expanded."""

MAX_DIGITS: Final = 100
"""Digits of a number as written."""

MAX_EXPONENT: Final = 1_000
"""Size of a numerical exponent."""

MAX_FACTORIAL: Final = 10_000
"""Size of the argument of a factorial, a gamma function or a binomial coefficient."""

MAX_BITS: Final = 10_000
"""Binary digits of a numerical power."""

MAX_ORDER: Final = 20
"""Order of a derivative."""

MAX_DECIMAL_EXPONENT: Final = 400
"""Size of the exponent in 1e-300."""

MAX_NAME: Final = 100
"""Characters of a name."""

MAX_ARGUMENTS: Final = 9
"""Variables of an unknown density or function."""
