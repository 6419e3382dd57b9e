"""Integrals and sums are additive over the stretches of their range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.gather import gather
from derivcheck.symbolic.refine import refined
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.rules.pointwise import certificates


def by_stretches(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap cut where ranges overlap, with a certificate for each stretch."""
    cut = refined(gap, context)
    if cut is not None:
        yield from certificates(*gather(cut, context), strict, context)


RULES = (
    Rule(
        name="integral.additive",
        statement="The integral over (a, c) is that over (a, b) and that over (b, c), for "
        "a <= b <= c; likewise sums. Overlapping ranges are compared stretch by stretch.",
        source="Rudin, Principles of Mathematical Analysis, theorem 6.12 (c)",
        holds=(
            Example(
                "f: function",
                "Integral(f(x), (x, 0, 1)) + Integral(f(x), (x, 1, 3)) == "
                "Integral(f(x), (x, 0, 3))",
            ),
            Example("a: real; p: density", "Prob[x:p](x <= a) == 1 - Prob[x:p](x > a)"),
            Example(
                "a b: real; p: density",
                "Prob[x:p](a < x <= b) == Cdf(p, b) - Cdf(p, a)",
                ("a < b",),
            ),
            Example("a b: real; p: density", "Cdf(p, a) <= Cdf(p, b)", ("a < b",)),
            Example("a b: real; p: density", "Cdf(p, a) < Cdf(p, b)", ("a < b",)),
            Example("a: positive; p: density on (0, oo)", "Prob[x:p](x >= a) <= E[x:p](x)/a"),
            Example(
                "m n: natural; v: real sequence",
                "Sum(v[i], (i, 1, n)) == Sum(v[i], (i, 1, m)) + Sum(v[i], (i, m + 1, n))",
                ("m < n",),
            ),
            Example(
                "n: natural; v: positive sequence", "Sum(v[i], (i, 1, n)) >= Sum(v[i], (i, 2, n))"
            ),
        ),
        fails=(
            Example(
                "f: function",
                "Integral(f(x), (x, 0, 1)) + Integral(f(x), (x, 2, 3)) == "
                "Integral(f(x), (x, 0, 3))",
            ),
            Example(
                "a b: real; p: density", "Prob[x:p](x <= a) == 1 - Prob[x:p](x > b)", ("a < b",)
            ),
            Example("a b: real; p: density", "Cdf(p, a) >= Cdf(p, b)", ("a < b",)),
            Example("a b: real; p: density", "Cdf(p, a) < Cdf(p, b)", ("a <= b",)),
            Example("a: positive; p: density on (0, oo)", "Prob[x:p](x >= a) <= E[x:p](x)/(2*a)"),
            Example(
                "m n: natural; v: real sequence",
                "Sum(v[i], (i, 1, n)) == Sum(v[i], (i, 1, m)) + Sum(v[i], (i, m, n))",
                ("m < n",),
            ),
            Example(
                "m n: natural; v: real sequence",
                "Sum(v[i], (i, 1, n)) == Sum(v[i], (i, 1, m)) + Sum(v[i], (i, m + 1, n))",
            ),
            Example("n: natural; v: real sequence", "Sum(v[i], (i, 1, n)) >= Sum(v[i], (i, 2, n))"),
        ),
        certify=by_stretches,
    ),
)
