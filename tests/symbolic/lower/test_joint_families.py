"""Joint densities with parameters: a mean is an integral over all components."""

from __future__ import annotations

import pytest

from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove

GIVEN = "p: density(2 | 1); q: density(2); t: real; u: real"


@pytest.mark.parametrize(
    ("step", "status"),
    [
        ("KL(p | t, q) >= 0", "proved"),
        ("KL(p | t, p | u) >= 0", "proved"),
        ("KL(p | t, q) > 0", "open"),
        ("KL(p | t, p | u) == 0", "open"),
        ("E[x:p | t](x[1] + x[2]) == E[x:p | t](x[1]) + E[x:p | t](x[2])", "proved"),
        ("E[x:p | t](x[1]*x[2]) == E[x:p | t](x[1])*E[x:p | t](x[2])", "open"),
        ("E[x:p | t](x[1]) == E[x:p | u](x[1])", "open"),
    ],
)
def test_means_under_a_family(step: str, status: str) -> None:
    """Components would count as independent, or every parameter as the same."""
    assert prove(read_goal(GIVEN, step, ())).status == status
