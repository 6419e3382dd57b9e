"""Transposes, inverses, traces, determinants, norms, sums of components, gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Derivative, Product, Sum
from derivcheck.lang.linear import Gradient, Hessian, MatrixCall, VectorOf
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import Unit
from derivcheck.symbolic.matrix.depends import depends_on_symbol, letters_of
from derivcheck.symbolic.matrix.determinant import determinant
from derivcheck.symbolic.matrix.diagonal import diagonal
from derivcheck.symbolic.matrix.differential import Direction, differential
from derivcheck.symbolic.matrix.gradient import gradient, hessian
from derivcheck.symbolic.matrix.inverse import inverse
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.lower import checked, lower, lower_mat, lower_number
from derivcheck.symbolic.matrix.mat import (
    Mat,
    Value,
    identity,
    is_one,
    of_letter,
    same_size,
    zeros,
)
from derivcheck.symbolic.matrix.product import column, dot, times
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.scope import Scope, letter_in, number_in, size
from derivcheck.symbolic.matrix.sums import series, sum_components
from derivcheck.symbolic.matrix.trace import trace


@lower.register
def _(node: MatrixCall, scope: Scope) -> Value:
    if node.operation == "Identity":
        return identity(size(node.arguments[0]))
    if node.operation == "Zeros":
        return zeros(size(node.arguments[0]), sympy.S.One)
    mats = [lower_mat(argument, scope) for argument in node.arguments]
    made = CALLS[node.operation](mats, scope)
    return made if isinstance(made, Mat) else checked(made)


def _transpose(mats: list[Mat], scope: Scope) -> Value:
    return mats[0].transpose


def _inverse(mats: list[Mat], scope: Scope) -> Value:
    return inverse(mats[0], scope.workspace)


def _trace(mats: list[Mat], scope: Scope) -> Value:
    return trace(mats[0], scope.workspace)


def _determinant(mats: list[Mat], scope: Scope) -> Value:
    return determinant(mats[0], scope.workspace)


def _diag(mats: list[Mat], scope: Scope) -> Value:
    return diagonal(mats[0], scope.workspace)


def _dot(mats: list[Mat], scope: Scope) -> Value:
    return dot(mats[0], mats[1], scope.workspace)


def _norm(mats: list[Mat], scope: Scope) -> Value:
    """The root of tr(A'A)."""
    square = trace(times(mats[0].transpose, mats[0], scope.workspace), scope.workspace)
    square = sympy.expand(square)
    scope.workspace.squares.append(square)
    if is_one(mats[0].columns) and mats[0] not in scope.workspace.normed:
        scope.workspace.normed.append(mats[0])
    return sympy.sqrt(square)


CALLS: Mapping[str, Callable[[list[Mat], Scope], Value]] = {
    "Transpose": _transpose,
    "Inverse": _inverse,
    "Trace": _trace,
    "Determinant": _determinant,
    "Diag": _diag,
    "Dot": _dot,
    "Norm": _norm,
}


@lower.register
def _(node: VectorOf, scope: Scope) -> Value:
    count = sympy.Integer(len(node.entries))
    total = zeros(count, sympy.S.One)
    for place, part in enumerate(node.entries, start=1):
        unit = of_letter(scope.workspace.unit(sympy.Integer(place), count))
        total = total.plus(unit.scaled(lower_number(part, scope)))
    return total


@lower.register
def _(node: Sum, scope: Scope) -> Value:
    body, index, bounds = _opened(node, scope)
    sizes = _indexed_sizes(body, index, scope)
    whole = bounds[0] == 1 and all(same_size(bounds[1], found) for found in sizes)
    if not sizes or not whole:
        return series(body, index, bounds, scope.workspace)
    if isinstance(body, Mat):
        raise OutOfReach("a sum of matrices over the components of a vector")
    return sum_components(body, index, bounds[1], scope.workspace)


@lower.register
def _(node: Product, scope: Scope) -> Value:
    """The power of a factor that does not vary: of 0, say."""
    body, index, bounds = _opened(node, scope)
    if not isinstance(body, Mat) and scope.workspace.zero(body):
        body = sympy.S.Zero
    if isinstance(body, Mat) or depends_on_symbol(body, index, scope.workspace):
        raise OutOfReach("a product of factors that vary")
    scope.workspace.use("matrix.power-of-constant")
    return checked(body ** sympy.expand(bounds[1] - bounds[0] + 1))


def _opened(
    node: Sum | Product, scope: Scope
) -> tuple[Value, sympy.Symbol, tuple[sympy.Expr, sympy.Expr]]:
    """The body of a sum or product, with its index and the ends of its range."""
    bounds = (lower_number(node.region.lower, scope), lower_number(node.region.upper, scope))
    if not (bounds[0] - 1).is_nonnegative or not (bounds[1] - bounds[0] + 1).is_nonnegative:
        raise OutOfReach("a range that may be empty, or begins below 1")
    name = scope.bound_name("index")
    index = sympy.Symbol(name, integer=True, positive=True)
    inner = scope.bind(node.variable.name, index).ranged(name, bounds)
    return lower(node.body, inner), index, bounds


def _indexed_sizes(body: Value, index: sympy.Symbol, scope: Scope) -> list[sympy.Expr]:
    """The sizes of the vectors whose components the index runs through."""
    found = []
    for name in letters_of(body, scope.workspace):
        record = scope.workspace.letters.get(name)
        if isinstance(record, Unit) and index in record.index.free_symbols:
            found.append(scope.workspace.shapes[name][0])
    return found


@lower.register
def _(node: Gradient, scope: Scope) -> Value:
    letter, inner, point = _variable(node.variable, node.at, scope)
    made = gradient(lower_number(node.body, inner), letter, scope.workspace)
    return made if point is None else _at(made, letter, point, scope)


@lower.register
def _(node: Hessian, scope: Scope) -> Value:
    letter, inner, point = _variable(node.variable, node.at, scope)
    made = hessian(lower_number(node.body, inner), letter, scope.workspace)
    return made if point is None else _at(made, letter, point, scope)


def _at(value: Mat, letter: Letter, point: Mat, scope: Scope) -> Value:
    made: Value = rebuild(value, Change({letter.name: point}), scope.workspace)
    return made


def _variable(variable: Symbol, at: object, scope: Scope) -> tuple[Letter, Scope, Mat | None]:
    """The letter of the variable, the scope of the body, and the point if it is another."""
    if at == variable and variable.name not in scope.values:
        return letter_in(variable.name, variable.domain, scope), scope, None
    point = lower_mat(at, scope)  # type: ignore[arg-type]
    symmetric = bool(point.terms and all(len(w) == 1 and w[0].symmetric for w, _ in point.terms))
    name = scope.bound_name("variable")
    letter = Letter(name, point.rows, point.columns, symmetric=symmetric)
    return letter, scope.bind(variable.name, column(letter, scope.workspace)), point


@lower.register
def _(node: Derivative, scope: Scope) -> Value:
    name = scope.bound_name("variable")
    point = lower_number(node.at, scope)
    if isinstance(node.at, Symbol) and point.is_Symbol and point not in scope.workspace.atoms:
        variable, inner = point, scope.bind(node.variable.name, point)
    else:
        variable = number_in(name, node.variable.domain)
        inner = scope.bind(node.variable.name, variable)
    value = lower(node.body, inner)
    for _ in range(node.order):
        value = differential(value, Direction(variable.name), scope.workspace)
    scope.workspace.use("matrix.derivative")
    if variable == point:
        return value
    made: Value = rebuild(value, Change(scalars={variable: point}), scope.workspace)
    return made
