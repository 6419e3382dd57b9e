"""Signs of numbers: from SymPy's assumptions, from the claim's own, from sums of such terms."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.describe import describe
from derivcheck.symbolic.matrix.obligation import note_null_set
from derivcheck.symbolic.matrix.workspace import Workspace


def is_positive(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a number is known to be positive, up to a null set."""
    if value.is_positive:
        return True
    for form in (sympy.expand(value), sympy.factor(sympy.together(value))):
        if form.is_positive or _all_positive(form):
            return True
    return any(is_positive_multiple(value, fact) for fact in workspace.facts)


def is_nonnegative(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a number is known to be at least 0."""
    if value.is_nonnegative:
        return True
    forms = (sympy.expand(value), sympy.factor(sympy.together(value)))
    if any(form.is_nonnegative or _all_nonnegative(form) for form in forms):
        return True
    return is_positive(value, workspace)


def demand_positive(value: sympy.Expr, workspace: Workspace) -> None:
    """Give the proof up unless a number is positive."""
    if not is_positive(value, workspace):
        raise OutOfReach(f"nothing shows that {describe(value, workspace)} is positive")
    note_null_set(value, workspace)


def demand_nonnegative(value: sympy.Expr, workspace: Workspace) -> None:
    """Give the proof up unless a number is at least 0."""
    if not is_nonnegative(value, workspace):
        raise OutOfReach(f"nothing shows that {describe(value, workspace)} is at least 0")


def _all_nonnegative(form: sympy.Expr) -> bool:
    return all(_nonnegative_term(term) for term in sympy.Add.make_args(form))


def _nonnegative_term(term: sympy.Expr) -> bool:
    if term.is_nonnegative:
        return True
    number, rest = term.as_coeff_Mul()
    return bool(number.is_nonnegative) and all(
        factor.is_nonnegative for factor in sympy.Mul.make_args(rest)
    )


def _all_positive(form: sympy.Expr) -> bool:
    terms = sympy.Add.make_args(form)
    return _all_nonnegative(form) and any(term.is_positive for term in terms)


def is_positive_multiple(value: sympy.Expr, fact: sympy.Expr) -> bool:
    """Whether a number is another one, assumed to be positive, times a positive factor."""
    ratio = sympy.cancel(value / fact)
    return bool(ratio.is_positive)
