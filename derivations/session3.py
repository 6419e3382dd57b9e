"""Exercise Session 3: VAEs, GANs and autoregressive models."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    JS,
    KL,
    W1,
    Abs,
    ArgMax,
    Bernoulli,
    Cauchy,
    Derivation,
    Derivative,
    Diag,
    Dirac,
    E,
    Eq,
    Identity,
    Iid,
    Independent,
    Inf,
    Integral,
    Limit,
    Max,
    Mixture,
    MultivariateNormal,
    Ne,
    Norm,
    Normal,
    Piecewise,
    Product,
    Sum,
    Sup,
    Trace,
    Transpose,
    Uniform,
    Vector,
    Zeros,
    between,
    claim,
    cos,
    density,
    family,
    function,
    let,
    log,
    matrices,
    natural,
    nonzero,
    oo,
    pi,
    positive,
    real,
    reals,
    sequence,
    sigmoid,
    sign,
    sin,
    sqrt,
    tanh,
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


@claim(
    "session3-bce",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3.1",
    tags=("gan",),
)
def bce(d: Derivation) -> None:
    """V(D, G) is minus twice the binary cross-entropy on an even mixture of real and fake."""
    p, q, h = density("p_data"), density("p_g"), function("h")
    x, y = variable("x"), variable("y")
    D = sigmoid(h(x))
    loss = -(y * log(D) + (1 - y) * log(1 - D))
    d.start(E[x:p](log(D)) + E[x:q](log(1 - D)))
    d.eq(-2 * (E[x:p](-log(D)) / 2 + E[x:q](-log(1 - D)) / 2))
    d.eq(-2 * E[y : Bernoulli(0.5), x : Mixture((y, p), (1 - y, q))](loss))


@claim(
    "session3-gan-optimal-discriminator",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3.2",
    tags=("gan", "optimum"),
)
def gan_optimal_discriminator(d: Derivation) -> None:
    """No discriminator beats D*(x) = p_data(x)/(p_data(x) + p_g(x)).

    Any discriminator with values in (0, 1) is D(x) = sigmoid(h(x)) for some function h.
    """
    p, q, h = density("p_data"), density("p_g"), function("h")
    x, y, u, t = variable("x"), variable("y"), real("u"), between("D", 0, 1)
    a, b, D, best = p(u), q(u), sigmoid(h(x)), p(x) / (p(x) + q(x))
    slope = a / t - b / (1 - t)
    d.fact(Derivative(a * log(t) + b * log(1 - t), t), "==", slope)
    d.fact(t, "==", a / (a + b), Eq(slope, 0))
    with d.lemma("curvature"):
        d.start(Derivative(a * log(t) + b * log(1 - t), (t, 2)))
        d.eq(-a / t**2 - b / (1 - t) ** 2)
        d.lt(0)
    d.fact(ArgMax(a * log(y) + b * log(1 - y), (y, 0, 1)), "==", a / (a + b))
    d.start(E[x:p](log(D)) + E[x:q](log(1 - D)))
    d.le(E[x:p](log(best)) + E[x:q](log(1 - best)))


@claim(
    "session3-gan-js",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3.3",
    tags=("gan", "js"),
)
def gan_js(d: Derivation) -> None:
    """C(G) = 2 JS(p_data, p_g) - log 4 is least, and equal to -log 4, for p_g = p_data.

    At each point the integrand of KL from the middle law is positive unless the densities agree.
    """
    p, q, x, u = density("p_data"), density("p_g"), variable("x"), positive("u")
    best, middle = p(x) / (p(x) + q(x)), (p(x) + q(x)) / 2
    even = Mixture((0.5, p), (0.5, q))
    d.fact(2 * JS(p, p) - log(4), "==", -log(4))
    d.fact(u - 1 - log(u), ">", 0, Ne(u, 1), note="u = middle/p: JS = 0 only if p_g = p_data")
    value = let("C", E[x:p](log(best)) + E[x:q](log(1 - best)))
    d.start(value)
    d.eq(E[x:p](log(best)) + E[x:q](log(1 - best)), eq="1", note="V at the optimal D")
    d.eq(E[x:p](log(p(x) / middle)) + E[x:q](log(q(x) / middle)) - log(4))
    d.eq(KL(p, even) + KL(q, even) - log(4))
    d.eq(2 * JS(p, q) - log(4))
    d.ge(-log(4))


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
    d.eq(JS(Dirac(0), Dirac(theta)), eq="1", note="Y is the same in both")
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
        eq="def",
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


@claim(
    "session3-no-overlap",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.2",
    tags=("gan", "js"),
)
def no_overlap(d: Derivation) -> None:
    """Laws that do not overlap are told apart surely, at the largest loss, without a gradient.

    The discriminator that says 1 on the data's segment and 0 off it reaches V = 0, the most that a
    discriminator with values in [0, 1] can; C(G) = 2 JS - log 4 is 0 for every theta but 0.
    """
    theta, x, t = nonzero("theta"), variable("x"), between("D", 0, 1)
    data, fake = segment(0), segment(theta)
    sure = Piecewise((1, Eq(x[1], 0)), (0, True))
    d.fact(E[x:data](sure), "==", 1)
    d.fact(E[x:fake](sure), "==", 0)
    d.fact(E[x:data](log(sure)) + E[x:fake](log(1 - sure)), "==", 0)
    d.fact(log(t) + log(1 - t), "<", 0, note="less than sure")
    d.fact(2 * JS(data, fake) - log(4), "==", 0)
    d.start(Derivative(2 * JS(data, fake) - log(4), theta))
    d.eq(0)


@claim(
    "session3-mode-collapse-core",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.3",
    tags=("gan",),
)
def mode_collapse_core(d: Derivation) -> None:
    """Against a fixed discriminator the generator does best with a single point.

    With h(c) the largest logit, log(1 - D) is least at c: elsewhere it is larger by some r(x) > 0.
    """
    q, top, c = density("p_g"), real("h_c"), real("c")
    x, r, s = variable("x"), function("r", kind="positive"), positive("s")
    floor = let("l", log(1 - sigmoid(top)))
    d.fact(log(1 - sigmoid(top)), "<", log(1 - sigmoid(top - s)), note="a lower logit")
    peak = top - (x - c) ** 2
    d.fact(E[x : Dirac(c)](log(1 - sigmoid(peak))), "==", log(1 - sigmoid(top)), note="attained")
    d.start(E[x:q](floor + r(x)))
    d.ge(floor)


@claim(
    "session3-wgan-objective",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4, eq. 1",
    tags=("gan", "transport"),
)
def wgan_objective(d: Derivation) -> None:
    """The Wasserstein objective of a Gaussian that is shifted, in its two forms.

    For a generator of location theta and data N(a, s^2): the objective is |theta - a|, the gain of
    the critic sign(theta - a) x, and its least value 0 is taken at theta = a.
    """
    theta, a = reals("theta a")
    s, x = positive("s"), variable("x")
    fake, data = Normal(theta, s), Normal(a, s)
    critic = sign(theta - a) * x
    d.fact(W1(fake, data), "==", Abs(theta - a), eq="1")
    d.fact(W1(data, data), "==", 0, note="the minimum")
    d.start(W1(fake, data))
    d.eq(E[x:fake](critic) - E[x:data](critic), eq="dual")


@claim(
    "session3-kr-duality",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4",
    tags=("transport",),
)
def kr_duality(d: Derivation) -> None:
    """No coupling is cheaper than any critic's gain, and on examples the two meet.

    f is 1-Lipschitz: f(u) - f(v) is u - v times the mean slope between them, and the slope of f,
    2 sigmoid(g) - 1, can be any function with values in (-1, 1).
    """
    plan, f, g, k = density("pi", 2), function("f"), function("g"), between("k", -1, 1)
    m, a, u, v = reals("m a u v")
    s, x, y, z, t = positive("s"), variable("x"), variable("y"), variable("z"), variable("t")
    left = Integral(plan(x, y), (y, -oo, oo))
    right = Integral(plan(x, y), (x, -oo, oo))
    with d.lemma("marginals"):
        d.start(Integral(f(x) * left, (x, -oo, oo)) - Integral(f(y) * right, (y, -oo, oo)))
        d.eq(E[z:plan](f(z[1]) - f(z[2])))
    mean = E[t : Uniform(0, 1)](2 * sigmoid(g(v + t * (u - v))) - 1)
    d.fact(mean, "<", 1, note="the mean slope of f between v and u")
    d.fact(mean, ">", -1)
    d.fact(k * (u - v), "<=", Abs(u - v), note="f(u) - f(v), with the mean slope k")
    d.fact(W1(Dirac(u), Dirac(v)), "==", Abs(u - v), note="f(x) = sign(u - v) x")
    critic = sign(m - a) * x
    d.start(E[x : Normal(m, s)](critic) - E[x : Normal(a, s)](critic))
    d.eq(Abs(m - a))
    d.eq(E[z : Normal(0, 1)](Abs(m + s * z - (a + s * z))))
    d.eq(W1(Normal(m, s), Normal(a, s)))


@claim(
    "session3-w1-continuity",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4",
    tags=("transport",),
)
def w1_continuity(d: Derivation) -> None:
    """W1 to the data moves no faster than the generator does, and has a slope almost everywhere.

    The samples of two Gaussian generators with shared noise are a coupling of their laws; with the
    triangle inequality the distance to the data changes by at most its cost.
    """
    m, n, a, u, shift = real("m"), real("n"), real("a"), real("u"), nonzero("delta")
    s, b, z = positive("s"), positive("b"), variable("z")
    d.fact(
        W1(Normal(m, s), Normal(n, b)),
        "<=",
        E[z : Normal(0, 1)](Abs(m + s * z - (n + b * z))),
        note="shared noise",
    )
    d.fact(
        W1(Normal(m, s), Normal(a, s)),
        "<=",
        W1(Normal(n, s), Normal(a, s)) + Abs(m - n),
        note="continuous: the same with m and n exchanged",
    )
    with d.lemma("distance"):
        d.start(W1(Normal(a + u, s), Normal(a, s)))
        d.eq(Abs(u))
    d.start(Derivative(W1(Normal(a + shift, s), Normal(a, s)), shift))
    d.eq(Derivative(Abs(shift), shift), by="lemma:distance")
    d.eq(sign(shift), note="differentiable but where the laws agree")


@claim(
    "session3-lipschitz-constant-scaling",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4, end",
    tags=("transport",),
)
def lipschitz_constant_scaling(d: Derivation) -> None:
    """With K-Lipschitz critics the objective is K W1: another scale, the same minimiser.

    The K-Lipschitz functions are K times the 1-Lipschitz ones, and a critic's gain scales with it.
    """
    p, q, f = density("p_g"), density("p_data"), function("f")
    K, s, m, a, x = positive("K"), positive("s"), real("m"), real("a"), variable("x")
    d.fact(
        E[x:p](K * f(x)) - E[x:q](K * f(x)),
        "==",
        K * (E[x:p](f(x)) - E[x:q](f(x))),
    )
    critic = K * sign(m - a) * x
    d.fact(K * Abs(m - a), ">", 0, Ne(m, a), note="least at m = a, as for K = 1")
    d.start(E[x : Normal(m, s)](critic) - E[x : Normal(a, s)](critic))
    d.eq(K * Abs(m - a))
    d.eq(K * W1(Normal(m, s), Normal(a, s)))


@claim(
    "session3-lipschitz-enforcement",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4, end",
    tags=("transport",),
)
def lipschitz_enforcement(d: Derivation) -> None:
    """A network is Lipschitz with the product of its layers' constants.

    Bounded weights bound a linear layer, |W v| <= |W| |v| with the Frobenius norm; divided by its
    norm it is 1-Lipschitz. Usual activations are 1-Lipschitz.
    """
    n, m = natural("n"), natural("m")
    W, h = matrices("W", m, n), vectors("h", n)
    f, x, u, v = function("f"), real("x"), real("u"), real("v")
    K, L = positive("K"), positive("L")
    outer, inner = K * (2 * sigmoid(u) - 1), L * (2 * sigmoid(v) - 1)
    d.fact(Norm(W @ h) ** 2, "<=", Trace(Transpose(W) @ W) * Norm(h) ** 2, note="linear layer")
    d.fact(Abs(Max(u, 0) - Max(v, 0)), "<=", Abs(u - v), note="rectifier")
    d.fact(Abs(Derivative(tanh(f(x)), x)), "<=", Abs(Derivative(f(x), x)), note="after a layer f")
    d.start(Abs(outer * inner))
    d.le(K * L, note="slopes within K and L: that of the composition is within K L")


@claim(
    "session3-complete-data",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2",
    tags=("erratum", "likelihood"),
    expect="refuted",
)
def complete_data(d: Derivation) -> None:
    """As printed: log p(x) is the complete-data log-likelihood, the one of x and its code z."""
    prior, p = density("p"), density("p_theta", given=1)
    x, z, t = real("x"), real("z"), variable("t")
    d.start(log(E[t:prior](p(x | t))))
    d.eq(log(p(x | z) * prior(z)))


@claim(
    "session3-complete-data-corrected",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2",
    tags=("erratum", "likelihood"),
)
def observed_data(d: Derivation) -> None:
    """log p(x) is the observed-data log-likelihood: the code is integrated out."""
    prior, p = density("p"), density("p_theta", given=1)
    x, z = real("x"), variable("z")
    d.start(log(E[z:prior](p(x | z))))
    d.eq(log(Integral(p(x | z) * prior(z), (z, -oo, oo))))


@claim(
    "session3-iid-needed",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2",
    tags=("erratum", "likelihood"),
    expect="refuted",
)
def dependent_data(d: Derivation) -> None:
    """As printed, without independence: the log joint density is the sum of the marginals'."""
    p, x, y, t = density("p", 2), real("x"), real("y"), variable("t")
    first, second = Integral(p(x, t), (t, -oo, oo)), Integral(p(t, y), (t, -oo, oo))
    d.start(log(p(x, y)))
    d.eq(log(first) + log(second))


@claim(
    "session3-decomposition-finite",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 2.1",
    tags=("erratum", "kl"),
    expect="refuted",
)
def infinite_terms(d: Derivation) -> None:
    """As printed: the decomposition holds for any q.

    For x = 0, a standard normal prior, N(z, 1) as decoder and a Cauchy q the terms are infinite.
    """
    z, q = variable("z"), Cauchy(0, 1)
    log_q = log(q(z))
    reconstruction = E[z:q](-(z**2) / 2 - log(2 * pi) / 2)
    from_prior = E[z:q](log_q + z**2 / 2 + log(2 * pi) / 2)
    from_posterior = E[z:q](log_q + z**2 + log(pi) / 2)
    d.start(log(Normal(0, sqrt(2))(0)))
    d.eq(reconstruction - from_prior + from_posterior)


@claim(
    "session3-minmax-scope",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3",
    tags=("erratum", "gan"),
    expect="refuted",
)
def minmax_is_the_functional(d: Derivation) -> None:
    """As printed: the functional V(D, G) is its min-max value, here for p_g = p_data."""
    p, D, x = density("p_data"), between("D", 0, 1), variable("x")
    d.start(E[x:p](log(D)) + E[x:p](log(1 - D)))
    d.eq(-log(4))


@claim(
    "session3-minmax-scope-corrected",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3",
    tags=("erratum", "gan"),
)
def minmax_is_a_number(d: Derivation) -> None:
    """The value -log 4 is the largest of V over D, for p_g = p_data."""
    y = variable("y")
    d.start(Sup(log(y) + log(1 - y), (y, 0, 1)))
    d.eq(-log(4))


@claim(
    "session3-unique-in-law",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3.3",
    tags=("erratum", "gan", "js"),
    expect="refuted",
)
def minimum_of_a_family(d: Derivation) -> None:
    """As printed: the minimum of C(G) is -log 4, though the generators are all too wide.

    The data are uniform on (0, 1), the generators' laws uniform on (0, t) with t in (2, 3).
    """
    t = variable("t")
    d.start(Inf(2 * JS(Uniform(0, 1), Uniform(0, t)) - log(4), (t, 2, 3)))
    d.eq(-log(4))


@claim(
    "session3-unique-in-law-corrected",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 3.3",
    tags=("erratum", "gan", "js"),
)
def two_generators_of_one_law(d: Derivation) -> None:
    """G(z) = z and G(z) = -z have the same law: only the law of the minimiser is unique."""
    f, z = function("f"), variable("z")
    d.start(E[z : Normal(0, 1)](f(-z)))
    d.eq(E[z : Normal(0, 1)](f(z)))


@claim(
    "session3-kr-norm",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4",
    tags=("erratum", "transport"),
    expect="refuted",
)
def euclidean_critics(d: Derivation) -> None:
    """As printed, with Euclidean Lipschitz functions and the sum of absolute values as cost.

    For point masses at (0, 0) and (1, 1) the cost is 2; the best linear critics of Euclidean slope
    1, cos(t) x + sin(t) y, gain less.
    """
    t = variable("t")
    d.start(Sup(cos(t) + sin(t), (t, 0, 2 * pi)))
    d.eq(2)


@claim(
    "session3-kr-norm-corrected",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4",
    tags=("erratum", "transport"),
)
def critics_in_the_norm_of_the_cost(d: Derivation) -> None:
    """A critic a x + b y is 1-Lipschitz in that norm for |a|, |b| <= 1, and may gain the cost 2."""
    a, b = variable("a"), variable("b")
    d.start(Sup(a, (a, -1, 1)) + Sup(b, (b, -1, 1)))
    d.eq(2)


@claim(
    "session3-w1-first-moment",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4",
    tags=("erratum", "transport"),
    expect="refuted",
)
def distance_is_finite(d: Derivation) -> None:
    """As printed: W1 is a metric, so the distance of a Cauchy law from 0 is within some c."""
    c = positive("c")
    d.start(W1(Cauchy(0, 1), Dirac(0)))
    d.le(c)


@claim(
    "session3-w1-first-moment-corrected",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4",
    tags=("erratum", "transport"),
)
def first_moment(d: Derivation) -> None:
    """The only coupling with a point mass costs the first moment, infinite for a Cauchy law."""
    x = variable("x")
    d.start(E[x : Cauchy(0, 1)](Abs(x - 0)))
    d.eq(oo)


@claim(
    "session3-parametric-family",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4, end",
    tags=("erratum", "transport"),
    expect="refuted",
)
def linear_critics(d: Derivation) -> None:
    """As printed: a parametric family of Lipschitz functions is enough; here the linear ones."""
    w, x = variable("w"), variable("x")
    p, q = Normal(0, 1), Normal(0, 2)
    d.start(Sup(E[x:q](w * x) - E[x:p](w * x), (w, -1, 1)))
    d.eq(W1(q, p))


@claim(
    "session3-parametric-family-corrected",
    source="Exercise Session 3, VAEs, GANs and autoregressive models: Task 4.4, end",
    tags=("erratum", "transport"),
)
def all_critics(d: Derivation) -> None:
    """Among all 1-Lipschitz functions |x| gains as much as the coupling (z, 2 z) costs."""
    x, z = variable("x"), variable("z")
    p, q = Normal(0, 1), Normal(0, 2)
    with d.lemma("coupling"):
        d.start(W1(q, p))
        d.le(E[z : Normal(0, 1)](Abs(2 * z - z)))
        d.eq(sqrt(2 / pi))
    d.start(E[x:q](Abs(x)) - E[x:p](Abs(x)))
    d.eq(sqrt(2 / pi))


def bayes(prior: Any, likelihood: Any, x: Any, z: Any) -> tuple[Any, Any]:
    """The evidence p(x) and the posterior p(z | x)."""
    t = variable("t")
    evidence = E[t:prior](likelihood(x | t))
    return evidence, likelihood(x | z) * prior(z) / evidence


def segment(theta: Any) -> Any:
    """The law of (theta, Y) with Y uniform on the unit interval."""
    return Independent(Dirac(theta), Uniform(0, 1))
