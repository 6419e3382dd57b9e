"""Long sums and products are one tree, however they were made."""

from __future__ import annotations

import sympy

from derivcheck.core.derivation import Derivation, claim
from derivcheck.lang.algebra import Add, Div, Mul
from derivcheck.lang.declare import real
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import exp
from derivcheck.lang.parse import Scope, parse_expression
from derivcheck.lang.row import LONGEST_LEFT, long_sum, product_of, regrouped, total_of

x, y = real("x"), real("y")


def depth(root: Expr) -> int:
    """Levels of a tree, names counted as one."""
    level, count = [root], 0
    while level:
        level, count = [c for node in level for c in node.children()], count + 1  # type: ignore[misc]
    return count


def test_python_makes_the_tree_of_the_text() -> None:
    """A long sum would be one claim in Python and another in a file."""
    made = sum((x**k - y / (k + 2) for k in range(40)), start=x)
    written = "x + " + " + ".join(f"(x**{k} - y/{k + 2})" for k in range(40))
    assert regrouped(exp(made)) == parse_expression(f"exp({written})", Scope.of(x, y))


def test_long_products_of_python() -> None:
    """A long product would exhaust the stack, or divide by what stood above."""
    made: Expr = x
    for k in range(300):
        made = made * y if k % 3 else made / x
    text = "x" + "".join("*y" if k % 3 else "/x" for k in range(300))
    assert regrouped(made) == parse_expression(text, Scope.of(x, y))
    assert depth(regrouped(made)) < 40


def test_short_rows_stay() -> None:
    """An author's sum of a few terms would be regrouped."""
    made = sum((x for _ in range(LONGEST_LEFT - 1)), start=y)
    assert regrouped(made) is made
    assert regrouped(Mul(Div(x, y), Add(x, y))) == Mul(Div(x, y), Add(x, y))


def test_regrouped_once_and_for_all() -> None:
    """A step's end and the next step's beginning would differ."""
    made = regrouped(sum((x**k for k in range(100)), start=y))
    assert regrouped(made) is made
    assert len(long_sum(made)) == 101


def test_a_derivation_is_regrouped() -> None:
    """A claim with a long sum could be written in a file and not in Python."""

    @claim("long")
    def long(d: Derivation) -> None:
        d.goal(sum((x for _ in range(300)), start=x), "==", 301 * x)
        d.done()

    (step,) = long.build().steps
    assert depth(step.statement.lhs) < 30


def test_sums_of_sympy() -> None:
    """A long expression of SymPy's would nest once a term."""
    symbols = sympy.symbols("s0:400", real=True)
    assert depth(expr(sympy.Add(*symbols))) < 30
    assert depth(expr(sympy.Mul(*symbols))) < 30


def test_nothing_is_lost() -> None:
    """Halving would drop a term of an odd row."""
    for count in range(1, 70):
        total = total_of([(False, x)] * count)
        product = product_of([(False, x)] * count)
        assert sum(1 for part in total.walk() if part == x) == count
        assert sum(1 for part in product.walk() if part == x) == count
