"""Texts made to exhaust the reader are the author's error, never a crash."""

from __future__ import annotations

import pickle

import pytest

from derivcheck.lang.errors import AuthorError
from derivcheck.lang.parse import Scope, parse_definition, parse_expression
from derivcheck.lang.parse.limits import MAX_DEPTH
from derivcheck.lang.show import latex, text, unicode
from tests.lang.parse.scope import SCOPE, a

EXCESSIVE = [
    "a" + "+a" * 4999,
    "(a+" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1),
    "a**" * 3000 + "a",
    "not " * 2400 + "a",
    "a if a else " * 800 + "a",
    "lambda:" * 1400 + "a",
    "-" * 9000 + "a",
    "(" * 5000 + "a" + ")" * 5000,
    "mu[" * 500 + "1" + "]" * 500,
    "log(" * 79 + "a" + ")" * 79,
    "a" * 20_000,
    "9" * 5000,
    "1e999999999",
    "2**100000",
    "a**(10**9)",
    "((a**1000)**1000)**1000",
    "(((2**900)**900)**900)",
    "factorial(10**9)",
    "binomial(10**12, 10**6)",
]


@pytest.mark.parametrize("source", EXCESSIVE, ids=[source[:20] for source in EXCESSIVE])
def test_refused(source: str) -> None:
    """A hostile text would exhaust the stack, the memory or the clock."""
    with pytest.raises(AuthorError):
        parse_expression(source, SCOPE)


def test_definitions_that_double_are_refused() -> None:
    """Sixty short definitions would make an expression of 2**60 parts."""
    scope = SCOPE.define("d0", a)
    with pytest.raises(AuthorError, match="once definitions are expanded"):
        for k in range(60):
            scope = scope.define(f"d{k + 1}", parse_definition(f"d{k} + d{k}", scope))


def test_definitions_that_nest_are_refused() -> None:
    """Definitions upon definitions would nest beyond what the stack bears."""
    scope: Scope = SCOPE.define("d0", a)
    with pytest.raises(AuthorError, match="deep once definitions are expanded"):
        for k in range(60):
            source = "log(" * 9 + f"d{k}" + ")" * 9
            scope = scope.define(f"d{k + 1}", parse_definition(source, scope))


def test_what_is_within_the_limits_can_be_worked_with() -> None:
    """The limits would admit expressions on which substitution or printing crash."""
    scope, source = SCOPE, "a"
    for k in range(2):
        source = "log(" * 38 + source + ")" * 38
        scope = scope.define(f"d{k}", parse_definition(source, scope))
        source = f"d{k}"
    tree = parse_expression("-" * 30 + source, scope)
    assert pickle.loads(pickle.dumps(tree)) == tree
    assert tree.substitute({"a": a + 1}) != tree
    assert text(tree) and unicode(tree) and latex(tree)
