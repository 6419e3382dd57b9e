"""Inequalities between traces of powers, log determinant and size: one eigenvalue at a time."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import DeterminantOf, TraceOf
from derivcheck.symbolic.matrix.letter import Letter, Word
from derivcheck.symbolic.matrix.squares import never_negative
from derivcheck.symbolic.matrix.workspace import Workspace

EIGENVALUE = sympy.Symbol("eigenvalue", positive=True)


def spectral_certificate(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether sum c_k tr(P**k) + b log det P + a n >= 0 for all positive definite P.

    It does if f(t) = sum c_k t**k + b log t + a is convex for t > 0 and f >= 0 where f' = 0.
    """
    found = _eigenvalue_form(sympy.expand(value), workspace)
    if found is None:
        return False
    slope, bend = sympy.diff(found, EIGENVALUE), sympy.diff(found, EIGENVALUE, 2)
    if not never_negative(bend) or bend == 0:
        return False
    top = sympy.numer(sympy.together(slope))
    roots = sympy.roots(sympy.Poly(top, EIGENVALUE)) if top.is_polynomial(EIGENVALUE) else {}
    positive = [root for root in roots if root.is_positive]
    return len(positive) == 1 and _at_least_zero(found.subs(EIGENVALUE, positive[0]))


def spectral_terms(value: sympy.Expr, workspace: Workspace) -> tuple[sympy.Expr, sympy.Expr]:
    """The terms in traces of powers, log determinants and sizes, and the others."""
    kept: list[sympy.Expr] = []
    others: list[sympy.Expr] = []
    for term in sympy.Add.make_args(sympy.expand(value)):
        alone = not term.free_symbols & set(workspace.atoms)
        (kept if alone or _piece(term, workspace) else others).append(term)
    return sympy.Add(*kept), sympy.Add(*others)


def _at_least_zero(value: sympy.Expr) -> bool:
    return bool(sympy.simplify(value).is_nonnegative)


def _eigenvalue_form(value: sympy.Expr, workspace: Workspace) -> sympy.Expr | None:
    """f(t); None where the value is not of the form, or more than one matrix occurs."""
    total: sympy.Expr = sympy.S.Zero
    letters: set[Letter] = set()
    sizes: set[sympy.Expr] = set()
    plain: sympy.Expr = sympy.S.Zero
    for term in sympy.Add.make_args(value):
        piece = _piece(term, workspace)
        if piece is None:
            plain += term
            continue
        letter, part = piece
        letters.add(letter)
        sizes.add(letter.rows)
        total += part
    if len(letters) != 1 or len(sizes) != 1:
        return None
    share = sympy.cancel(plain / sizes.pop())
    return total + share if not _atoms(share, workspace) and share.is_number else None


def _atoms(value: sympy.Expr, workspace: Workspace) -> set[sympy.Symbol]:
    return set(value.free_symbols) & set(workspace.atoms)


def _piece(term: sympy.Expr, workspace: Workspace) -> tuple[Letter, sympy.Expr] | None:
    factor, rest = term.as_coeff_Mul()
    if isinstance(rest, sympy.log):
        record = workspace.atoms.get(rest.args[0])
        if isinstance(record, DeterminantOf) and len(record.mat.terms) == 1:
            letter = _one_letter(record.mat.terms[0][0], workspace)
            return None if letter is None else (letter[0], factor * sympy.log(EIGENVALUE))
        return None
    record = workspace.atoms.get(rest)
    if isinstance(record, TraceOf):
        letter = _one_letter(record.word, workspace)
        return None if letter is None else (letter[0], factor * EIGENVALUE ** letter[1])
    return None


def _one_letter(word: Word, workspace: Workspace) -> tuple[Letter, int] | None:
    """P and k of a word P P ... P (k letters), k negative for inverses."""
    first = word[0]
    if first.name not in workspace.definite or any(letter != first for letter in word):
        return None
    return first.base, -len(word) if first.inverted else len(word)
