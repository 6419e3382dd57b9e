"""A claim in SymPy's terms; SymPy is loaded when it is asked for, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivcheck.core.claim import Claim
    from derivcheck.core.derivation import Definition


def to_sympy(value: Any) -> Any:
    """The SymPy expression of one of ours; unknown densities become positive functions.

    Raises OutOfReach for what has no SymPy counterpart here (vectors, transport distances).
    """
    from derivcheck.symbolic import export

    return export.to_sympy(value)


def steps_as_sympy(claim: Claim | Definition) -> tuple[Any, ...]:
    """The steps of a claim as unevaluated SymPy relations, in order."""
    from derivcheck.symbolic import export

    return export.steps_as_sympy(claim)
