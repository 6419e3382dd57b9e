"""Bound variables are renamed without capture: normal forms of nested sums keep their value."""

from __future__ import annotations

from typing import Any

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import Number
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.registry import RULES

NAMES = sympy.symbols("_1 _2 x y z", integer=True, nonnegative=True)
F, G = sympy.Function("f", positive=True), sympy.Function("g", positive=True)
POINTS = range(3)
"""Sums over all natural numbers, of which the functions know these."""


def values() -> Any:
    """Sums over few terms within one another, their variables often of the same name."""
    name = st.sampled_from(NAMES)
    leaf = st.builds(F, name, name) | st.builds(G, name)

    def once(inner: Any) -> Any:
        return st.builds(_total, inner, name)

    weighted = st.builds(lambda a, b: a * sympy.log(1 + b), leaf, once(leaf))
    return once(once(leaf | weighted)) | st.builds(lambda a, b: a * b, once(weighted), once(leaf))


def _total(value: Any, x: Any) -> Any:
    """A sum over a variable that no sum in the value has taken: lowering makes fresh ones."""
    taken = {v for inner in value.atoms(sympy.Sum) for v in inner.variables}
    free = x if x not in taken else next(name for name in NAMES if name not in taken)
    return sympy.Sum(value, (free, 0, sympy.oo))


@settings(max_examples=200, deadline=None)
@given(value=values())
def test_the_normal_form_of_nested_sums_has_their_value(value: Any) -> None:
    """A variable that another binder captures changes the value."""
    zero = Number(0)
    context = Context(goal=Goal(Statement(zero, "==", zero)), rules=RULES)
    assert abs(_worth(normal(value, context)) - _worth(value)) < 1e-9


def _worth(value: Any) -> float:
    """The value with every sum written out, names and functions put for numbers."""
    while value.has(sympy.Sum):
        innermost = next(s for s in value.atoms(sympy.Sum) if not s.function.has(sympy.Sum))
        value = value.xreplace({innermost: _written_out(innermost)})
    given = {name: sympy.Integer(k) for k, name in enumerate(NAMES, 1)}
    worth = value.xreplace(given).replace(F, lambda a, b: 1 + a + a * b**2)
    return float(worth.replace(G, lambda a: 1 / (a + 1)).evalf(20))


def _written_out(total: Any) -> Any:
    value = total.function
    for x in total.variables:
        value = sympy.Add(*(value.xreplace({x: sympy.Integer(k)}) for k in POINTS))
    return value
