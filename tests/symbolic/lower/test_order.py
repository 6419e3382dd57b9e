"""Numbers that are ordered: integrals in closed form, never by quadrature."""

from __future__ import annotations

from typing import Any

import pytest
import sympy.core.evalf

from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove


@pytest.fixture(autouse=True)
def _no_quadrature(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> None:
        pytest.fail("an integral was evaluated in floating point")

    monkeypatch.setattr(sympy.core.evalf, "do_integral", refuse)


@pytest.mark.parametrize(
    "step",
    [
        "W1(Normal(0, 2), Normal(0, 1)) >= E[z:Normal(0, 1)](Abs(2*z - z))",
        "Abs(E[z:Normal(0, 2)](z) - E[z:Normal(1, 3)](z)) == 1",
        "Max(E[z:Normal(1, 2)](z), E[z:Normal(0, 1)](z)) == 1",
        "Piecewise((1, E[z:Normal(0, 1)](z**2) > 0), (2, True)) == 1",
    ],
)
def test_integrals_are_evaluated_before_they_are_ordered(step: str) -> None:
    """SymPy would find their signs by quadrature, for minutes."""
    assert prove(read_goal("", step)).status == "proved"


def test_what_has_no_closed_form_is_not_ordered() -> None:
    """The symbolic route would rest on floating point."""
    step = "Abs(Integral(exp(-x**2)*tanh(x)**2, (x, -oo, oo))) == 0"
    proof = prove(read_goal("", step))
    assert proof.status == "open"
    assert "no closed form" in proof.reason
