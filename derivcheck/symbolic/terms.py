"""Terms and factors: a sum as a list of terms, a term as a constant times a kernel of x."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import sympy


def terms(value: Any) -> tuple[Any, ...]:
    """The terms of a value, products and whole powers multiplied out; denominators stay."""
    if value.is_Add:
        return tuple(term for part in value.args for term in terms(part))
    spread = [_summands(factor) for factor in sympy.Mul.make_args(value)]
    if all(len(part) == 1 for part in spread):
        return (value,)
    products = (sympy.Mul(*choice) for choice in product(*spread))
    return tuple(term for made in products for term in terms(made))


def _summands(factor: Any) -> tuple[Any, ...]:
    if factor.is_Pow and factor.base.is_Add and factor.exp.is_Integer and factor.exp > 0:
        factor = sympy.expand_multinomial(factor, deep=False)
    return tuple(sympy.Add.make_args(factor))


def split(term: Any, x: Any) -> tuple[Any, Any]:
    """term = constant*kernel with the kernel made of factors that depend on x.

    exp(a + b(x)) is exp(a)*exp(b(x)); (c*x + c*d)**k is c**k*(x + d)**k.
    """
    constant, kernel, exponent = [], [], sympy.S.Zero
    for factor in sympy.Mul.make_args(term):
        if not factor.has(x):
            constant.append(factor)
        elif isinstance(factor, sympy.exp):
            exponent += factor.args[0]
        else:
            outside, inside = _content(factor, x)
            constant.append(outside)
            kernel.append(inside)
    outside, inside = _split_exponent(exponent, x)
    return sympy.Mul(sympy.exp(outside), *constant), sympy.Mul(sympy.exp(inside), *kernel)


def _split_exponent(exponent: Any, x: Any) -> tuple[Any, Any]:
    expanded = sympy.expand(exponent)
    inside = [t for t in sympy.Add.make_args(expanded) if t.has(x)]
    poly = sympy.Add(*inside).as_poly(x)
    dependent = (
        sympy.Add(*(sympy.factor(c) * x**k for (k,), c in poly.terms()))
        if poly
        else sympy.Add(*inside)
    )
    return expanded - sympy.Add(*inside), dependent


def _content(factor: Any, x: Any) -> tuple[Any, Any]:
    base, exponent = factor.as_base_exp()
    if exponent.has(x) or not base.is_Add:
        return sympy.S.One, factor
    poly = base.as_poly(x)
    if poly is None or not exponent.is_integer:
        return sympy.S.One, factor
    lead = sympy.factor(poly.LC())
    monic = sympy.Add(*(sympy.cancel(c / lead) * x**k for (k,), c in poly.terms()))
    return lead**exponent, monic**exponent


def factors(kernel: Any) -> tuple[Any, ...]:
    """The factors of a kernel."""
    return tuple(sympy.Mul.make_args(kernel))


def limits(binder: Any) -> tuple[Any, Any, Any]:
    """The variable and ends of an integral or sum over one variable."""
    ((x, *ends),) = binder.limits
    if len(ends) != 2:
        raise ValueError("an indefinite integral")
    return x, ends[0], ends[1]


def canonical(binder: Any) -> Any:
    """The same binder with its variable renamed by its height, so that equal ones meet."""
    x, lower, upper = limits(binder)
    body = binder.function
    height = 1 + level(body, {x})
    taken = {s.name for s in body.free_symbols - {x}}
    range_ = _range_tag(lower, upper)
    while f"_{height}{range_}" in taken:
        height += 1
    name = sympy.Symbol(f"_{height}{range_}", **_plain_assumptions(x))
    if x == name:
        return binder
    return binder.func(body.xreplace({x: name}), (name, lower, upper))


def level(body: Any, own: set[Any]) -> int:
    """The height of the highest binder in a body; a variable named above it is never captured.

    Names of `own` variables, which are about to change, do not count.
    """
    return max((_level(s) for s in body.atoms(sympy.Symbol) - body.free_symbols - own), default=0)


def _range_tag(lower: Any, upper: Any) -> str:
    """The range as part of the name where SymPy's assumptions cannot say it.

    Variables of different ranges must not share a name: what is known of one is false of the other.
    """
    said = upper == sympy.oo and lower in (0, -sympy.oo)
    return "" if said else f"[{lower}, {upper}]"


def _level(symbol: Any) -> int:
    found = re.match(r"_(\d+)(\[|$)", symbol.name)
    return int(found[1]) if found else 0


def _plain_assumptions(x: Any) -> dict[str, bool]:
    kept = ("integer", "positive", "negative", "nonnegative", "nonpositive")
    made = {key: True for key in kept if getattr(x, f"is_{key}")}
    return {"real": True, **made} if "integer" not in made else made
