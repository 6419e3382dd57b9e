"""Differentials: every occurrence of a letter or symbol is replaced by a direction, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix import atoms as kinds
from derivcheck.symbolic.matrix.depends import names
from derivcheck.symbolic.matrix.diagonal import INDEX, diagonal, from_components
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import Mat, Value, of_letter, scalar, zeros
from derivcheck.symbolic.matrix.obligation import demand_nonzero
from derivcheck.symbolic.matrix.product import product, times
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Direction:
    """A letter moves along a matrix of its shape, or (mat None) a symbol moves by 1."""

    name: str
    mat: Mat | None = None


def differential(value: Value, direction: Direction, workspace: Workspace) -> Value:
    """The directional derivative of a number or a matrix."""
    if isinstance(value, Mat):
        return differential_mat(value, direction, workspace)
    return differential_number(value, direction, workspace)


def differential_number(
    value: sympy.Expr, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    """d f = sum over the atoms of the partial derivative times d atom."""
    total = sympy.S.Zero
    for symbol in sorted(value.free_symbols, key=str):
        change = _symbol(symbol, direction, workspace)
        if change != 0:
            total += sympy.diff(value, symbol) * change
    _demand_smooth(value, direction, workspace)
    if total.has(sympy.Derivative, sympy.Subs, sympy.zoo, sympy.nan):
        raise OutOfReach("a derivative without a closed form")
    return total


def _demand_smooth(value: sympy.Expr, direction: Direction, workspace: Workspace) -> None:
    """Roots and absolute values have derivatives where what they are of is not 0."""
    for kernel in value.atoms(sympy.Pow, sympy.Abs, sympy.Max, sympy.Min):
        if direction.name not in names(kernel, workspace):
            continue
        if isinstance(kernel, sympy.Max | sympy.Min):
            raise OutOfReach("the derivative of a maximum")
        if isinstance(kernel, sympy.Abs) or not kernel.exp.is_integer:
            demand_nonzero(kernel.args[0], workspace)


def _symbol(symbol: sympy.Symbol, direction: Direction, workspace: Workspace) -> sympy.Expr:
    record = workspace.atoms.get(symbol)
    if record is None:
        moves = direction.mat is None and symbol.name == direction.name
        return sympy.S.One if moves else sympy.S.Zero
    if direction.name not in names(record, workspace):
        return sympy.S.Zero
    rule = ATOMS.get(type(record))
    if rule is None:
        raise OutOfReach(f"the derivative of a {type(record).__name__}")
    return rule(record, symbol, direction, workspace)


def differential_mat(value: Mat, direction: Direction, workspace: Workspace) -> Mat:
    """The product rule over the letters of every word, and over its coefficient."""
    total = zeros(value.rows, value.columns)
    for word, coefficient in value.terms:
        for place in range(len(word)):
            made = _at_place(word, place, direction, workspace)
            total = total if made is None else total.plus(made.scaled(coefficient))
        change = differential_number(coefficient, direction, workspace)
        whole = Mat(value.rows, value.columns, ((word, sympy.S.One),))
        total = total.plus(whole.scaled(change))
    return total


def _at_place(word: Word, place: int, direction: Direction, workspace: Workspace) -> Mat | None:
    moved = differential_letter(word[place], direction, workspace)
    if moved is None or moved.is_zero:
        return None
    before, behind = map(of_letter, word[:place]), map(of_letter, word[place + 1 :])
    return product([*before, moved, *behind], workspace)


def differential_letter(letter: Letter, direction: Direction, workspace: Workspace) -> Mat | None:
    """d of a letter, None where it does not move; d inv(A) = -inv(A) dA inv(A)."""
    base = letter.base
    moved = _base(base, direction, workspace)
    if moved is None:
        return None
    if letter.inverted:
        outer = of_letter(base.inverse)
        moved = product([outer, moved, outer], workspace).scaled(sympy.S.NegativeOne)
    return moved.transpose if letter.transposed else moved


def _base(base: Letter, direction: Direction, workspace: Workspace) -> Mat | None:
    if base.name == direction.name:
        return direction.mat
    record = workspace.letters.get(base.name)
    if record is None or direction.name not in names(record, workspace):
        return None
    rule = DERIVED.get(type(record))
    if rule is None:
        raise OutOfReach(f"the derivative of a {type(record).__name__}")
    return rule(record, base, direction, workspace)


def _segment(
    record: kinds.Segment, symbol: sympy.Symbol, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    parts = (_at_place(record.word, i, direction, workspace) for i in range(len(record.word)))
    return sympy.Add(*(scalar(part) for part in parts if part is not None))


def _trace(
    record: kinds.TraceOf, symbol: sympy.Symbol, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    parts = (_at_place(record.word, i, direction, workspace) for i in range(len(record.word)))
    return sympy.Add(*(trace(part, workspace) for part in parts if part is not None))


def _determinant(
    record: kinds.DeterminantOf, symbol: sympy.Symbol, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    """d det M = det M * tr(inv(M) dM) (Jacobi)."""
    from derivcheck.symbolic.matrix.inverse import inverse

    moved = differential_mat(record.mat, direction, workspace)
    return symbol * trace(times(inverse(record.mat, workspace), moved, workspace), workspace)


def _function(
    record: kinds.FunctionValue, symbol: sympy.Symbol, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    """The chain rule through an unknown function."""
    total = sympy.S.Zero
    for place, argument in enumerate(record.arguments):
        moved = differential(argument, direction, workspace)
        if isinstance(moved, Mat):
            slope = _gradient_letter(record, place, moved.rows, workspace)
            total += scalar(times(of_letter(slope).transpose, moved, workspace))
        elif moved != 0:
            orders = tuple(n + (i == place) for i, n in enumerate(record.orders))
            higher = kinds.FunctionValue(record.name, record.arguments, orders)
            total += moved * workspace.atom(higher, f"{record.name}{orders}")
    return total


def _gradient_letter(
    record: kinds.FunctionValue, place: int, size: sympy.Expr, workspace: Workspace
) -> Letter:
    if any(record.orders):
        raise OutOfReach("mixed derivatives of an unknown function of numbers and vectors")
    slope = kinds.GradientAt(record.name, record.arguments, place)
    return workspace.letter(slope, f"Gradient({record.name})", (size, sympy.S.One))


def _series(
    record: kinds.Series, symbol: sympy.Symbol, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    from derivcheck.symbolic.matrix.sums import series

    moved = differential(record.body, direction, workspace)
    return scalar(series(moved, record.index, (record.lower, record.upper), workspace))


def _mean(
    record: kinds.Mean, symbol: sympy.Symbol, direction: Direction, workspace: Workspace
) -> sympy.Expr:
    from derivcheck.symbolic.matrix.unknown import mean

    if direction.name in names(record.given, workspace):
        raise OutOfReach("the derivative of an unknown density in its parameter")
    moved = differential_number(record.body, direction, workspace)
    workspace.condition("the derivative may be taken under the expectation")
    return mean(moved, record.variable, (record.law, record.given), workspace)


def _inverse(
    record: kinds.InverseOf, base: Letter, direction: Direction, workspace: Workspace
) -> Mat:
    moved = differential_mat(record.mat, direction, workspace)
    outer = of_letter(base)
    return product([outer, moved, outer], workspace).scaled(sympy.S.NegativeOne)


def _diagonal(
    record: kinds.DiagonalOf, base: Letter, direction: Direction, workspace: Workspace
) -> Mat:
    return diagonal(differential_mat(record.vector, direction, workspace), workspace)


def _elementwise(
    record: kinds.Elementwise, base: Letter, direction: Direction, workspace: Workspace
) -> Mat:
    """d h = Diag(partial derivative) d column, over the columns that the body is made of."""
    from derivcheck.symbolic.matrix.sums import column_of

    total = zeros(base.rows, sympy.S.One)
    for symbol in sorted(record.body.free_symbols, key=str):
        if not _moves(symbol, direction, workspace):
            continue
        slope = from_components(sympy.diff(record.body, symbol), base.rows, workspace)
        if INDEX.name in names(symbol, workspace):
            column = column_of(symbol, INDEX, base.rows, workspace)
            if column.terms and column.terms[0][0] == (base,):
                raise OutOfReach("the derivative of this component")
            moved = differential_mat(column, direction, workspace)
            total = total.plus(times(diagonal(slope, workspace), moved, workspace))
        else:
            total = total.plus(slope.scaled(_symbol(symbol, direction, workspace)))
    return total


def _moves(symbol: sympy.Symbol, direction: Direction, workspace: Workspace) -> bool:
    return direction.name in names(symbol, workspace)


def _series_letter(
    record: kinds.Series, base: Letter, direction: Direction, workspace: Workspace
) -> Mat:
    from derivcheck.symbolic.matrix.sums import series

    moved = differential(record.body, direction, workspace)
    made = series(moved, record.index, (record.lower, record.upper), workspace)
    if not isinstance(made, Mat):
        raise OutOfReach("a sum that is not a matrix")
    return made


def derivative(value: Value, name: str, workspace: Workspace) -> Value:
    """The derivative in a number."""
    return differential(value, Direction(name), workspace)


ATOMS: Mapping[type, Callable[[Any, sympy.Symbol, Direction, Workspace], sympy.Expr]] = {
    kinds.Segment: _segment,
    kinds.TraceOf: _trace,
    kinds.DeterminantOf: _determinant,
    kinds.FunctionValue: _function,
    kinds.Series: _series,
    kinds.Mean: _mean,
}
DERIVED: Mapping[type, Callable[[Any, Letter, Direction, Workspace], Mat]] = {
    kinds.InverseOf: _inverse,
    kinds.DiagonalOf: _diagonal,
    kinds.Elementwise: _elementwise,
    kinds.Series: _series_letter,
}
