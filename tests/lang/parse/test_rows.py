"""Sums and products of many terms in a row are read; only true nesting is limited."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.lang.algebra import Add, Div, Mul, Sub
from derivcheck.lang.errors import ShapeError
from derivcheck.lang.expression import Expr
from derivcheck.lang.parse import parse_expression
from derivcheck.lang.row import LONGEST_LEFT, product_of, total_of
from derivcheck.lang.show import latex, text, unicode
from tests.lang.conftest import evaluate
from tests.lang.parse.scope import SCOPE, a, b, s

VALUES = {"a": 1.25, "b": -0.75, "s": 2.0}
SIGNS = st.lists(st.tuples(st.sampled_from("+-"), st.sampled_from("abs")), min_size=1, max_size=90)
FACTORS = st.lists(st.tuples(st.sampled_from("*/"), st.sampled_from("abs")), max_size=90)


def depth(root: Expr) -> int:
    """Levels of a tree."""
    level, count = [root], 0
    while level:
        level, count = [c for node in level for c in node.children()], count + 1  # type: ignore[misc]
    return count


@given(SIGNS)
@settings(max_examples=60, deadline=None)
def test_a_long_sum_is_the_sum(terms: list[tuple[str, str]]) -> None:
    """A sign would be lost where a long sum is halved, or its text would mean another sum."""
    source = "a " + " ".join(f"{sign} {name}" for sign, name in terms)
    made = parse_expression(source, SCOPE)
    assert evaluate(made, VALUES) == eval(source, dict(VALUES))
    assert text(made) == source
    assert parse_expression(text(made), SCOPE) == made


@given(FACTORS)
@settings(max_examples=60, deadline=None)
def test_a_long_product_is_the_product(factors: list[tuple[str, str]]) -> None:
    """A quotient would turn over where a long product is halved."""
    source = "a" + "".join(sign + name for sign, name in factors)
    made = parse_expression(source, SCOPE)
    assert evaluate(made, VALUES) == pytest.approx(eval(source, dict(VALUES)), rel=1e-12)
    assert parse_expression(text(made), SCOPE) == made


@given(st.lists(st.booleans(), min_size=LONGEST_LEFT, max_size=200))
@settings(max_examples=60, deadline=None)
def test_halving_divides_by_nothing_new(inverted: list[bool]) -> None:
    """a/b*c would be undefined at c = 0 if it became a/(b/c)."""
    made = product_of([(False, a), *((sign, b if sign else s) for sign in inverted)])
    divisors = {part for node in made.walk() if isinstance(node, Div) for part in node.right.walk()}
    assert s not in divisors


@pytest.mark.parametrize("sign", ["+", "-", "*", "/", "*a/", "+a-"])
def test_a_thousand_terms(sign: str) -> None:
    """A polynomial written out would be refused as nested too deeply, or exhaust the stack."""
    made = parse_expression("a" + f"{sign}b" * 1000, SCOPE)
    assert depth(made) <= 60
    assert pickle.loads(pickle.dumps(made)) == made
    assert text(made) and unicode(made) and latex(made)
    assert parse_expression(text(made), SCOPE) == made
    assert made.substitute({"b": s}).free_names() == {"a", "s"}


def test_short_rows_keep_the_form_of_python() -> None:
    """A sum of three terms would be another tree than the same sum in Python."""
    assert parse_expression("a - b + s", SCOPE) == Add(Sub(a, b), s)
    assert parse_expression("a/b*s", SCOPE) == Mul(Div(a, b), s)
    assert parse_expression("a + (b + s)", SCOPE) == Add(a, Add(b, s))


def test_brackets_of_the_author_are_kept() -> None:
    """A sum in brackets would lose them in print, and mean another tree."""
    inner = total_of([(False, a)] * 9)
    made = Add(total_of([(False, b)] * 9), inner)
    assert parse_expression(text(made), SCOPE) == made
    assert text(Sub(a, inner)) == f"a - ({text(inner)})"


def test_a_fault_within_a_long_sum_has_its_place() -> None:
    """A vector among a hundred numbers would be reported without a place."""
    with pytest.raises(ShapeError) as caught:
        parse_expression("a + " * 50 + "u" + " + b" * 50, SCOPE)
    assert caught.value.location is not None
