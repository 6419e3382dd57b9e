"""Words modulo what inverses of sums satisfy: M inv(M) = inv(M) M = 1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.polys.fields import sfield

from derivcheck.symbolic.matrix.atoms import DeterminantOf, InverseOf, Segment, TraceOf
from derivcheck.symbolic.matrix.buchberger import Basis, Polynomial, complete
from derivcheck.symbolic.matrix.depends import letters_of
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.mat import Mat, Value, gather, identity, of_letter, scalar
from derivcheck.symbolic.matrix.product import product
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.trace_push import pushed
from derivcheck.symbolic.matrix.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Coefficients as elements of a field of rational functions."""

    table: dict[sympy.Expr, Any]
    back: Callable[[Any], sympy.Expr]


def modulo_inverses(value: Value, workspace: Workspace) -> Value | None:
    """The value with its words reduced; None where no inverse of a sum occurs."""
    mats = _inverses(value, workspace)
    relations = [_shifted(one, two) for letter, mat in mats for one, two in _products(letter, mat)]
    relations += _assumed(workspace)
    if not relations:
        return None
    relations += _cancellations(relations, workspace)
    field, basis = _basis(relations)
    made = _reduced(value, basis, field, workspace)
    workspace.use("matrix.woodbury")
    if isinstance(made, Mat):
        return made
    return pushed(made, workspace)


def _inverses(value: Value, workspace: Workspace) -> list[tuple[Letter, Mat]]:
    found = []
    for name in sorted(letters_of(value, workspace)):
        record = workspace.letters.get(name)
        if isinstance(record, InverseOf):
            shape = workspace.shapes[name]
            symmetric = workspace.equal(record.mat, record.mat.transpose)
            letter = Letter(name, *shape, symmetric=symmetric)
            found.append((letter, record.mat))
            if not symmetric:
                found.append((letter.transpose, record.mat.transpose))
    return found


Terms = dict[Word, sympy.Expr]


def _products(letter: Letter, mat: Mat) -> list[tuple[Terms, Terms]]:
    """M Z = 1 and Z M = 1."""
    one: Terms = {(): sympy.S.One}
    return [
        ({(*word, letter): c for word, c in mat.terms}, one),
        ({(letter, *word): c for word, c in mat.terms}, one),
    ]


def _shifted(left: Terms, right: Terms) -> Terms:
    return {**left, **{word: -c for word, c in right.items()}}


def _assumed(workspace: Workspace) -> list[Terms]:
    """The matrix equations of the claim, and their transposes."""
    return [dict(form.terms) for mat in workspace.relations for form in (mat, mat.transpose)]


def _cancellations(relations: list[Terms], workspace: Workspace) -> list[Terms]:
    """A inv(A) = inv(A) A = 1 for the inverses that occur, or are known to exist."""
    letters = {a for terms in relations for word in terms for a in word}
    known = [mat.terms[0][0][0].inverse for mat in workspace.regular if _is_letter(mat)]
    inverted = {a for a in letters if a.inverted} | {a for a in known if a.base in letters}
    found: list[Terms] = []
    for letter in sorted(inverted, key=lambda a: a.key):
        for pair in ((letter, letter.inverse), (letter.inverse, letter)):
            found.append({pair: sympy.S.One, (): sympy.S.NegativeOne})
    return found


def _is_letter(mat: Mat) -> bool:
    return len(mat.terms) == 1 and len(mat.terms[0][0]) == 1


def _basis(relations: list[Terms]) -> tuple[Coefficients, Basis]:
    listed = [c for terms in relations for c in terms.values()]
    table, back = _field(listed)
    made: list[Polynomial] = [{word: table[c] for word, c in terms.items()} for terms in relations]
    return Coefficients(table, back), complete(made)


def _field(listed: list[sympy.Expr]) -> tuple[dict[sympy.Expr, Any], Callable[[Any], sympy.Expr]]:
    distinct = list(dict.fromkeys(listed))
    if all(c.is_Rational for c in distinct):
        return {c: sympy.QQ.from_sympy(c) for c in distinct}, sympy.QQ.to_sympy
    _, elements = sfield(distinct)
    return dict(zip(distinct, elements, strict=True)), lambda element: element.as_expr()


def _reduced(value: Value, basis: Basis, field: Coefficients, workspace: Workspace) -> Value:
    if not isinstance(value, Mat):
        return _number(value, basis, field, workspace)
    terms: list[tuple[Word, sympy.Expr]] = []
    for word, coefficient in value.terms:
        factor = _number(coefficient, basis, field, workspace)
        made = _word(word, value, basis, field, workspace)
        terms += [(w, c * factor) for w, c in made.terms]
    return gather(value.rows, value.columns, terms)


def _word(word: Word, whole: Mat, basis: Basis, field: Coefficients, workspace: Workspace) -> Mat:
    """A word reduced, as a matrix of the size of `whole`."""
    one = next(iter(field.table.values()))
    unit = one / one
    total = gather(whole.rows, whole.columns, ())
    for part, coefficient in basis.reduced({word: unit}).items():
        letters = [of_letter(letter) for letter in part]
        made = product(letters, workspace) if letters else identity(whole.rows)
        total = total.plus(made.scaled(field.back(coefficient)))
    return total


def _number(
    value: sympy.Expr, basis: Basis, field: Coefficients, workspace: Workspace
) -> sympy.Expr:
    swaps = {}
    for symbol in sorted(value.free_symbols, key=str):
        record = workspace.atoms.get(symbol)
        if isinstance(record, Segment):
            whole = Mat(sympy.S.One, sympy.S.One)
            swaps[symbol] = scalar(_word(record.word, whole, basis, field, workspace))
        elif isinstance(record, TraceOf):
            swaps[symbol] = _trace(record.word, basis, field, workspace)
        elif isinstance(record, DeterminantOf):
            continue
    made: sympy.Expr = value.xreplace(swaps)
    return made


def _trace(word: Word, basis: Basis, field: Coefficients, workspace: Workspace) -> sympy.Expr:
    """The simplest of the rotations, each reduced."""
    forms = []
    for place in range(len(word)):
        turned = word[place:] + word[:place]
        whole = Mat(turned[0].rows, turned[0].rows)
        made = _word(turned, whole, basis, field, workspace)
        forms.append((sum(len(w) for w, _ in made.terms), place, made))
    _, _, best = min(forms, key=lambda form: form[:2])
    return trace(best, workspace)
