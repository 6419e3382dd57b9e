"""Expectations under a normal law of vectors: integration by parts, one factor at a time."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import Segment
from derivcheck.symbolic.matrix.depends import depends_on
from derivcheck.symbolic.matrix.differential import Direction, differential_number
from derivcheck.symbolic.matrix.gaussian_function import function_mean
from derivcheck.symbolic.matrix.letter import Letter, Word, transpose_word
from derivcheck.symbolic.matrix.mat import Mat, Value, identity, is_one, of_letter, scalar
from derivcheck.symbolic.matrix.product import product, times
from derivcheck.symbolic.matrix.readoff import bilinear_part, linear_part, probe
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.workspace import Workspace


def centred_mean(value: Value, noise: Letter, spread: Mat, workspace: Workspace) -> Value:
    """The expectation over noise ~ N(0, spread)."""
    workspace.use("gaussian.wick")
    if not isinstance(value, Mat):
        return _number(value, noise, spread, workspace)
    if is_one(value.columns):
        return _column(value, noise, spread, workspace)
    left, right = probe("row probe", value.rows), probe("column probe", value.columns)
    row = times(of_letter(left).transpose, value, workspace)
    form = scalar(times(row, of_letter(right), workspace))
    return bilinear_part(_number(form, noise, spread, workspace), left, right, workspace)


def _column(value: Mat, noise: Letter, spread: Mat, workspace: Workspace) -> Mat:
    left = probe("row probe", value.rows)
    form = scalar(times(of_letter(left).transpose, value, workspace))
    return linear_part(_number(form, noise, spread, workspace), left, workspace)


def _number(value: sympy.Expr, noise: Letter, spread: Mat, workspace: Workspace) -> sympy.Expr:
    terms = sympy.Add.make_args(sympy.expand(value))
    return sympy.Add(*(_term(term, noise, spread, workspace) for term in terms))


def _term(term: sympy.Expr, noise: Letter, spread: Mat, workspace: Workspace) -> sympy.Expr:
    factors = sympy.Mul.make_args(term)
    inside = [f for f in factors if depends_on(f, noise.name, workspace)]
    if not inside:
        return term
    outside = term / sympy.Mul(*inside)
    tilted = _tilted(inside, noise, spread, workspace)
    if tilted is not None:
        return outside * tilted
    first = _polynomial_factor(inside, noise, workspace)
    if first is None:
        return outside * function_mean(sympy.Mul(*inside), noise, spread, workspace)
    rest = sympy.Mul(*inside) / first
    return outside * _by_parts(first, rest, noise, spread, workspace)


def _polynomial_factor(
    inside: list[sympy.Expr], noise: Letter, workspace: Workspace
) -> sympy.Expr | None:
    """A segment with the noise at its ends, linear in the noise if there is one; else None."""
    found = []
    for factor in inside:
        base, power = factor.as_base_exp()
        record = workspace.atoms.get(base)
        if not isinstance(record, Segment) or not (power.is_Integer and power > 0):
            continue
        count = sum(letter.name == noise.name for letter in record.word)
        if count and not _hidden(record.word, noise, workspace):
            found.append((count, base))
    return min(found, key=lambda pair: (pair[0], str(pair[1])))[1] if found else None


def _hidden(word: Word, noise: Letter, workspace: Workspace) -> bool:
    """Whether the noise occurs in the word other than as one of its ends."""
    ends = {word[0], word[-1]} if len(word) > 1 else set(word)
    inner = [letter for letter in word if letter.name != noise.name]
    named = sum(letter.name == noise.name for letter in word)
    at_ends = sum(letter.name == noise.name for letter in ends)
    return named != at_ends or depends_on(tuple(inner), noise.name, workspace)


def _by_parts(
    first: sympy.Expr, rest: sympy.Expr, noise: Letter, spread: Mat, workspace: Workspace
) -> sympy.Expr:
    """E[u'e F(e)] = E[dF along S u]; for u = We there is the term tr(S W) E[F] as well (Stein)."""
    record = workspace.atoms[first]
    if not isinstance(record, Segment):
        raise OutOfReach("integration by parts needs a segment")
    word = record.word
    if word[0] != noise.transpose:
        word = transpose_word(word)
    if len(word) == 1:
        column = identity(noise.rows)
    else:
        column = product([of_letter(letter) for letter in word[1:]], workspace)
    random = [s for s in rest.free_symbols if depends_on(s, noise.name, workspace)]
    if any(not isinstance(workspace.atoms.get(symbol), Segment) for symbol in random):
        workspace.condition("the unknown function grows so slowly that no boundary term is left")
    moved = differential_number(
        rest, Direction(noise.name, times(spread, column, workspace)), workspace
    )
    total = _number(moved, noise, spread, workspace)
    if len(word) > 1 and word[-1] == noise:
        inner = [of_letter(letter) for letter in word[1:-1]]
        closed = trace(product([spread, *inner], workspace), workspace)
        total += closed * _number(rest, noise, spread, workspace)
    return total


def _tilted(
    inside: list[sympy.Expr], noise: Letter, spread: Mat, workspace: Workspace
) -> sympy.Expr | None:
    """E[exp(a'e) F(e)] = exp(a'Sa/2) E[F(e + S a)]."""
    exponentials = [f for f in inside if isinstance(f, sympy.exp)]
    if not exponentials:
        return None
    slope = linear_part(sympy.Add(*(f.args[0] for f in exponentials)), noise, workspace)
    if depends_on(slope, noise.name, workspace):
        raise OutOfReach("the exponential of a quadratic form")
    shift = times(spread, slope, workspace)
    rest = sympy.Mul(*(f for f in inside if f not in exponentials))
    moved = rebuild(rest, Change({noise.name: of_letter(noise).plus(shift)}), workspace)
    factor = sympy.exp(scalar(times(slope.transpose, shift, workspace)) / 2)
    return factor * _number(moved, noise, spread, workspace)
