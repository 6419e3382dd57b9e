"""The benchmarks' own parts: what they are called, and the corpus they are run on."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.benchmarks.__main__ import PARTS
from tests.benchmarks.corpus import FAMILIES, Family, corpus, slipped, total

ROOT = Path(__file__).parents[2]
WORDS = {
    **{name: getattr(math, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tanh")},
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "softplus": lambda x: math.log1p(math.exp(x)),
    "__builtins__": {},
}
POINT = {"x": 0.37, "y": 1.21, "m": -0.4, "n": 0.9, "s": 1.3}


def value(text: str) -> float:
    """A side at one point, by Python's own arithmetic; the text is the corpus's."""
    return float(eval(text, WORDS, POINT))


@pytest.mark.parametrize("words", [["--help"], ["no-such-part"]])
def test_help_and_mistakes_run_nothing(words: list[str]) -> None:
    """Asking what the benchmarks are would take as long as running them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *words],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == (0 if words == ["--help"] else 2)
    assert all(name in done.stdout + done.stderr for name in PARTS)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_identities_are_true_and_slips_false(family: Family) -> None:
    """A verdict would be called wrong that is right."""
    random = Random(1)
    for _ in range(30):
        identity = family(random)
        left, right = value(identity.left), value(total(identity.terms))
        assert math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
        false = value(total(slipped(identity.terms, random)))
        assert not math.isclose(left, false, rel_tol=1e-9, abs_tol=1e-9)


def test_the_corpus_follows_from_its_seed() -> None:
    """Two runs would be about different steps."""
    first, again, other = (list(islice(corpus(40, seed), 40)) for seed in (1, 1, 2))
    assert first == again != other


def test_the_corpus_has_every_family_true_and_false() -> None:
    """A family could be slow, or wrong, and nobody would see it."""
    kinds = Counter(
        (claim["id"].rsplit("-", 1)[0], claim["expect"])
        for claim in map(json.loads, corpus(40 * len(FAMILIES)))
    )
    assert len(kinds) == 2 * len(FAMILIES)
