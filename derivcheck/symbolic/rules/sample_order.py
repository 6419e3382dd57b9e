"""Inequalities between means over samples of symbolic size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import one_binder
from derivcheck.symbolic.heads import IidMean
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import TangentGap
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import find, settled
from derivcheck.symbolic.sign import is_positive
from derivcheck.symbolic.terms import terms


@dataclass(frozen=True, slots=True)
class Sampled:
    """gap = E of body over samples + rest; the mean is over one law and one size."""

    mean: Any
    body: Any
    rest: Any

    def over(self, body: Any) -> Any:
        """The mean of another body over the same samples."""
        return self.mean.func(body, *self.mean.args[1:])


def sampled(gap: Any) -> Sampled | None:
    """The means over samples in a gap brought together; None if there are none, or two kinds."""
    bodies, others = [], []
    kinds: dict[Any, Any] = {}
    for term in terms(gap):
        means = [f for f in sympy.Mul.make_args(term) if isinstance(f, IidMean)]
        if not means:
            others.append(term)
            continue
        kinds[means[0].args[1:]] = means[0]
        bodies.append(term / means[0] * means[0].body)
    if len(kinds) != 1 or any(body.has(IidMean) for body in bodies):
        return None
    (mean,) = kinds.values()
    return Sampled(mean, sympy.Add(*bodies), sympy.Add(*others))


def lifted(rest: Any, mean: Any) -> tuple[Any, Any]:
    """Means of one draw as means over the sample of the average, and what else there is."""
    _, draw, size, law = mean.args
    x, weight, lower, upper, _ = law.args
    made, left = [], []
    for term in terms(rest):
        constant, binder = one_binder(term)
        if binder is None or len(binder.limits) != 1 or binder.limits[0][1:] != (lower, upper):
            left.append(term)
            continue
        body = binder.function.xreplace({binder.variables[0]: x})
        factors = sympy.Mul.make_args(body)
        density = sympy.Mul.make_args(weight)
        if any(part not in factors for part in density):
            left.append(term)
            continue
        k = sympy.Dummy("k", integer=True, positive=True)
        at = sympy.Function(str(draw), real=True)(k)
        inner = sympy.Mul(*(f for f in factors if f not in density)).xreplace({x: at})
        made.append(constant * sympy.Sum(inner, (k, 1, size)) / size)
    return sympy.Add(*made), sympy.Add(*left)


def monotone(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap as the mean of a body that has a certificate for every sample."""
    found = sampled(gap)
    if found is None:
        return
    averages, rest = lifted(found.rest, found.mean)
    inside = find(normal(found.body + averages + rest, context), strict, context)
    if inside is not None:
        yield found.over(inside)


def jensen(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """Each -log(u) under the mean by its tangent at the mean of u; the remainder is settled."""
    found = sampled(gap)
    if found is None:
        return
    y = sympy.Dummy("y", positive=True)
    pieces, left = [], gap
    for term in terms(found.body):
        weight, kernel = term.as_coeff_Mul()
        if not isinstance(kernel, sympy.log) or not weight.is_negative:
            continue
        u = kernel.args[0]
        m = normal(found.over(u), context)
        if m.has(IidMean) or not is_positive(m, context):
            continue
        pieces.append(found.over(-weight * TangentGap(-sympy.log(y), y, u, m, 1 / y**2)))
        left -= found.over(-weight * (sympy.log(m) + (u - m) / m - sympy.log(u)))
    if pieces:
        remaining = settled(normal(left, context), context)
        if remaining is not None:
            yield sympy.Add(*pieces, remaining)


RULES = (
    Rule(
        name="sample.monotone",
        statement="What holds for every sample holds for its mean; the mean of one draw is the "
        "mean of the average over the sample.",
        source="Rudin, Real and Complex Analysis, 1.24",
        holds=(
            Example(
                "n: natural; p: density; f: positive function",
                "E[x:Iid(p, n)](log(Sum(f(x[k]), (k, 1, n))/n)) >= E[x:p](log(f(x)))",
            ),
        ),
        fails=(
            Example(
                "n: natural; p: density; f: positive function",
                "E[x:Iid(p, n)](log(Sum(f(x[k]), (k, 1, n))/n)) <= E[x:p](log(f(x)))",
            ),
        ),
        certify=monotone,
    ),
    Rule(
        name="sample.jensen",
        statement="E[log(u)] <= log(E[u]) for u > 0 that depends on a whole sample.",
        source="Burda, Grosse and Salakhutdinov, Importance weighted autoencoders, theorem 1",
        holds=(
            Example(
                "n: natural; p: density; f: positive function",
                "E[x:Iid(p, n)](log(Sum(f(x[k]), (k, 1, n))/n)) <= log(E[x:p](f(x)))",
            ),
        ),
        fails=(
            Example(
                "n: natural; p: density; f: positive function",
                "E[x:Iid(p, n)](log(Sum(f(x[k]), (k, 1, n))/n)) >= log(E[x:p](f(x)))",
            ),
            Example(
                "n: natural; p: density; f: positive function",
                "E[x:Iid(p, n)](log(Sum(f(x[k]), (k, 1, n)))) <= log(E[x:p](f(x)))",
            ),
        ),
        certify=jensen,
    ),
)
