"""Corpora of claims whose verdicts are known, and reports without what differs from run to run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

SECONDS = re.compile(r'"seconds": [0-9.e-]+')
HARD = 97
"""Every so many claims there is one that needs the general check."""


def write_corpus(path: Path, count: int, *, hard: bool = True) -> Path:
    """Write claims as JSON Lines: true, false, unreadable, with ids twice, easy and not."""
    random = Random(count)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(_line(number, random, hard=hard) + "\n")
    return path


def _line(number: int, random: Random, *, hard: bool) -> str:
    a, b = random.randint(1, 9), random.randint(1, 9)
    given, sides = {"x": "real"}, [f"(x + {a})*(x - {b})", f"== x**2 + ({a - b})*x - {a * b}"]
    if number % 7 == 3:
        sides[1] = f"== x**2 + {a + b + 1}*x - {a * b}"
    if number % 101 == 50:
        return '{"id": "cut off'
    if hard and number % HARD == 60:
        sides = [f"E[z:Normal({a}, {b})](z)", f"== {a}"]
        given = {}
    id = f"c-{number - 1 if number % 103 == 70 else number}"
    return json.dumps({"id": id, "given": given, "derivation": sides})


def timeless(report: str) -> str:
    """A report without the seconds that everything took, nor what was cached."""
    return SECONDS.sub('"seconds": 0', report).replace('"cached": true, ', "")
