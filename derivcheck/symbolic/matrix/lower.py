"""lower(node, scope): the value of an expression, a number over atoms or a sum of words."""

from __future__ import annotations

from functools import singledispatch

import sympy

from derivcheck.lang import algebra
from derivcheck.lang.domain import FunctionDomain, SequenceDomain, VectorDomain
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Node
from derivcheck.lang.sequences import Index
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import FunctionValue, Term, VectorTerm
from derivcheck.symbolic.matrix.diagonal import component, entry
from derivcheck.symbolic.matrix.functions import function, power, quotient
from derivcheck.symbolic.matrix.mat import Mat, Value, identity, is_one, of_letter, scalar
from derivcheck.symbolic.matrix.product import times
from derivcheck.symbolic.matrix.scope import Scope, number_in, size, value_of

CONSTANTS = {"pi": sympy.pi, "EulerGamma": sympy.EulerGamma}


@singledispatch
def lower(node: Node, scope: Scope) -> Value:
    """The value of an expression in a scope; OutOfReach where there is none."""
    raise OutOfReach(f"no meaning here for {type(node).__name__}")


def lower_mat(node: Node, scope: Scope) -> Mat:
    """The value of an expression that is a vector or a matrix."""
    value = lower(node, scope)
    return value if isinstance(value, Mat) else identity(sympy.S.One).scaled(value)


def lower_number(node: Node, scope: Scope) -> sympy.Expr:
    """The value of an expression that is a number."""
    value = lower(node, scope)
    if isinstance(value, Mat):
        if not is_one(value.rows) or not is_one(value.columns):
            raise OutOfReach("a matrix where a number is wanted")
        value = scalar(value)
    return checked(value)


def checked(value: sympy.Expr) -> sympy.Expr:
    """The number itself, unless it is undefined or infinite."""
    if value.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        raise OutOfReach("a number that is undefined or infinite")
    return value


@lower.register
def _(node: algebra.Number, scope: Scope) -> Value:
    return sympy.Rational(node.value.numerator, node.value.denominator)


@lower.register
def _(node: algebra.Constant, scope: Scope) -> Value:
    if node.name not in CONSTANTS:
        raise OutOfReach("infinity among vectors")
    return CONSTANTS[node.name]


@lower.register
def _(node: algebra.Symbol, scope: Scope) -> Value:
    return value_of(node, scope)


@lower.register
def _(node: algebra.Abbreviation, scope: Scope) -> Value:
    return lower(node.value, scope)


@lower.register
def _(node: algebra.Add, scope: Scope) -> Value:
    return plus(lower(node.left, scope), lower(node.right, scope))


@lower.register
def _(node: algebra.Sub, scope: Scope) -> Value:
    return plus(lower(node.left, scope), scaled(lower(node.right, scope), sympy.S.NegativeOne))


@lower.register
def _(node: algebra.Neg, scope: Scope) -> Value:
    return scaled(lower(node.operand, scope), sympy.S.NegativeOne)


@lower.register
def _(node: algebra.Mul, scope: Scope) -> Value:
    left, right = lower(node.left, scope), lower(node.right, scope)
    if isinstance(left, Mat):
        left, right = right, left
    if isinstance(left, Mat):
        raise OutOfReach("a product of two matrices is written with @")
    return scaled(right, left)


@lower.register
def _(node: algebra.Div, scope: Scope) -> Value:
    top, bottom = lower(node.left, scope), lower_number(node.right, scope)
    if isinstance(top, Mat):
        return scaled(top, quotient(sympy.S.One, bottom, scope.workspace))
    return quotient(top, bottom, scope.workspace)


@lower.register
def _(node: algebra.Pow, scope: Scope) -> Value:
    base, exponent = lower_number(node.base, scope), lower_number(node.exponent, scope)
    return checked(power(base, exponent, scope.workspace))


@lower.register
def _(node: algebra.MatMul, scope: Scope) -> Value:
    made = times(lower_mat(node.left, scope), lower_mat(node.right, scope), scope.workspace)
    return as_number(made)


@lower.register
def _(node: Call, scope: Scope) -> Value:
    arguments = tuple(lower_number(a, scope) for a in node.arguments)
    return checked(function(node.name, arguments, scope.workspace))


@lower.register
def _(node: algebra.Apply, scope: Scope) -> Value:
    domain = node.function.domain
    if not isinstance(domain, FunctionDomain) or node.function.name in scope.values:
        raise OutOfReach(f"{node.function.name} is not a function")
    arguments = tuple(lower(a, scope) for a in node.arguments)
    orders, name = (0,) * len(arguments), node.function.name
    if isinstance(domain.value, VectorDomain):
        shape = (size(domain.value.size), sympy.S.One)
        record = FunctionValue(name, arguments, orders, shape)
        return of_letter(scope.workspace.letter(record, name, shape))
    signs = {"positive": True} if domain.kind == "positive" else {}
    return scope.workspace.atom(FunctionValue(name, arguments, orders), name, **signs)


@lower.register
def _(node: Index, scope: Scope) -> Value:
    base = node.base
    if isinstance(base, algebra.Symbol) and isinstance(base.domain, SequenceDomain):
        return _term(base, node, scope)
    value = lower_mat(base, scope)
    indices = [lower_number(i, scope) for i in node.indices]
    for index, bound in zip(indices, (value.rows, value.columns), strict=False):
        demand_range(index, bound, scope)
    if len(indices) == 2:
        return entry(value, indices[0], indices[1], scope.workspace)
    return component(value, indices[0], scope.workspace)


def _term(base: algebra.Symbol, node: Index, scope: Scope) -> Value:
    domain = base.domain
    if not isinstance(domain, SequenceDomain) or len(node.indices) != 1:
        raise OutOfReach("a sequence has one index")
    index = lower_number(node.indices[0], scope)
    if not (index - 1).is_nonnegative:
        raise OutOfReach(f"nothing shows that {index} is at least 1")
    text = f"{base.name}[{index}]"
    if isinstance(domain.element, VectorDomain):
        shape = (size(domain.element.size), sympy.S.One)
        return of_letter(scope.workspace.letter(VectorTerm(base.name, index), text, shape))
    signs = number_in("element", domain.element).assumptions0
    kept = {key: True for key in ("positive", "nonnegative") if signs.get(key)}
    return scope.workspace.atom(Term(base.name, index), text, **kept)


def demand_range(index: sympy.Expr, bound: sympy.Expr, scope: Scope) -> None:
    """Give the proof up unless 1 <= index <= bound."""
    lower_end, upper_end = scope.ranges.get(str(index), (index, index))
    below = (lower_end - 1).is_nonnegative
    above = (bound - upper_end).is_nonnegative or any(
        sympy.expand(bound - upper_end - big + small) == 0 for big, small in scope.workspace.larger
    )
    if not below or not above or not index.is_integer:
        raise OutOfReach(f"nothing shows that {index} is at least 1 and at most {bound}")


def plus(left: Value, right: Value) -> Value:
    """The sum of two numbers or two matrices."""
    if isinstance(left, Mat) and isinstance(right, Mat):
        return left.plus(right)
    if isinstance(left, Mat) or isinstance(right, Mat):
        return numbered(left) + numbered(right)
    return left + right


def numbered(value: Value) -> sympy.Expr:
    """A number, or the number in a matrix of size 1 by 1."""
    if isinstance(value, Mat) and not (is_one(value.rows) and is_one(value.columns)):
        raise OutOfReach("a number cannot be added to a matrix")
    return scalar(value)


def scaled(value: Value, factor: sympy.Expr) -> Value:
    """A number or a matrix times a number."""
    return value.scaled(factor) if isinstance(value, Mat) else value * factor


def as_number(value: Mat) -> Value:
    """A row times a column is a number."""
    both = is_one(value.rows) and is_one(value.columns)
    return scalar(value) if both else value
