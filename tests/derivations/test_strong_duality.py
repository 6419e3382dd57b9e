"""The minimum of a linear discriminator's cost is the maximum of its dual, on data.

The claim language says that the dual bounds the cost from below; that the bound is attained is
shown here by solving both programs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, xlogy

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Data:
    """Points (n, D), generated points (m, D) and the weight C > 0 of |w|^2/2."""

    points: Array
    fakes: Array
    weight: float

    def cost(self, w: Array) -> float:
        """The primal objective at w of shape (D,)."""
        on_fakes = self.fakes @ w
        fit = np.logaddexp(0, self.points @ w).sum() + np.logaddexp(0, on_fakes).sum()
        return float(fit - on_fakes.sum() + self.weight / 2 * w @ w)

    def dual(self, multipliers: Array) -> float:
        """The dual function at n + m multipliers in [-1, 0]."""
        b = self.b(multipliers)
        u = -multipliers
        entropies = -xlogy(u, u) - xlogy(1 - u, 1 - u)
        return float(entropies.sum() - b @ b / (2 * self.weight))

    def b(self, multipliers: Array) -> Array:
        """The vector that the best w is a multiple of."""
        n = len(self.points)
        return multipliers[:n] @ self.points + (1 + multipliers[n:]) @ self.fakes


def draw(seed: int, n: int, m: int, dimension: int, weight: float) -> Data:
    """Gaussian points around 0 and generated ones around 1."""
    rng = np.random.default_rng(seed)
    return Data(rng.normal(size=(n, dimension)), rng.normal(1, 1, (m, dimension)), weight)


SIZES = ((1, 1, 1, 1.0), (5, 3, 2, 0.3), (4, 7, 3, 2.0), (2, 2, 6, 0.05))
CASES = [draw(seed, *sizes) for seed, sizes in enumerate(SIZES)]


def solve_primal(data: Data) -> Array:
    """The minimiser of the cost."""
    start = np.zeros(data.points.shape[1])
    return np.asarray(minimize(data.cost, start, method="BFGS", options={"gtol": 1e-7}).x)


def solve_dual(data: Data) -> Array:
    """The maximiser of the dual over the box."""
    count = len(data.points) + len(data.fakes)
    found = minimize(
        lambda multipliers: -data.dual(multipliers),
        np.full(count, -0.5),
        bounds=[(-1.0, 0.0)] * count,
        method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-9},
    )
    return np.asarray(found.x)


@pytest.mark.parametrize("data", CASES)
def test_both_programs_have_one_value(data: Data) -> None:
    """The dual program would not be a substitute for the inner minimum of the saddle program."""
    primal, dual = data.cost(solve_primal(data)), data.dual(solve_dual(data))
    assert dual <= primal + 1e-9
    assert primal - dual < 1e-6 * (1 + abs(primal))


@pytest.mark.parametrize("data", CASES)
def test_the_optima_belong_together(data: Data) -> None:
    """w = b/C and lambda = -sigmoid(w'x) at the optimum would be wrong."""
    w, multipliers = solve_primal(data), solve_dual(data)
    scores = np.concatenate([data.points, data.fakes]) @ w
    np.testing.assert_allclose(data.b(multipliers) / data.weight, w, atol=2e-3)
    np.testing.assert_allclose(multipliers, -expit(scores), atol=2e-3)


@pytest.mark.parametrize("data", CASES)
def test_a_wrong_dual_has_a_gap(data: Data) -> None:
    """The comparison above would pass whatever is compared: here the 2 of -|b|^2/(2C) is lost."""
    multipliers = solve_dual(data)
    b = data.b(multipliers)
    wrong = data.dual(multipliers) - b @ b / (2 * data.weight)
    assert data.cost(solve_primal(data)) - wrong > 1e-4
