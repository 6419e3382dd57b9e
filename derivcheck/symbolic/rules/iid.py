"""Means over n independent draws of one law, n symbolic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.utilities.iterables import multiset_partitions

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.heads import IidMean
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.terms import terms

MOST_SUMS = 4
"""Products of more sums over a sample than this are left alone (Bell(4) = 15 partitions)."""


def iid_mean(value: Any, context: Context) -> Any:
    """E of products of sums over a sample: one term for each way in which indices coincide.

    Terms that are no such products stay means, with their constants taken out.
    """
    body, draw, size, law = value.args
    pieces = []
    for term in terms(body):
        made = _term(term, str(draw), size, law)
        pieces.append(_constants_out(term, value) if made is None else made)
    return sympy.Add(*pieces)


def _constants_out(term: Any, value: Any) -> Any:
    inside = [f for f in sympy.Mul.make_args(term) if _uses(f, str(value.args[1]))]
    outside = [f for f in sympy.Mul.make_args(term) if not _uses(f, str(value.args[1]))]
    return sympy.Mul(*outside) * value.func(sympy.Mul(*inside), *value.args[1:])


def _term(term: Any, draw: str, size: Any, law: Any) -> Any:
    constant, sums, products, singles = sympy.S.One, [], [], []
    for factor in _factors(term):
        if not _uses(factor, draw):
            constant *= factor
        elif isinstance(factor, sympy.Sum) and _over_sample(factor, size):
            sums.append(factor)
        elif isinstance(factor, sympy.Product) and _over_sample(factor, size):
            products.append(factor)
        else:
            singles.append(factor)
    if products:
        return None if sums or singles else constant * _product(products, draw, size, law)
    if len(sums) > MOST_SUMS:
        return None
    fixed = sympy.Mul(*singles)
    indices = _indices(fixed, draw)
    if len(indices) > 1 or any(index.free_symbols & _bound(fixed) for index in indices):
        return None  # more than one draw occurs, as in log of a sum over the sample
    at = next(iter(indices), None)
    made = _sums(sums, fixed, at, draw, size, law)
    return None if made is None else constant * made


def _factors(term: Any) -> Iterator[Any]:
    """The factors with natural powers written out and exp of a sum as a product."""
    for factor in sympy.Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, sympy.exp):
            yield from (_exponential(t) for t in terms(factor.args[0]))
        elif exponent.is_Integer and exponent > 1:
            yield from [base] * int(exponent)
        else:
            yield factor


def _exponential(exponent: Any) -> Any:
    constant, rest = exponent.as_independent(sympy.Sum, as_Add=False)
    if isinstance(rest, sympy.Sum):
        return sympy.Product(sympy.exp(constant * rest.function), *rest.limits)
    return sympy.exp(exponent)


def _over_sample(binder: Any, size: Any) -> bool:
    return len(binder.limits) == 1 and binder.limits[0][1:] == (1, size)


def _uses(value: Any, draw: str) -> bool:
    return bool(_indices(value, draw))


def _indices(value: Any, draw: str) -> set[Any]:
    applied = value.atoms(sympy.core.function.AppliedUndef)
    return {f.args[0] for f in applied if f.func.__name__ == draw}


def _bound(value: Any) -> set[Any]:
    """The variables that binders inside a value bind."""
    binders = value.atoms(sympy.Sum, sympy.Product, sympy.Integral)
    return {variable for binder in binders for variable in binder.variables}


def _average(body: Any, draw: str, law: Any, index: Any) -> Any:
    """The mean of a body in which only the draw with this index occurs."""
    x, weight, lower, upper, discrete = law.args
    fresh = sympy.Dummy(draw, **x.assumptions0)
    inner = body.replace(
        lambda e: getattr(e.func, "__name__", "") == draw and e.args == (index,), lambda e: fresh
    )
    head = sympy.Sum if discrete == sympy.true else sympy.Integral
    return head(weight.xreplace({x: fresh}) * inner, (fresh, lower, upper))


def _product(products: list[Any], draw: str, size: Any, law: Any) -> Any:
    k = products[0].variables[0]
    body = sympy.Mul(*(p.function.xreplace({p.variables[0]: k}) for p in products))
    if _indices(body, draw) != {k}:
        return sympy.nan
    made = _average(body, draw, law, k)
    return sympy.Product(made, (k, 1, size)) if made.has(k) else made**size


def _sums(sums: list[Any], fixed: Any, at: Any, draw: str, size: Any, law: Any) -> Any:
    """Sum over the partitions of the sums into groups that share an index, fixed one included."""
    if any(_indices(s.function, draw) != {s.variables[0]} for s in sums):
        return None
    k = sympy.Dummy("k", integer=True, positive=True)
    bodies = [s.function.xreplace({s.variables[0]: k}) for s in sums]
    if any(_outside(b, draw, k) for b in bodies):
        return _one_weighted_sum(bodies, fixed, draw, size, law, k) if at is None else None
    total = sympy.S.Zero
    for groups, shared in _groupings(len(bodies), at is not None):
        with_fixed = fixed * sympy.Mul(*(bodies[i].xreplace({k: at}) for i in shared))
        made = _average(with_fixed, draw, law, at) if at is not None else fixed
        free = size - (1 if at is not None else 0)
        for taken, group in enumerate(groups):
            together = sympy.Mul(*(bodies[i] for i in group))
            made *= (free - taken) * _average(together, draw, law, k)
        total += made
    return total


def _outside(body: Any, draw: str, k: Any) -> bool:
    """Whether the index occurs outside the draw: a weighted sum."""
    token = sympy.Dummy()
    bare = body.replace(lambda e: getattr(e.func, "__name__", "") == draw, lambda e: token)
    return bool(bare.has(k))


def _one_weighted_sum(bodies: list[Any], fixed: Any, draw: str, size: Any, law: Any, k: Any) -> Any:
    """E of one or two weighted sums: the diagonal apart from the product of the means."""
    means = [sympy.Sum(_average(b, draw, law, k), (k, 1, size)) for b in bodies]
    if len(bodies) == 1:
        return fixed * means[0]
    if len(bodies) != 2:
        return None
    single = [_average(b, draw, law, k) for b in bodies]
    both = _average(bodies[0] * bodies[1], draw, law, k)
    diagonal = sympy.Sum(both - single[0] * single[1], (k, 1, size))
    return fixed * (means[0] * means[1] + diagonal)


def _groupings(count: int, has_fixed: bool) -> Iterator[tuple[list[list[int]], list[int]]]:
    """Partitions of the sums; where an index is fixed, one group may share it."""
    everything = list(range(count))
    if not has_fixed:
        for groups in multiset_partitions(everything) if count else [[]]:
            yield groups, []
        return
    for groups in multiset_partitions([*everything, count]):
        shared = next(group for group in groups if count in group)
        yield [g for g in groups if g is not shared], [i for i in shared if i != count]


RULES = (
    Rule(
        name="iid.moments",
        statement="Over n independent draws, E of a product of sums is a sum over the ways in "
        "which indices coincide; E of a product over the draws is the product of the means.",
        source="Kendall and Stuart, The Advanced Theory of Statistics, volume 1, chapter 12",
        holds=(
            Example(
                "n: natural; p: density",
                "E[x:Iid(p, n)](Sum(x[k], (k, 1, n))**2)"
                " == n*E[x:p](x**2) + n*(n - 1)*E[x:p](x)**2",
            ),
            Example(
                "n: natural; p: density; f: function",
                "E[x:Iid(p, n)](Sum(f(x[k]), (k, 1, n))/n) == E[x:p](f(x))",
            ),
        ),
        fails=(
            Example(
                "n: natural; p: density",
                "E[x:Iid(p, n)](Sum(x[k], (k, 1, n))**2) == n*E[x:p](x**2)",
            ),
            Example(
                "n: natural; p: density; f: positive function",
                "E[x:Iid(p, n)](log(Sum(f(x[k]), (k, 1, n))/n)) == E[x:p](log(f(x)))",
            ),
        ),
        on=(IidMean,),
        rewrite=iid_mean,
    ),
)
