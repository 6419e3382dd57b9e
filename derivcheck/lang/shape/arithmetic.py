"""Shapes of names, arithmetic, functions, cases and components."""

from __future__ import annotations

from derivcheck.lang.algebra import (
    Abbreviation,
    Add,
    Apply,
    Div,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Sub,
    Symbol,
)
from derivcheck.lang.condition import Piecewise
from derivcheck.lang.domain import FunctionDomain
from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call
from derivcheck.lang.sequences import Index
from derivcheck.lang.shape.conditions import check_condition
from derivcheck.lang.shape.context import Context
from derivcheck.lang.shape.kinds import SCALAR, Kind, Listed, Repeated, Shape, matrix, of_domain


def literal(part: Expr, context: Context) -> Kind:
    """Numbers and constants."""
    return SCALAR


def name(part: Symbol, context: Context) -> Kind:
    """What binds a name, or else its domain, says what it is."""
    bound = context.scope.get(part.name)
    return of_domain(part.domain, part.name) if bound is None else bound


def abbreviation(part: Abbreviation, context: Context) -> Kind:
    """An abbreviation is what it stands for."""
    return context.kind(part.value)


def applied(part: Apply, context: Context) -> Kind:
    """f(x, ...) takes arguments of the function's domains and lives where its values do."""
    domain = part.function.domain
    if not isinstance(domain, FunctionDomain):
        raise AuthorError(f"{part.function.name} is not a function")
    for argument, wanted in zip(part.arguments, domain.arguments, strict=True):
        fits(context.shape(argument), of_domain(wanted), part.function.name)
    return of_domain(domain.value, part.function.name)


def fits(found: Kind, wanted: Kind, who: str) -> None:
    """Demand an argument of a given kind."""
    same = (
        found.sizes == wanted.sizes
        if isinstance(found, Shape) and isinstance(wanted, Shape)
        else found == wanted
    )
    if not same:
        raise ShapeError(f"{who} takes {wanted}, not {found}")


def added(part: Add | Sub, context: Context) -> Kind:
    """a + b and a - b are of equal shapes."""
    left, right = context.shape(part.left), context.shape(part.right)
    if left.sizes != right.sizes:
        verb = "add" if isinstance(part, Add) else "subtract"
        first, second = (left, right) if verb == "add" else (right, left)
        raise ShapeError(f"cannot {verb} {first} {'and' if verb == 'add' else 'from'} {second}")
    return Shape(left.sizes, left.covector and right.covector)


def negated(part: Neg, context: Context) -> Kind:
    """-a has the shape of a."""
    return context.shape(part.operand)


def multiplied(part: Mul, context: Context) -> Kind:
    """a*b: at least one is a number."""
    left, right = context.shape(part.left), context.shape(part.right)
    if left.is_number:
        return right
    if right.is_number:
        return left
    raise ShapeError(
        f"* multiplies by a number, not {left} by {right}", remedy="products of matrices are A @ B"
    )


def divided(part: Div, context: Context) -> Kind:
    """a/b: b is a number."""
    left, right = context.shape(part.left), context.shape(part.right)
    if not right.is_number:
        raise ShapeError(f"cannot divide {left} by {right}", remedy="write Inverse(A) @ b")
    return left


def power(part: Pow, context: Context) -> Kind:
    """a**b of numbers."""
    base, exponent = context.shape(part.base), context.shape(part.exponent)
    if not (base.is_number and exponent.is_number):
        raise ShapeError(
            f"cannot raise {base} to {exponent}", remedy="powers of a matrix are A @ A, Inverse(A)"
        )
    return SCALAR


def product(part: MatMul, context: Context) -> Kind:
    """A @ B: the columns of A are as many as the rows of B; Transpose(x) @ y is a number."""
    left, right = context.shape(part.left), context.shape(part.right)
    if left.is_number or right.is_number or left.sizes[1] != right.sizes[0]:
        raise ShapeError(
            f"cannot multiply {left} @ {right}",
            remedy="write * for a product by a number"
            if left.is_number or right.is_number
            else "the columns of the left must be as many as the rows of the right",
        )
    if left.covector and right.is_vector:
        return SCALAR
    made = matrix(left.sizes[0], right.sizes[1])
    return Shape(made.sizes, covector=left.covector)


def called(part: Call, context: Context) -> Kind:
    """The elementary functions take numbers."""
    for argument in part.arguments:
        context.number(argument, part.name)
    return SCALAR


def cases(part: Piecewise, context: Context) -> Kind:
    """The branches have one shape."""
    shapes = []
    for value, condition in part.branches:
        check_condition(condition, context)
        shapes.append(context.shape(value))
    for shape in shapes[1:]:
        if shape.sizes != shapes[0].sizes:
            raise ShapeError(f"branches of different shapes: {shapes[0]} and {shape}")
    return shapes[0]


def component(part: Index, context: Context) -> Kind:
    """x[k] of a vector or sequence, A[i, j] of a matrix."""
    base, count = context.kind(part.base), len(part.indices)
    for index in part.indices:
        context.number(index, "an index")
    if isinstance(base, Shape):
        if base.is_number or (count != 2 and not (count == 1 and base.is_vector)):
            raise ShapeError(f"{base} has no component with {count} index(es)")
        return SCALAR
    if count != 1:
        raise ShapeError(f"{base} takes one index, {count} given")
    return base.element if isinstance(base, Repeated) else _listed(base, part.indices[0])


def _listed(base: Listed, index: Expr) -> Kind:
    if all(element == base.elements[0] for element in base.elements):
        return base.elements[0]
    if not isinstance(index, Number):
        raise ShapeError(f"the components are {base}", remedy="index them by a number, x[1]")
    if index.value not in range(1, len(base.elements) + 1):
        raise ShapeError(f"there are {len(base.elements)} components, not {index.value}")
    return base.elements[int(index.value) - 1]
