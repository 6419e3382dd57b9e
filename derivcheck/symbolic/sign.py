"""Signs: whether an expression is positive on the whole of the ranges of its symbols.

Symbols that run over an interval are parametrised by a positive number (x = a + (b - a)/(1 + u)),
then a sum of positive terms over a product of positive factors is positive. "No" means "not
shown", never "negative".
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.floats import NoValue, value_at
from derivcheck.symbolic.point_mass import with_point_masses
from derivcheck.symbolic.veil import veil

KINDS = ("real", "positive", "nonnegative", "negative", "nonzero", "integer")
"""What SymPy may know of the values of an unknown function."""
GLANCES = 6
"""Points at which a sign is looked at before it is tried to be shown."""
PLAINLY = 1e-7


def is_positive(value: Any, context: Context) -> bool:
    """Whether value > 0 is shown."""
    return _decide("positive", value, context)


def is_nonnegative(value: Any, context: Context) -> bool:
    """Whether value >= 0 is shown."""
    return _decide("nonnegative", value, context)


def is_nonzero(value: Any, context: Context) -> bool:
    """Whether value != 0 is shown."""
    if veil(value, context).is_nonzero:
        return True
    return is_positive(value, context) or is_positive(-value, context)


def sign_of(value: Any, context: Context) -> int | None:
    """1, 0 or -1 where the sign is shown, else None."""
    if veil(value, context).is_zero:
        return 0
    if is_positive(value, context):
        return 1
    return -1 if is_positive(-value, context) else None


def _decide(kind: str, value: Any, context: Context) -> bool:
    key = (kind, value)
    if key not in context.memo:
        context.memo[key] = _shown(kind, value, context)
    return bool(context.memo[key])


def _shown(kind: str, value: Any, context: Context) -> bool:
    value = _opaque(with_point_masses(veil(value, context), context))
    ranged = bool(value.free_symbols & set(context.ranges))
    if not ranged and _negative_somewhere(value):
        return False
    if getattr(value, f"is_{kind}"):
        return True
    if ranged and _negative_somewhere(parametrise(value, context)):
        return False
    value = _signed_kernels(_signed_differences(value, context), context)
    whole = [s for s in value.free_symbols & set(context.ranges) if s.is_integer]
    if kind == "positive" and whole:
        # Integers attain the ends of their range: being positive between them is not enough.
        if value.is_integer:
            return is_nonnegative(value - 1, context)
        return any(_positive_at_ends(value, symbol, context) for symbol in sorted(whole, key=str))
    return any(_holds(kind, form) for form in _forms(parametrise(value, context)))


def _positive_at_ends(value: Any, symbol: Any, context: Context) -> bool:
    """Whether a value that is affine in a symbol is positive at both ends of its range."""
    ends = context.interval(symbol)
    if not all(end.is_finite for end in ends) or value.diff(symbol).has(symbol):
        return False
    return all(is_positive(value.xreplace({symbol: end}), context) for end in ends)


def _negative_somewhere(value: Any) -> bool:
    """Whether the value is plainly negative at one of a few points: then it need not be tried."""
    symbols = sorted(value.free_symbols, key=str)
    random = Random(0)
    for _ in range(GLANCES):
        try:
            made, rounding = value_at({s: _drawn(s, random) for s in symbols}, value)
        except NoValue:
            continue
        if made < -PLAINLY - rounding:
            return True
    return False


def _drawn(symbol: Any, random: Random) -> float:
    size = float(random.randint(1, 4)) if symbol.is_integer else 10 ** random.uniform(-1.5, 1.2)
    if symbol.is_nonnegative:
        return size
    return -size if symbol.is_nonpositive else random.choice((size, -size))


def _opaque(value: Any) -> Any:
    """Values of unknown functions and elements of sequences as symbols of their sign.

    What they are taken at is of no consequence to the sign of an expression in them.
    """
    change = {part: _like(part) for part in value.atoms(AppliedUndef, sympy.Indexed)}
    return value.xreplace(change) if change else value


def _like(part: Any) -> Any:
    known = {kind: True for kind in KINDS if getattr(part, f"is_{kind}")}
    return sympy.Dummy(str(part.func), **known)


def _signed_kernels(value: Any, context: Context) -> Any:
    """Logarithms and binomial coefficients whose sign is shown, as symbols of that sign."""
    change = {
        kernel: made
        for kernel in value.atoms(sympy.log, sympy.binomial)
        if kernel != value and (made := _as_symbol(kernel, context)) is not None
    }
    if not change and isinstance(value, sympy.log | sympy.binomial):
        return sympy.Dummy("kernel", positive=True) if _kernel_sign(value, context) == 1 else value
    return value.xreplace(change) if change else value


def _as_symbol(kernel: Any, context: Context) -> Any:
    """A symbol of the sign of a kernel; log(u) may be 0 where u runs over a closed range."""
    side = _kernel_sign(kernel, context)
    if side:
        return side * sympy.Dummy("kernel", positive=True)
    closed = any(s.is_nonnegative and not s.is_positive for s in kernel.free_symbols)
    if not closed or not isinstance(kernel, sympy.log):
        return None
    gap = kernel.args[0] - 1
    side = next((side for side in (1, -1) if is_nonnegative(side * gap, context)), 0)
    return side * sympy.Dummy("kernel", nonnegative=True) if side else None


def _signed_differences(value: Any, context: Context) -> Any:
    """log(a) - log(b) and the like, as a factor, has the sign of a/b - 1."""
    if not value.has(sympy.log):
        return value
    made = []
    for factor in sympy.Mul.make_args(sympy.factor_terms(sympy.expand(value))):
        ratio = _combined(factor) if factor.is_Add else None
        side = _kernel_sign(sympy.log(ratio, evaluate=False), context) if ratio else 0
        made.append(side * sympy.Dummy("log", positive=True) if side else factor)
    return sympy.Mul(*made)


def _combined(total: Any) -> Any:
    """The a with log(a) = total, for a sum of integers times logarithms."""
    parts = [term.as_coeff_Mul() for term in total.args]
    if not all(c.is_Integer and isinstance(kernel, sympy.log) for c, kernel in parts):
        return None
    return sympy.Mul(*(kernel.args[0] ** c for c, kernel in parts))


def _kernel_sign(kernel: Any, context: Context) -> int:
    if isinstance(kernel, sympy.binomial):
        n, k = kernel.args
        return int(is_nonnegative(k, context) and is_nonnegative(n - k, context))
    gap = kernel.args[0] - 1
    return 1 if is_positive(gap, context) else -int(is_positive(-gap, context))


def _holds(kind: str, form: Any) -> bool:
    if getattr(form, f"is_{kind}"):
        return True
    if not form.is_Add:
        return False
    gaps = [_completed(form)] if kind == "nonnegative" else []
    return any(gap is not None and gap.is_nonnegative for gap in gaps)


def _forms(value: Any) -> Any:
    """The same value written in ways that show its sign more and more plainly."""
    yield value
    if value.has(sympy.Integral, sympy.Sum, sympy.Derivative):
        return
    yield sympy.expand(value)
    joined = sympy.together(value)
    yield sympy.factor_terms(joined)
    numerator, denominator = sympy.fraction(joined)
    yield sympy.expand(numerator) / denominator
    if numerator.atoms(sympy.NumberSymbol):
        yield _collected(numerator) / denominator
    yield sympy.factor(joined)


def _collected(value: Any) -> Any:
    """A polynomial with the coefficients that are numbers, (pi - 3)*u, as symbols of their sign."""
    poly = value.as_poly(*sorted(value.free_symbols, key=str))
    return sympy.Add(*(_signed(c) * _power(poly, e) for e, c in poly.terms())) if poly else value


def _signed(number: Any) -> Any:
    if number.is_positive:
        return sympy.Dummy("number", positive=True)
    return -sympy.Dummy("number", positive=True) if number.is_negative else number


def _power(poly: Any, exponents: tuple[int, ...]) -> Any:
    return sympy.Mul(*(x**e for x, e in zip(poly.gens, exponents, strict=True)))


def _completed(form: Any) -> Any:
    """The value of a quadratic in one symbol at its vertex, where it opens upwards."""
    for symbol in sorted(form.free_symbols, key=str):
        poly = form.as_poly(symbol)
        if poly is None or poly.degree() != 2 or not symbol.is_real:
            continue
        a, b, c = poly.all_coeffs()
        if a.is_positive:
            return sympy.factor(c - b**2 / (4 * a))
    return None


def parametrise(value: Any, context: Context) -> Any:
    """The value with each ranged symbol written through a positive parameter."""
    if not context.ranges:
        return value
    if sympy.S.Zero in value.atoms(sympy.Integer):
        value = _with_powers_of_0_kept(value)
    for symbol in _outermost_first(value.free_symbols & set(context.ranges), context):
        ends = (veil(end, context) for end in context.interval(symbol))
        value = value.xreplace({symbol: through_positive(symbol, *ends)})
    return value


def _with_powers_of_0_kept(value: Any) -> Any:
    """0**k is 1 at k = 0, an end of a range of integers: what holds within says nothing of it."""
    powers = {p for p in value.atoms(sympy.Pow) if p.base.is_zero}
    return value.xreplace({power: sympy.Dummy("power", nonnegative=True) for power in powers})


def _outermost_first(symbols: set[Any], context: Context) -> Iterator[Any]:
    """Symbols before those that the ends of their ranges mention, ranged ones there included."""
    left = set(symbols)
    for symbol in symbols:
        left |= _ends(symbol, context) & set(context.ranges)
    while left:
        mentioned = frozenset[Any]().union(*(_ends(symbol, context) for symbol in left))
        chosen = min(left - mentioned or left, key=str)
        left.remove(chosen)
        yield chosen


def _ends(symbol: Any, context: Context) -> frozenset[Any]:
    lower, upper = context.interval(symbol)
    return frozenset(lower.free_symbols | upper.free_symbols)


def through_positive(symbol: Any, lower: Any, upper: Any) -> Any:
    """A point of the open interval as a function of one positive parameter, onto it."""
    u = sympy.Dummy(f"u_{symbol.name}", positive=True)
    if lower.is_finite and upper.is_finite:
        return (lower * u + upper) / (1 + u)
    if lower.is_finite:
        return lower + u
    return upper - u if upper.is_finite else symbol
