"""Trees: structural equality, free names, substitution without capture, pickling."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import Any

import pytest

from derivcheck.lang.algebra import Abbreviation, Add
from derivcheck.lang.calculus import derivative, integral, total
from derivcheck.lang.declare import density, function, natural, positive, real
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import log, sqrt
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.laws import Iid, Independent, Mixture, Normal
from derivcheck.lang.node import fresh_name
from derivcheck.lang.probability import Cov, E
from derivcheck.lang.template import Template, family

a, b, x, y, z = real("a b x y z")
s = positive("s")
f = function("f")
h = function("h", arguments=2)
p, q = density("p q")
r = density("r", given=1)


def test_nothing_is_simplified() -> None:
    """A step that the tree performs by itself would vanish before anyone checks it."""
    assert sqrt(s**2) != s
    assert x + 0 != x
    assert x - x != expr(0)
    assert x * y != y * x


def test_structural_equality() -> None:
    """Two spellings of one tree must be one key, two trees never."""
    assert h(x, y) + 1 == h(x, y) + 1
    assert hash(h(x, y) + 1) == hash(h(x, y) + 1)
    assert Add(x, y) != x - y
    assert real("x") != positive("x")


BOUND: list[tuple[Expr, set[str]]] = [
    (integral(f(x) * a, (x, b, y)), {"f", "a", "b", "y"}),
    (integral(f(x), (x, 0, x)), {"f", "x"}),
    (derivative(f(x), x), {"f", "x"}),
    (E[x:p](f(x) + a), {"p", "f", "a"}),
    (E[z:q, x : r | z](h(x, z)), {"q", "r", "h"}),
    (E[x : Normal(x, s)](f(x)), {"x", "s", "f"}),
    (Cov[x:p](x, a), {"p", "a"}),
    (Abbreviation("k", x + 1), {"x"}),
]


@pytest.mark.parametrize(("expression", "names"), BOUND)
def test_free_names(expression: Expr, names: set[str]) -> None:
    """A bound name counted as free would have to be declared; a free one missed would not."""
    assert expression.free_names() == names


CAPTURES: list[tuple[Any, dict[str, Any], Any]] = [
    (integral(a * x, (x, 0, 1)), {"a": y}, integral(y * x, (x, 0, 1))),
    (integral(a * x, (x, 0, 1)), {"x": y}, integral(a * x, (x, 0, 1))),
    (integral(f(x), (x, 0, x)), {"x": y}, integral(f(x), (x, 0, y))),
    (E[x : Normal(x, 1)](f(x)), {"x": a}, E[x : Normal(a, 1)](f(x))),
    (E[z:q, x : r | z](h(x, z)), {"q": p}, E[z:p, x : r | z](h(x, z))),
    (E[z:q, x : r | z](h(x, z)), {"z": a}, E[z:q, x : r | z](h(x, z))),
]


@pytest.mark.parametrize(("expression", "values", "expected"), CAPTURES)
def test_substitution(expression: Any, values: dict[str, Any], expected: Any) -> None:
    """Bound occurrences would be replaced, or free ones left."""
    assert expression.substitute(values) == expected


def test_capture_by_an_integral() -> None:
    """Integral(a*x) with x for a would become Integral(x*x)."""
    made: Any = integral(a * x, (x, 0, 1)).substitute({"a": x})
    assert made.variable.name != "x"
    assert made.body == x * made.variable
    assert made.free_names() == {"x"}


def test_capture_in_dependent_draws() -> None:
    """A value that names an earlier draw would be taken for it in the later law and the body."""
    made: Any = E[z:q, x : r | (z + a)](h(x, z) * a).substitute({"a": z})
    first, second = (binding.variable for binding in made.bindings)
    assert first.name not in ("z", "x")
    assert second.name == "x"
    assert made.bindings[1].law == r | (first + z)
    assert made.body == h(x, first) * z
    assert made.free_names() == {"q", "r", "h", "z"}


def test_capture_by_the_later_draw() -> None:
    """Renaming only the first of two draws would capture a value that names the second."""
    made: Any = E[z:q, x : r | z](h(x, z) * a).substitute({"a": x})
    second = made.bindings[1].variable
    assert made.bindings[0].variable.name == "z"
    assert made.body == h(second, z) * x


def test_fresh_names_avoid_laws() -> None:
    """A renamed variable could take the name of a density."""
    law = density("z_1")
    made: Any = E[z:law](f(z) * a).substitute({"a": z})
    assert made.bindings[0].variable.name == "z_2"


def test_the_variable_of_a_derivative_is_replaced_at_its_point() -> None:
    """Derivative(f(x), x) at x = a is not the derivative of the constant f(a)."""
    made: Any = derivative(f(x), x).substitute({"x": a})
    assert made.at == a
    assert made.body == f(x)


def test_templates_do_not_capture() -> None:
    """A definition with a bound variable would swallow an argument of that name."""
    template = Template("m", (a,), integral(a * x, (x, 0, 1)))
    made: Any = template(x)
    assert made.free_names() == {"x"}
    assert (family("k", z, Normal(a * z, s)) | x) == Normal(a * x, s)


def test_abbreviations_end_where_they_change() -> None:
    """A name would go on standing for a value that it no longer has."""
    named = Abbreviation("k", x + 1)
    assert named.substitute({"y": a}) is named
    assert named.substitute({"x": a}) == a + 1
    law = Abbreviated("N", Normal(a, s))
    assert law.substitute({"a": b}) == Normal(b, s)


def test_rebuild_keeps_what_does_not_change() -> None:
    """Every substitution would copy the whole tree."""
    tree = h(x, y) + 1
    assert tree.substitute({"z": a}) is tree


def test_fresh_name() -> None:
    """A fresh name that is taken is not fresh."""
    assert fresh_name("x", {"y"}) == "x"
    assert fresh_name("x", {"x", "x_1"}) == "x_2"


TREES = [
    total(f(x) / a, (natural("k"), 1, natural("n"))),
    E[z:q, x : r | z](log(h(x, z) ** 2)),
    E[x : Mixture((a, Iid(p, 2)), (1 - a, Independent(p, q)))](x[1]),
]


@pytest.mark.parametrize("tree", TREES)
def test_pickling(tree: Expr) -> None:
    """A claim could not be sent to a worker, or would arrive as another."""
    hash(tree)
    assert pickle.loads(pickle.dumps(tree)) == tree


def test_hashes_are_not_pickled() -> None:
    """Hashes of text differ between processes: a pickled one would split equal trees in two."""
    program = (
        "import sys, pickle\n"
        "from derivcheck.lang.declare import real\n"
        "tree = pickle.load(sys.stdin.buffer)\n"
        "sys.exit(0 if tree == real('x') + 1 and hash(tree) == hash(real('x') + 1) else 1)\n"
    )
    tree = x + 1
    hash(tree)
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(tree), env=environment, timeout=60
    )
    assert done.returncode == 0
