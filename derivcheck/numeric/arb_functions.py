"""The elementary functions on Arb enclosures, in real arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import arb

HUGE = arb(10**12)
"""Beyond this, exp is left to others as well."""
LARGEST = 10**6
"""Larger exponents and factorials are left to the doubles with their own exponents."""


class Undefined(Exception):
    """There is no real value."""


class Unsure(Exception):
    """The enclosures are too wide to tell, or the form is none of ours."""


def nonzero(value: arb) -> arb:
    """The value, unless it is 0 (Undefined) or may be (Unsure)."""
    if 0 not in value:
        return value
    if value == 0:
        raise Undefined
    raise Unsure


def power(base: arb, exponent: arb) -> arb:
    """base**exponent in real arithmetic."""
    whole = exponent.unique_fmpz()
    if whole is not None and exponent.is_exact():
        if abs(int(whole)) > LARGEST:
            raise Unsure
        if int(whole) <= 0:
            nonzero(base)
        return base ** int(whole)
    if base == 0:
        return arb(0) if sign_of(exponent) > 0 else _undefined()
    if sign_of(base) < 0:
        if exponent.is_exact() or not exponent.contains_integer():
            raise Undefined
        raise Unsure
    return base**exponent


def _undefined() -> arb:
    raise Undefined


def sign_of(value: arb) -> int:
    """1, 0 or -1; Unsure where the enclosure leaves it open."""
    if value > 0:
        return 1
    if value < 0:
        return -1
    if value == 0:
        return 0
    raise Unsure


def _log(x: arb) -> arb:
    return x.log() if sign_of(x) > 0 else _undefined()


def _sqrt(x: arb) -> arb:
    return x.sqrt() if sign_of(x) >= 0 else _undefined()


def _heaviside(x: arb) -> arb:
    return (arb(sign_of(x)) + 1) / 2


def _gamma(x: arb) -> arb:
    if abs(x) > LARGEST:
        raise Unsure
    if x <= 0 and x.is_exact() and x.unique_fmpz() is not None:
        raise Undefined
    if not x > 0 and x.contains_integer():
        raise Unsure
    return x.gamma()


def _loggamma(x: arb) -> arb:
    return x.lgamma() if sign_of(x) > 0 else _undefined()


def _digamma(x: arb) -> arb:
    _gamma(x)
    return x.digamma()


def _beta(a: arb, b: arb) -> arb:
    return _gamma(a) * _gamma(b) / _gamma(a + b)


def _binomial(n: arb, k: arb) -> arb:
    top, low = n.unique_fmpz(), k.unique_fmpz()
    if top is None or low is None or not (n.is_exact() and k.is_exact()):
        raise Unsure
    if int(top) < 0 or int(top) > LARGEST:
        raise Unsure
    if not 0 <= int(low) <= int(top):
        return arb(0)
    return arb(int(top) + 1).gamma() / (
        arb(int(low) + 1).gamma() * arb(int(top) - int(low) + 1).gamma()
    )


def _inside(x: arb, function: Callable[[arb], arb]) -> arb:
    if abs(x) <= 1:
        return function(x)
    if abs(x) > 1:
        raise Undefined
    raise Unsure


def _tan(x: arb) -> arb:
    return x.sin() / nonzero(x.cos())


def _exp(x: arb) -> arb:
    if x > HUGE or x < -HUGE:
        raise Unsure
    return x.exp()


def _extreme(best: Callable[[arb, arb], arb]) -> Callable[..., arb]:
    def fold(*values: arb) -> arb:
        made = values[0]
        for value in values[1:]:
            made = best(made, value)
        return made

    return fold


FUNCTIONS: Mapping[str, Callable[..., arb]] = {
    "exp": _exp, "log": _log, "sqrt": _sqrt, "Abs": abs, "sign": lambda x: arb(sign_of(x)),
    "Max": _extreme(lambda a, b: a.max(b)), "Min": _extreme(lambda a, b: a.min(b)),
    "sin": lambda x: x.sin(), "cos": lambda x: x.cos(), "tan": _tan,
    "sinh": lambda x: x.sinh(), "cosh": lambda x: x.cosh(), "tanh": lambda x: x.tanh(),
    "asin": lambda x: _inside(x, lambda y: y.asin()),
    "acos": lambda x: _inside(x, lambda y: y.acos()),
    "atan": lambda x: x.atan(), "erf": lambda x: x.erf(), "gamma": _gamma,
    "loggamma": _loggamma, "digamma": _digamma, "beta": _beta,
    "factorial": lambda x: _gamma(x + 1), "binomial": _binomial,
    "sigmoid": lambda x: 1 / (1 + _exp(-x)), "softplus": lambda x: (1 + _exp(x)).log(),
    "Heaviside": _heaviside,
}  # fmt: skip
