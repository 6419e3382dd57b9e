"""ECE 544: Pattern Recognition, Problem Set 5: variational auto-encoders, GANs and duality."""

from __future__ import annotations

from typing import Any, NamedTuple

from derivcheck import (
    JS,
    KL,
    ArgMax,
    ArgMin,
    Bernoulli,
    CrossEntropy,
    Derivation,
    Derivative,
    Dot,
    E,
    Eq,
    Gradient,
    Hessian,
    Identity,
    Iid,
    Independent,
    Inf,
    Integral,
    Limit,
    Mixture,
    MultivariateNormal,
    Ne,
    Norm,
    Normal,
    Product,
    Sum,
    Transpose,
    Uniform,
    between,
    claim,
    density,
    exp,
    function,
    integer,
    log,
    matrices,
    natural,
    nonnegative,
    oo,
    pi,
    pmf,
    positive,
    real,
    reals,
    sequence,
    sigmoid,
    sqrt,
    variable,
    vector,
    vectors,
)


@claim(
    "ece544-elbo-jensen",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (a)",
    tags=("vae", "bound"),
)
def elbo_jensen(d: Derivation) -> None:
    """The evidence lower bound, by Jensen's inequality, with its KL part split off.

    z has n + 1 states. q(z|x) > 0 for all of them, and the prior p(z) does not depend on theta.
    """
    x, z, n = real("x"), variable("z"), natural("n")
    q, prior, p = pmf("q", n, given=1), pmf("p_z", n), density("p_theta", given=1)
    states = (z, 0, n)
    joint = p(x | z) * prior(z)
    d.start(log(Sum(joint, states)))
    d.eq(log(Sum(q(z | x) * (joint / q(z | x)), states)), eq="given")
    d.eq(log(E[z : q | x](joint / q(z | x))))
    d.ge(E[z : q | x](log(joint / q(z | x))), note="Jensen: log is concave")
    d.eq(E[z : q | x](log(p(x | z)) + log(prior(z) / q(z | x))))
    d.eq(Sum(q(z | x) * log(p(x | z)), states) - KL(q | x, prior))


@claim(
    "ece544-1a-q-support",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (a)",
    tags=("vae", "erratum"),
    expect="refuted",
)
def q_support(d: Derivation) -> None:
    """The rewriting of log p(x) when q(z|x) leaves out a state that p(x, z) has.

    Here q lives on 0, ..., n and the prior on 0, ..., n + 1. The printed equation needs
    q(z|x) > 0 wherever p(x, z) > 0; under that condition it is a step of ece544-elbo-jensen.
    """
    x, z, n = real("x"), variable("z"), natural("n")
    q, prior, p = pmf("q", n, given=1), pmf("p_z", n + 1), density("p_theta", given=1)
    joint = p(x | z) * prior(z)
    d.start(log(Sum(joint, (z, 0, n + 1))))
    d.eq(log(E[z : q | x](joint / q(z | x))), eq="given")


@claim(
    "ece544-kl-properties",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (b)",
    tags=("kl",),
)
def kl_properties(d: Derivation) -> None:
    """KL is nonnegative, 0 for equal laws only, not symmetric, jointly convex, and additive.

    Zero only for equal laws: KL is the mean of t - 1 - log t at the density ratio t, which is
    positive except at t = 1. Joint convexity is the log-sum inequality, integrated.
    """
    p, q, r, s = density("p q r s")
    x, y, t = variable("x"), variable("y"), positive("t")
    a, b, c, e = positive("a b c e")
    ratio = p(x) / q(x)
    with d.lemma("nonnegative"):
        d.start(KL(q, p))
        d.eq(-E[x:q](log(ratio)))
        d.ge(-E[x:q](ratio - 1))
        d.eq(0)
    d.fact(KL(q, p), "==", E[x:q](ratio - 1 - log(ratio)))
    d.fact(t - 1 - log(t), ">", 0, Ne(t, 1), note="so KL = 0 only where p = q")
    wide, narrow = Normal(0, y), Normal(0, 1)
    with d.lemma("not-symmetric"):
        d.start(Limit(KL(wide, narrow) - KL(narrow, wide), y, oo))
        d.eq(Limit((y**2 - 1 / y**2) / 2 - 2 * log(y), y, oo))
        d.eq(oo)
    total, other = a + c, b + e
    with d.lemma("log-sum"):
        d.start(a * log(a / b) + c * log(c / e))
        d.ge(total * log(total / other), note="the pointwise form of joint convexity")
    d.goal(KL(Independent(q, r), Independent(p, s)), "==", KL(q, p) + KL(r, s))
    d.done()


@claim(
    "ece544-kl-self-zero",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (c)",
    tags=("kl", "gaussian"),
)
def kl_self_zero(d: Derivation) -> None:
    """KL(q(z|x), q(z|x)) = 0: the logarithm of the ratio is that of 1."""
    mu_q, u, sigma, z = real("mu_q"), real("u"), positive("sigma"), variable("z")
    q = Normal(mu_q, sigma)
    d.fact(q(u), "==", bell(u, mu_q, sigma), eq="given")
    d.goal(E[z:q](log(q(z)) - log(q(z))), "==", 0)
    d.eq(E[z:q](log(1)), note="the left side is KL(q, q), with the logarithm of the ratio split")
    d.done()


@claim(
    "ece544-kl-gauss-same-sigma",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (d)",
    tags=("kl", "gaussian"),
)
def kl_gauss_same_sigma(d: Derivation) -> None:
    """KL of Gaussians of one standard deviation is the squared distance of means over 2 sigma^2."""
    mu_q, mu_p, u = reals("mu_q mu_p u")
    sigma, z = positive("sigma"), variable("z")
    q, p = Normal(mu_q, sigma), Normal(mu_p, sigma)
    d.fact(p(u), "==", bell(u, mu_p, sigma), eq="given")
    d.goal(KL(q, p), "==", (mu_p - mu_q) ** 2 / (2 * sigma**2))
    d.eq(E[z:q](log(q(z) / p(z))))
    d.eq(E[z:q]((z - mu_p) ** 2 - (z - mu_q) ** 2) / (2 * sigma**2))
    d.eq(E[z:q](2 * z * (mu_q - mu_p) + mu_p**2 - mu_q**2) / (2 * sigma**2))
    d.eq((2 * mu_q * (mu_q - mu_p) + mu_p**2 - mu_q**2) / (2 * sigma**2))
    d.done()


@claim(
    "ece544-lagrangian-posterior",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (e)",
    tags=("vae", "optimum"),
)
def lagrangian_posterior(d: Derivation) -> None:
    """The maximising q(z|x) is p(x|z) p(z) over its sum, and the maximum is log p(x).

    First the Lagrangian for K states (vectors q, l = p(x|z), p = p(z)) and its stationary point,
    then that no q does better: what is missing to log p(x) is a KL divergence.
    """
    K, j, k = natural("K"), natural("j"), variable("k")
    q, fit, p = vectors("q l p", K, positive=True)
    multiplier = real("lambda_")
    a, b, c = positive("a b c")
    gain = Sum(q[k] * log(fit[k]) - q[k] * log(q[k] / p[k]), (k, 1, K))
    lagrangian = gain + multiplier * (1 - Sum(q[k], (k, 1, K)))
    slope = log(fit[j]) - log(q[j] / p[j]) - 1 - multiplier
    d.fact(Gradient(lagrangian, q)[j], "==", slope, j <= K)
    d.fact(Derivative(lagrangian, multiplier), "==", 1 - Sum(q[k], (k, 1, K)))
    stationary = Eq(log(b) - log(a / c) - 1 - multiplier, 0)
    d.fact(a, "==", b * c * exp(-1 - multiplier), stationary, note="a = q, b = p(x|z), c = p(z)")
    weight = exp(-1 - multiplier) * Sum(fit[k] * p[k], (k, 1, K))
    with d.lemma("multiplier", Eq(weight, 1)):
        d.start(exp(-1 - multiplier))
        d.eq(1 / Sum(fit[k] * p[k], (k, 1, K)), note="q sums to 1")

    x, z, v, n = real("x"), variable("z"), variable("v"), natural("n")
    law, prior, model = pmf("r", n, given=1), pmf("p_z", n), density("p_theta", given=1)
    joint, states = model(x | z) * prior(z), (z, 0, n)
    evidence = Sum(model(x | v) * prior(v), (v, 0, n))
    best = joint / evidence
    d.fact(Sum(best, states), "==", 1)
    with d.lemma("attained"):
        d.start(Sum(best * log(model(x | z)), states) - Sum(best * log(best / prior(z)), states))
        d.eq(Sum(best * log(evidence), states))
        d.eq(log(evidence))
    d.start(E[z : law | x](log(model(x | z))) - KL(law | x, prior))
    d.eq(Sum(law(z | x) * log(model(x | z)), states) - KL(law | x, prior), eq="obj")
    d.eq(log(evidence) - Sum(law(z | x) * log(law(z | x) / best), states))
    d.le(log(evidence))


@claim(
    "ece544-q-equals-posterior",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 1 (f)",
    tags=("vae",),
)
def q_equals_posterior(d: Derivation) -> None:
    """The best q(z|x) is (3), the posterior p(z|x) = p(x, z)/p(x).

    (4), the joint, sums to p(x) and not to 1. With the prior (1) the bound is the mean of
    log p(x|z), which is at most the logarithm of the mean.
    """
    x, z, v, n = real("x"), variable("z"), variable("v"), natural("n")
    prior, p = pmf("p_z", n), density("p_theta", given=1)
    joint, states = p(x | z) * prior(z), (z, 0, n)
    evidence = Sum(p(x | v) * prior(v), (v, 0, n))
    posterior = joint / evidence
    d.fact(Sum(joint, states), "==", evidence, note="(4) is not a law of z unless p(x) = 1")
    with d.lemma("prior"):
        d.start(E[z:prior](log(p(x | z))) - KL(prior, prior))
        d.le(log(evidence), note="(1) satisfies the bound, with a gap")
    d.fact(Sum(posterior, states), "==", 1)
    d.start(log(evidence) - Sum(posterior * log(joint / posterior), states))
    d.eq(
        log(evidence) - Sum(posterior * log(evidence), states), note="Bayes: p(x, z)/p(z|x) = p(x)"
    )
    d.eq(0, note="with (3) the bound has no gap")


@claim(
    "ece544-vae-program",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 2 (a)",
    tags=("vae", "bound"),
)
def vae_program(d: Derivation) -> None:
    """The program minimises the sum over the data of KL(q(z|x_i), p(z)) - E_q log p(x_i|z).

    It is an upper bound on the negative log-likelihood of N points. The problem calls L a lower
    bound of p(x_i) itself; that is true as well, but only because log t < t.
    """
    N, i, z = natural("N"), variable("i"), variable("z")
    theta, phi, u = reals("theta phi u")
    x = sequence("x")
    prior, q, p = density("p_z"), density("q", given=2), density("p", given=2)
    encoder, each = q | (u, phi), q | (x[i], phi)
    elbo = E[z:encoder](log(p(u | z, theta))) - KL(encoder, prior)
    with d.lemma("bound"):
        d.start(log(E[z:prior](p(u | z, theta))))
        d.ge(-KL(encoder, prior) + E[z:encoder](log(p(u | z, theta))), eq="ELBO")
    d.fact(E[z:prior](p(u | z, theta)), ">", elbo, note="the bound as the problem names it")
    fit = E[z:each](log(p(x[i] | z, theta)))
    d.start(-Sum(log(E[z:prior](p(x[i] | z, theta))), (i, 1, N)))
    d.le(-Sum(-KL(each, prior) + fit, (i, 1, N)))
    d.eq(Sum(KL(each, prior) - fit, (i, 1, N)), note="minimised over theta and phi")


@claim(
    "ece544-recon-mc-unbiased",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 2 (b), (c)",
    tags=("vae", "sampling"),
)
def recon_mc_unbiased(d: Derivation) -> None:
    """The reconstruction error with M samples for each of N points is unbiased."""
    N, M, i, m, z = natural("N"), natural("M"), variable("i"), variable("m"), variable("z")
    x, q, p = sequence("x"), density("q", given=1), density("p", given=1)
    points, samples = (i, 1, N), (m, 1, M)
    empirical = -Sum(log(p(x[i] | z[m])), samples) / M
    error = -Sum(E[z : q | x[i]](log(p(x[i] | z))), points)
    d.goal(Sum(E[z : Iid(q | x[i], M)](empirical), points), "==", error)
    d.eq(-Sum(Sum(E[z : q | x[i]](log(p(x[i] | z))), samples) / M, points))
    d.done()


@claim(
    "ece544-gaussian-recon",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 2 (d)",
    tags=("vae", "gaussian"),
)
def gaussian_recon(d: Derivation) -> None:
    """With a Gaussian decoder it is the mean squared distance over 2 sigma^2, plus a constant.

    x(i, k) is component k of x_i, f(i, m, k) that of f(z_{i,m}).
    """
    N, M, D = natural("N M D")
    i, m, k = variable("i m k")
    sigma, x, f = positive("sigma"), function("x", 2), function("f", 3)
    a, b = vectors("a b", D)
    constant = log(2 * pi * sigma**2) / 2
    with d.lemma("one-sample"):
        d.start(-log(MultivariateNormal(b, sigma**2 * Identity(D))(a)))
        d.eq(Norm(a - b) ** 2 / (2 * sigma**2) + D * constant)

    def total(body: Any) -> Any:
        return Sum(Sum(body, (m, 1, M)) / M, (i, 1, N))

    density_at = Normal(f(i, m, k), sigma)(x(i, k))
    square, dims = (x(i, k) - f(i, m, k)) ** 2, (k, 1, D)
    d.start(-total(log(Product(density_at, dims))))
    d.eq(-total(Sum(log(density_at), dims)))
    d.eq(total(Sum(square / (2 * sigma**2) + constant, dims)))
    d.eq(total(Sum(square, dims)) / (2 * sigma**2) + N * D * constant)


@claim(
    "ece544-bernoulli-recon",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 2 (e)",
    tags=("vae",),
)
def bernoulli_recon(d: Derivation) -> None:
    """For independent Bernoulli components the reconstruction error is the cross entropy.

    The outputs are g(i, m, k) = sigmoid(a(i, m, k)), anything between 0 and 1, both excluded.
    """
    N, M, D = natural("N M D")
    i, m, k = variable("i m k")
    x, a = function("x", 2), function("a", 3)
    u, v = between("u v", 0, 1)
    d.fact(Bernoulli(v)(1), "==", v**1 * (1 - v) ** (1 - 1))
    d.fact(Bernoulli(v)(0), "==", v**0 * (1 - v) ** (1 - 0))
    d.fact(CrossEntropy(Bernoulli(u), Bernoulli(v)), "==", -u * log(v) - (1 - u) * log(1 - v))

    def total(body: Any) -> Any:
        return Sum(Sum(body, (m, 1, M)) / M, (i, 1, N))

    g, bit, dims = sigmoid(a(i, m, k)), x(i, k), (k, 1, D)
    d.start(-total(log(Product(g**bit * (1 - g) ** (1 - bit), dims))))
    d.eq(-total(Sum(log(g**bit * (1 - g) ** (1 - bit)), dims)))
    d.eq(total(Sum(-bit * log(g) - (1 - bit) * log(1 - g), dims)))


@claim(
    "ece544-2e-closed-range",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 2 (e)",
    tags=("vae", "erratum"),
    expect="refuted",
)
def closed_range(d: Derivation) -> None:
    """The cross entropy of a pixel x = 1 for outputs k/n in [0, 1], the end 0 included."""
    k, n = integer("k"), natural("n")
    d.assume(k >= 0, k <= n)
    d.start(-log(k / n))
    d.ge(0)


@claim(
    "ece544-2e-closed-range-corrected",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 2 (e)",
    tags=("vae",),
)
def open_range(d: Derivation) -> None:
    """The cross entropy is finite for outputs in (0, 1), and grows without bound at the ends."""
    g, t = between("g", 0, 1), variable("t")
    d.fact(Limit(-log(t), t, 0, "+"), "==", oo, note="x = 1 and the output tends to 0")
    d.fact(Limit(-log(1 - t), t, 1, "-"), "==", oo, note="x = 0 and the output tends to 1")
    d.fact(-log(g), ">=", 0, note="x = 1")
    d.fact(-log(1 - g), ">=", 0, note="x = 0")


@claim(
    "ece544-saddle-challenges",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (a), eq. 1",
    tags=("gan",),
)
def saddle_challenges(d: Derivation) -> None:
    """Simultaneous gradient steps on a saddle program can run away from the saddle point.

    The answer is in words: without restrictions (1) is not concave in theta, not convex in w, and
    its max and min need not be exchangeable. The last difficulty shows on f(theta, w) = theta*w:
    each pair of steps of size r multiplies the squared distance from the saddle by 1 + r^2.
    """
    n, m = natural("n m")
    i, j = variable("i j")
    C, r, size = nonnegative("C"), positive("r"), nonnegative("s")
    h, x, G = function("h"), sequence("x"), sequence("G")
    theta, w = reals("theta w")
    true, fake = sigmoid(h(x[i])), sigmoid(h(G[j]))
    step_up, step_down = theta + r * Derivative(theta * w, theta), w - r * Derivative(theta * w, w)
    with d.lemma("cost"):
        d.start(-Sum(log(true), (i, 1, n)) - Sum(log(1 - fake), (j, 1, m)) + C / 2 * size**2)
        d.eq(Sum(-log(true), (i, 1, n)) + Sum(-log(1 - fake), (j, 1, m)) + C / 2 * size**2, eq="1")
        d.ge(0, note="so that the inner infimum exists, for s = |w|")
    d.start(step_up**2 + step_down**2)
    d.eq((theta + r * w) ** 2 + (w - r * theta) ** 2)
    d.eq((1 + r**2) * (theta**2 + w**2))


@claim(
    "ece544-logistic-cost",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (b), eq. 1",
    tags=("gan",),
)
def logistic_cost(d: Derivation) -> None:
    """The cost of the restricted discriminator p_w(1|x) = 1/(1 + exp(w'x)).

    The rows of X are the n data points, those of G the m generated ones.
    """
    n, m, D = natural("n m D")
    X, G, w = matrices("X", n, D), matrices("G", m, D), vectors("w", D)
    C, t, i, j = nonnegative("C"), real("t"), variable("i"), variable("j")
    rows, fakes, ridge = (i, 1, n), (j, 1, m), C / 2 * Norm(w) ** 2
    d.fact(-log(1 / (1 + exp(t))), "==", softplus(t))
    d.fact(-log(1 - 1 / (1 + exp(t))), "==", softplus(t) - t)
    true, fake = 1 / (1 + exp((X @ w)[i])), 1 / (1 + exp((G @ w)[j]))
    d.start(-(Sum(log(true), rows) + Sum(log(1 - fake), fakes)) + ridge)
    d.eq(-Sum(log(true), rows) - Sum(log(1 - fake), fakes) + ridge, eq="1")
    d.eq(Sum(softplus((X @ w)[i]), rows) + Sum(softplus((G @ w)[j]) - (G @ w)[j], fakes) + ridge)
    d.eq(cost(X, G, w, C))


@claim(
    "ece544-quadratic-convex",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (c)",
    tags=("convexity",),
)
def quadratic_convex(d: Derivation) -> None:
    """C/2 |a|^2 - a'b is convex in a exactly if C >= 0, strictly if C > 0, for every b.

    The gap between chord and function is C/2 times a nonnegative number.
    """
    n, C, t = natural("n"), real("C"), between("t", 0, 1)
    a, b, c, v = vectors("a b c v", n)

    def f(u: Any) -> Any:
        return C / 2 * Norm(u) ** 2 - Dot(u, b)

    d.fact(Gradient(f(a), a), "==", C * a - b)
    d.fact(Hessian(f(a), a), "==", C * Identity(n))
    d.fact(Dot(v, Hessian(f(a), a) @ v), "==", C * Norm(v) ** 2)
    d.fact(C * Norm(v) ** 2, ">=", 0, C >= 0)
    d.fact(C * Norm(v) ** 2, "<=", 0, C < 0, note="negative for every v other than 0")
    d.start(t * f(a) + (1 - t) * f(c) - f(t * a + (1 - t) * c))
    d.eq(C / 2 * t * (1 - t) * Norm(a - c) ** 2)


@claim(
    "ece544-softplus-convex",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (d)",
    tags=("convexity",),
)
def softplus_convex(d: Derivation) -> None:
    """log(1 + exp(a'b)) is convex in a for every b: its Hessian has rank one."""
    n = natural("n")
    a, b, v = vectors("a b v", n)
    f, s = softplus(Dot(a, b)), sigmoid(Dot(a, b))
    d.fact(Gradient(f, a), "==", s * b)
    d.fact(Hessian(f, a), "==", s * (1 - s) * b @ Transpose(b))
    d.start(Dot(v, Hessian(f, a) @ v))
    d.eq(s * (1 - s) * Dot(b, v) ** 2)
    d.ge(0)


@claim(
    "ece544-sum-convex",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (e)",
    tags=("convexity", "gan"),
)
def sum_convex(d: Derivation) -> None:
    """The cost is convex in w for C >= 0: its second derivative in any direction v is >= 0.

    For C > 0 it is at least C |v|^2, so the cost is strongly convex.
    """
    n, m, D = natural("n m D")
    X, G = matrices("X", n, D), matrices("G", m, D)
    w, v = vectors("w v", D)
    C, i, j = nonnegative("C"), variable("i"), variable("j")
    rows, fakes = (i, 1, n), (j, 1, m)

    def curvature(f: Any) -> Any:
        return Dot(v, Hessian(f, w) @ v)

    def bend(u: Any) -> Any:
        return sigmoid(u) * (1 - sigmoid(u))

    true, fake = Sum(softplus((X @ w)[i]), rows), Sum(softplus((G @ w)[j]), fakes)
    linear, ridge = Sum((G @ w)[j], fakes), C / 2 * Norm(w) ** 2
    on_true = Sum(bend((X @ w)[i]) * (X @ v)[i] ** 2, rows)
    on_fake = Sum(bend((G @ w)[j]) * (G @ v)[j] ** 2, fakes)
    d.fact(curvature(true), "==", on_true)
    d.fact(curvature(fake), "==", on_fake)
    d.fact(curvature(linear), "==", 0)
    d.fact(curvature(ridge), "==", C * Norm(v) ** 2)
    d.start(curvature(cost(X, G, w, C)))
    d.eq(curvature(true) + curvature(fake) - curvature(linear) + curvature(ridge))
    d.eq(on_true + on_fake + C * Norm(v) ** 2)
    d.ge(C * Norm(v) ** 2)
    d.ge(0)


@claim(
    "ece544-lagrangian",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (f), eq. 2",
    tags=("duality", "gan"),
)
def program_lagrangian(d: Derivation) -> None:
    """The Lagrangian of (2): the cost with multipliers for xi = Xw and zeta = Gw.

    The minimum in (2) is over w and the xi. On the feasible set the Lagrangian is the cost, and its
    gradients in the multipliers are the constraints.
    """
    n, m, D = natural("n m D")
    X, G, w = matrices("X", n, D), matrices("G", m, D), vectors("w", D)
    xi, lambda_x = vectors("xi lambda_x", n)
    zeta, lambda_z = vectors("zeta lambda_z", m)
    C, i, j = nonnegative("C"), variable("i"), variable("j")
    rows, fakes = (i, 1, n), (j, 1, m)

    def program(a: Any, b: Any) -> Any:
        value = Sum(softplus(a[i]), rows) + Sum(softplus(b[j]), fakes)
        return value - Sum((G @ w)[j], fakes) + C / 2 * Norm(w) ** 2

    def lagrange(a: Any, b: Any) -> Any:
        return program(a, b) + Dot(lambda_x, a - X @ w) + Dot(lambda_z, b - G @ w)

    d.fact(Gradient(lagrange(xi, zeta), lambda_x), "==", xi - X @ w, note="(C1)")
    d.fact(Gradient(lagrange(xi, zeta), lambda_z), "==", zeta - G @ w, note="(C2)")
    with d.lemma("feasible"):
        d.start(lagrange(X @ w, G @ w))
        d.eq(program(X @ w, G @ w), eq="2")
        d.eq(cost(X, G, w, C))
    on_rows = Sum(lambda_x[i] * (xi[i] - (X @ w)[i]), rows)
    on_fakes = Sum(lambda_z[j] * (zeta[j] - (G @ w)[j]), fakes)
    d.start(lagrange(xi, zeta))
    d.eq(program(xi, zeta) + on_rows + on_fakes, note="one multiplier for each constraint")


@claim(
    "ece544-2-min-over-w-only",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (f), eq. 2",
    tags=("duality", "erratum"),
    expect="refuted",
)
def min_over_w_only(d: Derivation) -> None:
    """With the minimum over w alone, as (2) is printed, the Lagrangian gives no lower bound.

    The infimum still depends on xi, and for some xi it exceeds the cost. The minimum over w and xi
    does not: ece544-dual-program.
    """
    n, D, i = natural("n"), natural("D"), variable("i")
    X, C = matrices("X", n, D), positive("C")
    w, u = vectors("w u", D)
    xi, lambda_x = vectors("xi lambda_x", n)
    fit = Sum(softplus(xi[i]), (i, 1, n)) + Dot(lambda_x, xi - X @ u)
    d.start(Inf(fit + C / 2 * Norm(u) ** 2, (u, vector(D))))
    d.le(Sum(softplus((X @ w)[i]), (i, 1, n)) + C / 2 * Norm(w) ** 2)


@claim(
    "ece544-quadratic-min",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (g)",
    tags=("duality", "optimum"),
)
def quadratic_min(d: Derivation) -> None:
    """min over w of C/2 |w|^2 - w'b is -|b|^2/(2C), at w = b/C, for C > 0."""
    n, C = natural("n"), positive("C")
    w, b = vectors("w b", n)
    body, least = C / 2 * Norm(w) ** 2 - Dot(w, b), -(Norm(b) ** 2) / (2 * C)
    d.fact(Gradient(body, w), "==", C * w - b)
    with d.lemma("square-completed"):
        d.start(body)
        d.eq(C / 2 * Norm(w - b / C) ** 2 + least)
        d.ge(least)
    d.fact(ArgMin(body, (w, vector(n))), "==", b / C)
    d.goal(Inf(body, (w, vector(n))), "==", least)
    d.done()


@claim(
    "ece544-c-zero",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (g), (i)",
    tags=("duality", "erratum"),
    expect="refuted",
)
def c_zero(d: Derivation) -> None:
    """The minimum of 3 (g) for C >= 0, as the problem allows it; C = 0, 1, ..."""
    n, C = natural("n"), integer("C")
    b, w = vectors("b", n), vectors("w", n)
    d.assume(C >= 0)
    d.start(Inf(C / 2 * Norm(w) ** 2 - Dot(w, b), (w, w.domain)))
    d.eq(-(Norm(b) ** 2) / (2 * C))


@claim(
    "ece544-c-zero-corrected",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (g), (i)",
    tags=("duality",),
)
def c_positive(d: Derivation) -> None:
    """C > 0 is needed: for C = 0 the infimum of (g) is -oo, that of (1) need not be attained."""
    C, b, t, w = positive("C"), real("b"), real("t"), variable("w")
    square = positive("square")
    d.fact(Limit(-w * square, w, oo), "==", -oo, note="C = 0, along w*b, where square = |b|^2")
    d.fact(Inf(softplus(w), (w, -oo, oo)), "==", 0, note="(1) with C = 0, one point x = 1, no z")
    d.fact(softplus(t), ">", 0, note="and no w attains it")
    d.goal(Inf(C / 2 * w**2 - w * b, (w, -oo, oo)), "==", -(b**2) / (2 * C))
    d.done()


@claim(
    "ece544-conjugate-softplus",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (h)",
    tags=("duality", "optimum"),
)
def conjugate_softplus(d: Derivation) -> None:
    """The infimum over xi of lambda xi + log(1 + exp xi) is the entropy of a bit with mean -lambda.

    It is attained for -1 < lambda < 0 only, at xi = log(-lambda/(1 + lambda)). At lambda = 0 and
    lambda = -1 the infimum is 0 (the formula with 0 log 0 = 0) and not attained; outside it is -oo.
    """
    slope, t, c = between("lambda_", -1, 0), real("t"), positive("c")
    xi, y = variable("xi"), variable("y")
    line, star = (xi, -oo, oo), log(-slope / (1 + slope))
    value = slope * log(-slope) - (1 + slope) * log(1 + slope)
    d.fact(Derivative(slope * t + softplus(t), t), "==", slope + sigmoid(t))
    with d.lemma("curvature"):
        d.start(Derivative(slope * t + softplus(t), (t, 2)))
        d.eq(sigmoid(t) * (1 - sigmoid(t)))
        d.gt(0)
    d.fact(t, "==", star, Eq(slope + sigmoid(t), 0), note="the stationary point")
    d.fact(ArgMin(slope * xi + softplus(xi), line), "==", star)
    d.fact(Inf(softplus(xi), line), "==", 0, note="lambda = 0,")
    d.fact(softplus(t), ">", 0, note="not attained;")
    d.fact(softplus(t) - t, "==", softplus(-t), note="lambda = -1:")
    d.fact(Inf(softplus(-xi), line), "==", 0, note="so there it is 0 as well,")
    d.fact(softplus(-t), ">", 0, note="not attained;")
    d.fact(Limit(y * log(-y) - (1 + y) * log(1 + y), y, 0, "-"), "==", 0)
    d.fact(Limit(y * log(-y) - (1 + y) * log(1 + y), y, -1, "+"), "==", 0)
    d.fact(Limit(c * xi + softplus(xi), xi, -oo), "==", -oo, note="lambda = c > 0")
    d.fact(Limit(-(1 + c) * xi + softplus(xi), xi, oo), "==", -oo, note="lambda = -1 - c < -1")
    d.goal(Inf(slope * xi + softplus(xi), line), "==", value)
    d.eq(slope * star + softplus(star))
    d.eq(slope * log(-slope / (1 + slope)) + log(1 - slope / (1 + slope)))
    d.done()


@claim(
    "ece544-h-min-vs-inf",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (h)",
    tags=("duality", "erratum"),
    expect="refuted",
)
def min_versus_infimum(d: Derivation) -> None:
    """For lambda = 0 the value 0 would be a minimum, taken at some xi."""
    xi = variable("xi")
    d.start(softplus(ArgMin(softplus(xi), (xi, -oo, oo))))
    d.eq(0)


@claim(
    "ece544-h-domain",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (h)",
    tags=("duality", "erratum"),
    expect="refuted",
)
def conjugate_without_domain(d: Derivation) -> None:
    """The value of 3 (h) for every real lambda: outside [-1, 0] the infimum is -oo."""
    slope, xi = real("lambda_"), variable("xi")
    d.start(Inf(slope * xi + softplus(xi), (xi, -oo, oo)))
    d.eq(slope * log(-slope) - (1 + slope) * log(1 + slope))


@claim(
    "ece544-dual-function",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (i)",
    tags=("duality", "gan"),
)
def dual_function(d: Derivation) -> None:
    """The dual function is the least value of the Lagrangian: it separates into 3 (g) and 3 (h).

    g(lambda) = -|b|^2/(2C) + sum of H(-lambda_x) + sum of H(-lambda_z) with b = sum of lambda_x x +
    sum of (1 + lambda_z) G(z) and H(u) = -u log u - (1 - u) log(1 - u). Multipliers in (-1, 0) are
    written -sigmoid(s_i), -sigmoid(t_j); the rows of X and G are the points.
    """
    two = dual_pair()
    i, j, k = variable("i j k")
    n, m, D = two.sizes
    xi, zeta = vectors("xi", n), vectors("zeta", m)
    d.fact(Sum(two.quadratic(two.w[k]), (k, 1, D)), ">=", Sum(two.least, (k, 1, D)), note="3 (g)")
    with d.lemma("separated"):
        d.start(two.lagrange(xi[i], zeta[j]))
        d.eq(two.separated(two.w[k], xi[i], zeta[j]))
    d.start(two.separated(two.b / two.C, two.s[i], two.t[j]))
    d.eq(two.dual, note="attained at w = b/C, xi = log(-lambda/(1 + lambda)), zeta likewise")


@claim(
    "ece544-dual-program",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 3 (i)",
    tags=("duality", "gan"),
)
def dual_program(d: Derivation) -> None:
    """The dual function bounds the cost from below for every w and all multipliers.

    The dual program is to maximise the dual function over all multipliers in [-1, 0]; its optimum
    is that of (2), as (2) is convex with affine constraints. With it the saddle program becomes a
    plain maximisation over theta and the multipliers.
    """
    two = dual_pair()
    i, j, k = variable("i j k")
    n, m, D = two.sizes
    true, fake = (two.X @ two.w)[i], (two.G @ two.w)[j]
    quadratic = Sum(two.quadratic(two.w[k]), (k, 1, D))
    on_rows, on_fakes = Sum(two.on_row(true), (i, 1, n)), Sum(two.on_fake(fake), (j, 1, m))
    bits_x, bits_z = Sum(two.bit_x, (i, 1, n)), Sum(two.bit_z, (j, 1, m))
    least = Sum(two.least, (k, 1, D))
    with d.lemma("quadratic-part"):
        d.start(quadratic)
        d.ge(least, note="3 (g)")
    with d.lemma("part-of-the-data"):
        d.start(on_rows)
        d.ge(bits_x, note="3 (h)")
    with d.lemma("part-of-the-generated"):
        d.start(on_fakes)
        d.ge(bits_z, note="3 (h)")
    d.goal(cost(two.X, two.G, two.w, two.C), ">=", two.dual)
    d.eq(two.program(true, fake))
    d.eq(two.lagrange(true, fake), note="w is feasible with xi = w'x, zeta = w'G(z)")
    d.eq(two.separated(two.w[k], true, fake))
    d.ge(least + on_rows + on_fakes, by="lemma:quadratic-part")
    d.ge(least + bits_x + on_fakes, by="lemma:part-of-the-data")
    d.ge(two.dual, by="lemma:part-of-the-generated")


@claim(
    "ece544-gan-cost",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 4 (b)",
    tags=("gan",),
)
def gan_cost(d: Derivation) -> None:
    """The GAN cost, min over theta and max over w, is minus the discriminator's cross entropy.

    The generator acts on noise z, G_theta(z). The cost lies below 0, and a discriminator that
    always says 1/2 makes it -log 4.
    """
    p, noise = density("p_data p_z")
    h, G = function("h G", 2)
    x, z, y = variable("x z y")
    w, theta, t = real("w"), real("theta"), between("t", 0, 1)
    on_data, on_fakes = sigmoid(h(w, x)), sigmoid(h(w, G(theta, z)))

    def cross_entropy(label: int, output: Any) -> Any:
        return -label * log(output) - (1 - label) * log(1 - output)

    value = E[x:p](log(on_data)) + E[z:noise](log(1 - on_fakes))
    d.fact(ArgMax(log(y), (y, 0, 1)), "==", 1, note="the discriminator wants D = 1 on data")
    d.fact(log(1 - t), "<", 0)
    d.fact(value, "<", 0)
    d.fact(E[x:p](log(sigmoid(0))) + E[z:noise](log(1 - sigmoid(0))), "==", -log(4))
    d.start(value)
    d.eq(-E[x:p](cross_entropy(1, on_data)) - E[z:noise](cross_entropy(0, on_fakes)))


@claim(
    "ece544-gan-capacity-form",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 4 (c)",
    tags=("gan",),
)
def gan_capacity_form(d: Derivation) -> None:
    """With the law p_G of the generated points the cost is one integral over the data domain.

    The mean over the noise is the mean over the law of the generated points: shown for an affine
    generator of Gaussian noise. (The equivalent problem is that of part (b); the
    sheet says part (a).)
    """
    p, q = density("p_data p_G")
    h, m, s = function("h"), real("m"), positive("s")
    x, z = variable("x z")
    D, line, noise = sigmoid(h(x)), (x, -oo, oo), Normal(0, 1)
    with d.lemma("affine-generator"):
        d.start(E[z:noise](log(1 - sigmoid(h(m + s * z)))))
        d.eq(E[x : Normal(m, s)](log(1 - D)))
    d.start(E[x:p](log(D)) + E[x:q](log(1 - D)))
    d.eq(Integral(p(x) * log(D), line) + Integral(q(x) * log(1 - D), line))
    d.eq(Integral(p(x) * log(D) + q(x) * log(1 - D), line))


@claim(
    "ece544-gan-euler-lagrange",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 4 (d)",
    tags=("gan", "optimum"),
)
def gan_euler_lagrange(d: Derivation) -> None:
    """The optimal discriminator is p_data/(p_data + p_G).

    The integrand L(x, D, D') does not contain D', so the Euler-Lagrange equation is stationarity at
    each x; that L is concave in D makes the stationary point the maximum.
    """
    p, q, h = density("p_data"), density("p_G"), function("h")
    u, slope, t = real("u"), real("Ddot"), between("D", 0, 1)
    x, y = variable("x y")
    integrand = p(u) * log(t) + q(u) * log(1 - t)
    condition = p(u) / t - q(u) / (1 - t)
    best, D = p(x) / (p(x) + q(x)), sigmoid(h(x))
    momentum = Derivative(integrand, slope)
    d.fact(momentum, "==", 0)
    d.fact(Derivative(integrand, t) - Derivative(momentum, u), "==", condition, eq="EL")
    d.fact(t, "==", p(u) / (p(u) + q(u)), Eq(condition, 0))
    with d.lemma("concave"):
        d.start(Derivative(integrand, (t, 2)))
        d.eq(-p(u) / t**2 - q(u) / (1 - t) ** 2)
        d.lt(0)
    pointwise = p(u) * log(y) + q(u) * log(1 - y)
    d.fact(ArgMax(pointwise, (y, 0, 1)), "==", p(u) / (p(u) + q(u)))
    d.start(Integral(p(x) * log(D) + q(x) * log(1 - D), (x, -oo, oo)))
    d.le(Integral(p(x) * log(best) + q(x) * log(1 - best), (x, -oo, oo)))


@claim(
    "ece544-4d-euler-lagrange",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 4 (d)",
    tags=("gan", "erratum"),
    expect="refuted",
)
def optimum_is_continuous(d: Derivation) -> None:
    """The optimal D as a solution of the Euler-Lagrange equation would be differentiable in x.

    Here it is not even continuous: data uniform on (0, 1), fakes uniform on (1/2, 3/2).
    """
    x = variable("x")
    p, q = Uniform(0, 1), Uniform(0.5, 1.5)
    best = p(x) / (p(x) + q(x))
    d.start(Limit(best, x, 0.5, "-"))
    d.eq(Limit(best, x, 0.5, "+"))


@claim(
    "ece544-4d-euler-lagrange-corrected",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 4 (d)",
    tags=("gan",),
)
def optimum_jumps(d: Derivation) -> None:
    """The pointwise optimum for overlapping uniform laws takes the values 1, 1/2 and 0."""
    x = variable("x")
    p, q = Uniform(0, 1), Uniform(0.5, 1.5)

    def best(u: Any) -> Any:
        return p(u) / (p(u) + q(u))

    d.fact(best(0.25), "==", 1)
    d.fact(best(0.75), "==", 0.5)
    d.fact(best(1.25), "==", 0)
    d.fact(Limit(best(x), x, 0.5, "-") - Limit(best(x), x, 0.5, "+"), "==", 0.5)
    d.fact(Limit(best(x), x, 1, "-") - Limit(best(x), x, 1, "+"), "==", 0.5)


@claim(
    "ece544-gan-optimal-generator",
    source="ECE 544, Pattern Recognition, Problem Set 5: Problem 4 (e), (f)",
    tags=("gan", "js"),
)
def gan_optimal_generator(d: Derivation) -> None:
    """At the optimal discriminator the cost is 2 JS - log 4, least for p_G = p_data; then D = 1/2.

    JS is half of two KL divergences from the mixture M, each of which is 0 only where the law is M,
    so JS = 0 only for p_G = p_data.
    """
    p, q = density("p_data p_G")
    x, u, t = variable("x"), real("u"), positive("t")
    M = Mixture((0.5, p), (0.5, q))
    best, ratio = p(x) / (p(x) + q(x)), M(x) / p(x)
    d.fact(JS(p, q), "==", KL(p, M) / 2 + KL(q, M) / 2, eq="JSD")
    half = p(x) / (p(x) + p(x))
    d.fact(E[x:p](log(half)) + E[x:p](log(1 - half)), "==", -log(4), note="for p_G = p_data")
    d.fact(KL(p, M), "==", E[x:p](ratio - 1 - log(ratio)))
    d.fact(t - 1 - log(t), ">", 0, Ne(t, 1), note="and by nothing else")
    d.fact(p(u) / (p(u) + p(u)), "==", 0.5, note="(f)")
    d.goal(E[x:p](log(best)) + E[x:q](log(1 - best)), ">=", -log(4))
    d.eq(E[x:p](log(p(x) / (2 * M(x)))) + E[x:q](log(q(x) / (2 * M(x)))))
    d.eq(KL(p, M) + KL(q, M) - log(4))
    d.eq(2 * JS(p, q) - log(4))
    d.done()


def bell(z: Any, mean: Any, sigma: Any) -> Any:
    """The Gaussian density as the problem prints it."""
    return 1 / sqrt(2 * pi * sigma**2) * exp(-1 / (2 * sigma**2) * (z - mean) ** 2)


def softplus(u: Any) -> Any:
    """log(1 + exp u)."""
    return log(1 + exp(u))


def cost(X: Any, G: Any, w: Any, C: Any) -> Any:
    """The cost of 3 (e), for data in the rows of X and generated points in those of G."""
    i, j = variable("i j")
    n, m = X.domain.rows, G.domain.rows
    fit = Sum(softplus((X @ w)[i]), (i, 1, n)) + Sum(softplus((G @ w)[j]), (j, 1, m))
    return fit - Sum((G @ w)[j], (j, 1, m)) + C / 2 * Norm(w) ** 2


class DualPair(NamedTuple):
    """Program (2) and its Lagrangian for n points, m generated points and D components.

    The methods take terms in the indices i (points), j (generated points) and k (components).
    """

    sizes: tuple[Any, Any, Any]
    X: Any
    G: Any
    w: Any
    C: Any
    s: Any
    t: Any

    @property
    def multipliers(self) -> tuple[Any, Any]:
        """lambda_x and lambda_z, any numbers between -1 and 0."""
        i, j = variable("i j")
        return -sigmoid(self.s[i]), -sigmoid(self.t[j])

    @property
    def scores(self) -> tuple[Any, Any]:
        """w'x and w'G(z), component by component."""
        i, j, k = variable("i j k")
        range_k = (k, 1, self.sizes[2])
        return Sum(self.w[k] * self.X[i, k], range_k), Sum(self.w[k] * self.G[j, k], range_k)

    @property
    def b(self) -> Any:
        """Component k of the sum of lambda_x x and (1 + lambda_z) G(z)."""
        i, j, k = variable("i j k")
        on_x, on_z = self.multipliers
        on_points = Sum(on_x * self.X[i, k], (i, 1, self.sizes[0]))
        return on_points + Sum((1 + on_z) * self.G[j, k], (j, 1, self.sizes[1]))

    def program(self, u: Any, v: Any) -> Any:
        """The objective of (2) at xi = u, zeta = v."""
        i, j, k = variable("i j k")
        n, m, D = self.sizes
        fit = Sum(softplus(u), (i, 1, n)) + Sum(softplus(v), (j, 1, m))
        ridge = self.C / 2 * Sum(self.w[k] ** 2, (k, 1, D))
        return fit - Sum(self.scores[1], (j, 1, m)) + ridge

    def lagrange(self, u: Any, v: Any) -> Any:
        """The Lagrangian of (2)."""
        i, j = variable("i j")
        (on_x, on_z), (of_x, of_z) = self.multipliers, self.scores
        n, m, _ = self.sizes
        return (
            self.program(u, v)
            + Sum(on_x * (u - of_x), (i, 1, n))
            + Sum(on_z * (v - of_z), (j, 1, m))
        )

    def separated(self, component: Any, u: Any, v: Any) -> Any:
        """The Lagrangian as a function of w, one of xi and one of zeta."""
        i, j, k = variable("i j k")
        n, m, D = self.sizes
        on_w = Sum(self.quadratic(component), (k, 1, D))
        return on_w + Sum(self.on_row(u), (i, 1, n)) + Sum(self.on_fake(v), (j, 1, m))

    def quadratic(self, component: Any) -> Any:
        """C/2 w_k^2 - w_k b_k."""
        return self.C / 2 * component**2 - component * self.b

    @property
    def least(self) -> Any:
        """-b_k^2/(2C), the least value of the quadratic."""
        return -(self.b**2) / (2 * self.C)

    def on_row(self, u: Any) -> Any:
        """lambda_x xi + log(1 + exp xi)."""
        return self.multipliers[0] * u + softplus(u)

    def on_fake(self, v: Any) -> Any:
        """lambda_z zeta + log(1 + exp zeta)."""
        return self.multipliers[1] * v + softplus(v)

    @property
    def bit_x(self) -> Any:
        """The entropy H(-lambda_x), the least value of on_row."""
        return entropy(-self.multipliers[0])

    @property
    def bit_z(self) -> Any:
        """The entropy H(-lambda_z), the least value of on_fake."""
        return entropy(-self.multipliers[1])

    @property
    def dual(self) -> Any:
        """The dual function."""
        i, j, k = variable("i j k")
        n, m, D = self.sizes
        return Sum(self.least, (k, 1, D)) + Sum(self.bit_x, (i, 1, n)) + Sum(self.bit_z, (j, 1, m))


def dual_pair() -> DualPair:
    """Program (2) with its names declared."""
    n, m, D = natural("n m D")
    X, G, w, C = matrices("X", n, D), matrices("G", m, D), vectors("w", D), positive("C")
    return DualPair((n, m, D), X, G, w, C, vectors("s", n), vectors("t", m))


def entropy(u: Any) -> Any:
    """The entropy of a bit with mean u."""
    return -u * log(u) - (1 - u) * log(1 - u)
