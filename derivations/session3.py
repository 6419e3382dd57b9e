"""Exercise Session 3, Tasks 1 and 2: autoencoders and the evidence lower bound."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    KL,
    ArgMax,
    Derivation,
    Derivative,
    Diag,
    E,
    Identity,
    Iid,
    Integral,
    Limit,
    MultivariateNormal,
    Ne,
    Norm,
    Normal,
    Product,
    Sum,
    Zeros,
    claim,
    density,
    family,
    function,
    let,
    log,
    natural,
    nonzero,
    oo,
    pi,
    positive,
    real,
    reals,
    sequence,
    sqrt,
    variable,
    vector,
    vectors,
)


@claim(
    "session3-ae-objective",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 1.1",
    tags=("autoencoder",),
)
def ae_objective(d: Derivation) -> None:
    """The mean squared reconstruction error is a negative log-likelihood, up to constants.

    The autoencoder minimises the mean over the data of |x_i - f(g(x_i))|^2: the same encoder and
    decoder maximise the likelihood of unit Gaussians around the reconstructions.
    """
    N, D, L = natural("N D L")
    data, i = sequence("x", of=vector(D)), variable("i")
    encoder = function("g", (vector(D),), to=vector(L))
    decoder = function("f", (vector(L),), to=vector(D))
    output = decoder(encoder(data[i]))
    error, noise = Norm(data[i] - output) ** 2, MultivariateNormal(output, Identity(D))
    d.start(-Sum(log(noise(data[i])), (i, 1, N)) / N)
    d.eq(Sum(error / 2 + D * log(2 * pi) / 2, (i, 1, N)) / N)
    d.eq(Sum(error, (i, 1, N)) / (2 * N) + D * log(2 * pi) / 2)


@claim(
    "session3-elbo-two-terms",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 1.2; Task 2.3",
    tags=("elbo", "kl"),
)
def elbo_two_terms(d: Derivation) -> None:
    """The ELBO is a reconstruction term less a regulariser that is never negative.

    With a linear Gaussian decoder the first term is a squared reconstruction error. The second
    pulls q(z | x) towards the prior: it is 0 if they agree, and its integrand u - 1 - log u, with u
    the ratio of the densities, is positive wherever they do not.
    """
    q, prior, p = density("q", given=1), density("p"), density("p_theta", given=1)
    x, w, z = real("x"), real("w"), variable("z")
    s, u = positive("s u")
    d.fact(
        E[z : q | x](log(Normal(w * z, s)(x))),
        "==",
        -E[z : q | x]((x - w * z) ** 2) / (2 * s**2) - log(2 * pi * s**2) / 2,
        note="reconstruction",
    )
    with d.lemma("regulariser"):
        ratio = prior(z) / q(z | x)
        d.start(KL(q | x, prior))
        d.eq(E[z : q | x](ratio - 1 - log(ratio)))
        d.ge(0)
    d.fact(KL(prior, prior), "==", 0)
    d.fact(u - 1 - log(u), ">", 0, Ne(u, 1))
    elbo = let("L", E[z : q | x](log(p(x | z))) - KL(q | x, prior))
    d.fact(elbo, "==", E[z : q | x](log(p(x | z))) - KL(q | x, prior), eq="1")
    d.start(elbo)
    d.le(E[z : q | x](log(p(x | z))))


@claim(
    "session3-prior-sampling",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 1.3 (a)",
    tags=("elbo", "kl"),
)
def prior_sampling(d: Derivation) -> None:
    """A small KL term makes the codes of all data together look like the prior.

    For each input it is a mean of log(q(z | x)/r(z)), never negative, and one of log(r(z)/p(z)),
    whatever the density r. Averaged over the data, with r the law of all codes, the first is the
    mutual information of x and z, the second KL(r, p): linear Gaussian codes show all three.
    Samples from the prior are decoded to a density.
    """
    q, prior, p = density("q", given=1), density("p"), density("p_theta", given=1)
    data, r, f = density("p_data"), density("r"), function("f")
    a, u, v = reals("a u v")
    x, y, z, line = variable("x"), variable("y"), variable("z"), (variable("z"), -oo, oo)
    d.fact(Integral(Integral(p(x | z) * prior(z), line), (x, -oo, oo)), "==", 1)
    with d.lemma("any-law-of-codes"):
        rest = E[z : q | v](log(r(z) / prior(z)))
        d.start(KL(q | v, prior))
        d.eq(E[z : q | v](log(q(z | v) / r(z))) + rest)
        d.ge(rest)
    mean = E[x:data, z : q | x](f(z))
    d.fact(mean, "==", Integral(E[y:data](q(z | y)) * f(z), line), note="the law of all codes")

    s, t = positive("s t")
    code, inputs, standard = family("q_a", y, Normal(a * y, s)), Normal(0, t), Normal(0, 1)
    codes = Normal(0, sqrt(a**2 * t**2 + s**2))
    information = E[x:inputs, z : code | x](log(code(z | x) / codes(z)))
    d.fact(E[x:inputs](code(u | x)), "==", codes(u))
    d.fact(information, "==", log(1 + a**2 * t**2 / s**2) / 2)
    d.start(E[x:inputs](KL(code | x, standard)))
    d.eq(information + KL(codes, standard))
    d.ge(KL(codes, standard))


@claim(
    "session3-drop-kl",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 1.4",
    tags=("elbo", "gaussian"),
)
def drop_kl(d: Derivation) -> None:
    """Without its KL term the objective is largest for codes without noise: an autoencoder.

    The decoder is linear Gaussian, p(x | z) = N(w z, 1); constants are left out. The reconstruction
    term grows as the code's spread s shrinks; the whole ELBO is largest at s^2 = 1/(1 + w^2).
    """
    x, m, w = real("x"), real("m"), nonzero("w")
    s, z, v = positive("s"), variable("z"), variable("v")
    with d.lemma("reconstruction"):
        d.start(-E[z : Normal(m, s)]((x - w * z) ** 2) / 2)
        d.eq(-((x - w * m) ** 2 + w**2 * s**2) / 2, note="the new objective")
        d.lt(0)
    with d.lemma("slope-in-the-spread"):
        d.start(Derivative(-((x - w * m) ** 2 + w**2 * s**2) / 2, s))
        d.eq(-(w**2) * s)
        d.lt(0, note="so the spread collapses")
    d.fact(Limit(-E[z : Normal(x / w, v)]((x - w * z) ** 2) / 2, v, 0, "+"), "==", 0)
    code = Normal(m, v)
    elbo = -E[z:code]((x - w * z) ** 2) / 2 - KL(code, Normal(0, 1))
    d.goal(ArgMax(elbo, (v, 0, oo)), "==", 1 / sqrt(1 + w**2))
    d.eq(ArgMax(log(v) - (1 + w**2) * v**2 / 2, (v, 0, oo)))
    d.done()


@claim(
    "session3-iid-loglik",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2",
    tags=("likelihood",),
)
def iid_loglik(d: Derivation) -> None:
    """The log-likelihood of independent data is the sum of theirs, for any number N of them.

    It is the likelihood of the observed data; the sheet calls it that of the complete data.
    """
    N, p, i = natural("N"), density("p"), variable("i")
    data = sequence("x")
    d.start(log(Product(p(data[i]), (i, 1, N))))
    d.eq(Sum(log(p(data[i])), (i, 1, N)))


@claim(
    "session3-likelihood-decomposition",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.1",
    tags=("elbo", "kl"),
)
def likelihood_decomposition(d: Derivation) -> None:
    """log p(x) is the reconstruction less KL from the prior plus KL from the posterior."""
    prior, p, q = density("p"), density("p_theta", given=1), density("q", given=1)
    x, z = real("x"), variable("z")
    evidence, posterior = bayes(prior, p, x, z)
    codes, near, far = q | x, prior(z) / q(z | x), q(z | x) / posterior
    d.start(log(evidence))
    d.eq(E[z:codes](log(evidence)), note="the evidence does not depend on z")
    d.eq(E[z:codes](log(p(x | z) * prior(z) / posterior)), note="Bayes")
    d.eq(E[z:codes](log(p(x | z) * near * far)))
    d.eq(E[z:codes](log(p(x | z))) - KL(codes, prior) + E[z:codes](log(far)))


@claim(
    "session3-elbo-lower-bound",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.2",
    tags=("elbo",),
)
def elbo_lower_bound(d: Derivation) -> None:
    """The ELBO is at most log p(x), with equality for the posterior.

    The gap is the KL of q(z | x) from the posterior.
    """
    prior, p, q = density("p"), density("p_theta", given=1), density("q", given=1)
    x, z = real("x"), variable("z")
    evidence, posterior = bayes(prior, p, x, z)
    d.fact(E[z : q | x](log(q(z | x) / posterior)), ">=", 0)
    at_posterior = posterior * (log(p(x | z)) - log(posterior / prior(z)))
    d.fact(Integral(at_posterior, (z, -oo, oo)), "==", log(evidence))
    elbo = E[z : q | x](log(p(x | z))) - KL(q | x, prior)
    d.start(elbo)
    d.eq(log(evidence) - E[z : q | x](log(q(z | x) / posterior)))
    d.le(log(evidence))


@claim(
    "session3-elbo-joint-form",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.4",
    tags=("elbo",),
)
def elbo_joint_form(d: Derivation) -> None:
    """The ELBO is the mean of log p(x, z) - log q(z | x)."""
    prior, p, q = density("p"), density("p_theta", given=1), density("q", given=1)
    x, z = real("x"), variable("z")
    d.start(E[z : q | x](log(p(x | z))) - KL(q | x, prior))
    d.eq(E[z : q | x](log(p(x | z)) - log(q(z | x) / prior(z))))
    d.eq(E[z : q | x](-log(q(z | x)) + log(p(x | z) * prior(z))))


@claim(
    "session3-mc-reparam-elbo",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.4",
    tags=("elbo", "gradient"),
)
def mc_reparam_elbo(d: Derivation) -> None:
    """The mean over L reparametrised samples is unbiased for the ELBO, and so is its gradient.

    f stands for the integrand log p(x, z) - log q(z | x). The noise does not depend on the
    parameters, so the derivative may be taken inside the expectation, sample by sample.
    """
    L, k, e, z = natural("L"), variable("l"), variable("e"), variable("z")
    x, m, phi, s = real("x"), real("m"), real("phi"), positive("s")
    joint, f, g, noise = density("p", 2), function("f"), function("g", 2), density("p_eps")
    q, standard = Normal(m, s), Normal(0, 1)
    d.fact(
        E[e:standard](log(joint(x, m + s * e)) - log(q(m + s * e))),
        "==",
        E[z:q](log(joint(x, z)) - log(q(z))),
        eq="1",
        note="z = g(e, x) = m + s e has the law q(z | x)",
    )
    with d.lemma("estimate"):
        d.start(E[e : Iid(noise, L)](Sum(f(g(phi, e[k])), (k, 1, L)) / L))
        d.eq(E[e:noise](f(g(phi, e))))
    with d.lemma("gradient"):
        d.start(Derivative(E[e:noise](f(g(phi, e))), phi))
        d.eq(E[e:noise](Derivative(f(g(phi, e)), phi)))
    d.start(E[e : Iid(standard, L)](Sum(Derivative(f(m + s * e[k]), m), (k, 1, L)) / L))
    d.eq(Derivative(E[z:q](f(z)), m))


@claim(
    "session3-gaussian-reparam",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.5",
    tags=("gaussian",),
)
def gaussian_reparam(d: Derivation) -> None:
    """mu + sigma e has the law N(mu, sigma^2) for standard normal e, and so has mu - sigma e."""
    m, s, f = real("mu"), positive("sigma"), function("f")
    e, z = variable("e"), variable("z")
    standard = Normal(0, 1)
    d.fact(E[e:standard](m + s * e), "==", m)
    d.fact(E[e:standard]((m + s * e - m) ** 2), "==", s**2)
    d.fact(E[e:standard](f(m - s * e)), "==", E[z : Normal(m, s)](f(z)))
    d.start(E[e:standard](f(m + s * e)))
    d.eq(E[z : Normal(m, s)](f(z)), eq="1")


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


def bayes(prior: Any, likelihood: Any, x: Any, z: Any) -> tuple[Any, Any]:
    """The evidence p(x) and the posterior p(z | x)."""
    t = variable("t")
    evidence = E[t:prior](likelihood(x | t))
    return evidence, likelihood(x | z) * prior(z) / evidence
