"""IFT6135, Assignment 4: theory of generative models."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    KL,
    ArgMax,
    Cov,
    DensityLaw,
    Derivation,
    Derivative,
    Diag,
    E,
    Eq,
    Identity,
    Iid,
    Integral,
    Limit,
    Min,
    MultivariateNormal,
    Ne,
    Normal,
    PositiveDefinite,
    Sum,
    Template,
    Transpose,
    Uniform,
    Var,
    Zeros,
    claim,
    density,
    exp,
    function,
    let,
    log,
    matrices,
    natural,
    oo,
    positive,
    real,
    reals,
    sigmoid,
    sqrt,
    variable,
    vector,
    vectors,
)


@claim(
    "ift6135-affine-gaussian-mean",
    source="IFT6135, Assignment 4: 1.1, eq. 1.1",
    tags=("gaussian", "reparameterisation"),
)
def affine_gaussian_mean(d: Derivation) -> None:
    """The mean of z = mu(x) + sigma(x) * epsilon, componentwise, is mu(x).

    The Hadamard product with sigma is the product with the diagonal matrix Diag(sigma).
    """
    n, epsilon = natural("n"), variable("epsilon")
    mu, sigma = vectors("mu sigma", n)
    noise = standard(n)
    d.goal(E[epsilon:noise](mu + Diag(sigma) @ epsilon), "==", mu)
    d.eq(E[epsilon:noise](mu) + E[epsilon:noise](Diag(sigma) @ epsilon), eq="1.1a")
    d.eq(mu + Diag(sigma) @ E[epsilon:noise](epsilon), eq="1.1b")
    d.eq(mu + Diag(sigma) @ Zeros(n), eq="1.1c")
    d.eq(mu, eq="concl")


@claim(
    "ift6135-affine-gaussian-variance",
    source="IFT6135, Assignment 4: 1.1, eq. 1.2",
    tags=("gaussian", "reparameterisation"),
)
def affine_gaussian_variance(d: Derivation) -> None:
    """The variance of each component of z = mu(x) + sigma(x) * epsilon is that of sigma(x).

    The document squares vectors component by component; so does this, for the component k. The
    lemma adds what lies off the diagonal of the covariance: nothing.
    """
    n, k, epsilon = natural("n"), natural("k"), variable("epsilon")
    mu, sigma = vectors("mu sigma", n)
    noise = Iid(Normal(0, 1), n)
    d.assume(k <= n)
    d.fact(Var[epsilon : standard(n)](mu + Diag(sigma) @ epsilon), "==", Diag(sigma) @ Diag(sigma))
    scaled = sigma[k] * epsilon[k]
    z = mu[k] + scaled
    d.start(Var[epsilon:noise](z))
    d.eq(E[epsilon:noise](z**2) - E[epsilon:noise](z) ** 2, eq="1.2a")
    d.eq(E[epsilon:noise](z**2) - mu[k] ** 2, eq="1.2b")
    d.eq(E[epsilon:noise](scaled**2) + 2 * mu[k] * E[epsilon:noise](scaled), eq="1.2c")
    d.eq(E[epsilon:noise](scaled**2), eq="1.2d")
    d.eq(sigma[k] ** 2 * E[epsilon:noise](epsilon[k] ** 2), eq="1.2e")
    d.eq(sigma[k] ** 2 * 1, eq="1.2f", note="times 1 in each component: the document's I")
    d.eq(sigma[k] ** 2, eq="1.2g")


@claim(
    "ift6135-affine-gaussian-law",
    source="IFT6135, Assignment 4: 1.1, the sentence below (1.2)",
    tags=("gaussian", "reparameterisation"),
)
def affine_gaussian_law(d: Derivation) -> None:
    """mu(x) + sigma(x) * epsilon has the law N(mu, diag(sigma^2)): every function has one mean.

    The mean and the variance alone would not show it; an affine image of a Gaussian is Gaussian.
    """
    n, epsilon, z = natural("n"), variable("epsilon"), variable("z")
    mu, sigma = vectors("mu", n), vectors("sigma", n, positive=True)
    f = function("f", (vector(n),))
    d.start(E[epsilon : standard(n)](f(mu + Diag(sigma) @ epsilon)))
    d.eq(E[z : MultivariateNormal(mu, Diag(sigma) @ Diag(sigma))](f(z)), eq="1")


@claim(
    "ift6135-normality-not-from-moments",
    source="IFT6135, Assignment 4: 1.1, the sentence below (1.2)",
    tags=("gaussian", "erratum"),
    expect="refuted",
)
def normality_not_from_moments(d: Derivation) -> None:
    """As printed: z has the mean and the variance of a Gaussian, so it is Gaussian.

    Mean and variance do not identify a law: a uniform one has them too, and another fourth moment.
    """
    m, s, x = real("m"), positive("s"), variable("x")
    p, q = Uniform(m - sqrt(3) * s, m + sqrt(3) * s), Normal(m, s)
    d.fact(E[x:p](x), "==", E[x:q](x))
    d.fact(Var[x:p](x), "==", Var[x:q](x))
    d.start(E[x:p]((x - m) ** 4))
    d.eq(E[x:q]((x - m) ** 4), note="so the laws would be one")


@claim(
    "ift6135-matrix-mean",
    source="IFT6135, Assignment 4: 1.1, eq. 1.3",
    tags=("gaussian", "reparameterisation"),
)
def matrix_mean(d: Derivation) -> None:
    """The mean of z = mu(x) + S(x) epsilon is mu(x).

    The document prints a componentwise product of a matrix and a vector, which has no meaning; the
    matrix product is what its results are about.
    """
    n, epsilon = natural("n"), variable("epsilon")
    mu, S = vectors("mu", n), matrices("S", n, n)
    noise = standard(n)
    d.start(E[epsilon:noise](mu + S @ epsilon))
    d.eq(E[epsilon:noise](mu) + E[epsilon:noise](S @ epsilon), eq="1.3a")
    d.eq(mu + S @ E[epsilon:noise](epsilon), eq="1.3b")
    d.eq(mu + S @ Zeros(n), eq="1.3c")
    d.eq(mu, eq="1.3d")


@claim(
    "ift6135-matrix-variance",
    source="IFT6135, Assignment 4: 1.1, eq. 1.4",
    tags=("gaussian", "reparameterisation"),
)
def matrix_variance(d: Derivation) -> None:
    """z = mu(x) + S(x) epsilon has the law N(mu, S S'), its variances are the diagonal of S S'.

    The steps of (1.4) are those of the component k, with the matrix product for the componentwise
    one. The law has a density where S S' is positive definite, that is, where S is invertible.
    """
    n, k, j, i = natural("n"), natural("k"), natural("j"), variable("i")
    epsilon, z = variable("epsilon"), variable("z")
    mu, S, f = vectors("mu", n), matrices("S", n, n), function("f", (vector(n),))
    noise, image = standard(n), mu + S @ epsilon
    d.assume(k <= n, j <= n)
    d.fact(Var[epsilon:noise](image), "==", S @ Transpose(S))
    d.fact(Cov[epsilon:noise](image[k], image[j]), "==", (S @ Transpose(S))[k, j])
    d.fact(
        E[epsilon:noise](f(image)),
        "==",
        E[z : MultivariateNormal(mu, S @ Transpose(S))](f(z)),
        PositiveDefinite(S @ Transpose(S)),
        eq="law",
        note="the document has diag(S S') here",
    )
    part = (S @ epsilon)[k]
    d.start(Var[epsilon:noise](image[k]))
    d.eq(E[epsilon:noise](image[k] ** 2) - E[epsilon:noise](image[k]) ** 2, eq="1.4a")
    d.eq(E[epsilon:noise](image[k] ** 2) - mu[k] ** 2, eq="1.4b")
    d.eq(E[epsilon:noise](part**2) + 2 * mu[k] * E[epsilon:noise](part), eq="1.4c")
    d.eq(E[epsilon:noise](part**2), eq="1.4d")
    d.eq(
        Sum(S[k, i] ** 2 * E[epsilon:noise](epsilon[i] ** 2), (i, 1, n)),
        eq="1.4e",
        note="the row k of S, squared, times the second moments: the document has S S' for it",
    )
    d.eq(Sum(S[k, i] ** 2, (i, 1, n)), eq="1.4f")
    d.eq((S @ Transpose(S))[k, k], eq="1.4g")


@claim(
    "ift6135-sst-times-eeps2",
    source="IFT6135, Assignment 4: 1.1, eq. 1.4",
    tags=("gaussian", "erratum"),
    expect="refuted",
)
def sst_times_eeps2(d: Derivation) -> None:
    """As printed, line 5 of (1.4): the moments of epsilon multiply the entries of S S'.

    Read entry by entry, with the matrix of second moments. On the diagonal it is right.
    """
    n, k, j, epsilon = natural("n"), natural("k"), natural("j"), variable("epsilon")
    S, noise = matrices("S", n, n), standard(n)
    d.assume(k <= n, j <= n)
    d.start(E[epsilon:noise]((S @ epsilon)[k] * (S @ epsilon)[j]))
    d.eq((S @ Transpose(S))[k, j] * E[epsilon:noise](epsilon[k] * epsilon[j]))


@claim(
    "ift6135-full-covariance",
    source="IFT6135, Assignment 4: 1.1, eq. 1.4 and the sentence after it",
    tags=("gaussian", "erratum"),
    expect="refuted",
)
def full_covariance(d: Derivation) -> None:
    """As printed: z = mu + S epsilon has the law N(mu, diag(S S')), no two components correlate."""
    n, k, j, epsilon = natural("n"), natural("k"), natural("j"), variable("epsilon")
    mu, S, noise = vectors("mu", n), matrices("S", n, n), standard(n)
    image = mu + S @ epsilon
    d.assume(k <= n, j <= n)
    d.fact(Var[epsilon:noise](image[k]), "==", (S @ Transpose(S))[k, k])
    with d.lemma("uncorrelated", Ne(k, j)):
        d.start(Cov[epsilon:noise](image[k], image[j]))
        d.eq(0, eq="law", note="an entry of diag(S S') off its diagonal")


@claim(
    "ift6135-mean-field-factorisation",
    source="IFT6135, Assignment 4: 1.2",
    tags=("variational",),
)
def mean_field_factorisation(d: Derivation) -> None:
    """A mean-field law is the product of the laws of its components, for any number m of them.

    For Gaussian factors, each with its own mean and width: log q(z) is the sum of the log q_j(z_j).
    For equal factors of any kind: the product is a law, and functions of single components average
    independently of each other.
    """
    m, j = natural("m"), variable("j")
    mu, s, z = vectors("mu", m), vectors("s", m, positive=True), vectors("z", m)
    q, f, w, u = density("q"), function("f"), variable("w"), variable("u")
    d.fact(E[w : Iid(q, m)](1), "==", 1, note="the total mass of a product")
    d.fact(E[w : Iid(q, m)](Sum(f(w[j]), (j, 1, m))), "==", m * E[u:q](f(u)))
    d.start(log(MultivariateNormal(mu, Diag(s) @ Diag(s))(z)))
    d.eq(Sum(log(Normal(mu[j], s[j])(z[j])), (j, 1, m)), eq="1")


@claim(
    "ift6135-encoder-approximates-joint",
    source="IFT6135, Assignment 4: 1.2",
    tags=("variational", "erratum"),
    expect="refuted",
)
def encoder_approximates_joint(d: Derivation) -> None:
    """As printed: q(z | x) approximates p(x, z), which as a function of z would be a density."""
    p, x, z = density("p", 2), real("x"), variable("z")
    d.start(Integral(p(x, z), (z, -oo, oo)))
    d.eq(1)


@claim(
    "ift6135-encoder-approximates-joint-corrected",
    source="IFT6135, Assignment 4: 1.2",
    tags=("variational",),
)
def encoder_approximates_posterior(d: Derivation) -> None:
    """q(z | x) approximates p(z | x) = p(x, z)/p(x), a density in z."""
    p, x, z = density("p", 2), real("x"), variable("z")
    line = (z, -oo, oo)
    d.start(Integral(p(x, z) / evidence(p, x), line))
    d.eq(Integral(p(x, z), line) / evidence(p, x))
    d.eq(1)


@claim(
    "ift6135-amortised-outperforms",
    source="IFT6135, Assignment 4: 1.2",
    tags=("variational", "erratum"),
    expect="refuted",
)
def amortised_outperforms(d: Derivation) -> None:
    """As printed: an inference network does better than mean field, for one family of laws.

    The posterior is N(r(x), t), the approximations are N(., s); the network's mean at x is m(x),
    mean field takes the best mean at each x.
    """
    m, r, s, t = function("m"), function("r"), positive("s"), positive("t")
    x, p = variable("x"), density("p_data")
    d.start(E[x:p](KL(Normal(m(x), s), Normal(r(x), t))))
    d.le(E[x:p](KL(Normal(r(x), s), Normal(r(x), t))))


@claim(
    "ift6135-amortised-outperforms-corrected",
    source="IFT6135, Assignment 4: 1.2",
    tags=("variational",),
)
def amortisation_gap(d: Derivation) -> None:
    """No inference network does better than the best member of its family at each data point."""
    m, r, s, t = function("m"), function("r"), positive("s"), positive("t")
    x, p = variable("x"), density("p_data")
    spread = log(t / s) + s**2 / (2 * t**2) - 0.5
    d.start(E[x:p](KL(Normal(m(x), s), Normal(r(x), t))))
    d.eq(E[x:p](spread + (m(x) - r(x)) ** 2 / (2 * t**2)))
    d.ge(E[x:p](spread), note="the amortisation gap is dropped")
    d.eq(E[x:p](KL(Normal(r(x), s), Normal(r(x), t))))


@claim(
    "ift6135-mean-field-gap",
    source="IFT6135, Assignment 4: 1.2",
    tags=("variational", "kl", "gaussian"),
)
def mean_field_gap(d: Derivation) -> None:
    """The best product of Gaussians misses a correlated Gaussian by -log(1 - rho^2)/2.

    The posterior is u ~ N(0, 1), v ~ N(beta u, c) given u: up to a change of scale, every pair of
    correlated Gaussians, with rho = beta/sqrt(beta^2 + c^2). The factors are N(a, s) and N(b, t);
    the bound is attained at a = b = 0 and the widths of the posterior's conditional laws.
    """
    a, b, beta = reals("a b beta")
    c, s, t, r = positive("c s t r")
    u, v = variable("u"), variable("v")
    rho, best = beta / sqrt(beta**2 + c**2), c**2 / (beta**2 + c**2)
    gap = log(1 + beta**2 / c**2) / 2
    p = log(Normal(0, 1)(u)) + log(Normal(beta * u, c)(v))
    with d.lemma("attained"):
        first, second = Normal(0, sqrt(best)), Normal(0, c)
        d.start(E[u:first, v:second](log(first(u)) + log(second(v)) - p))
        d.eq(gap)
    with d.lemma("in-terms-of-rho"):
        d.start(gap)
        d.eq(-log(1 - rho**2) / 2)
    d.fact(log(1 + r) / 2, ">", 0, note="r = beta^2/c^2, which is 0 only where nothing correlates")
    first, second = Normal(a, s), Normal(b, t)
    widths = s**2 / best + t**2 / c**2
    shift = a**2 + (b - beta * a) ** 2 / c**2
    d.goal(E[u:first, v:second](log(first(u)) + log(second(v)) - p), ">=", gap)
    d.eq((widths + shift) / 2 - 1 - log(s * t) + log(c))
    d.ge(widths / 2 - 1 - log(s * t) + log(c), note="the means a = b = 0")
    d.ge(-log(best / c**2 * c**2) / 2, note="log r <= r - 1 for r = s^2/best and r = t^2/c^2")
    d.eq(gap)


@claim(
    "ift6135-iwlb-upper-bound",
    source="IFT6135, Assignment 4: 2.1, eq. 2.1",
    tags=("variational", "bound"),
)
def iwlb_upper_bound(d: Derivation) -> None:
    """The importance weighted bound is at most log p(x), for any number k of samples.

    The data point x is held fixed: q(z) is q(z | x), and w(z) q(z) is p(x, z), which any joint
    density is for the weight w = p/q. The mean of a sum is the sum of the means, which (2.1) drops
    in its third line.
    """
    k, q, w = natural("k"), density("q"), function("w", kind="positive")
    z, u, i = variable("z"), variable("u"), variable("i")
    samples, joint = Iid(q, k), joint_of(w, q)
    average = Sum(joint(z[i]) / q(z[i]), (i, 1, k)) / k
    evidence_at_x = Integral(joint(u), (u, -oo, oo))
    d.goal(let("L_k", E[z:samples](log(average))), "<=", log(evidence_at_x))
    d.eq(E[z:samples](log(average)), eq="2.1a")
    d.le(log(E[z:samples](average)), eq="2.1b", note="Jensen's inequality")
    d.eq(log(Sum(E[u:q](joint(u) / q(u)), (i, 1, k)) / k), eq="2.1c")
    d.eq(log(Sum(evidence_at_x, (i, 1, k)) / k), eq="2.1d")
    d.eq(log(evidence_at_x), eq="2.1e")


@claim(
    "ift6135-factorisation",
    source="IFT6135, Assignment 4: 2.1",
    tags=("erratum",),
    expect="refuted",
)
def factorisation(d: Derivation) -> None:
    """As printed: p(x, z) = p(x | z) p(x)."""
    p, x, z, v = density("p", 2), real("x"), real("z"), variable("v")
    prior = Integral(p(v, z), (v, -oo, oo))
    d.start(p(x, z))
    d.eq(p(x, z) / prior * evidence(p, x))


@claim(
    "ift6135-factorisation-corrected",
    source="IFT6135, Assignment 4: 2.1",
)
def bayes(d: Derivation) -> None:
    """p(x, z) = p(z | x) p(x) = p(x | z) p(z)."""
    p, x, z, v = density("p", 2), real("x"), real("z"), variable("v")
    prior = Integral(p(v, z), (v, -oo, oo))
    d.fact(p(x, z), "==", p(x, z) / evidence(p, x) * evidence(p, x))
    d.start(p(x, z))
    d.eq(p(x, z) / prior * prior)


@claim(
    "ift6135-21-line3-sum-dropped",
    source="IFT6135, Assignment 4: 2.1, eq. 2.1",
    tags=("bound", "erratum"),
    expect="refuted",
)
def line3_sum_dropped(d: Derivation) -> None:
    """As printed, line 3 of (2.1): the sum over the k samples is gone, its 1/k is not."""
    k, p, q, x = natural("k"), density("p", 2), density("q", given=1), real("x")
    u, i = variable("u"), variable("i")
    mean = E[u : q | x](p(x, u) / q(u | x))
    d.start(log(Sum(mean, (i, 1, k)) / k))
    d.eq(log(mean / k))


@claim(
    "ift6135-21-coverage",
    source="IFT6135, Assignment 4: 2.1, eq. 2.1",
    tags=("bound", "erratum"),
    expect="refuted",
)
def coverage(d: Derivation) -> None:
    """As printed, line 4 of (2.1): E[p(x, z)/q(z | x)] = p(x); here q lives on (0, 1) only."""
    p, q, x = density("p", 2), density("q", given=1, on=(0, 1)), real("x")
    u = variable("u")
    d.start(E[u : q | x](p(x, u) / q(u | x)))
    d.eq(evidence(p, x))


@claim(
    "ift6135-21-coverage-corrected",
    source="IFT6135, Assignment 4: 2.1, eq. 2.1",
    tags=("bound",),
)
def covered_part(d: Derivation) -> None:
    """The mean of p(x, z)/q(z | x) is the part of p(x) that q covers; so the bound survives."""
    p, q, x = density("p", 2), density("q", given=1, on=(0, 1)), real("x")
    u = variable("u")
    d.start(E[u : q | x](p(x, u) / q(u | x)))
    d.eq(Integral(p(x, u), (u, 0, 1)))
    rest = Integral(p(x, u), (u, -oo, 0)) + Integral(p(x, u), (u, 1, oo))
    d.lt(Integral(p(x, u), (u, 0, 1)) + rest, note="p(x), the integral over the line, in parts")


@claim(
    "ift6135-elbo-gap",
    source="IFT6135, Assignment 4: 2.2, eq. 2.2",
    tags=("variational", "bound", "kl"),
)
def elbo_gap(d: Derivation) -> None:
    """The evidence lower bound falls short of log p(x) by KL(q(z | x), p(z | x))."""
    p, q, x, z = density("p", 2), density("q", given=1), real("x"), variable("z")
    posterior = DensityLaw(z, p(x, z) / evidence(p, x))
    bound = E[z : q | x](log(p(x, z) / q(z | x)))
    d.start(log(evidence(p, x)))
    d.ge(bound, eq="2.2a")
    d.eq(log(evidence(p, x)) - KL(q | x, posterior), eq="2.2b")
    d.eq(let("L_1", bound), eq="2.2c")


@claim(
    "ift6135-l2-tighter",
    source="IFT6135, Assignment 4: 2.2, eq. 2.3",
    tags=("variational", "bound"),
)
def l2_tighter(d: Derivation) -> None:
    """L_1 <= L_2 <= log p(x), and L_1 <= L_k <= log p(x) for every k.

    Proved by the concavity of the logarithm: the log of an average of weights is at least the
    average of their logs, sample by sample, and each of these logs has the mean L_1. As in (2.1),
    x is held fixed, q(z) is q(z | x), and w(z) q(z) is p(x, z).
    """
    k, q, w = natural("k"), density("q"), function("w", kind="positive")
    z, u, i = variable("z"), variable("u"), variable("i")
    samples, pair, joint = Iid(q, k), Iid(q, 2), joint_of(w, q)
    bound, evidence_at_x = E[u:q](log(joint(u) / q(u))), Integral(joint(u), (u, -oo, oo))
    with d.lemma("from-below"):
        d.start(E[z:samples](log(Sum(joint(z[i]) / q(z[i]), (i, 1, k)) / k)))
        d.ge(bound, note="the bound is also the mean of the average of the k logs")
    with d.lemma("from-above"):
        d.start(E[z:samples](log(Sum(joint(z[i]) / q(z[i]), (i, 1, k)) / k)))
        d.le(log(evidence_at_x))
    two = E[z:pair](log(Sum(joint(z[i]) / q(z[i]), (i, 1, 2)) / 2))
    d.fact(two, "<=", log(evidence_at_x), by="lemma:from-above")
    d.goal(let("L_2", two), ">=", let("L_1", bound))
    d.eq(E[z:pair](log((joint(z[1]) / q(z[1]) + joint(z[2]) / q(z[2])) / 2)), eq="2.3a")
    d.eq(two)
    d.ge(bound, by="lemma:from-below", eq="2.3b, 2.3c", note="not by the document's exchange")
    d.eq(let("L_1", bound), eq="2.3d")


@claim(
    "ift6135-23-hypothesis",
    source="IFT6135, Assignment 4: 2.2, before eq. 2.3",
    tags=("bound", "erratum"),
    expect="refuted",
)
def hypothesis(d: Derivation) -> None:
    """As printed: p(x, z_1)/p(z_1 | x) <= p(x, z_2)/p(z_2 | x) orders the weights p(x, z)/q(z | x).

    It holds for all z_1 and z_2, since both sides are p(x): it orders nothing.
    """
    p, q = density("p", 2), density("q", given=1)
    x, z_1, z_2 = reals("x z_1 z_2")
    ratio = [p(x, z) / (p(x, z) / evidence(p, x)) for z in (z_1, z_2)]
    d.fact(ratio[0], "<=", ratio[1], eq="hyp", note="p(z | x) = p(x, z)/p(x)")
    d.start(p(x, z_1) / q(z_1 | x))
    d.le(p(x, z_2) / q(z_2 | x))


@claim(
    "ift6135-23-hypothesis-corrected",
    source="IFT6135, Assignment 4: 2.2, before eq. 2.3",
    tags=("bound",),
)
def vacuous_hypothesis(d: Derivation) -> None:
    """With the posterior for a denominator both ratios are p(x): the hypothesis says nothing."""
    p = density("p", 2)
    x, z_1, z_2 = reals("x z_1 z_2")
    d.start(p(x, z_1) / (p(x, z_1) / evidence(p, x)))
    d.eq(evidence(p, x))
    d.eq(p(x, z_2) / (p(x, z_2) / evidence(p, x)))


@claim(
    "ift6135-23-ordering",
    source="IFT6135, Assignment 4: 2.2, eq. 2.3",
    tags=("bound", "erratum"),
    expect="refuted",
)
def ordering(d: Derivation) -> None:
    """As printed: the smaller weight stands for the larger, and its log has the mean L_1.

    The first is right for any two weights a and b. The second is not: the smaller of two draws is
    not a draw, and its log has a smaller mean. w(z) is the weight of z.
    """
    a, b = positive("a b")
    q, w, x_1, x_2 = density("q"), function("w", kind="positive"), variable("x_1"), variable("x_2")
    d.fact(log(Min(a, b)), "<=", log((a + b) / 2))
    d.start(E[x_1:q, x_2:q](log(Min(w(x_1), w(x_2)))))
    d.eq(E[x_1:q](log(w(x_1))))


@claim(
    "ift6135-limit-implies-monotone",
    source="IFT6135, Assignment 4: 2.2",
    tags=("bound", "erratum"),
    expect="refuted",
)
def limit_implies_monotone(d: Derivation) -> None:
    """As printed: if L_K tends to log p(x) from below as K grows, then L_2 is at least L_1.

    Not for sequences at large: L_K - log p(x) = a/K^2 - b/K with a <= b tends to 0 from below.
    """
    a, b, K, t = positive("a"), positive("b"), natural("K"), variable("t")
    d.assume(a <= b)
    d.fact(a / K**2 - b / K, "<=", 0)
    d.fact(Limit(a / t**2 - b / t, t, oo), "==", 0)
    d.start(a - b)
    d.le(a / 4 - b / 2)


@claim(
    "ift6135-tighter-not-strict-corrected",
    source="IFT6135, Assignment 4: 2.2, heading",
    tags=("bound",),
)
def tight_at_posterior(d: Derivation) -> None:
    """L_1 = L_2 = log p(x) where q(z | x) is the posterior; L_1 <= L_2 always."""
    r, c, z_1, z_2 = density("r"), positive("c"), variable("z_1"), variable("z_2")
    d.start(E[z_1:r](log(c * r(z_1) / r(z_1))))
    d.eq(log(c))
    d.eq(E[z_1:r, z_2:r](log((c * r(z_1) / r(z_1) + c * r(z_2) / r(z_2)) / 2)))


@claim(
    "ift6135-gan-optimal-discriminator",
    source="IFT6135, Assignment 4: 3, eq. 3.1",
    tags=("gan", "optimum"),
)
def gan_optimal_discriminator(d: Derivation) -> None:
    """No discriminator beats D*(x) = p_D(x)/(p_G(x) + p_D(x)).

    Any discriminator with values in (0, 1) is D(x) = sigmoid(h(x)) for some function h. In the
    objective z has the law of the noise, and x = G(z) the law p_G; here for G(z) = m + s z.
    """
    p, q, h = density("p_D"), density("p_G"), function("h")
    x, y, z, u = variable("x"), variable("y"), variable("z"), real("u")
    m, s = real("m"), positive("s")
    D, best = sigmoid(h(x)), p(x) / (q(x) + p(x))
    with d.lemma("law-of-the-fakes"):
        d.start(E[x:p](log(D)) + E[z : Normal(0, 1)](log(1 - sigmoid(h(m + s * z)))))
        d.eq(E[x:p](log(D)) + E[x : Normal(m, s)](log(1 - D)), eq="obj")
    with d.lemma("pointwise-optimum"):
        d.start(ArgMax(p(u) * log(y) + q(u) * log(1 - y), (y, 0, 1)))
        d.eq(p(u) / (q(u) + p(u)), eq="3.1")
    d.goal(E[x:p](log(D)) + E[x:q](log(1 - D)), "<=", E[x:p](log(best)) + E[x:q](log(1 - best)))
    d.done()


@claim(
    "ift6135-gan-subscript",
    source="IFT6135, Assignment 4: 3, the objective",
    tags=("gan", "erratum"),
    expect="refuted",
)
def gan_subscript(d: Derivation) -> None:
    """As printed: the z of log(1 - D(G(z))) has the law p_G; but that is the law of G(z).

    For G(z) = m + s z, and D(x) = sigmoid(a x + b).
    """
    x, z, m, s, a, b = variable("x"), variable("z"), real("m"), positive("s"), real("a"), real("b")
    fakes = Normal(m, s)
    d.start(E[x:fakes](log(1 - sigmoid(a * x + b))))
    d.eq(E[z:fakes](log(1 - sigmoid(a * (m + s * z) + b))))


@claim(
    "ift6135-score-gradient",
    source="IFT6135, Assignment 4: 3, eq. 3.2-3.4",
    tags=("gan", "gradient"),
)
def score_gradient(d: Derivation) -> None:
    """The gradient of E f under p_G is the mean of f times the score, for f free of theta.

    The support of p_G must not depend on theta either.
    """
    p, f, x, theta = density("p_G", given=1), function("f"), variable("x"), real("theta")
    line, score = (x, -oo, oo), Derivative(log(p(x | theta)), theta)
    d.fact(E[x : p | theta](f(x)), "==", Integral(f(x) * p(x | theta), line), eq="3.2")
    d.start(Derivative(E[x : p | theta](f(x)), theta))
    d.eq(Integral(Derivative(f(x) * p(x | theta), theta), line), eq="3.3a", note="Leibniz's rule")
    d.eq(Integral(f(x) * Derivative(p(x | theta), theta), line), eq="3.3b")
    d.eq(Integral(f(x) * p(x | theta) * score, line), eq="3.3c")
    d.eq(E[x : p | theta](f(x) * score), eq="3.4")


@claim(
    "ift6135-34-gradient-not-expectation",
    source="IFT6135, Assignment 4: 3, eq. 3.4",
    tags=("gan", "gradient", "erratum"),
    expect="refuted",
)
def gradient_not_expectation(d: Derivation) -> None:
    """As printed: (3.4) is the expectation (3.2). It is the gradient of (3.2)."""
    p, f, x, theta = density("p_G", given=1), function("f"), variable("x"), real("theta")
    d.start(E[x : p | theta](f(x)))
    d.eq(E[x : p | theta](f(x) * Derivative(log(p(x | theta)), theta)))


@claim(
    "ift6135-33-leibniz",
    source="IFT6135, Assignment 4: 3, eq. 3.3",
    tags=("gan", "gradient", "erratum"),
    expect="refuted",
)
def leibniz(d: Derivation) -> None:
    """As printed, (3.3) without a condition: here the support (0, theta) moves with theta."""
    theta, x, f = positive("theta"), variable("x"), function("f")
    p = Uniform(0, theta)
    d.start(Derivative(E[x:p](f(x)), theta))
    d.eq(E[x:p](f(x) * Derivative(log(1 / theta), theta)))


@claim(
    "ift6135-33-leibniz-corrected",
    source="IFT6135, Assignment 4: 3, eq. 3.3",
    tags=("gan", "gradient"),
)
def leibniz_with_boundary(d: Derivation) -> None:
    """A moving support adds a term at its end, an f that moves with theta the mean of its slope."""
    theta, x, f, g = positive("theta"), variable("x"), function("f"), function("g", 2)
    t, q, p = real("t"), density("q", given=1), Uniform(0, theta)
    score = Derivative(log(q(x | t)), t)
    d.fact(
        Derivative(E[x : q | t](g(x, t)), t),
        "==",
        E[x : q | t](Derivative(g(x, t), t) + g(x, t) * score),
    )
    d.start(Derivative(E[x:p](f(x)), theta))
    d.eq(f(theta) / theta + E[x:p](f(x) * Derivative(log(1 / theta), theta)))


@claim(
    "ift6135-ml-generator-cost",
    source="IFT6135, Assignment 4: 3, eq. 3.5",
    tags=("gan", "kl", "gradient"),
)
def ml_generator_cost(d: Derivation) -> None:
    """With f = -p_D/p_G held fixed, the gradient of E f under p_G is that of KL(p_D, p_G).

    f is held fixed: it is taken at the parameter t, the mean at theta, and theta = t after the
    derivative. A generator trained on f so climbs the likelihood.
    """
    p, data, x = density("p_G", given=1), density("p_D"), variable("x")
    theta, t = real("theta"), variable("t")
    f = -data(x) / p(x | theta)
    score = Derivative(log(p(x | theta)), theta)
    d.start(Derivative(E[x : p | t](f), t).substitute({"t": theta}))
    d.eq(E[x : p | theta](f * score), eq="3.5")
    d.eq(-E[x:data](score), eq="check")
    d.eq(Derivative(-E[x:data](log(p(x | theta))), theta), note="the negative log-likelihood")
    d.eq(Derivative(KL(data, p | theta), theta))


@claim(
    "ift6135-35-frozen-f",
    source="IFT6135, Assignment 4: 3, eq. 3.3-3.5",
    tags=("gan", "gradient", "erratum"),
    expect="refuted",
)
def f_not_frozen(d: Derivation) -> None:
    """As printed: f = -p_D/p_G in (3.3), with the p_G of the same theta, gives the likelihood."""
    p, data, x = density("p_G", given=1), density("p_D"), variable("x")
    theta = real("theta")
    d.start(Derivative(E[x : p | theta](-data(x) / p(x | theta)), theta))
    d.eq(Derivative(-E[x:data](log(p(x | theta))), theta))


@claim(
    "ift6135-35-frozen-f-corrected",
    source="IFT6135, Assignment 4: 3, eq. 3.3-3.5",
    tags=("gan", "gradient"),
)
def f_moves(d: Derivation) -> None:
    """If f moves with theta, E f is -1 whatever theta is, and its gradient is 0."""
    p, data, x = density("p_G", given=1), density("p_D"), variable("x")
    theta = real("theta")
    mean = E[x : p | theta](-data(x) / p(x | theta))
    d.fact(mean, "==", -1)
    d.start(Derivative(mean, theta))
    d.eq(0)


@claim(
    "ift6135-35-not-unique",
    source="IFT6135, Assignment 4: 3, eq. 3.5",
    tags=("gan", "gradient", "erratum"),
    expect="refuted",
)
def cost_not_unique(d: Derivation) -> None:
    """As printed: f is -p_D/p_G if E f has the gradient of the negative log-likelihood.

    With any constant c added it has that gradient as well.
    """
    p, data, x = density("p_G", given=1), density("p_D"), variable("x")
    theta, c, u = real("theta"), real("c"), real("u")
    score = Derivative(log(p(x | theta)), theta)
    f = c - data(x) / p(x | theta)
    d.fact(E[x : p | theta](f * score), "==", -E[x:data](score))
    d.start(c - data(u) / p(u | theta))
    d.eq(-data(u) / p(u | theta))


@claim(
    "ift6135-35-not-unique-corrected",
    source="IFT6135, Assignment 4: 3, eq. 3.5",
    tags=("gan", "gradient"),
)
def cost_up_to_constant(d: Derivation) -> None:
    """A constant added to f changes no gradient, since the mean of the score is 0."""
    p, f, x = density("p_G", given=1), function("f"), variable("x")
    theta, c = real("theta"), real("c")
    score = Derivative(log(p(x | theta)), theta)
    d.start(E[x : p | theta]((f(x) + c) * score))
    d.eq(E[x : p | theta](f(x) * score) + c * E[x : p | theta](score))
    d.eq(E[x : p | theta](f(x) * score))


@claim(
    "ift6135-ml-sigmoid-form",
    source="IFT6135, Assignment 4: 3, eq. 3.6-3.7",
    tags=("gan",),
)
def ml_sigmoid_form(d: Derivation) -> None:
    """If the optimal discriminator is sigmoid(a(x)), the cost -p_D/p_G is -exp(a(x))."""
    p, data, x, a = density("p_G"), density("p_D"), real("x"), real("a")
    d.assume(Eq(sigmoid(a), data(x) / (p(x) + data(x))))
    d.fact(sigmoid(a), "==", data(x) / (p(x) + data(x)), eq="3.6", note="the assumption")
    d.goal(-data(x) / p(x), "==", -exp(a))
    d.eq(-sigmoid(a) / (1 - sigmoid(a)))
    d.eq(-exp(a), eq="3.7")


def joint_of(w: Any, q: Any) -> Template:
    """z to w(z) q(z), the joint density at one x in terms of the weight and the encoder."""
    z = variable("z_0")
    return Template("joint", (z,), w(z) * q(z))


def evidence(p: Any, x: Any) -> Any:
    """p(x), the joint density with its second variable integrated out."""
    z = variable("z_0")
    return Integral(p(x, z), (z, -oo, oo))


def standard(n: Any) -> Any:
    """The standard normal law of n components."""
    return MultivariateNormal(Zeros(n), Identity(n))
