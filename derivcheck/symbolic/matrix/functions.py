"""The elementary functions of numbers, where they are defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy

from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.matrix.atoms import DeterminantOf, DiagonalOf
from derivcheck.symbolic.matrix.diagonal import INDEX, component, is_positive_vector
from derivcheck.symbolic.matrix.obligation import demand_nonzero
from derivcheck.symbolic.matrix.sign import demand_nonnegative, demand_positive, is_nonnegative
from derivcheck.symbolic.matrix.sums import sum_components
from derivcheck.symbolic.matrix.workspace import Workspace

TOTAL: Mapping[str, Callable[..., sympy.Expr]] = {
    "exp": lambda x: sympy.exp(sympy.expand(x)),
    "Abs": sympy.Abs,
    "Max": sympy.Max,
    "Min": sympy.Min,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "atan": sympy.atan,
    "erf": sympy.erf,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-sympy.expand(x))),
    "softplus": lambda x: sympy.log(1 + sympy.exp(sympy.expand(x))),
}


def function(name: str, arguments: tuple[sympy.Expr, ...], workspace: Workspace) -> sympy.Expr:
    """The value of an elementary function."""
    if name in TOTAL:
        return TOTAL[name](*arguments)
    if name == "log":
        return logarithm(arguments[0], workspace)
    if name == "sqrt":
        return root(arguments[0], workspace)
    raise OutOfReach(f"{name} of vectors' numbers")


def logarithm(value: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """log of a positive number; of products the sum where the factors are positive."""
    demand_positive(value, workspace)
    form = sympy.factor_terms(sympy.together(value))
    made = sympy.expand(sympy.expand_log(sympy.log(form)))
    swaps = {kernel: _of_diagonal(kernel, workspace) for kernel in made.atoms(sympy.log)}
    return made.xreplace(swaps)


def _of_diagonal(kernel: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """log(Determinant(Diag(v))) is the sum of log(v[k])."""
    record = workspace.atoms.get(kernel.args[0])
    if not isinstance(record, DeterminantOf) or len(record.mat.terms) != 1:
        return kernel
    word, _ = record.mat.terms[0]
    inner = workspace.letters.get(word[0].name) if len(word) == 1 else None
    if not isinstance(inner, DiagonalOf) or not is_positive_vector(inner.vector, workspace):
        return kernel
    body = component(inner.vector, INDEX, workspace)
    term = sympy.expand(sympy.expand_log(sympy.log(body)))
    return sum_components(term, INDEX, inner.vector.rows, workspace)


def root(value: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """The square root of a number that is at least 0."""
    demand_nonnegative(value, workspace)
    return sympy.sqrt(sympy.expand(value))


def power(base: sympy.Expr, exponent: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """base**exponent of real numbers, where it is defined."""
    if exponent.is_integer:
        if not exponent.is_nonnegative:
            demand_nonzero(base, workspace)
    elif not (exponent.is_positive and is_nonnegative(base, workspace)):
        demand_positive(base, workspace)
    return base**exponent


def quotient(top: sympy.Expr, bottom: sympy.Expr, workspace: Workspace) -> sympy.Expr:
    """top/bottom, bottom not 0 up to a null set."""
    if bottom == 0:
        raise OutOfReach("division by zero")
    demand_nonzero(bottom, workspace)
    return top / bottom
