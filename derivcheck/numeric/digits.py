"""Values as text for a report."""

from __future__ import annotations

import numpy as np

from derivcheck.numeric.ball import Ball
from derivcheck.numeric.measure import entry


def shown(value: Ball) -> str:
    """A value as text: undefined, oo, -oo, digits, rows of a matrix."""
    if not value.rank:
        return _one(value)
    rows, columns = value.matrix
    entries = [[_one(entry(value, i, j)) for j in range(columns)] for i in range(rows)]
    if columns == 1:
        return f"Vector({', '.join(row[0] for row in entries)})"
    return f"[{'; '.join(' '.join(row) for row in entries)}]"


def _one(value: Ball) -> str:
    if value.undefined().any():
        return "undefined"
    if value.unknown().any():
        return "unknown"
    if value.infinite().any():
        return "oo" if np.all(value.mid > 0) else "-oo"
    number = float(np.ravel(value.value())[0])
    if value.scale is None:
        return f"{number:.12g}"
    far = value.scaled()
    mantissa, exponent = float(np.ravel(far.mid)[0]), int(np.ravel(far.exp)[0])
    if not np.isfinite(number) or (number == 0.0 and mantissa != 0.0):
        return f"{mantissa:.6g}*2**({exponent})"
    return f"{number:.12g}"
