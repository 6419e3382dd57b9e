"""Sums over components, and over the terms of a sequence: words again."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import Segment, Series, Unit
from derivcheck.symbolic.matrix.depends import depends_on_symbol, names, under_binder
from derivcheck.symbolic.matrix.diagonal import INDEX, elementwise
from derivcheck.symbolic.matrix.letter import Letter, Word, transpose_word
from derivcheck.symbolic.matrix.mat import (
    Mat,
    Value,
    gather,
    identity,
    of_letter,
    same_size,
    scalar,
)
from derivcheck.symbolic.matrix.product import product, times
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.workspace import Workspace

TERM = sympy.Symbol("index of a term", integer=True, positive=True)


def is_index(letter: Letter, index: sympy.Symbol, workspace: Workspace) -> bool:
    """Whether a letter is the unit vector of the index."""
    record = workspace.letters.get(letter.name)
    return isinstance(record, Unit) and record.index == index


def column_of(body: sympy.Expr, index: sympy.Symbol, size: sympy.Expr, workspace: Workspace) -> Mat:
    """The vector whose component number `index` is the body, every factor of which varies."""
    if body == 1:
        return of_letter(workspace.ones(size))
    record = workspace.atoms.get(body)
    if isinstance(record, Segment):
        word = _facing(record.word, index, workspace)
        if word is not None and not depends_on_symbol(word, index, workspace):
            return product([of_letter(letter) for letter in word], workspace)
    if index != INDEX:
        if INDEX.name in names(body, workspace):
            raise OutOfReach("components inside components")
        body = rebuild(body, Change(scalars={index: INDEX}), workspace)
    return elementwise(body, size, workspace)


def _facing(word: Word, index: sympy.Symbol, workspace: Workspace) -> Word | None:
    """The rest W v of a word e'Wv or v'W'e, e the unit vector of the index."""
    for turned in (word, transpose_word(word)):
        if is_index(turned[0], index, workspace) and turned[0].transposed:
            return turned[1:]
    return None


def sum_components(
    body: sympy.Expr, index: sympy.Symbol, size: sympy.Expr, workspace: Workspace
) -> sympy.Expr:
    """The sum of the body over index = 1, ..., size, the size of the vectors indexed."""
    workspace.use("matrix.sum-components")
    terms = sympy.Add.make_args(sympy.expand(body))
    return sympy.Add(*(_sum_term(term, index, size, workspace) for term in terms))


def _sum_term(
    term: sympy.Expr, index: sympy.Symbol, size: sympy.Expr, workspace: Workspace
) -> sympy.Expr:
    listed = sympy.Mul.make_args(term)
    inside = [f for f in listed if depends_on_symbol(f, index, workspace)]
    factor = term / sympy.Mul(*inside)
    if any(f.has(sympy.KroneckerDelta) for f in inside):
        raise OutOfReach("a sum over a Kronecker delta")
    linear = _two_columns(inside, index, size, workspace)
    if linear is not None:
        return factor * linear
    closed = _closed(inside, index, workspace)
    if closed is not None:
        return factor * closed
    ones = of_letter(workspace.ones(size))
    column = column_of(sympy.Mul(*inside), index, size, workspace)
    return factor * scalar(times(ones.transpose, column, workspace))


def _two_columns(
    inside: list[sympy.Expr], index: sympy.Symbol, size: sympy.Expr, workspace: Workspace
) -> sympy.Expr | None:
    """The sum of v_k w_k is v'w."""
    flat = [b for f in inside for b in _repeated(f)]
    if len(flat) != 2 or not all(isinstance(workspace.atoms.get(f), Segment) for f in flat):
        return None
    words = [_facing(workspace.atoms[f].word, index, workspace) for f in flat]  # type: ignore[union-attr]
    if any(word is None or depends_on_symbol(word, index, workspace) for word in words):
        return None
    columns = [column_of(f, index, size, workspace) for f in flat]
    return scalar(times(columns[0].transpose, columns[1], workspace))


def _repeated(factor: sympy.Expr) -> list[sympy.Expr]:
    base, power = factor.as_base_exp()
    return [base, base] if power == 2 else [factor]


def _closed(
    inside: list[sympy.Expr], index: sympy.Symbol, workspace: Workspace
) -> sympy.Expr | None:
    """The sum of e_k'We_k is the trace of W."""
    if len(inside) != 1:
        return None
    record = workspace.atoms.get(inside[0])
    if not isinstance(record, Segment):
        return None
    word = record.word
    inner = word[1:-1]
    ends = is_index(word[0], index, workspace) and is_index(word[-1], index, workspace)
    if not ends or not inner or depends_on_symbol(inner, index, workspace):
        return None
    return trace(product([of_letter(letter) for letter in inner], workspace), workspace)


def series(
    body: Value, index: sympy.Symbol, bounds: tuple[sympy.Expr, sympy.Expr], workspace: Workspace
) -> Value:
    """The sum over the terms of a sequence: what does not vary comes out on both sides."""
    workspace.use("matrix.sum-terms")
    body, index = _renamed(body, index, workspace)
    if isinstance(body, Mat):
        return _series_mat(body, index, bounds, workspace)
    terms = sympy.Add.make_args(sympy.expand(body))
    return sympy.Add(*(_series_term(term, index, bounds, workspace) for term in terms))


def _renamed(body: Value, index: sympy.Symbol, workspace: Workspace) -> tuple[Value, sympy.Symbol]:
    """The body with its index under the common name of indices, where that is free."""
    held = under_binder(body, index.name, workspace)
    if index == TERM or held or TERM.name in names(body, workspace):
        return body, index
    made: Value = rebuild(body, Change(scalars={index: TERM}), workspace)
    return made, TERM


def _count(bounds: tuple[sympy.Expr, sympy.Expr]) -> sympy.Expr:
    return sympy.expand(bounds[1] - bounds[0] + 1)


def _series_term(
    term: sympy.Expr,
    index: sympy.Symbol,
    bounds: tuple[sympy.Expr, sympy.Expr],
    workspace: Workspace,
) -> sympy.Expr:
    listed = sympy.Mul.make_args(term)
    inside = [f for f in listed if depends_on_symbol(f, index, workspace)]
    factor = term / sympy.Mul(*inside)
    if not inside:
        return factor * _count(bounds)
    chain = _one_word(inside, index, workspace)
    if chain is not None:
        word, coefficient = chain
        made = gather(word[0].rows, word[-1].columns, [(word, coefficient)])
        return factor * scalar(_series_mat(made, index, bounds, workspace))
    record = Series(sympy.Mul(*inside), index, *bounds)
    return factor * workspace.atom(record, "Sum")


def _one_word(
    inside: list[sympy.Expr], index: sympy.Symbol, workspace: Workspace
) -> tuple[Word, sympy.Expr] | None:
    """Segments a'x, x'b as one word a'x x'b, with the product of the other factors."""
    flat = [b for f in inside for b in _repeated(f)]
    chains = [f for f in flat if isinstance(workspace.atoms.get(f), Segment)]
    rest = sympy.Mul(*(f for f in flat if f not in chains))
    words = [workspace.atoms[f].word for f in chains]  # type: ignore[union-attr]
    turned = [_outward(word, index, workspace) for word in words]
    if not 1 <= len(words) <= 2 or any(word is None for word in turned):
        return None
    kept = [word for word in turned if word is not None]
    if len(kept) == 1:
        return kept[0], rest
    first, second = sorted(kept, key=str)
    return first + transpose_word(second), rest


def _outward(word: Word, index: sympy.Symbol, workspace: Workspace) -> Word | None:
    """The word turned so that its first letter does not vary with the index."""
    for turned in (word, transpose_word(word)):
        if not depends_on_symbol(turned[0], index, workspace):
            return turned
    return None


def _series_mat(
    body: Mat, index: sympy.Symbol, bounds: tuple[sympy.Expr, sympy.Expr], workspace: Workspace
) -> Mat:
    total = gather(body.rows, body.columns, ())
    for word, coefficient in body.terms:
        for term in sympy.Add.make_args(sympy.expand(coefficient)):
            factors = sympy.Mul.make_args(term)
            inside = sympy.Mul(*(f for f in factors if depends_on_symbol(f, index, workspace)))
            made = _series_word(word, inside, body, index, bounds, workspace)
            total = total.plus(made.scaled(term / inside))
    return total


def _series_word(
    word: Word,
    inside: sympy.Expr,
    body: Mat,
    index: sympy.Symbol,
    bounds: tuple[sympy.Expr, sympy.Expr],
    workspace: Workspace,
) -> Mat:
    varying = [i for i, a in enumerate(word) if depends_on_symbol(a, index, workspace)]
    whole = identity(body.rows) if not word else product([of_letter(a) for a in word], workspace)
    if not varying:
        if inside == 1:
            return whole.scaled(_count(bounds))
        return whole.scaled(workspace.atom(Series(inside, index, *bounds), "Sum"))
    start, end = varying[0], varying[-1] + 1
    middle = word[start:end]
    core = gather(middle[0].rows, middle[-1].columns, [(middle, inside)])
    letter = of_letter(_series_letter(core, index, bounds, workspace))
    parts = [*map(of_letter, word[:start]), letter, *map(of_letter, word[end:])]
    return product(parts, workspace)


def _series_letter(
    core: Mat, index: sympy.Symbol, bounds: tuple[sympy.Expr, sympy.Expr], workspace: Workspace
) -> Letter:
    shape = (core.rows, core.columns)
    turned = core.transpose
    if workspace.equal(core, turned) if same_size(*shape) else False:
        return workspace.letter(Series(core, index, *bounds), "Sum", shape, symmetric=True)
    if str(turned.terms) < str(core.terms):
        record = Series(turned, index, *bounds)
        return workspace.letter(record, "Sum", (shape[1], shape[0])).transpose
    return workspace.letter(Series(core, index, *bounds), "Sum", shape)
