"""Traces of inverses: tr(inv(1 + A B)) and tr(inv(1 + B A)) differ by the sizes alone."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import InverseOf, TraceOf
from derivcheck.symbolic.matrix.determinant import rotations
from derivcheck.symbolic.matrix.inverse import inverse
from derivcheck.symbolic.matrix.mat import Mat
from derivcheck.symbolic.matrix.obligation import is_invertible
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.workspace import Workspace


def pushed(value: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """A number with every trace of an inverse of 1 + W written for the least rotation of W."""
    swaps = {}
    for symbol in sorted(value.free_symbols, key=str):
        record = workspace.atoms.get(symbol)
        if isinstance(record, TraceOf) and len(record.word) == 1:
            inner = workspace.letters.get(record.word[0].name)
            if isinstance(inner, InverseOf):
                swaps[symbol] = _least(inner.mat, symbol, workspace)
    return value.xreplace(swaps)


def _least(mat: Mat, symbol: sympy.Symbol, workspace: Workspace) -> sympy.Expr:
    lead = next((c for word, c in mat.terms if not word), None)
    if lead is None or not lead.is_nonzero:
        return symbol
    forms = rotations(mat.scaled(1 / lead))
    chosen = min(forms, key=lambda form: str(form.terms))
    if chosen is forms[0] or not is_invertible(chosen, workspace):
        return symbol
    workspace.use("matrix.trace-push")
    moved = trace(inverse(chosen, workspace), workspace) + mat.rows - chosen.rows
    return moved / lead
