"""`let`: every form of definition."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.reader import BadClaim, read_claims
from derivcheck.lang.laws import DensityLaw
from derivcheck.lang.node import Node
from derivcheck.lang.show import text

HEAD = """
[[claim]]
id = "c"
given = { x = "real", m = "real", s = "positive", n = "natural", mu = "real sequence" }
"""


def sides(let: str, lhs: str) -> tuple[Node, Node]:
    """Both sides of `lhs == x + m + s + mu[n]` under the definitions."""
    source = f"{HEAD}derivation = ['{lhs}', '== x + m + s + mu[n]']\n[claim.let]\n{let}\n"
    (claim,) = read_claims(source)
    assert isinstance(claim, Claim), claim
    return claim.steps[0].statement.lhs, claim.steps[0].statement.rhs


@pytest.mark.parametrize(
    ("let", "lhs", "expanded"),
    [
        ("c = 'x + 1'", "c*2", "c*2"),
        ("p = 'Normal(m, s)'", "p(x)", "p(x)"),
        ("'ratio(y, z)' = 'y/z'", "ratio(x, ratio(m, s))", "x/(m/s)"),
        ("'p | z' = 'Normal(2*z, s)'", "p(x | m)", "Normal(2*m, s)(x)"),
        ("'p | m' = 'Normal(m, s)'", "KL(p | x, p | 1)", "KL(Normal(x, s), Normal(1, s))"),
        ("'p | (y, z)' = 'Normal(y, z)'", "p(x | m, s)", "Normal(m, s)(x)"),
        ("'sq(y)' = 'y**2'", "Sum(sq(mu[k]), (k, 1, n))", "Sum(mu[k]**2, (k, 1, n))"),
        ("'sq(y)' = 'y**2'\n'four(y)' = 'sq(sq(y))'", "four(x)", "(x**2)**2"),
        ("y = '2*m'\n'f(m)' = 'y + m'", "f(3)", "y + 3"),
    ],
)
def test_meaning(let: str, lhs: str, expanded: str) -> None:
    """A definition would be expanded to something else."""
    assert text(sides(let, lhs)[0]) == expanded


def test_a_law_by_its_density() -> None:
    """`law r(v)` would lose the obligation that its density integrates to 1."""
    made, _ = sides("'law r(v)' = 'exp(-v**2/2)/sqrt(2*pi)'", "r(x)")
    laws = [part for part in made.walk() if isinstance(part, DensityLaw)]
    assert len(laws) == 1
    assert len(laws[0].conditions()) == 2


def test_a_family_by_its_density() -> None:
    """`law r(v | z)` would not put z into the density."""
    made, _ = sides("'law r(v | z)' = 'exp(-(v - z)**2/2)/sqrt(2*pi)'", "r(x | m)")
    assert made.free_names() == {"x", "m"}


@pytest.mark.parametrize(
    ("let", "message"),
    [
        ("x = '1'", "given or defined twice"),
        ("E = '1'", "reserved word"),
        ("'p(x | z)' = 'exp(x)'", "defined as a law"),
        ("'law r' = 'exp(x)'", "density at one variable"),
        ("'f(y, y)' = 'y'", "two parameters of one name"),
        ("'f(' = 'y'", "defines nothing"),
        ("a = 'b'\nb = 'x'", "unknown name b"),
        ("a = 'a + 1'", "unknown name a"),
        ("'f(y)' = 'y'\ng = 'f'", "definition with arguments"),
    ],
)
def test_refused(let: str, message: str) -> None:
    """A definition without meaning would be guessed at."""
    source = f"{HEAD}derivation = ['x', '== m + s + mu[n]']\n[claim.let]\n{let}\n"
    (bad,) = read_claims(source)
    assert isinstance(bad, BadClaim)
    assert message in bad.error.message
    assert bad.error.location is not None
    assert bad.error.location.line > 6
