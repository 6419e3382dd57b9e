"""Expectations under unknown densities: linear, normalised, moments as letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import Mean, Moment, Segment
from derivcheck.symbolic.matrix.depends import depends_on, names, under_binder
from derivcheck.symbolic.matrix.letter import Letter, Word, transpose_word
from derivcheck.symbolic.matrix.mat import Mat, Value, gather, identity, of_letter, scalar
from derivcheck.symbolic.matrix.product import product, times
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.workspace import Workspace

V = TypeVar("V", sympy.Expr, Mat)

LawKey = tuple[str, tuple[Value, ...]]
"""The name of an unknown law and the values behind its bar."""


def renamed(value: V, variable: Letter, workspace: Workspace) -> tuple[V, Letter]:
    """The value with its variable under the common name of bound variables, where that is free."""
    common = replace(variable, name="bound")
    held = under_binder(value, variable.name, workspace)
    if variable.name == "bound" or held or "bound" in names(value, workspace):
        return value, variable
    made: V = rebuild(value, Change({variable.name: of_letter(common)}), workspace)
    return made, common


def mean(value: sympy.Expr, variable: Letter, law: LawKey, workspace: Workspace) -> sympy.Expr:
    """The expectation of a number over a variable of an unknown law."""
    workspace.use("matrix.expectation")
    value, variable = renamed(value, variable, workspace)
    terms = sympy.Add.make_args(sympy.expand(value))
    return sympy.Add(*(_term(term, variable, law, workspace) for term in terms))


def mean_mat(value: Mat, variable: Letter, law: LawKey, workspace: Workspace) -> Mat:
    """The expectation of a matrix, word by word."""
    workspace.use("matrix.expectation")
    value, variable = renamed(value, variable, workspace)
    total = gather(value.rows, value.columns, ())
    for word, coefficient in value.terms:
        if depends_on(coefficient, variable.name, workspace):
            word, coefficient = _absorb(word, coefficient, value, variable, workspace)
        made = _word(word, value, variable, law, workspace)
        total = total.plus(made.scaled(coefficient))
    return total


def _absorb(
    word: Word, coefficient: sympy.Expr, value: Mat, variable: Letter, workspace: Workspace
) -> tuple[Word, sympy.Expr]:
    """A factor u'x beside a word x is written as the word x x'u."""
    record = workspace.atoms.get(coefficient.as_coeff_Mul()[1])
    number = coefficient.as_coeff_Mul()[0]
    if not isinstance(record, Segment) or value.columns != 1:
        raise OutOfReach("the expectation of a matrix with a random coefficient")
    turned = record.word if record.word[0] == variable.transpose else transpose_word(record.word)
    if turned[0] != variable.transpose:
        raise OutOfReach("the expectation of a matrix with a random coefficient")
    return word + turned, number


def _word(word: Word, value: Mat, variable: Letter, law: LawKey, workspace: Workspace) -> Mat:
    places = [i for i, a in enumerate(word) if depends_on(a, variable.name, workspace)]
    if not places:
        letters = [of_letter(a) for a in word]
        return product(letters, workspace) if letters else identity(value.rows)
    start, end = places[0], places[-1] + 1
    moment = _moment(word[start:end], variable, law, workspace)
    parts = [*map(of_letter, word[:start]), moment, *map(of_letter, word[end:])]
    return product(parts, workspace)


def _moment(word: Word, variable: Letter, law: LawKey, workspace: Workspace) -> Mat:
    """E of a word; E[x x'] is the covariance, positive definite, plus the square of the mean."""
    if word == (variable, variable.transpose):
        centre = _moment_letter((variable,), variable, law, workspace)
        spread = _moment_letter(word, variable, law, workspace)
        for letter in spread.terms[0][0]:
            workspace.definite.add(letter.name)
        return spread.plus(times(centre, centre.transpose, workspace))
    return _moment_letter(word, variable, law, workspace)


def _moment_letter(word: Word, variable: Letter, law: LawKey, workspace: Workspace) -> Mat:
    shape = (word[0].rows, word[-1].columns)
    turned = transpose_word(word)
    if turned == word:
        made = workspace.letter(Moment(*law, variable, word), "Moment", shape, symmetric=True)
        return of_letter(made)
    if str(turned) < str(word) and len(word) > 1:
        record = Moment(*law, variable, turned)
        return of_letter(workspace.letter(record, "Moment", (shape[1], shape[0])).transpose)
    if word == (variable.transpose,):
        return _moment_letter((variable,), variable, law, workspace).transpose
    return of_letter(workspace.letter(Moment(*law, variable, word), "Moment", shape))


def _term(term: sympy.Expr, variable: Letter, law: LawKey, workspace: Workspace) -> sympy.Expr:
    inside = [f for f in sympy.Mul.make_args(term) if depends_on(f, variable.name, workspace)]
    if not inside:
        return term
    outside = term / sympy.Mul(*inside)
    word = _one_word(inside, variable, workspace)
    if word is None:
        body = sympy.Mul(*inside)
        signs = {"positive": True} if body.is_positive else {}
        if not signs and body.is_nonnegative:
            signs = {"nonnegative": True}
        return outside * workspace.atom(Mean(*law, variable, body), "E", **signs)
    return outside * _quadratic(word, variable, law, workspace)


def _quadratic(word: Word, variable: Letter, law: LawKey, workspace: Workspace) -> sympy.Expr:
    """E of u'x, of u'x x'v, and of x'Wx = tr(W x x')."""
    if word[0] == variable.transpose and len(word) > 1:
        outer = (variable, variable.transpose)
        moment = _moment(outer, variable, law, workspace)
        inner = [of_letter(letter) for letter in word[1:-1]]
        return trace(product([*inner, moment], workspace), workspace)
    whole = identity(sympy.S.One)
    return scalar(_word(word, whole, variable, law, workspace))


def _one_word(inside: list[sympy.Expr], variable: Letter, workspace: Workspace) -> Word | None:
    flat: list[sympy.Expr] = []
    for factor in inside:
        base, power = factor.as_base_exp()
        flat += [base, base] if power == 2 else [factor]
    words = []
    for factor in flat:
        record = workspace.atoms.get(factor)
        if not isinstance(record, Segment):
            return None
        words.append(record.word)
    turned = [_ending(word, variable, workspace) for word in words]
    if len(turned) == 2 and turned[0] and turned[1]:
        return turned[0] + transpose_word(turned[1])
    if len(words) != 1:
        return None
    closed = _closed(words[0], variable, workspace)
    return turned[0] or closed or _inner(words[0], variable, workspace)


def _inner(word: Word, variable: Letter, workspace: Workspace) -> Word | None:
    """A word with an end that does not vary: its random middle has a mean of its own."""
    still = [not depends_on(word[place], variable.name, workspace) for place in (0, -1)]
    return word if any(still) else None


def _ending(word: Word, variable: Letter, workspace: Workspace) -> Word | None:
    """The word turned so that the variable is its last letter and occurs nowhere else."""
    for turned in (word, transpose_word(word)):
        if turned[-1] == variable and not depends_on(turned[:-1], variable.name, workspace):
            return turned
    return None


def _closed(word: Word, variable: Letter, workspace: Workspace) -> Word | None:
    """x'Wx with W free of x."""
    ends = word[0] == variable.transpose and word[-1] == variable
    return word if ends and not depends_on(word[1:-1], variable.name, workspace) else None
