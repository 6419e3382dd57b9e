"""Linear changes of variable that turn the vectors under norms into single letters."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import Mat, gather, of_letter
from derivcheck.symbolic.matrix.rebuild import Change, rebuild
from derivcheck.symbolic.matrix.workspace import Workspace


def norms_as_letters(value: sympy.Expr, workspace: Workspace) -> sympy.Expr | None:
    """The number in letters for the vectors whose norms were taken; None where none is a sum.

    The change of variable is invertible, so what holds for the new letters holds for the old.
    """
    made, used = value, set[str]()
    for place, column in enumerate(list(workspace.normed)):
        solved = _solved(column, f"difference {place}", used, workspace)
        if solved is None:
            continue
        name, replacement = solved
        made = rebuild(made, Change({name: replacement}), workspace)
        used |= {name, f"difference {place}"}
    if not used:
        return None
    squares = [square for square in made.atoms(sympy.Pow) if square.exp == sympy.S.Half]
    workspace.squares.extend(power.base for power in squares)
    return sympy.expand(made)


def _solved(column: Mat, name: str, used: set[str], workspace: Workspace) -> tuple[str, Mat] | None:
    """x = (d - rest)/c for the first letter x of a sum c*x + rest = d of plain columns."""
    plain = all(len(word) == 1 and c.is_number for word, c in column.terms)
    if len(column.terms) < 2 or not plain:
        return None
    for word, coefficient in column.terms:
        letter = word[0]
        if letter.name in workspace.letters or letter.name in used:
            continue
        fresh = of_letter(Letter(name, letter.rows, letter.columns))
        rest = gather(
            column.rows, column.columns, (term for term in column.terms if term[0] != word)
        )
        return letter.name, fresh.minus(rest).scaled(1 / coefficient)
    return None
