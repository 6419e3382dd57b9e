"""Assumptions: inequalities become changes of variable, equations are solved for a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from derivcheck.lang.condition import Compare, Condition, Conjunction
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.lower.scope import Scope
from derivcheck.symbolic.sign import is_nonzero, through_positive


def build_in(assume: tuple[Condition, ...], scope: Scope) -> Scope:
    """The scope in which every value satisfies the assumptions; those out of reach are left out.

    Leaving an assumption out is sound: the step is then proved without it or not at all.
    """
    scope = parametrise_ranges(scope)
    comparisons = [c for condition in assume for c in flatten(condition)]
    left_out = []
    for comparison in sorted(comparisons, key=lambda c: c.relation == "=="):
        built = _equation(comparison, scope) or _inequality(comparison, scope)
        scope = built or scope
        if built is None:
            left_out.append(comparison)
    _note_facts(left_out, scope)
    return scope


def _note_facts(comparisons: list[Compare], scope: Scope) -> None:
    """Inequalities that no change of variable could build in, for those who can use them."""
    for comparison in comparisons:
        if comparison.relation in ("<", "<=", ">", ">="):
            left, right = _sides(comparison, scope)
            gap = sympy.expand(right - left if "<" in comparison.relation else left - right)
            scope.context.facts.append((gap, "=" not in comparison.relation))


def flatten(condition: Condition) -> Iterator[Compare]:
    """The comparisons that a condition asserts together."""
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Conjunction):
        for part in condition.conditions:
            yield from flatten(part)


def parametrise_ranges(scope: Scope) -> Scope:
    """Given names that run over an interval, written through a positive parameter."""
    for name, value in scope.values.items():
        # Integers attain the ends of their range: they keep it, and sign.py knows.
        if value in scope.context.ranges and not value.is_integer:
            ends = scope.context.ranges.pop(value)
            scope.context.origins[value] = ends
            scope = substitute(scope, value, through_positive(value, *ends))
            scope = scope.bind(name, scope.values[name])
    return scope


def substitute(scope: Scope, symbol: Any, value: Any) -> Scope:
    """The scope with a symbol replaced in all its values and ranges."""
    change = {symbol: value}
    context: Context = scope.context
    context.ranges.update(
        {key: (a.xreplace(change), b.xreplace(change)) for key, (a, b) in context.ranges.items()}
    )
    context.replaced[:] = [(old, new.xreplace(change)) for old, new in context.replaced]
    context.replaced.append((symbol, value))
    for name, old in scope.values.items():
        if isinstance(old, sympy.Expr):
            scope = scope.bind(name, old.xreplace(change))
    return scope


def _sides(comparison: Compare, scope: Scope) -> tuple[Any, Any]:
    from derivcheck.symbolic.lower.dispatch import lower

    return lower(comparison.left, scope), lower(comparison.right, scope)


def _inequality(comparison: Compare, scope: Scope) -> Scope | None:
    """b = a + d with d > 0 (or >= 0) for an inequality that is linear in some symbol."""
    if comparison.relation not in ("<", "<=", ">", ">="):
        return None
    left, right = _sides(comparison, scope)
    gap = sympy.expand(right - left if "<" in comparison.relation else left - right)
    if not gap.free_symbols or gap.is_positive:
        return None
    kind = {"nonnegative" if "=" in comparison.relation else "positive": True}
    slack = sympy.Dummy("d", **kind, **({"integer": True} if gap.is_integer else {}))
    for symbol in sorted(gap.free_symbols, key=_preference):
        solved = _linear_solution(gap - slack, symbol)
        if solved is not None and _keeps_domain(symbol, solved):
            return substitute(scope, symbol, solved)
    return _simplex(gap, scope) if comparison.relation in ("<", ">") else None


def _simplex(gap: Any, scope: Scope) -> Scope | None:
    """c - k_1*d_1 - ... > 0 with positive d_i: d_i = c*v_i/(k_i*(1 + v_1 + ...)), v_i > 0."""
    symbols = sorted(gap.free_symbols, key=str)
    poly = gap.as_poly(*symbols)
    if poly is None or poly.total_degree() != 1 or not all(s.is_positive for s in symbols):
        return None
    if any(s.is_integer for s in symbols) or not poly.TC().is_positive:
        return None
    slopes = {s: -poly.coeff_monomial(s) for s in symbols}
    if not all(k.is_positive for k in slopes.values()):
        return None
    new = {s: sympy.Dummy("v", positive=True) for s in symbols}
    whole = 1 + sympy.Add(*new.values())
    for s in symbols:
        scope = substitute(scope, s, poly.TC() * new[s] / (slopes[s] * whole))
    return scope


def _preference(symbol: Any) -> tuple[bool, str]:
    """Free symbols first: their domain is no restriction on the solution."""
    return symbol.is_nonnegative is True or symbol.is_nonpositive is True, str(symbol)


def _keeps_domain(symbol: Any, solved: Any) -> bool:
    for property_ in ("integer", "positive", "negative", "nonnegative", "nonpositive", "nonzero"):
        if getattr(symbol, f"is_{property_}") and not getattr(solved, f"is_{property_}"):
            return False
    return True


def _linear_solution(equation: Any, symbol: Any) -> Any:
    poly = equation.as_poly(symbol)
    if poly is None or poly.degree() != 1:
        return None
    a, b = poly.all_coeffs()
    return sympy.factor_terms(-b / a) if a.is_nonzero else None


def _equation(comparison: Compare, scope: Scope) -> Scope | None:
    """Solve an equation for a symbol, or for exp of one, that occurs linearly in it."""
    if comparison.relation != "==":
        return None
    left, right = _sides(comparison, scope)
    numerator = sympy.fraction(sympy.together(left - right))[0]
    factors = [f for f in _factors(numerator) if not is_nonzero(f, scope.context)]
    if len(factors) != 1:
        return None
    (numerator,) = factors
    for symbol in sorted(numerator.free_symbols, key=_preference):
        solved = _solve(sympy.expand(numerator), symbol)
        if solved is not None and _keeps_domain(symbol, solved):
            scope.context.use("assumption.equation")
            return substitute(scope, symbol, solved)
    return None


def _factors(value: Any) -> tuple[Any, ...]:
    """The factors of a numerator, without their powers."""
    written = sympy.Mul.make_args(sympy.factor(value))
    return tuple(f.base if f.is_Pow and f.exp.is_Integer else f for f in written if not f.is_number)


def _solve(equation: Any, symbol: Any) -> Any:
    """The unique solution of an equation linear in the symbol or in exp(c*symbol); else None."""
    if any(
        symbol in kernel.free_symbols
        for kernel in equation.atoms(sympy.Function)
        if not isinstance(kernel, sympy.exp)
    ):
        return None
    direct = _linear_solution(equation, symbol)
    if direct is not None:
        return direct
    kernels = [k for k in equation.atoms(sympy.exp) if symbol in k.free_symbols]
    if len(kernels) != 1 or not symbol.is_real:
        return None
    inner = kernels[0].args[0]
    unknown = sympy.Dummy("v", positive=True)
    value = _linear_solution(equation.xreplace({kernels[0]: unknown}), unknown)
    if value is None or value.has(symbol) or not sympy.factor(value).is_positive:
        return None
    return _linear_solution(inner - sympy.log(sympy.factor(value)), symbol)
