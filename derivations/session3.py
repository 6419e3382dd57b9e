"""Exercise Session 3: VAEs, GANs and autoregressive models."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    JS,
    KL,
    W1,
    Abs,
    Derivation,
    Derivative,
    Diag,
    Dirac,
    E,
    Identity,
    Independent,
    Limit,
    MultivariateNormal,
    Norm,
    Normal,
    Sum,
    Uniform,
    Vector,
    Zeros,
    claim,
    log,
    natural,
    nonzero,
    pi,
    positive,
    real,
    reals,
    sequence,
    sign,
    sqrt,
    variable,
    vectors,
)


@claim(
    "session3-kl-univariate-gauss",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.7",
    tags=("kl", "gaussian"),
)
def kl_univariate_gauss(d: Derivation) -> None:
    """KL between any two Gaussians on the line."""
    m, a = reals("m a")
    s, b = positive("s b")
    x = variable("x")
    p, q = Normal(m, s), Normal(a, b)
    d.fact(E[x:p]((x - m) ** 2), "==", s**2)
    d.fact(E[x:p]((x - a) ** 2), "==", s**2 + (m - a) ** 2)
    d.goal(KL(p, q), "==", log(b / s) + (s**2 + (m - a) ** 2) / (2 * b**2) - 0.5)
    d.eq(E[x:p](log(p(x)) - log(q(x))))
    d.eq(E[x:p](log(b / s) + (x - a) ** 2 / (2 * b**2) - (x - m) ** 2 / (2 * s**2)))
    d.eq(log(b / s) + E[x:p]((x - a) ** 2) / (2 * b**2) - E[x:p]((x - m) ** 2) / (2 * s**2))
    d.done()


@claim(
    "session3-kl-diag-gauss",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.7",
    tags=("kl", "gaussian"),
)
def kl_diag_gauss(d: Derivation) -> None:
    """-KL of a diagonal Gaussian from the standard normal, in any dimension K.

    v holds the variances sigma_k^2. Both laws are products over the K components, so KL is the sum
    of the components' KLs. The lemma is the same in standard deviations.
    """
    K, k, z = natural("K"), variable("k"), variable("z")
    m, v = vectors("mu", K), vectors("v", K, positive=True)
    mean, sigma = sequence("m"), sequence("sigma", positive=True)
    with d.lemma("components"):
        q, p = Normal(mean[k], sigma[k]), Normal(0, 1)
        average_p = -log(2 * pi) / 2 - (mean[k] ** 2 + sigma[k] ** 2) / 2
        average_q = -log(2 * pi) / 2 - (1 + log(sigma[k] ** 2)) / 2
        d.start(-Sum(KL(q, p), (k, 1, K)))
        d.eq(Sum(E[z:q](log(p(z))) - E[z:q](log(q(z))), (k, 1, K)))
        d.eq(Sum(average_p - E[z:q](log(q(z))), (k, 1, K)))
        d.eq(Sum(average_p - average_q, (k, 1, K)))
        d.eq(Sum(1 + log(sigma[k] ** 2) - mean[k] ** 2 - sigma[k] ** 2, (k, 1, K)) / 2)
    joint, standard = MultivariateNormal(m, Diag(v)), MultivariateNormal(Zeros(K), Identity(K))
    component = Normal(m[k], sqrt(v[k]))
    d.start(-KL(joint, standard))
    d.eq(-Sum(KL(component, Normal(0, 1)), (k, 1, K)))
    d.eq(Sum(1 + log(v[k]) - m[k] ** 2 - v[k], (k, 1, K)) / 2)


@claim(
    "session3-js-disjoint",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.1 (a)",
    tags=("gan", "js"),
)
def js_disjoint(d: Derivation) -> None:
    """JS between two parallel line segments is log 2 however close they are, and 0 if they meet.

    The laws have no densities in the plane and for theta != 0 no common support: this is a
    statement about measures.
    """
    theta = nonzero("theta")
    d.fact(JS(segment(0), segment(0)), "==", 0, note="theta = 0")
    d.goal(JS(segment(0), segment(theta)), "==", log(2))
    d.eq(JS(Dirac(0), Dirac(theta)), note="Y is the same in both")
    d.done()


@claim(
    "session3-w1-shift",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.1 (b)",
    tags=("gan", "transport"),
)
def w1_shift(d: Derivation) -> None:
    """W1 between two parallel line segments is their distance |theta|.

    The sheet measures distances by the sum of absolute values; along one axis the Euclidean
    distance is the same.
    """
    theta, x, y = real("theta"), variable("x"), variable("y")
    cost = E[y : Uniform(0, 1)](Abs(0 - theta) + Abs(y - y))
    d.fact(cost, "==", Abs(theta), note="moving every (0, y) straight to (theta, y)")
    signed = sign(theta) * x[1]
    gain = E[x : segment(theta)](signed) - E[x : segment(0)](signed)
    d.fact(gain, "==", Abs(theta), note="sign(theta) x[1] is 1-Lipschitz")
    coupling = E[y : Uniform(0, 1)](Norm(Vector(0, y) - Vector(theta, y)))
    d.start(W1(segment(0), segment(theta)))
    d.eq(
        Abs(theta),
        by="transport.certificate",
        using={"coupling": coupling, "potential": gain},
        note="at most the cost of that coupling, at least the gain of that function",
    )


@claim(
    "session3-gradient-compare",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.1, end",
    tags=("gan", "js", "transport"),
)
def gradient_compare(d: Derivation) -> None:
    """Only W1 tells in which direction to move: its slope is sign(theta), that of JS is 0."""
    theta, shift, t = nonzero("theta"), real("s"), variable("t")
    with d.lemma("js"):
        d.start(JS(segment(0), segment(theta)))
        d.eq(log(2))
    with d.lemma("slope-of-js"):
        d.start(Derivative(JS(segment(0), segment(theta)), theta))
        d.eq(Derivative(log(2), theta), by="lemma:js")
        d.eq(0)
    d.fact(Limit(JS(segment(0), segment(t)), t, 0), "==", log(2), note="JS jumps at theta = 0,")
    d.fact(JS(segment(0), segment(0)), "==", 0)
    with d.lemma("w1"):
        d.start(W1(segment(0), segment(shift)))
        d.eq(Abs(shift))
    d.fact(Limit(W1(segment(0), segment(t)), t, 0), "==", 0, note="W1 does not")
    d.start(Derivative(W1(segment(0), segment(theta)), theta))
    d.eq(Derivative(Abs(theta), theta), by="lemma:w1")
    d.eq(sign(theta))


def segment(theta: Any) -> Any:
    """The law of (theta, Y) with Y uniform on the unit interval."""
    return Independent(Dirac(theta), Uniform(0, 1))
