"""Wrong twins: Exercise Session 3, VAEs, GANs and autoregressive models."""

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
    Identity,
    Independent,
    Limit,
    MultivariateNormal,
    Normal,
    Sum,
    Uniform,
    Zeros,
    claim,
    log,
    natural,
    nonzero,
    positive,
    real,
    reals,
    sequence,
    sign,
    variable,
    vectors,
)


@claim("bad-kl-gauss-factor", tags=("session3-kl-univariate-gauss",), expect="refuted")
def kl_gauss_factor(d: Derivation) -> None:
    """The 2 of the quadratic term forgotten."""
    m, a = reals("m a")
    s, b = positive("s b")
    d.start(KL(Normal(m, s), Normal(a, b)))
    d.eq(log(b / s) + (s**2 + (m - a) ** 2) / b**2 - 0.5)


@claim("bad-kl-gauss-swapped", tags=("session3-kl-univariate-gauss",), expect="refuted")
def kl_gauss_swapped(d: Derivation) -> None:
    """The divergence of the laws in the other order."""
    m, a = reals("m a")
    s, b = positive("s b")
    d.start(KL(Normal(m, s), Normal(a, b)))
    d.eq(KL(Normal(a, b), Normal(m, s)))


@claim("bad-kl-gauss-log-sign", tags=("session3-kl-univariate-gauss",), expect="refuted")
def kl_gauss_log_sign(d: Derivation) -> None:
    """log(s/b) for log(b/s)."""
    m, a = reals("m a")
    s, b = positive("s b")
    d.start(KL(Normal(m, s), Normal(a, b)))
    d.eq(log(s / b) + (s**2 + (m - a) ** 2) / (2 * b**2) - 0.5)


@claim("bad-kl-gauss-dropped", tags=("session3-kl-univariate-gauss",), expect="refuted")
def kl_gauss_dropped(d: Derivation) -> None:
    """The constant -1/2 dropped."""
    m, a = reals("m a")
    s, b = positive("s b")
    d.start(KL(Normal(m, s), Normal(a, b)))
    d.eq(log(b / s) + (s**2 + (m - a) ** 2) / (2 * b**2))


@claim("bad-kl-gauss-deviation", tags=("session3-kl-univariate-gauss",), expect="refuted")
def kl_gauss_deviation(d: Derivation) -> None:
    """The standard deviation for the variance."""
    m, a = reals("m a")
    s, b = positive("s b")
    d.start(KL(Normal(m, s), Normal(a, b)))
    d.eq(log(b / s) + (s + (m - a) ** 2) / (2 * b**2) - 0.5)


@claim("bad-kl-diag-gauss-sign", tags=("session3-kl-diag-gauss",), expect="refuted")
def kl_diag_gauss_sign(d: Derivation) -> None:
    """The right side is minus the divergence."""
    K, k = natural("K"), variable("k")
    mu, sigma = sequence("mu"), sequence("sigma", positive=True)
    d.start(Sum(KL(Normal(mu[k], sigma[k]), Normal(0, 1)), (k, 1, K)))
    d.eq(Sum(1 + log(sigma[k] ** 2) - mu[k] ** 2 - sigma[k] ** 2, (k, 1, K)) / 2)


@claim("bad-kl-diag-gauss-half", tags=("session3-kl-diag-gauss",), expect="refuted")
def kl_diag_gauss_half(d: Derivation) -> None:
    """The factor 1/2 lost."""
    K, k = natural("K"), variable("k")
    mu, sigma = sequence("mu"), sequence("sigma", positive=True)
    d.start(-Sum(KL(Normal(mu[k], sigma[k]), Normal(0, 1)), (k, 1, K)))
    d.eq(Sum(1 + log(sigma[k] ** 2) - mu[k] ** 2 - sigma[k] ** 2, (k, 1, K)))


@claim("bad-kl-diag-gauss-deviation", tags=("session3-kl-diag-gauss",), expect="refuted")
def kl_diag_gauss_deviation(d: Derivation) -> None:
    """log sigma for log sigma**2."""
    K, k = natural("K"), variable("k")
    mu, sigma = sequence("mu"), sequence("sigma", positive=True)
    d.start(-Sum(KL(Normal(mu[k], sigma[k]), Normal(0, 1)), (k, 1, K)))
    d.eq(Sum(1 + log(sigma[k]) - mu[k] ** 2 - sigma[k] ** 2, (k, 1, K)) / 2)


@claim("bad-kl-diag-gauss-one-too-few", tags=("session3-kl-diag-gauss",), expect="refuted")
def kl_diag_gauss_one_too_few(d: Derivation) -> None:
    """The 1 taken out of the sum once, not K times: right for K = 1 only."""
    K, k = natural("K"), variable("k")
    mu, sigma = sequence("mu"), sequence("sigma", positive=True)
    d.start(-Sum(KL(Normal(mu[k], sigma[k]), Normal(0, 1)), (k, 1, K)))
    d.eq((1 + Sum(log(sigma[k] ** 2) - mu[k] ** 2 - sigma[k] ** 2, (k, 1, K))) / 2)


@claim("bad-kl-diag-gauss-joint", tags=("session3-kl-diag-gauss",), expect="refuted")
def kl_diag_gauss_joint(d: Derivation) -> None:
    """The square of the variance for the variance, in the vectors' own form."""
    K, k = natural("K"), variable("k")
    m, v = vectors("mu", K), vectors("v", K, positive=True)
    standard = MultivariateNormal(Zeros(K), Identity(K))
    d.start(-KL(MultivariateNormal(m, Diag(v)), standard))
    d.eq(Sum(1 + log(v[k]) - m[k] ** 2 - v[k] ** 2, (k, 1, K)) / 2)


@claim("bad-js-disjoint-zero", tags=("session3-js-disjoint",), expect="refuted")
def js_disjoint_zero(d: Derivation) -> None:
    """Laws without a common support are not close in JS."""
    theta = nonzero("theta")
    d.start(JS(segment(0), segment(theta)))
    d.eq(0)


@claim("bad-js-disjoint-twice", tags=("session3-js-disjoint",), expect="refuted")
def js_disjoint_twice(d: Derivation) -> None:
    """The weight 1/2 of the two halves lost."""
    theta = nonzero("theta")
    d.start(JS(segment(0), segment(theta)))
    d.eq(2 * log(2))


@claim("bad-js-disjoint-everywhere", tags=("session3-js-disjoint",), expect="refuted")
def js_disjoint_everywhere(d: Derivation) -> None:
    """log 2 for theta = 0 as well."""
    d.start(JS(segment(0), segment(0)))
    d.eq(log(2))


@claim("bad-w1-shift-sign", tags=("session3-w1-shift",), expect="refuted")
def w1_shift_sign(d: Derivation) -> None:
    """The distance is |theta|, not theta."""
    theta = real("theta")
    d.start(W1(segment(0), segment(theta)))
    d.eq(theta)


@claim("bad-w1-shift-square", tags=("session3-w1-shift",), expect="refuted")
def w1_shift_square(d: Derivation) -> None:
    """The square of the distance."""
    theta = real("theta")
    d.start(W1(segment(0), segment(theta)))
    d.eq(theta**2)


@claim("bad-w1-shift-other-component", tags=("session3-w1-shift",), expect="refuted")
def w1_shift_other_component(d: Derivation) -> None:
    """A cost for the component that stays where it is."""
    theta = real("theta")
    d.start(W1(segment(0), segment(theta)))
    d.eq(Abs(theta) + 0.5)


@claim("bad-gradient-compare-w1", tags=("session3-gradient-compare",), expect="refuted")
def gradient_compare_w1(d: Derivation) -> None:
    """The slope of |theta| is its sign, not 1."""
    theta = nonzero("theta")
    d.start(Derivative(Abs(theta), theta))
    d.eq(1)


@claim("bad-gradient-compare-slope", tags=("session3-gradient-compare",), expect="refuted")
def gradient_compare_slope(d: Derivation) -> None:
    """The slope of W1 points away from the minimum, not towards it."""
    theta = nonzero("theta")
    d.start(Derivative(W1(segment(0), segment(theta)), theta))
    d.eq(-sign(theta))


@claim("bad-gradient-compare-js", tags=("session3-gradient-compare",), expect="refuted")
def gradient_compare_js(d: Derivation) -> None:
    """JS has no slope to follow."""
    theta = nonzero("theta")
    d.start(Derivative(JS(segment(0), segment(theta)), theta))
    d.eq(sign(theta))


@claim("bad-gradient-compare-jump", tags=("session3-gradient-compare",), expect="refuted")
def gradient_compare_jump(d: Derivation) -> None:
    """JS does not go to 0 as the segments approach each other."""
    t = variable("t")
    d.start(Limit(JS(segment(0), segment(t)), t, 0, "+"))
    d.eq(0)


def segment(theta: Any) -> Any:
    """The law of (theta, Y) with Y uniform on the unit interval."""
    return Independent(Dirac(theta), Uniform(0, 1))
