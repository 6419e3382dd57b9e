"""Wrong twins: ECE 544, Pattern Recognition, Problem Set 5."""

from __future__ import annotations

from derivcheck import (
    JS,
    KL,
    ArgMax,
    Derivation,
    Dot,
    E,
    Hessian,
    Identity,
    Iid,
    Inf,
    MultivariateNormal,
    Norm,
    Normal,
    Sum,
    Transpose,
    between,
    claim,
    density,
    exp,
    log,
    natural,
    oo,
    pi,
    pmf,
    positive,
    real,
    reals,
    sigmoid,
    variable,
    vector,
    vectors,
)


@claim("bad-elbo-kl-sign", tags=("ece544-elbo-jensen",), expect="refuted")
def elbo_kl_sign(d: Derivation) -> None:
    """The KL term added instead of subtracted."""
    x, z, n = real("x"), variable("z"), natural("n")
    q, prior, p = pmf("q", n, given=1), pmf("p_z", n), density("p_theta", given=1)
    d.start(log(Sum(p(x | z) * prior(z), (z, 0, n))))
    d.ge(E[z : q | x](log(p(x | z))) + KL(q | x, prior))


@claim("bad-elbo-equality", tags=("ece544-elbo-jensen",), expect="refuted")
def elbo_equality(d: Derivation) -> None:
    """Jensen's inequality taken for an equation."""
    x, z, n = real("x"), variable("z"), natural("n")
    q, prior, p = pmf("q", n, given=1), pmf("p_z", n), density("p_theta", given=1)
    d.start(log(Sum(p(x | z) * prior(z), (z, 0, n))))
    d.eq(E[z : q | x](log(p(x | z))) - KL(q | x, prior))


@claim("bad-kl-same-sigma-variance", tags=("ece544-kl-gauss-same-sigma",), expect="refuted")
def kl_same_sigma_variance(d: Derivation) -> None:
    """sigma for sigma squared."""
    m, t = reals("m t")
    s = positive("s")
    d.start(KL(Normal(m, s), Normal(t, s)))
    d.eq((t - m) ** 2 / (2 * s))


@claim("bad-kl-symmetric", tags=("ece544-kl-properties",), expect="refuted")
def kl_symmetric(d: Derivation) -> None:
    """KL taken for a distance."""
    p, q = density("p q")
    d.start(KL(p, q))
    d.eq(KL(q, p))


@claim("bad-posterior-without-prior", tags=("ece544-q-equals-posterior",), expect="refuted")
def posterior_without_prior(d: Derivation) -> None:
    """The likelihood p(x|z) does not sum to 1 over z."""
    x, z, n = real("x"), variable("z"), natural("n")
    p = density("p_theta", given=1)
    d.start(Sum(p(x | z), (z, 0, n)))
    d.eq(1)


@claim("bad-samples-not-averaged", tags=("ece544-recon-mc-unbiased",), expect="refuted")
def samples_not_averaged(d: Derivation) -> None:
    """The 1/M forgotten."""
    M, m, z, u = natural("M"), variable("m"), variable("z"), real("u")
    q, p = density("q", given=1), density("p", given=1)
    d.start(E[z : Iid(q | u, M)](Sum(log(p(u | z[m])), (m, 1, M))))
    d.eq(E[z : q | u](log(p(u | z))))


@claim("bad-gaussian-constant", tags=("ece544-gaussian-recon",), expect="refuted")
def gaussian_constant(d: Derivation) -> None:
    """The dimension lost from the constant."""
    D, s = natural("D"), positive("s")
    a, b = vectors("a b", D)
    d.start(-log(MultivariateNormal(b, s**2 * Identity(D))(a)))
    d.eq(Norm(a - b) ** 2 / (2 * s**2) + log(2 * pi * s**2) / 2)


@claim("bad-hessian-without-slope", tags=("ece544-softplus-convex",), expect="refuted")
def hessian_without_slope(d: Derivation) -> None:
    """sigma for sigma (1 - sigma)."""
    n = natural("n")
    a, b = vectors("a b", n)
    d.start(Hessian(log(1 + exp(Dot(a, b))), a))
    d.eq(sigmoid(Dot(a, b)) * b @ Transpose(b))


@claim("bad-quadratic-minimum", tags=("ece544-quadratic-min",), expect="refuted")
def quadratic_minimum(d: Derivation) -> None:
    """The 2 of -|b|^2/(2C) lost."""
    n, C = natural("n"), positive("C")
    w, b = vectors("w b", n)
    d.start(Inf(C / 2 * Norm(w) ** 2 - Dot(w, b), (w, vector(n))))
    d.eq(-(Norm(b) ** 2) / C)


@claim("bad-conjugate-sign", tags=("ece544-conjugate-softplus",), expect="refuted")
def conjugate_sign(d: Derivation) -> None:
    """The entropy with the wrong sign."""
    slope, xi = between("lambda_", -1, 0), variable("xi")
    d.start(Inf(slope * xi + log(1 + exp(xi)), (xi, -oo, oo)))
    d.eq((1 + slope) * log(1 + slope) - slope * log(-slope))


@claim("bad-discriminator-swapped", tags=("ece544-gan-euler-lagrange",), expect="refuted")
def discriminator_swapped(d: Derivation) -> None:
    """p_G for p_data in the numerator."""
    p, q, u, y = density("p_data"), density("p_G"), real("u"), variable("y")
    d.start(ArgMax(p(u) * log(y) + q(u) * log(1 - y), (y, 0, 1)))
    d.eq(q(u) / (p(u) + q(u)))


@claim("bad-generator-constant", tags=("ece544-gan-optimal-generator",), expect="refuted")
def generator_constant(d: Derivation) -> None:
    """log 2 for log 4."""
    p, q = density("p_data p_G")
    x = variable("x")
    best = p(x) / (p(x) + q(x))
    d.start(E[x:p](log(best)) + E[x:q](log(1 - best)))
    d.eq(2 * JS(p, q) - log(2))
