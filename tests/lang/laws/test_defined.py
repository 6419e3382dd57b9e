"""Laws given by a density expression."""

from __future__ import annotations

from derivcheck.lang.algebra import Neg, oo
from derivcheck.lang.calculus import integral
from derivcheck.lang.condition import Eq
from derivcheck.lang.declare import positive, real, variable
from derivcheck.lang.functions import exp, log
from derivcheck.lang.laws import DensityLaw
from derivcheck.lang.optimum import Inf


def test_density_at_a_point() -> None:
    """The argument would not reach the body, or be captured by the bound variable."""
    v, x, s = variable("v"), real("x"), positive("s")
    law = DensityLaw(v, exp(-v / s) / s)
    assert law.density(x) == exp(-x / s) / s
    assert law.log_density(x) == log(exp(-x / s) / s)


def test_its_variable_is_bound() -> None:
    """A parameter named like the bound variable would be captured on substitution."""
    v, s = variable("v"), positive("s")
    law = DensityLaw(v, exp(-v / s) / s)
    assert law.free_names() == {"s"}
    changed = law.substitute({"s": real("v")})
    assert changed.free_names() == {"v"}
    assert changed.density(real("x")) == exp(-real("x") / real("v")) / real("v")  # type: ignore[attr-defined]


def test_conditions() -> None:
    """That a written density integrates to 1 and is nonnegative would go unchecked."""
    v = variable("v")
    law, line = DensityLaw(v, exp(-v)), (v, Neg(oo), oo)
    assert law.conditions() == (Eq(integral(exp(-v), line), 1), Inf(exp(-v), line) >= 0)
