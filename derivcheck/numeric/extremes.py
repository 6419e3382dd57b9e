"""Extreme members of what is unknown: where an inequality is tight, if it is tight anywhere.

Random instances leave slack in a bound that only equal laws, laws far apart, or a function at its
limit attain; a wrong constant in the bound then goes unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import permutations, product
from typing import Any

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import ONE, REAL, Number, Symbol
from derivcheck.lang.domain import FunctionDomain, Interval, SequenceDomain
from derivcheck.lang.errors import EngineError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import exp, log, sqrt
from derivcheck.lang.law import Density, UnknownLaw
from derivcheck.lang.laws.normal import Normal
from derivcheck.numeric.points import Point, scalars
from derivcheck.numeric.scope import FunctionInstance, LawInstance, SequenceInstance

Shape = Callable[[Symbol, tuple[str, ...]], FunctionInstance | None]
LEVELS = (-30, 30, 0)
"""Constant functions that are tried: far down, far up, and nothing at all."""
SMALL = Fraction(1, 1000)
APART = 40
"""How far laws on the real line are put apart."""
NOISES = (Fraction(1), Fraction(1, 100))
"""Standard deviations of measurements of a standard normal variable."""
ENOUGH = 3
"""Laws from which on two of them may be close and another far."""


def extremes(goal: Goal, point: Point) -> Iterator[Point]:
    """The point with its unknown laws, functions and sequences replaced by extreme ones."""
    for values in (*_equal_laws(goal, point), *_posteriors(goal, point), *_ratios(goal, point)):
        yield point.changed(values)
    for values in _functions(goal, point):
        yield point.changed(values)
    for values in (*_laws_apart(goal, point), *_pairs(goal), *_narrow(goal, point)):
        yield point.changed(values)
    for values in _sequences(goal, point):
        yield point.changed(values)


def _equal_laws(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """Laws of one domain all the same."""
    first: dict[Any, str] = {}
    for name in _laws(goal):
        first.setdefault(name.domain, name.name)
    same = {name.name: point.values[first[name.domain]] for name in _laws(goal)}
    if any(point.values[name] is not value for name, value in same.items()):
        yield same


def _posteriors(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """A standard normal prior, a family that measures its variable with noise, and all other laws
    the posterior given that measurement: there evidence bounds are attained.

    The measurement is 1, or what stands first behind the bar of a family; one of little noise
    takes the posterior far from the prior.
    """
    laws = [name for name in _laws(goal) if _on_the_line(name)]
    for (prior, family), noise in product(permutations(laws, 2), NOISES):
        if prior.domain.given or not _given_a_number(family):
            continue
        share = 1 / (1 + noise**2)
        spread = sqrt(Number(noise**2 * share))
        values: dict[str, Any] = {name.name: Fraction(1) for name in scalars(goal.given)}
        for law in laws:
            names = point.values[law.name].parameters
            seen: Expr = Symbol(names[0], REAL) if _given_a_number(law) else ONE
            values[law.name] = LawInstance(names, Normal(Number(share) * seen, spread))
        measured = point.values[family.name].parameters
        at = Symbol(measured[0], REAL)
        values[family.name] = LawInstance(measured, Normal(at, Number(noise)))
        values[prior.name] = LawInstance((), Normal(0, 1))
        yield values


def _given_a_number(law: UnknownLaw) -> bool:
    return bool(law.domain.given) and law.domain.given[0] == REAL


def _laws_apart(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """Laws on the real line so far apart that they hardly meet."""
    apart = {}
    for order, name in enumerate(_laws(goal)):
        if order and _on_the_line(name) and not point.values[name.name].parameters:
            apart[name.name] = LawInstance((), Normal(order * APART, 1))
    if apart:
        yield apart


def _pairs(goal: Goal) -> Iterator[Mapping[str, Any]]:
    """Two laws close to each other, all others far from both, on either side."""
    laws = [n for n in _laws(goal) if _on_the_line(n) and not n.domain.given]
    if len(laws) < ENOUGH:
        return
    for one, other in permutations(laws, 2):
        for side in (APART, -APART):
            values = {n.name: LawInstance((), Normal(side, 1)) for n in laws}
            values[one.name] = LawInstance((), Normal(0, 1))
            values[other.name] = LawInstance((), Normal(Number(Fraction(1, 10)), 1))
            yield values


def _narrow(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """Every law on the line the same narrow one around 0, families too, and numbers at 0: there
    densities are large and their logarithms positive, which they seldom are at random.
    """
    narrow = Normal(0, Number(Fraction(1, 20)))
    laws = {
        n.name: LawInstance(point.values[n.name].parameters, narrow)
        for n in _laws(goal)
        if _on_the_line(n)
    }
    if laws:
        yield {**laws, **{name.name: Fraction(0) for name in scalars(goal.given)}}


def _ratios(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """A function of one number as the log ratio of two laws, which makes classifiers optimal; of
    two that are drawn, and of two that are close, with a bounded ratio.
    """
    close = (LawInstance((), Normal(0, Number(Fraction(9, 10)))), LawInstance((), Normal(0, 1)))
    laws = [n for n in _laws(goal) if _on_the_line(n) and not point.values[n.name].parameters]
    functions = [f for f in _unknown_functions(goal) if _plain(f) and _one_number(f)]
    for one, other in permutations(laws, 2):
        for function in functions:
            (parameter,) = point.values[function.name].parameters
            x = Symbol(parameter, _domain(function).arguments[0])
            for pair in ((point.values[one.name], point.values[other.name]), close):
                above, below = (Density(law.law, (x,)) for law in pair)
                made = FunctionInstance((parameter,), log(above / below))
                yield {one.name: pair[0], other.name: pair[1], function.name: made}


def _functions(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """Constant functions, such as grow beyond all bounds, and bumps; each alone, all together."""
    for shape in _shapes():
        made = {
            function.name: shape(function, point.values[function.name].parameters)
            for function in _unknown_functions(goal)
            if _domain(function).kind in ("", "positive")
        }
        known = {name: instance for name, instance in made.items() if instance is not None}
        yield from ({name: instance} for name, instance in known.items())
        if len(known) > 1:
            yield known


def _sequences(goal: Goal, point: Point) -> Iterator[Mapping[str, Any]]:
    """Sequences of equal elements."""
    for name in goal.given:
        if isinstance(name, Symbol) and isinstance(name.domain, SequenceDomain):
            elements = point.values[name.name].elements
            yield {name.name: SequenceInstance((elements[0],) * len(elements))}


def _shapes() -> Iterator[Shape]:
    for level in LEVELS:
        yield partial(_constant, level)
    for sign in (1, -1):
        yield partial(_square, sign)
    yield _bump


def _constant(level: int, function: Symbol, parameters: tuple[str, ...]) -> FunctionInstance:
    value = Fraction(level) if _plain(function) else max(Fraction(level), SMALL)
    body: Expr = Number(value)
    return FunctionInstance(parameters, body)


def _square(sign: int, function: Symbol, parameters: tuple[str, ...]) -> FunctionInstance | None:
    """The square of a number, up or down, for a function of one that may take any value."""
    if not _plain(function) or not _one_number(function):
        return None
    x = Symbol(parameters[0], _domain(function).arguments[0])
    return FunctionInstance(parameters, x**2 if sign > 0 else -(x**2))


def _bump(function: Symbol, parameters: tuple[str, ...]) -> FunctionInstance | None:
    """exp(-x**2/2): integrable, for a function of one number."""
    if not _one_number(function):
        return None
    x = Symbol(parameters[0], _domain(function).arguments[0])
    return FunctionInstance(parameters, exp(-(x**2) / 2))


def _laws(goal: Goal) -> list[UnknownLaw]:
    return [name for name in goal.given if isinstance(name, UnknownLaw)]


def _unknown_functions(goal: Goal) -> list[Symbol]:
    """Unknown functions with values in the real numbers."""
    return [
        name
        for name in goal.given
        if isinstance(name, Symbol)
        and isinstance(name.domain, FunctionDomain)
        and isinstance(name.domain.value, Interval)
    ]


def _plain(function: Symbol) -> bool:
    return _domain(function).kind == ""


def _one_number(function: Symbol) -> bool:
    arguments = _domain(function).arguments
    return len(arguments) == 1 and isinstance(arguments[0], Interval)


def _domain(function: Symbol) -> FunctionDomain:
    if not isinstance(function.domain, FunctionDomain):
        raise EngineError(f"{function.name} is no function")
    return function.domain


def _on_the_line(law: UnknownLaw) -> bool:
    variables = law.domain.variables
    return len(variables) == 1 and variables[0] == REAL
