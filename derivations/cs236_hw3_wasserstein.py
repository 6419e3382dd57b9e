"""CS 236, Autumn 2019/2020, Homework 3, Problem 5: narrow Gaussians and Wasserstein GANs."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    KL,
    Abs,
    Derivation,
    Derivative,
    Dirac,
    E,
    Eq,
    Inf,
    Integral,
    Limit,
    Ne,
    Normal,
    Piecewise,
    between,
    claim,
    density,
    exp,
    function,
    log,
    oo,
    positive,
    reals,
    sigmoid,
    sign,
    variable,
)


@claim(
    "cs236-kl-gaussians-equal-variance",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 1, eq. 42-52",
    tags=("kl", "gaussian"),
)
def kl_gaussians_equal_variance(d: Derivation) -> None:
    """KL between Gaussians of equal variance is the squared shift over twice the variance."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    x = variable("x")
    p, q = Normal(theta, epsilon), Normal(theta_0, epsilon)
    scale = 1 / (2 * epsilon**2)
    line = (x, -oo, oo)
    squares = (x - theta) ** 2 - (x - theta_0) ** 2
    expanded = -2 * x * theta + theta**2 + 2 * x * theta_0 - theta_0**2
    linear = 2 * x * (theta - theta_0) + theta_0**2 - theta**2
    top = exp(-((x - theta) ** 2) / (2 * epsilon**2))
    bottom = exp(-((x - theta_0) ** 2) / (2 * epsilon**2))
    d.goal(KL(p, q), "==", (theta - theta_0) ** 2 / (2 * epsilon**2))
    d.eq(E[x:p](log(p(x) / q(x))), eq="42")
    d.eq(Integral(p(x) * log(p(x) / q(x)), line), eq="43")
    d.eq(Integral(p(x) * log(top / bottom), line), eq="44")
    d.eq(Integral(p(x) * (-scale * squares), line), eq="45")
    d.eq(Integral(p(x) * (-scale * expanded), line), eq="46")
    d.eq(scale * Integral(p(x) * linear, line), eq="47")
    d.eq(scale * E[x:p](linear), eq="48")
    d.eq(scale * (2 * theta * (theta - theta_0) + theta_0**2 - theta**2), eq="49")
    d.eq(scale * (2 * theta**2 - 2 * theta * theta_0 + theta_0**2 - theta**2), eq="50")
    d.eq(scale * (theta**2 - 2 * theta * theta_0 + theta_0**2), eq="51")
    d.eq((theta - theta_0) ** 2 / (2 * epsilon**2), eq="52")


@claim(
    "cs236-kl-limit-eps",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 2, eq. 53",
    tags=("kl", "gaussian", "limit"),
)
def kl_limit_eps(d: Derivation) -> None:
    """As the width goes to 0, KL of separated Gaussians diverges, and so does its derivative.

    The homework says that the derivative goes to infinity; its sign is that of theta - theta_0.
    """
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    x, e, t = variable("x"), variable("e"), variable("t")
    p, data = density("p", given=1), density("p_data")
    d.assume(Ne(theta, theta_0))
    with d.lemma("derivative"):
        d.start(Derivative(KL(Normal(theta, epsilon), Normal(theta_0, epsilon)), theta))
        d.eq(Derivative((theta - theta_0) ** 2 / (2 * epsilon**2), theta))
        d.eq(2 * (theta - theta_0) / (2 * epsilon**2), eq="53")
        d.eq((theta - theta_0) / epsilon**2, eq="53")
    slope = Limit((theta - theta_0) / e**2, e, 0, "+")
    d.fact(slope, "==", oo, theta > theta_0, eq="lim2")
    d.fact(slope, "==", -oo, theta < theta_0, note="the homework says oo here too")
    with d.lemma("frozen-discriminator"):
        ratio = log(p(x | theta) / data(x))
        d.start(Derivative(E[x : p | t](ratio), t).substitute({"t": theta}))
        d.eq(
            Derivative(KL(p | theta, data), theta),
            note="L_G with D held at D* has the gradient of KL: the score averages to 0",
        )
    d.goal(Limit(KL(Normal(theta, e), Normal(theta_0, e)), e, 0, "+"), "==", oo)
    d.eq(Limit((theta - theta_0) ** 2 / (2 * e**2), e, 0, "+"))
    d.eq(oo, eq="lim")


@claim(
    "cs236-no-minimiser-unconstrained",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 3, eq. 54-58",
    tags=("gan", "optimum"),
)
def no_minimiser_unconstrained(d: Derivation) -> None:
    """No real-valued discriminator minimises L_D for two point masses: D** does better than D*."""
    theta, theta_0, c = reals("theta theta_0 c")
    D, x = function("D"), variable("x")
    d.assume(Ne(theta, theta_0))
    fake, data = Dirac(theta), Dirac(theta_0)
    loss = E[x:fake](D(x)) - E[x:data](D(x))
    d.fact(loss, "==", D(theta) - D(theta_0), eq="54")
    d.fact(better(D, theta, theta_0, theta), "==", D(theta) - 1, eq="55")
    d.fact(better(D, theta, theta_0, theta_0), "==", D(theta_0), eq="55")
    d.fact(better(D, theta, theta_0, c), "==", 0, Ne(c, theta), Ne(c, theta_0), eq="55")
    improved = better(D, theta, theta_0, x)
    d.start(E[x:fake](improved) - E[x:data](improved))
    d.eq(better(D, theta, theta_0, theta) - better(D, theta, theta_0, theta_0), eq="56")
    d.eq(D(theta) - 1 - D(theta_0), eq="57")
    d.eq(loss - 1, eq="58")
    d.lt(loss)


@claim(
    "cs236-lipschitz-discriminator",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 4, eq. 59-60",
    tags=("gan", "optimum", "transport"),
)
def lipschitz_discriminator(d: Derivation) -> None:
    """With slopes in (-1, 1), L_D stays above -|theta - theta_0|, its infimum.

    Any such D is the integral of a slope 2 sigmoid(g) - 1. The infimum is approached by
    D(x) = -k sign(theta - theta_0) x as k grows to 1 and attained only if slopes +-1 are allowed.
    """
    theta, theta_0, v = reals("theta theta_0 v")
    g, x, k = function("g"), variable("x"), variable("k")
    factor = between("k_1", 0, 1)
    d.assume(Ne(theta, theta_0))
    slope, distance = 2 * sigmoid(g(x)) - 1, Abs(theta - theta_0)
    d.fact(Derivative(Integral(slope, (x, theta_0, v)), v), "==", 2 * sigmoid(g(v)) - 1)
    above, below = theta > theta_0, theta < theta_0
    right, left = Integral(slope, (x, theta_0, theta)), -Integral(slope, (x, theta, theta_0))
    d.fact(right, "<", theta - theta_0, above, eq="59", note="D(theta) - D(theta_0)")
    d.fact(right, ">", -(theta - theta_0), above, eq="59")
    d.fact(left, "<", theta_0 - theta, below, eq="59")
    d.fact(left, ">", -(theta_0 - theta), below, eq="59")
    critic = -sign(theta - theta_0) * x
    loss = E[x : Dirac(theta)](factor * critic) - E[x : Dirac(theta_0)](factor * critic)
    d.fact(loss, "==", -factor * distance, note="feasible")
    d.fact(-factor * distance, ">", -distance, note="and never the infimum")
    d.fact(
        E[x : Dirac(theta)](critic) - E[x : Dirac(theta_0)](critic),
        "==",
        -distance,
        eq="last",
        note="D(x) = -x for theta > theta_0, D(x) = x else: slope 1 or -1, not strictly inside",
    )
    d.start(Inf(-k * distance, (k, 0, 1)))
    d.eq(-distance, eq="60")


def better(D: Any, theta: Any, theta_0: Any, x: Any) -> Any:
    """D**(x) of (55): D lowered by 1 at theta, kept at theta_0, 0 elsewhere."""
    return Piecewise((D(theta) - 1, Eq(x, theta)), (D(theta_0), Eq(x, theta_0)), (0, True))
