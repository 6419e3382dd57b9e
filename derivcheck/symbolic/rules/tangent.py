"""Logarithms lie below their tangents: log(u) <= u/c - 1 + log(c). Gibbs and Jensen follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.symbolic.context import Context
from derivcheck.symbolic.exposed import exposed
from derivcheck.symbolic.gather import Gathered, gather
from derivcheck.symbolic.normal import normal
from derivcheck.symbolic.pieces import TangentGap
from derivcheck.symbolic.rule import Example, Rule
from derivcheck.symbolic.search import settled
from derivcheck.symbolic.sign import is_nonnegative, is_positive
from derivcheck.symbolic.terms import terms
from derivcheck.symbolic.veil import BINDERS


@dataclass(frozen=True, slots=True)
class Logarithm:
    """weight*log(argument), the argument a product of powers; under an integral, or none."""

    weight: Any
    argument: Any
    under: Gathered | None = None

    def averaged(self, body: Any) -> Any:
        """A body under the integral, if there is one."""
        return self.under.over(body) if self.under else body


def tangents(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """Each log(U) in the gap by 1 - 1/U below it; what remains must be at least 0."""
    integrals, rest = gather(gap, context)
    outside = logarithms(rest, None)
    inside = [found for one in integrals for found in logarithms(one.body, one)]
    for group in _groupings(inside, outside, rest, context):
        yield from _certificate(gap, group, context)


def of_exponents(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """Tangents of logarithms where a real u beside exp(u) counts as one."""
    found = None if gap.has(*BINDERS) else exposed(gap)
    if found is not None:
        value, back = found
        for certificate in tangents(value, strict, context):
            yield certificate.xreplace(back)


def _groupings(
    inside: list[Logarithm], outside: list[Logarithm], rest: Any, context: Context
) -> Iterator[list[Logarithm]]:
    """Which logarithms are taken together: per weight, with the rest shared out, or one by one."""
    if inside:
        yield inside + outside
        yield [_absorbing(one) for one in inside]
        yield [Logarithm(2 * one.weight, sympy.sqrt(one.argument), one.under) for one in inside]
        whole = [_absorbing(one) for one in inside]
        scaled = _entropies(inside, context)
        for group in _distinct(inside, whole, scaled):
            shared = _shared(group, rest, context)
            if shared:
                yield shared
    elif outside:
        yield outside
        yield _together(rest)
        yield from _pivoted(_together(rest), context)
        if rest.has(*BINDERS):
            yield from _as_one(_together(rest), context)
        for group in _without_numbers(outside):
            yield from _pivoted(group, context)


def _shared(inside: list[Logarithm], rest: Any, context: Context) -> list[Logarithm] | None:
    """What stands outside the integrals, moved into the logarithms by the mass of their weights."""
    masses = [normal(one.averaged(one.weight), context) for one in inside]
    total = sympy.Add(*masses)
    if rest == 0 or not is_positive(total, context):
        return None
    factor = sympy.exp(sympy.expand(rest / total))
    return [Logarithm(one.weight, one.argument * factor, one.under) for one in inside]


def _distinct(*groups: list[Logarithm]) -> Iterator[list[Logarithm]]:
    """The groups that are not empty, each once."""
    for k, group in enumerate(groups):
        if group and group not in groups[:k]:
            yield group


def _entropies(inside: list[Logarithm], context: Context) -> list[Logarithm]:
    """Logarithms under a density q as c*q*log(q/h), whatever their coefficients.

    Terms q*g without a logarithm are taken into h. None where c may be negative, or h depends on q.
    """
    together: dict[Any, list[Logarithm]] = defaultdict(list)
    for one in inside:
        together[_density(one), one.under].append(one)
    made = [_entropy(q, group, context) for (q, _), group in together.items()]
    return [one for one in made if one is not None] if None not in made else []


def _density(one: Logarithm) -> Any:
    """The unknown values and variables of integration among the factors of the weight."""
    bound = {x for x, _, _ in one.under.limits} if one.under else set()
    parts = sympy.Mul.make_args(one.weight)
    return sympy.Mul(*(f for f in parts if f.atoms(AppliedUndef) or f.free_symbols & bound))


def _entropy(q: Any, group: list[Logarithm], context: Context) -> Logarithm | None:
    powers = [
        (base, exponent * one.weight / q)
        for one in group
        for base, exponent in (f.as_base_exp() for f in sympy.Mul.make_args(one.argument))
    ]
    own = sympy.factor(sympy.Add(*(exponent for base, exponent in powers if base == q)))
    others = [(base, exponent) for base, exponent in powers if base != q]
    if any(base.has(q) for base, _ in others) or not is_positive(own, context):
        return None
    ratio = sympy.Mul(q, *(base ** sympy.cancel(exponent / own) for base, exponent in others))
    return _absorbing(Logarithm(own * q, ratio, group[0].under))


def _together(value: Any) -> list[Logarithm]:
    """The logarithms of a value without integrals, one a weight."""
    found = logarithms(value, Gathered(sympy.Integral, (), value))
    return [Logarithm(one.weight, one.argument) for one in found]


def _pivoted(outside: list[Logarithm], context: Context) -> Iterator[list[Logarithm]]:
    """One logarithm shared out among the others by weight; log(1) takes what is left of it."""
    for pivot in outside:
        others = [one for one in outside if one is not pivot]
        left = sympy.factor(pivot.weight - sympy.Add(*(o.weight for o in others)))
        if others and is_nonnegative(left, context):
            shares = [*others, *([] if left == 0 else [Logarithm(left, sympy.S.One)])]
            yield [Logarithm(o.weight, o.argument * pivot.argument) for o in shares]


def _as_one(outside: list[Logarithm], context: Context) -> Iterator[list[Logarithm]]:
    """One logarithm: of whole powers, or with a parameter among the exponents."""
    if len(outside) > 1:
        pivot = next((one for one in outside if is_positive(one.weight, context)), None)
        if pivot is not None:
            powers = (one.argument ** (one.weight / pivot.weight) for one in outside)
            yield [Logarithm(pivot.weight, sympy.Mul(*powers))]
    whole = [_in_whole_powers(one) for one in outside]
    if whole != outside:
        yield whole


def _without_numbers(outside: list[Logarithm]) -> Iterator[list[Logarithm]]:
    """Logarithms of numbers taken into one of the others, each in turn."""
    numbers = [one for one in outside if one.argument.is_number]
    kept = [one for one in outside if one not in numbers]
    for chosen in kept if numbers else []:
        factor = sympy.Mul(*(one.argument ** (one.weight / chosen.weight) for one in numbers))
        whole = Logarithm(chosen.weight, factor * chosen.argument)
        yield [whole, *(one for one in kept if one is not chosen)]


def _absorbing(one: Logarithm) -> Logarithm:
    """The logarithm with terms w*g of its integrand, which are w*log(exp(g)), taken in."""
    plain = [t for t in terms(one.under.body) if not t.has(sympy.log)] if one.under else []
    _, weight = one.weight.as_coeff_Mul()
    shared = {weight, _density(one)} - {sympy.S.One}
    shares = [t / one.weight for t in plain if shared & set(sympy.Mul.make_args(t))]
    return Logarithm(one.weight, one.argument * sympy.exp(sympy.Add(*shares)), one.under)


def _upright(one: Logarithm, context: Context) -> Logarithm:
    """The same logarithm with a weight that is not negative, where its sign is shown."""
    if is_positive(-one.weight, context):
        return Logarithm(-one.weight, 1 / one.argument, one.under)
    return one


def _certificate(gap: Any, group: list[Logarithm], context: Context) -> Iterator[Any]:
    y = sympy.Dummy("y", positive=True)
    pieces = []
    left = gap
    for one in (_upright(one, context) for one in group):
        inverse = 1 / one.argument
        piece = one.weight * TangentGap(-sympy.log(y), y, inverse, sympy.S.One, 1 / y**2)
        pieces.append(one.averaged(piece))
        left -= one.averaged(one.weight * (inverse - 1 - sympy.log(inverse)))
    if pieces:
        remaining = settled(normal(left, context), context)
        if remaining is not None:
            yield sympy.Add(*pieces, remaining)


def logarithms(value: Any, under: Gathered | None) -> list[Logarithm]:
    """The terms c*w*log(u) of a value, collected by weight w under an integral.

    Numbers and parameters belong to c, unknown values and variables of integration to w.
    """
    bound = {x for x, _, _ in under.limits} if under else set()
    found: dict[Any, dict[Any, Any]] = defaultdict(lambda: defaultdict(lambda: sympy.S.Zero))
    for term in terms(value):
        factors = sympy.Mul.make_args(term)
        logs = [f for f in factors if isinstance(f, sympy.log)]
        if len(logs) == 1:
            rest = [f for f in factors if f is not logs[0]]
            weight = [f for f in rest if f.atoms(AppliedUndef) or f.free_symbols & bound]
            share = sympy.Mul(*(f for f in rest if f not in weight))
            found[sympy.Mul(*weight)][logs[0].args[0]] += share
    return [
        one
        for weight, parts in found.items()
        for outside, group in _commensurable(parts).items()
        for one in _collected(weight * outside, group, under)
    ]


def _commensurable(parts: dict[Any, Any]) -> dict[Any, list[tuple[Any, Any]]]:
    """Arguments with their coefficients, grouped so that within a group these are rational."""
    groups: dict[Any, list[tuple[Any, Any]]] = {}
    for argument, share in parts.items():
        rational, outside = sympy.factor(sympy.together(share)).as_coeff_Mul()
        if -outside in groups:
            rational, outside = -rational, -outside
        if rational != 0:
            groups.setdefault(outside, []).append((rational, argument))
    return groups


def _collected(
    weight: Any, parts: list[tuple[Any, Any]], under: Gathered | None
) -> Iterator[Logarithm]:
    """Under an integral one logarithm a weight; outside, each by itself."""
    if under is None:
        for c, u in parts:
            yield Logarithm(abs(c) * weight, u ** sympy.sign(c))
        return
    scale = max(abs(c) for c, _ in parts)
    yield Logarithm(scale * weight, sympy.Mul(*(u ** (c / scale) for c, u in parts)), under)


def _in_whole_powers(one: Logarithm) -> Logarithm:
    """The logarithm of a power of the argument that has no roots among its factors."""
    exponents = [part.as_base_exp()[1] for part in sympy.Mul.make_args(one.argument)]
    roots = [exponent.q for exponent in exponents if exponent.is_Rational]
    power = sympy.ilcm(1, 1, *roots)
    return Logarithm(one.weight / power, one.argument**power, one.under)


def above_one(gap: Any, strict: bool, context: Context) -> Iterator[Any]:
    """The gap with its logarithms brought together: w*log(U) with U >= 1."""
    if gap.has(*BINDERS):
        return
    plain = [t for t in terms(gap) if not t.has(sympy.log)]
    found = _together(gap)
    pieces = [one.weight * sympy.log(sympy.factor(one.argument)) for one in found]
    if pieces:
        yield sympy.Add(*pieces, *plain)
    whole = [_in_whole_powers(one) for one in found]
    if whole != found:
        yield sympy.Add(*(o.weight * sympy.log(sympy.factor(o.argument)) for o in whole), *plain)
    if len(found) == 1 and plain:
        (one,) = found
        share = sympy.exp(sympy.expand(sympy.Add(*plain) / one.weight))
        yield one.weight * sympy.log(sympy.expand(one.argument * share))


RULES = (
    Rule(
        name="logarithm.monotone",
        statement="log(u) <= log(v) for 0 < u <= v: logarithms are brought together, and log(v/u) "
        "is nonnegative where v/u is at least 1.",
        source="NIST Digital Library of Mathematical Functions, 4.2",
        holds=(
            Example("x: real", "softplus(x) > x"),
            Example("x: real; s: positive", "softplus(x) > softplus(x - s**2)"),
            Example("x: real; s: real", "softplus(x) >= softplus(x - s**2)"),
            Example("b: real; c: positive", "log(1 + b**2/c**2)/4 >= 0"),
        ),
        fails=(
            Example("x: real", "softplus(x) < x"),
            Example("x: real; s: real", "softplus(x) > softplus(x - s**2)"),
            Example("b: real; c: positive", "log(1 + b**2/c**2)/4 > 0"),
            Example("x: real; s: real", "softplus(x) >= softplus(x - s**3)"),
            Example("p: density; q: density; x: real", "log(p(x)) < log(q(x))"),
        ),
        certify=above_one,
    ),
    Rule(
        name="logarithm.tangent",
        statement="log(u) <= u - 1 for u > 0; averaged over a density this is Gibbs' inequality, "
        "with the tangent at the mean it is Jensen's for the logarithm, and with a multiple of "
        "log(q/p) in the integrand the variational formula of Donsker and Varadhan.",
        source="Cover and Thomas, Elements of Information Theory, theorems 2.6.2 and 2.6.3; "
        "Donsker and Varadhan, Asymptotic evaluation of certain Markov process expectations I, "
        "1975",
        holds=(
            Example("x: positive; y: positive", "log(x*y) <= x - 1 + y - 1"),
            Example("p: density; q: density", "KL(p, q) >= 0"),
            Example("p: density; q: density", "KL(p, q) >= 2*Hellinger2(p, q)"),
            Example(
                "x: positive; y: positive; l: in (0, 1)",
                "l*log(x) + (1 - l)*log(y) <= log(l*x + (1 - l)*y)",
            ),
            Example("p: density; f: positive function", "E[x:p](log(f(x))) <= log(E[x:p](f(x)))"),
            Example("q: density; p: density(1 | 1); r: density", "E[z:q](KL(p | z, r)) >= 0"),
            Example(
                "q: density; r: density(2); x: real",
                "log(Integral(r(x, z), (z, -oo, oo))) >= E[z:q](log(r(x, z)/q(z)))",
            ),
            Example(
                "p q: density; f: positive function",
                "E[z:q](log(f(z)))/2 - KL(q, p) < E[z:p](f(z))",
            ),
            Example(
                "p q: density; g: function; c: positive",
                "E[z:q](g(z)) - c*KL(q, p) <= c*log(E[z:p](exp(g(z)/c)))",
            ),
            Example(
                "p: density; q: density; h: function",
                "E[x:p](log(sigmoid(h(x)))) + E[x:q](log(1 - sigmoid(h(x)))) <= "
                "E[x:p](log(p(x)/(p(x) + q(x)))) + E[x:q](log(q(x)/(p(x) + q(x))))",
            ),
        ),
        fails=(
            Example("x: positive", "log(x) >= x - 1"),
            Example("p: density; q: density", "KL(p, q) > 0"),
            Example("p: density; q: density", "JS(p, q) <= log(2)/2"),
            Example(
                "p q: density; f: positive function",
                "E[z:q](log(f(z)))/2 - KL(q, p) < E[z:p](f(z))/6",
            ),
            Example(
                "p q: density; g: function; c: positive",
                "E[z:q](g(z)) - c*KL(q, p) <= c*log(E[z:p](exp(g(z))))",
            ),
            Example("p: density; f: positive function", "E[x:p](log(f(x))) >= log(E[x:p](f(x)))"),
        ),
        certify=tangents,
    ),
)

OF_EXPONENTS = Rule(
    name="logarithm.of-exponential",
    statement="A real u is the logarithm of exp(u), and so lies below its tangents.",
    source="NIST Digital Library of Mathematical Functions, 4.2",
    holds=(
        Example("s: real", "Entropy(Bernoulli(sigmoid(s))) <= log(2)"),
        Example("s: real", "Entropy(Bernoulli(sigmoid(s))) <= 1"),
    ),
    fails=(
        Example("s: real", "Entropy(Bernoulli(sigmoid(s))) < log(2)"),
        Example("s: real", "Entropy(Bernoulli(sigmoid(s))) <= 1/2"),
    ),
    certify=of_exponents,
)
