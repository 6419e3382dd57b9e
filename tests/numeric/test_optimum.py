"""Suprema and maximisers: attained, not attained, not unique, unbounded."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck import (
    ArgMax,
    ArgMin,
    Dot,
    Inf,
    Norm,
    Sum,
    Sup,
    exp,
    log,
    nonnegative,
    real,
    variable,
    vectors,
)
from derivcheck.lang.algebra import oo
from derivcheck.lang.calculus import Limit
from derivcheck.lang.expression import Expr
from derivcheck.lang.optimum import Optimum
from derivcheck.numeric import vector_optimum
from derivcheck.numeric.ball import ball
from derivcheck.numeric.derivative import hessian
from derivcheck.numeric.evaluate import evaluate, make_scope
from derivcheck.numeric.limit import approach
from derivcheck.numeric.scope import Effort
from derivcheck.symbolic.example import read_goal

y = variable("y")
a, b, m = nonnegative("a"), nonnegative("b"), real("m")
LINE = (y, -oo, oo)
UNIT = (y, 0, 1)
AT = {"a": 0.7, "b": 1.1, "m": 123.456}
TOP = 0.7 * math.log(0.7 / 1.8) + 1.1 * math.log(1.1 / 1.8)


@pytest.mark.parametrize("p", [0.3, 1e-4, 1e-8, 1e-12, 1e-16, 1e-20, 1e-60, 1e-140])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        (Sup(log(1 - y) + a * log(y), UNIT), lambda p: p * math.log(p) - (1 + p) * math.log1p(p)),
        (Sup(log(y) + a * log(1 - y), UNIT), lambda p: p * math.log(p) - (1 + p) * math.log1p(p)),
        (ArgMax(log(1 - y) + a * log(y), UNIT), lambda p: p / (1 + p)),
        (ArgMax(log(y) + a * log(1 - y), UNIT), lambda p: 1 / (1 + p)),
        (
            Sup(log(y - 3) + a * log(4 - y), (y, 3, 4)),
            lambda p: p * math.log(p) - (1 + p) * math.log1p(p),
        ),
        (Sup(-1 / y - a * log(y), (y, 1, oo)), lambda p: p * math.log(p) - p),
        (ArgMax(-1 / y - a * log(y), (y, 0, oo)), lambda p: 1 / p),
        (Sup(a * y - exp(y), LINE), lambda p: p * math.log(p) - p),
    ],
)
def test_maxima_far_out_and_next_to_ends_lie_within_their_bounds(
    written: Expr, value: Callable[[float], float], p: float
) -> None:
    """Between 1 - 1e-16 and 1 there is no double; past 1e13 nobody would look."""
    found = evaluate(written, {"a": ball(p)})
    error = float(found.error())
    assert abs(float(found.value()) - value(p)) <= error + 4e-16 * abs(value(p))
    assert error <= 1e-5 * abs(value(p))


def test_a_place_whose_value_is_vague_is_no_second_maximum() -> None:
    """A maximiser would be missing where only rounding far away says so."""
    vague = ArgMax(-((y - a) ** 2) + m * y**2, LINE)
    assert evaluate(vague, {"a": ball(1.0), "m": ball(0.0)}).value() == pytest.approx(1.0)
    assert evaluate(vague, {"a": ball(1.0), "m": ball(0.0).widen(2.0)}).unknown()
    assert evaluate(ArgMax(-((y**2 - a) ** 2), LINE), {"a": ball(1.0)}).undefined()


def test_the_last_doubles_next_to_an_end_tell_what_they_miss() -> None:
    """The maximum at 1e-300 would be given with all its digits, though none was near."""
    for written in (Sup(log(1 - y) + a * log(y), UNIT), Sup(log(y) + a * log(1 - y), UNIT)):
        found = evaluate(written, {"a": ball(1e-300)})
        assert abs(float(found.value()) - 1e-300 * (math.log(1e-300) - 1)) <= float(found.error())


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Sup(y * (1 - y), UNIT), 0.25),
        (ArgMax(a * log(y) + b * log(1 - y), UNIT), 0.7 / 1.8),
        (Sup(a * log(y) + b * log(1 - y), UNIT), TOP),
        (ArgMax(b * log(1 - y), UNIT), 0.0),
        (ArgMax(a * log(y), UNIT), 1.0),
        (ArgMin((y - m) ** 2, LINE), 123.456),
        (Inf(exp(y), LINE), 0.0),
        (Sup(y, UNIT), 1.0),
        (Sup(m * y - y**2 / 2, LINE), 123.456**2 / 2),
    ],
)
def test_optima_lie_within_their_bounds(expression: Expr, value: float) -> None:
    """Broken if an optimum were missed, or located worse than its bound says."""
    made = evaluate(expression, AT)
    assert abs(float(made.value()) - value) <= float(made.error()) + 1e-12 * abs(value)
    assert float(made.error()) <= 1e-7 * (1 + abs(value))


@pytest.mark.parametrize(
    "expression",
    [
        ArgMin(exp(y), LINE),
        ArgMin(y**2 * (y - 1) ** 2, LINE),
        ArgMax(0 * y, UNIT),
    ],
)
def test_maximisers_not_attained_or_not_unique_are_undefined(expression: Expr) -> None:
    """Broken if an infimum that is not attained had a place."""
    assert evaluate(expression, AT).undefined()


@pytest.mark.parametrize("weights", [(1e-40, 1e-10), (1e-10, 1e-40)])
def test_a_maximiser_next_to_an_end_is_not_denied(weights: tuple[float, float]) -> None:
    """Broken if a best discriminator of 1e-30, or of 1 less that, counted as not attained."""
    at = dict(zip("ab", weights, strict=True))
    assert not evaluate(ArgMax(a * log(y) + b * log(1 - y), UNIT), at).undefined()


def test_a_supremum_may_be_infinite() -> None:
    """Broken if growth without end came out as a large number."""
    assert float(evaluate(Sup(y**2, LINE), {}).value()) == math.inf


def test_minima_over_vectors() -> None:
    """Broken if the nearest point to a vector were not that vector."""
    v, w = vectors("v", 2), vectors("w", 2)
    point = np.array([[1.0], [-2.0]])
    made = evaluate(ArgMin(Norm(w - v) ** 2, (w, w.domain)), {"v": point})
    assert np.allclose(made.value(), point, atol=1e-9)


def test_an_infimum_over_vectors_may_be_minus_infinity() -> None:
    """Broken if a linear function had a smallest value, or a place for it."""
    v, w = vectors("v", 2), vectors("w", 2)
    point = np.array([[1.0], [-2.0]])
    region = (w, w.domain)
    assert np.isneginf(evaluate(Inf(Dot(v, w), region), {"v": point}).value())
    assert evaluate(ArgMin(Dot(v, w), region), {"v": point}).undefined().all()


def test_a_jump_at_the_centre_of_a_law_is_seen() -> None:
    """Gauss rules of even order agree on a jump at the centre, and with it on what is wrong."""
    goal = read_goal("", "Inf(JS(Uniform(0, 1), Uniform(0, t)), (t, 2, 3)) == 0")
    exact = (np.log(4 / 3) + np.log(2 / 3) / 2 + np.log(2) / 2) / 2
    for effort in (Effort(), Effort().harder()):
        found = evaluate(goal.statement.lhs, {}, effort=effort)
        assert abs(found.value() - exact) <= found.error() + 1e-15


def test_a_limit_that_falls_short_is_not_worked_out() -> None:
    """Every end of every optimum inside an integral would cost an extrapolation a node."""
    goal = read_goal("", "Limit(-x**2, x, oo) == 0")
    sinks = goal.statement.lhs
    assert isinstance(sinks, Limit)
    scope = make_scope({}, Effort())
    at = ball(np.inf)
    assert approach(sinks, at, 1.0, scope).infinite()
    assert approach(sinks, at, 1.0, scope, (1.0, ball(0.0))).unknown()
    assert approach(sinks, at, 1.0, scope, (-1.0, ball(0.0))).infinite()


def test_second_derivatives_near_the_optimum_serve_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of the time of an optimum over vectors would go into second derivatives."""
    made = []

    def counted(*arguments: Any) -> Any:
        made.append(arguments)
        return hessian(*arguments)

    monkeypatch.setattr(vector_optimum, "hessian", counted)
    v, i = vectors("v", 2), variable("i")
    found = evaluate(Inf(Sum(exp(v[i]) - i * v[i], (i, 1, 2)), (v, v.domain)), {})
    assert abs(found.value() - (1 + 2 - 2 * math.log(2))) <= found.error() + 1e-14
    assert found.error() < 1e-11
    assert len(made) == 1


def test_an_optimum_over_vectors_takes_its_slope_in_one_evaluation() -> None:
    """Descent would pay a whole evaluation for each direction, or go astray where it does not."""
    v, i = vectors("v", 2), variable("i")
    body = Sum(exp(v[i]) - i * v[i], (i, 1, 2))
    node = Inf(body, (v, v.domain))
    assert isinstance(node, Optimum)
    loss = vector_optimum._loss(node, -1.0, make_scope({}, Effort()))
    height, slope = loss(np.array([0.5, -1.0]))
    assert height == pytest.approx(math.exp(0.5) - 0.5 + math.exp(-1) + 2, rel=1e-14)
    assert slope == pytest.approx([math.exp(0.5) - 1, math.exp(-1) - 2], abs=1e-7)
    within = Inf(body + Inf(Norm(v) ** 2, (v, v.domain)), (v, v.domain))
    assert isinstance(within, Optimum)
    nested = vector_optimum._loss(within, -1.0, make_scope({}, Effort()))
    assert nested(np.array([0.5, -1.0]))[0] == pytest.approx(height, rel=1e-12)
