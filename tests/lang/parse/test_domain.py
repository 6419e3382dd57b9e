"""Domains as text, both ways."""

from __future__ import annotations

import pytest

from derivcheck.lang.algebra import NEGATIVE, NONNEGATIVE, POSITIVE, REAL, ZERO
from derivcheck.lang.declare import INTEGER, NATURAL
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    Integers,
    Interval,
    LawDomain,
    MatrixDomain,
    Nonzero,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.parse import parse_domain
from derivcheck.lang.show import text
from tests.lang.parse.scope import SCOPE, a, b, m, n

DOMAINS: list[tuple[str, Domain]] = [
    ("real", REAL),
    ("positive", POSITIVE),
    ("nonnegative", NONNEGATIVE),
    ("negative", NEGATIVE),
    ("nonzero", Nonzero()),
    ("integer", INTEGER),
    ("natural", NATURAL),
    ("in (a, b)", Interval(a, b)),
    ("in [a, b]", Interval(a, b, False, False)),
    ("in (a, b]", Interval(a, b, True, False)),
    ("in [a, 2*(a + b))", Interval(a, 2 * (a + b), False, True)),
    ("density", LawDomain((REAL,))),
    ("density on (a, b)", LawDomain((Interval(a, b),))),
    ("density(2)", LawDomain((REAL, REAL))),
    ("density(1 | 1)", LawDomain((REAL,), (REAL,))),
    ("density(2 | 1)", LawDomain((REAL, REAL), (REAL,))),
    ("density(1 | 2)", LawDomain((REAL,), (REAL, REAL))),
    ("pmf on 0..n", LawDomain((Integers(ZERO, n),))),
    ("pmf(1 | 1) on 0..n", LawDomain((Integers(ZERO, n),), (REAL,))),
    ("function", FunctionDomain((REAL,), REAL)),
    ("positive function", FunctionDomain((REAL,), POSITIVE, "positive")),
    ("convex function", FunctionDomain((REAL,), REAL, "convex")),
    ("increasing function", FunctionDomain((REAL,), REAL, "increasing")),
    ("function(2)", FunctionDomain((REAL, REAL), REAL)),
    ("positive function(2)", FunctionDomain((REAL, REAL), POSITIVE, "positive")),
    ("real sequence", SequenceDomain(REAL)),
    ("positive sequence", SequenceDomain(POSITIVE)),
    ("vector(n) sequence", SequenceDomain(VectorDomain(n))),
    ("vector(n)", VectorDomain(n)),
    ("positive vector(n)", VectorDomain(n, True)),
    ("matrix(m, n)", MatrixDomain(m, n)),
    ("symmetric matrix(n)", MatrixDomain(n, n, "symmetric")),
    ("positive definite matrix(n)", MatrixDomain(n, n, "positive definite")),
    ("density on vector(n)", LawDomain((VectorDomain(n),))),
    ("density on vector(n) | vector(m)", LawDomain((VectorDomain(n),), (VectorDomain(m),))),
    ("function of vector(n)", FunctionDomain((VectorDomain(n),), REAL)),
    ("vector(m) function of vector(n)", FunctionDomain((VectorDomain(n),), VectorDomain(m))),
]


@pytest.mark.parametrize(("source", "domain"), DOMAINS, ids=[d[0] for d in DOMAINS])
def test_meaning(source: str, domain: Domain) -> None:
    """A declared name would live somewhere else than its author wrote."""
    assert parse_domain(source, SCOPE) == domain


@pytest.mark.parametrize(("source", "domain"), DOMAINS, ids=[d[0] for d in DOMAINS])
def test_shown_as_written(source: str, domain: Domain) -> None:
    """A report would declare names in other words than the author's."""
    assert text(domain) == source


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("rael", 1, "no domain"),
        ("in (a)", 4, "no interval"),
        ("vector(k)", 8, "unknown name k"),
        ("vector(a)", 8, "a is no size"),
        ("vector(0)", 8, "0 is no size"),
        ("matrix(n)", 8, "2 size(s)"),
        ("symmetric matrix(n, n)", 18, "1 size(s)"),
        ("pmf", 1, "lives on integers"),
        ("density on 0..n", 1, "lives on integers"),
        ("density(0)", 9, "no number of arguments"),
        ("in (zeta, 1)", 5, "unknown name zeta"),
        ("", 1, "no domain"),
    ],
)
def test_refused(source: str, column: int, message: str) -> None:
    """A domain that means nothing would be guessed at."""
    with pytest.raises(
        AuthorError, match=message.replace("(", r"\(").replace(")", r"\)")
    ) as caught:
        parse_domain(source, SCOPE)
    assert caught.value.location is not None
    assert caught.value.location.column == column
