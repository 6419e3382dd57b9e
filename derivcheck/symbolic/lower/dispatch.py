"""lower(node): the SymPy expression a node stands for; undefined places become obligations."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivcheck.lang import algebra, calculus, condition
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.sequences import Index
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.heads import Extremum
from derivcheck.symbolic.lower.divisor import demand_nonzero
from derivcheck.symbolic.lower.functions import FUNCTIONS
from derivcheck.symbolic.lower.scope import Scope, note_range
from derivcheck.symbolic.sign import is_nonnegative, is_nonzero, is_positive
from derivcheck.symbolic.veil import outermost

NEAR = sympy.Rational(1, 1000)
"""How near a point its limit is looked at; any neighbourhood would do."""

MOST_TERMS = 12
"""Sums over the components of a joint law with more terms than this are not written out."""

ORDERED = ("Abs", "sign", "Heaviside", "Max", "Min")
"""Functions that SymPy asks for the sign of their arguments as it makes them."""

CONSTANTS = {"pi": sympy.pi, "oo": sympy.oo, "EulerGamma": sympy.EulerGamma}


@singledispatch
def lower(node: Node, scope: Scope) -> Any:
    """The SymPy expression of a node in a scope; OutOfReach where there is none."""
    raise OutOfReach(f"no symbolic meaning for {type(node).__name__} yet")


@lower.register
def _(node: algebra.Number, scope: Scope) -> Any:
    return sympy.Rational(node.value.numerator, node.value.denominator)


@lower.register
def _(node: algebra.Constant, scope: Scope) -> Any:
    return CONSTANTS[node.name]


@lower.register
def _(node: algebra.Symbol, scope: Scope) -> Any:
    if node.name in scope.values:
        return scope.values[node.name]
    raise OutOfReach(f"{node.name} is not a number here")


@lower.register
def _(node: algebra.Abbreviation, scope: Scope) -> Any:
    return lower(node.value, scope)


@lower.register
def _(node: algebra.Apply, scope: Scope) -> Any:
    function = scope.values.get(node.function.name)
    if function is None:
        raise OutOfReach(f"{node.function.name} is not a function here")
    return function(*(lower(a, scope) for a in node.arguments))


@lower.register
def _(node: algebra.Add, scope: Scope) -> Any:
    return lower(node.left, scope) + lower(node.right, scope)


@lower.register
def _(node: algebra.Sub, scope: Scope) -> Any:
    return lower(node.left, scope) - lower(node.right, scope)


@lower.register
def _(node: algebra.Neg, scope: Scope) -> Any:
    return -lower(node.operand, scope)


@lower.register
def _(node: algebra.Mul, scope: Scope) -> Any:
    return lower(node.left, scope) * lower(node.right, scope)


@lower.register
def _(node: algebra.Div, scope: Scope) -> Any:
    divisor = lower(node.right, scope)
    if divisor.is_zero:
        raise OutOfReach("division by zero")
    if not is_nonzero(divisor, scope.context):
        demand_nonzero(divisor, _text(node.right), scope.context)
        if sympy.simplify(divisor).is_zero:
            raise OutOfReach("division by zero")
    return lower(node.left, scope) / divisor


@lower.register
def _(node: algebra.Pow, scope: Scope) -> Any:
    base, exponent = lower(node.base, scope), lower(node.exponent, scope)
    if exponent.is_integer:
        safe = exponent.is_nonnegative and not exponent.is_zero
        if not safe and not is_nonzero(base, scope.context):
            demand_nonzero(base, _text(node.base), scope.context)
    elif exponent.is_nonnegative and is_nonnegative(base, scope.context):
        pass
    elif not is_positive(base, scope.context):
        scope.context.require(f"{_text(node.base)} > 0")
    return base**exponent


@lower.register
def _(node: Call, scope: Scope) -> Any:
    arguments = [lower(a, scope) for a in node.arguments]
    definition = FUNCTIONS[node.name]
    for argument, written in zip(arguments, node.arguments, strict=True):
        definition.check(argument, written, scope.context)
    if node.name in ORDERED:
        arguments = [_in_closed_form(a, scope) for a in arguments]
    return _real(definition.make, *arguments)


def _real(make: Callable[..., Any], *arguments: Any) -> Any:
    """make(*arguments); SymPy orders no numbers that it sees to be complex, and neither do we."""
    try:
        return make(*arguments)
    except (TypeError, ValueError) as refusal:
        raise OutOfReach(f"no real value: {refusal}") from None


def _in_closed_form(value: Any, scope: Scope) -> Any:
    """The value with its integrals that are numbers evaluated: SymPy finds their signs in floats.

    OutOfReach where one has no closed form.
    """
    from derivcheck.symbolic.normal import normal

    if any(_is_number(binder) for binder in outermost(value)):
        value = normal(value, scope.context)
        if any(_is_number(binder) for binder in outermost(value)):
            raise OutOfReach("the sign of an integral is asked for that has no closed form")
    return value


def _is_number(binder: Any) -> bool:
    if not isinstance(binder, sympy.Integral | sympy.Sum):
        return False
    return not binder.free_symbols and not binder.has(AppliedUndef)


@lower.register
def _(node: condition.Piecewise, scope: Scope) -> Any:
    branches = [(lower(value, scope), truth(when, scope)) for value, when in node.branches]
    return sympy.Piecewise(*branches)


def truth(when: condition.Condition, scope: Scope) -> Any:
    """A condition as a SymPy condition."""
    if isinstance(when, condition.Truth):
        return sympy.true if when.value else sympy.false
    if isinstance(when, condition.Negation):
        return sympy.Not(truth(when.condition, scope))
    if isinstance(when, condition.Conjunction):
        return sympy.And(*(truth(c, scope) for c in when.conditions))
    if isinstance(when, condition.Disjunction):
        return sympy.Or(*(truth(c, scope) for c in when.conditions))
    if isinstance(when, condition.Compare):
        relations = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
        relations |= {"==": sympy.Eq, "!=": sympy.Ne}
        sides = (_in_closed_form(lower(side, scope), scope) for side in (when.left, when.right))
        return _real(relations[when.relation], *sides)
    raise OutOfReach(f"no symbolic meaning for the condition {type(when).__name__}")


@lower.register
def _(node: Index, scope: Scope) -> Any:
    base = node.base
    if not isinstance(base, algebra.Symbol) or len(node.indices) != 1:
        return _opaque(node, scope)
    index = lower(node.indices[0], scope)
    components = scope.vectors.get(base.name)
    if isinstance(components, tuple):
        if not index.is_Integer or not 1 <= index <= len(components):
            raise OutOfReach(f"component {index} of {base.name}")
        return components[int(index) - 1]
    function = components or scope.values.get(base.name)
    if function is None or not isinstance(function, sympy.FunctionClass):
        return _opaque(node, scope)
    return function(index)


def _opaque(node: Index, scope: Scope) -> Any:
    from derivcheck.symbolic.lower.opaque import opaque_component

    return opaque_component(node, scope)


def bound_in(node: Any, scope: Scope, **assumptions: bool) -> tuple[Any, Any, Any, Scope]:
    """A fresh variable over the range of a binder, its ends, and the scope inside."""
    if not isinstance(node.region, calculus.Range):
        raise OutOfReach("a binder over vectors")
    ends = lower(node.region.lower, scope), lower(node.region.upper, scope)
    kind = dict(assumptions) or {"real": True}
    if ends[0].is_positive or (ends[0].is_zero and not assumptions):
        kind["positive"] = True
    elif ends[0].is_nonnegative:
        kind["nonnegative"] = True
    made = sympy.Dummy(node.variable.name, **kind)
    note_range(made, *ends, scope.context)
    return made, *ends, scope.bind(node.variable.name, made)


@lower.register
def _(node: calculus.Integral, scope: Scope) -> Any:
    x, lower_end, upper_end, inside = bound_in(node, scope)
    return sympy.Integral(lower(node.body, inside), (x, lower_end, upper_end))


@lower.register
def _(node: calculus.Sum, scope: Scope) -> Any:
    terms = _written_out(node, scope)
    if terms is not None:
        return sympy.Add(*terms)
    k, lower_end, upper_end, inside = bound_in(node, scope, integer=True)
    return sympy.Sum(lower(node.body, inside), (k, lower_end, upper_end))


@lower.register
def _(node: calculus.Product, scope: Scope) -> Any:
    terms = _written_out(node, scope)
    if terms is not None:
        return sympy.Mul(*terms)
    k, lower_end, upper_end, inside = bound_in(node, scope, integer=True)
    return sympy.Product(lower(node.body, inside), (k, lower_end, upper_end))


def _written_out(node: calculus.Sum | calculus.Product, scope: Scope) -> list[Any] | None:
    """The terms over a small known range, where the index picks components that stand apart."""
    listed = {name for name, value in scope.vectors.items() if isinstance(value, tuple)}
    indexed = {
        part.base.name
        for part in node.body.walk()
        if isinstance(part, Index)
        and isinstance(part.base, algebra.Symbol)
        and node.variable.name in part.free_names()
    }
    if not listed & indexed:
        return None
    ends = lower(node.region.lower, scope), lower(node.region.upper, scope)
    if not all(end.is_Integer for end in ends) or ends[1] - ends[0] >= MOST_TERMS:
        return None
    places = range(int(ends[0]), int(ends[1]) + 1)
    name = node.variable.name
    return [lower(node.body, scope.bind(name, sympy.Integer(at))) for at in places]


def inner_variable(node: Any, at: Any, scope: Scope) -> Any:
    """A fresh variable to differentiate in: it may do what the point it stands for may do."""
    context = scope.context
    for old, new in context.replaced:
        if new == at and not at.is_Symbol:
            # The point's sign under the assumptions is the sign near the point as well.
            sign = {k: True for k in ("positive", "negative") if getattr(at, f"is_{k}")}
            made = sympy.Dummy(node.variable.name, **{**old.assumptions0, **sign})
            if old in context.origins:
                context.ranges[made] = context.origins[old]
            return made
    made = sympy.Dummy(node.variable.name, **at.assumptions0 if at.is_Symbol else {"real": True})
    ends = context.ranges.get(at) if at.is_Symbol else _range_of(at, scope)
    if ends:
        context.ranges[made] = ends
    return made


def _range_of(at: Any, scope: Scope) -> tuple[Any, Any] | None:
    """The range of a linear function of one ranged symbol."""
    ranges = scope.context.ranges
    if len(at.free_symbols) != 1 or not at.free_symbols <= set(ranges):
        return None
    (symbol,) = at.free_symbols
    poly = at.as_poly(symbol)
    if poly is None or poly.degree() != 1 or not all(e.is_number for e in ranges[symbol]):
        return None
    ends = [poly.eval(end) for end in ranges[symbol]]
    return min(ends), max(ends)


@lower.register
def _(node: calculus.Derivative, scope: Scope) -> Any:
    at = lower(node.at, scope)
    x = inner_variable(node, at, scope)
    body = lower(node.body, scope.bind(node.variable.name, x))
    return sympy.Subs(sympy.Derivative(body, (x, node.order)), x, at)


@lower.register
def _(node: calculus.Limit, scope: Scope) -> Any:
    point = lower(node.point, scope)
    name = node.variable.name
    if point.is_infinite:
        x = sympy.Dummy(name, **{"positive" if point == sympy.oo else "negative": True})
        ends = (NEAR**-1, sympy.oo) if point == sympy.oo else (-sympy.oo, -(NEAR**-1))
        note_range(x, *ends, scope.context)
        return sympy.Limit(lower(node.body, scope.bind(name, x)), x, point)
    if not node.direction:
        gap = sympy.Dummy("gap", real=True, nonzero=True)
        note_range(gap, -NEAR, NEAR, scope.context)
        return sympy.Limit(lower(node.body, scope.bind(name, point + gap)), gap, 0, "+-")
    gap = sympy.Dummy("gap", positive=True)
    note_range(gap, sympy.S.Zero, NEAR, scope.context)
    near = point + gap if node.direction == "+" else point - gap
    return sympy.Limit(lower(node.body, scope.bind(name, near)), gap, 0, "+")


@lower.register
def _(node: Optimum, scope: Scope) -> Any:
    x, lower_end, upper_end, inside = bound_in(node, scope)
    kind = sympy.Symbol(node.kind)
    return Extremum(kind, lower(node.body, inside), x, lower_end, upper_end)


def _text(node: Node) -> str:
    from derivcheck.lang.show.text import text

    return text(node)
