"""CS 236, Autumn 2019/2020, Homework 3: generative adversarial networks and divergences."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    KL,
    Abs,
    ArgMin,
    Derivation,
    Derivative,
    Dirac,
    E,
    Entropy,
    Eq,
    Identity,
    Inf,
    Integral,
    Limit,
    MultivariateNormal,
    Ne,
    Norm,
    Normal,
    Pareto,
    Piecewise,
    Sum,
    Transpose,
    between,
    claim,
    density,
    exp,
    function,
    let,
    log,
    matrices,
    natural,
    negative,
    oo,
    positive,
    real,
    reals,
    sequence,
    sigmoid,
    sign,
    variable,
    vector,
    vectors,
)


@claim(
    "cs236-sigmoid-derivative",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 2, Part 4",
    tags=("gan",),
)
def sigmoid_derivative(d: Derivation) -> None:
    """The derivative of the logistic function is sigmoid(x) (1 - sigmoid(x))."""
    x = real("x")
    d.goal(Derivative(sigmoid(x), x), "==", sigmoid(x) * (1 - sigmoid(x)))
    d.eq(Derivative(1 / (1 + exp(-x)), x))
    d.eq(exp(-x) / (1 + exp(-x)) ** 2)
    d.eq(sigmoid(x) * (1 - sigmoid(x)), eq="fact")


@claim(
    "cs236-minimax-vanishing-gradient",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 2, Part 4, eq. 1-8",
    tags=("gan", "gradient"),
)
def minimax_vanishing_gradient(d: Derivation) -> None:
    """The minimax generator's gradient vanishes where the discriminator is sure of its fakes.

    (6) and (7) hold for every logit. (8) needs a bounded derivative of the logit: with |dh| < B the
    gradient is at most B times the mean output of the discriminator on fakes, so at most B exp(l)
    if all logits are below l, and that vanishes as l goes to minus infinity.
    """
    theta, u, level = reals("theta u l")
    h, G, f, r = function("h"), function("G", 2), function("f"), function("r", kind="positive")
    z, t, bound = variable("z"), variable("t"), positive("B")
    noise = Normal(0, 1)

    s, slope = sigmoid(h(G(theta, u))), Derivative(h(G(theta, u)), theta)
    with d.lemma("inside"):
        d.start(Derivative(log(1 - s), theta))
        d.eq(1 / (1 - s) * Derivative(1 - s, theta), eq="3")
        d.eq(-1 / (1 - s) * Derivative(s, theta), eq="4")
    d.fact(Derivative(s, theta), "==", s * (1 - s) * slope, eq="5")

    s, slope = sigmoid(h(G(theta, z))), Derivative(h(G(theta, z)), theta)
    with d.lemma("gradient"):
        d.start(Derivative(E[z:noise](log(1 - 1 / (1 + exp(-h(G(theta, z)))))), theta))
        d.eq(Derivative(E[z:noise](log(1 - s)), theta), eq="1")
        d.eq(E[z:noise](Derivative(log(1 - s), theta)), eq="2")
        d.eq(E[z:noise](-(s * (1 - s) * slope) / (1 - s)), eq="6")
        d.eq(E[z:noise](-s * slope), eq="7")

    d.fact(
        Limit(-sigmoid(log(1 - t)) * Derivative(log(1 - t), t), t, 1, "-"),
        "==",
        1,
        note="h(x) = log(1 - x), G = theta: a sure discriminator, no bound, and no vanishing",
    )
    # Any logit below l, and any derivative of it between -B and B.
    logit, bounded = level - r(z), bound * (2 * sigmoid(f(z)) - 1)
    output = sigmoid(logit)
    with d.lemma("from-above"):
        d.start(E[z:noise](-output * bounded))
        d.le(bound * E[z:noise](output))
        d.le(bound * E[z:noise](exp(logit)))
        d.le(bound * exp(level))
    with d.lemma("from-below"):
        d.start(E[z:noise](-output * bounded))
        d.ge(-bound * E[z:noise](output))
        d.ge(-bound * E[z:noise](exp(logit)))
        d.ge(-bound * exp(level))
    d.start(Limit(bound * exp(level), level, -oo))
    d.eq(0, eq="8", note="the gradient lies between -B exp(l) and B exp(l)")


@claim(
    "cs236-optimal-discriminator",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 1, eq. 9-14",
    tags=("gan", "optimum"),
)
def optimal_discriminator(d: Derivation) -> None:
    """L_D is least for D*(x) = p_data(x)/(p_theta(x) + p_data(x)).

    The homework stops at the stationary point; the second derivative and the ends are added. Any
    discriminator with values in (0, 1) is D(x) = sigmoid(h(x)) for some function h.
    """
    p, q, h = density("p_data"), density("p_theta"), function("h")
    x, y, u, w = variable("x"), variable("y"), real("u"), positive("w")
    a, b, t = p(u), q(u), between("D", 0, 1)
    D, best = sigmoid(h(x)), p(x) / (q(x) + p(x))
    line = (x, -oo, oo)

    slope = a * (1 / t) - b * (1 / (1 - t))
    d.fact(Derivative(a * log(t) + b * log(1 - t), t), "==", slope, eq="10")
    d.fact(a * (1 / t), "==", b * (1 / (1 - t)), Eq(slope, 0), eq="11")
    d.fact(a * (1 - t), "==", b * t, Eq(slope, 0), eq="12")
    d.fact(a, "==", t * (b + a), Eq(slope, 0), eq="13")
    d.fact(t, "==", a / (b + a), Eq(slope, 0), eq="14")
    with d.lemma("curvature"):
        d.start(Derivative(-(a * log(t) + b * log(1 - t)), (t, 2)))
        d.eq(a / t**2 + b / (1 - t) ** 2)
        d.gt(0, note="strictly convex: the stationary point is the minimum")
    d.fact(ArgMin(-(a * log(y) + b * log(1 - y)), (y, 0, 1)), "==", a / (b + a))
    d.fact(ArgMin(-w * log(1 - y), (y, 0, 1)), "==", 0, note="p_data(x) = 0: the end D = 0")
    d.fact(ArgMin(-w * log(y), (y, 0, 1)), "==", 1, note="p_theta(x) = 0: the end D = 1")
    d.fact(-w * log(t), ">", 0, note="so then no D in (0, 1) attains the infimum 0")

    least = -E[x:p](log(best)) - E[x:q](log(1 - best))
    d.goal(-E[x:p](log(D)) - E[x:q](log(1 - D)), ">=", least)
    d.eq(-Integral(p(x) * log(D) + q(x) * log(1 - D), line), eq="9")
    d.ge(-Integral(p(x) * log(best) + q(x) * log(1 - best), line))
    d.eq(least)


@claim(
    "cs236-logits-log-ratio",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 2, eq. 15-23",
    tags=("gan",),
)
def logits_log_ratio(d: Derivation) -> None:
    """The optimal discriminator's logit is the log density ratio of data and model."""
    p, q = density("p_data"), density("p_theta")
    x, h = reals("x h")
    F = p(x) / (q(x) + p(x))
    d.assume(Eq(sigmoid(h), F))
    d.fact(sigmoid(h), "==", p(x) / (q(x) + p(x)), eq="15", note="D = D*, the assumption")
    d.fact(F, "==", p(x) / (q(x) + p(x)), eq="16", note="F by definition")
    d.fact(1 / (1 + exp(-h)), "==", F, eq="17")
    with d.lemma("cleared"):
        d.start(1)
        d.eq((1 + exp(-h)) * F, eq="18")
        d.eq(F + F * exp(-h), eq="19")
    d.fact((1 - F) / F, "==", exp(-h), eq="20")
    d.fact(log((1 - F) / F), "==", -h, eq="21")
    d.goal(h, "==", log(p(x) / q(x)))
    d.eq(log(F / (1 - F)), eq="22")
    d.eq(log(p(x) / q(x)), eq="23")


@claim(
    "cs236-generator-loss-is-reverse-kl",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 3, eq. 24-27",
    tags=("gan", "kl"),
)
def generator_loss_is_reverse_kl(d: Derivation) -> None:
    """With the optimal discriminator the generator's loss is KL(p_theta, p_data)."""
    p, q, x = density("p_data"), density("p_theta"), variable("x")
    best, other = p(x) / (q(x) + p(x)), q(x) / (q(x) + p(x))
    d.goal(E[x:q](log(1 - best)) - E[x:q](log(best)), "==", KL(q, p))
    d.eq(E[x:q](log(other)) - E[x:q](log(best)), eq="24")
    d.eq(E[x:q](log(other / best)), eq="25")
    d.eq(E[x:q](log(q(x) / p(x))), eq="26")
    d.eq(KL(q, p), eq="27")


@claim(
    "cs236-nll-as-forward-kl",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 4, eq. 28-32",
    tags=("kl", "likelihood"),
)
def nll_as_forward_kl(d: Derivation) -> None:
    """The negative log-likelihood is KL(p_data, p_theta) plus the entropy of the data.

    So two parameters differ by the same amount in both, and the minimisers agree; the least values
    differ by the entropy. (31) and (32) are shown for Gaussians of a common variance, (32) for the
    minimisers: of the values it is false.
    """
    p, data = density("p_theta", given=1), density("p_data")
    x, t, theta, other = variable("x"), variable("t"), real("theta"), real("theta_1")
    nll = -E[x:data](log(p(x | theta)))
    with d.lemma("split"):
        d.start(KL(data, p | theta))
        d.eq(E[x:data](log(data(x) / p(x | theta))), eq="28")
        d.eq(E[x:data](log(data(x))) - E[x:data](log(p(x | theta))), eq="29")
    d.fact(nll, "==", KL(data, p | theta) - E[x:data](log(data(x))), eq="30")
    d.fact(
        nll + E[x:data](log(p(x | other))),
        "==",
        KL(data, p | theta) - KL(data, p | other),
        note="one parameter against another: the entropy drops out",
    )
    normal, model, line = Normal(0, 1), Normal(t, 1), (t, -oo, oo)
    cost = -E[x:normal](log(model(x)))
    with d.lemma("least-values"):
        d.start(Inf(cost, line))
        d.eq(Inf(KL(normal, model) - E[x:normal](log(normal(x))), line), eq="31")
        d.eq(Inf(KL(normal, model), line) + Entropy(normal), note="not without the entropy")
    d.start(ArgMin(cost, line))
    d.eq(ArgMin(KL(normal, model), line), eq="32")


@claim(
    "cs236-kl-asymmetric",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 4, eq. 33",
    tags=("kl",),
)
def kl_asymmetric(d: Derivation) -> None:
    """KL is not symmetric: two centred Gaussians of different width show it.

    So the generator's loss, (33), is another objective than the likelihood.
    """
    p, q, x, s = density("p_data"), density("p_theta"), variable("x"), positive("s")
    best = p(x) / (q(x) + p(x))
    d.fact(E[x:q](log(1 - best)) - E[x:q](log(best)), "==", KL(q, p), eq="33")
    d.fact(KL(Normal(0, 1), Normal(0, s)), "==", log(s) + 1 / (2 * s**2) - 0.5)
    d.fact(KL(Normal(0, s), Normal(0, 1)), "==", -log(s) + s**2 / 2 - 0.5)
    d.start(KL(Normal(0, 1), Normal(0, 2)))
    d.lt(KL(Normal(0, 2), Normal(0, 1)), eq="text", note="0.32 against 0.81")


@claim(
    "cs236-projection-logits",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 4, Part 1, eq. 34-41",
    tags=("gan", "gaussian"),
)
def projection_logits(d: Derivation) -> None:
    """The optimal conditional logit is y'(A phi(x) + b), linear in the features and the class.

    There are m classes and r features; class priors of data and model are equal. The rows of M and
    H are the m means of data and model, mu_y and nu_y those of the class at hand.
    """
    m, r, y = natural("m"), natural("r"), natural("y")
    d.assume(y <= m)
    p, q = density("p_data"), density("p_theta")
    pc, qc = density("p_data_y", given=1), density("p_theta_y", given=1)
    x, h, label, prior = real("x"), real("h"), real("c"), between("w", 0, 1)
    d.fact(h, "==", log(p(x) / q(x)), Eq(sigmoid(h), p(x) / (q(x) + p(x))), eq="34")
    joint = log(prior * pc(x | label) / (prior * qc(x | label)))
    d.fact(joint, "==", log(pc(x | label) / qc(x | label)), eq="35", note="equal class priors")

    phi, mu, nu = vectors("phi", r), sequence("mu", of=vector(r)), sequence("nu", of=vector(r))
    u, v = phi - mu[y], phi - nu[y]
    true, fake = MultivariateNormal(mu[y], Identity(r)), MultivariateNormal(nu[y], Identity(r))
    with d.lemma("class-means"):
        ratio = let("h", log(true(phi) / fake(phi)))
        d.start(ratio)
        d.eq(log(true(phi) / fake(phi)), eq="36")
        d.eq(log(exp(-(Transpose(u) @ u) / 2) / exp(-(Transpose(v) @ v) / 2)), eq="37")
        d.eq(-(Transpose(u) @ u) / 2 + (Transpose(v) @ v) / 2, eq="38")
        squares = Norm(nu[y]) ** 2 - Norm(mu[y]) ** 2
        d.eq(Transpose(phi) @ (mu[y] - nu[y]) + squares / 2, eq="39")

    M, H, i, j = matrices("M", m, r), matrices("H", m, r), variable("i"), variable("j")
    A = M - H

    def b(k: Any) -> Any:
        """The k-th component of b: half the difference of the squared lengths of two means."""
        return (Sum(H[k, j] ** 2, (j, 1, r)) - Sum(M[k, j] ** 2, (j, 1, r))) / 2

    d.start(Sum((phi[j] - H[y, j]) ** 2 / 2 - (phi[j] - M[y, j]) ** 2 / 2, (j, 1, r)))
    d.eq(Sum(phi[j] * (M[y, j] - H[y, j]), (j, 1, r)) + b(y), note="(38) and (39) by components")
    d.eq((A @ phi)[y] + b(y), eq="40")
    one_hot = Piecewise((1, Eq(i, y)), (0, True))
    d.eq(Sum(one_hot * ((A @ phi)[i] + b(i)), (i, 1, m)), eq="41")


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


@claim(
    "cs236-h-negative-vs-much-negative",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 2, Part 4, (6)",
    tags=("erratum", "gan"),
    expect="refuted",
)
def negative_logit(d: Derivation) -> None:
    """As printed: a negative logit makes sigmoid(h) as small as we please."""
    h, tolerance = negative("h"), between("t", 0, 1)
    d.start(sigmoid(h))
    d.le(tolerance)


@claim(
    "cs236-h-negative-vs-much-negative-corrected",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 2, Part 4, (6)",
    tags=("erratum", "gan"),
)
def very_negative_logit(d: Derivation) -> None:
    """A logit of at most log(t) makes sigmoid(h) at most t."""
    h, tolerance = negative("h"), between("t", 0, 1)
    d.assume(h <= log(tolerance))
    d.start(sigmoid(h))
    d.le(exp(h))
    d.le(tolerance)


@claim(
    "cs236-vanishing-needs-bounded-dh",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 2, Part 4, (8)",
    tags=("erratum", "gan", "gradient"),
    expect="refuted",
)
def vanishing_without_bound(d: Derivation) -> None:
    """As printed: the gradient vanishes whenever the logit goes to minus infinity.

    With h(x) = log(1 - x) and G = theta the logit does so as theta goes to 1.
    """
    t = variable("t")
    h = log(1 - t)
    d.start(Limit(-sigmoid(h) * Derivative(h, t), t, 1, "-"))
    d.eq(0)


@claim(
    "cs236-part1-stationary-only",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 1, (10)-(14)",
    tags=("erratum", "optimum"),
    expect="refuted",
)
def stationary_only(d: Derivation) -> None:
    """The inference as printed: where the derivative vanishes, the function is least."""
    f, t, u = function("f"), real("t"), real("u")
    d.assume(Eq(Derivative(f(t), t), 0))
    d.start(f(t))
    d.le(f(u))


@claim(
    "cs236-29-finite-entropy",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 4, (29)",
    tags=("erratum", "kl"),
    expect="refuted",
)
def infinite_entropy(d: Derivation) -> None:
    """As printed: the mean of a log ratio is the difference of the means.

    The density 1/(x log(x)^2) on (e, oo) has no finite entropy. Its log x has the law Pareto(1, 1),
    and its log density at x = exp(u) is -u - 2 log u; the model's is lower by a constant c.
    """
    u, c = variable("u"), positive("c")
    log_p = -u - 2 * log(u)
    law = Pareto(1, 1)
    d.start(E[u:law](log_p - (log_p - c)))
    d.eq(E[u:law](log_p) - E[u:law](log_p - c))


@claim(
    "cs236-32-min-values",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 4, (31)-(32)",
    tags=("erratum", "kl"),
    expect="refuted",
)
def min_values(d: Derivation) -> None:
    """As printed: the least value stays the same when the entropy is dropped."""
    x, t = variable("x"), variable("t")
    data, line = Normal(0, 1), (t, -oo, oo)
    d.start(Inf(KL(data, Normal(t, 1)) - E[x:data](log(data(x))), line))
    d.eq(Inf(KL(data, Normal(t, 1)), line))


@claim(
    "cs236-kl-symmetric-sometimes-corrected",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 3, Part 4, after (33)",
    tags=("erratum", "kl"),
)
def symmetric_sometimes(d: Derivation) -> None:
    """KL is symmetric between Gaussians of equal variance, the family of Problem 5."""
    a, b, epsilon = real("a"), real("b"), positive("epsilon")
    p, q = Normal(a, epsilon), Normal(b, epsilon)
    d.start(KL(p, q))
    d.eq(KL(q, p))


@claim(
    "cs236-35-class-priors",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 4, Part 1, (35)",
    tags=("erratum", "gan"),
    expect="refuted",
)
def without_class_priors(d: Derivation) -> None:
    """As printed: the optimal conditional logit is the log ratio of the class conditionals.

    The discriminator sees (x, y): its logit is the log ratio of the joint densities, with the
    probabilities w and v of the class in data and model.
    """
    p, q = density("p_data", given=1), density("p_theta", given=1)
    x, y = real("x"), real("y")
    w, v = between("w", 0, 1), between("v", 0, 1)
    d.start(log(w * p(x | y) / (v * q(x | y))))
    d.eq(log(p(x | y) / q(x | y)))


@claim(
    "cs236-35-class-priors-corrected",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 4, Part 1, (35)",
    tags=("erratum", "gan"),
)
def with_class_priors(d: Derivation) -> None:
    """The log ratio of the class probabilities is added: a change of b_y alone."""
    p, q = density("p_data", given=1), density("p_theta", given=1)
    x, y = real("x"), real("y")
    w, v = between("w", 0, 1), between("v", 0, 1)
    d.start(log(w * p(x | y) / (v * q(x | y))))
    d.eq(log(p(x | y) / q(x | y)) + log(w / v))


@claim(
    "cs236-53-sign",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 2, after (53)",
    tags=("erratum", "kl", "limit"),
    expect="refuted",
)
def derivative_to_infinity(d: Derivation) -> None:
    """As printed: the derivative of KL goes to plus infinity on either side."""
    theta, theta_0, e = real("theta"), real("theta_0"), variable("e")
    d.assume(Ne(theta, theta_0))
    d.start(Limit((theta - theta_0) / e**2, e, 0, "+"))
    d.eq(oo)


@claim(
    "cs236-55-limit-vs-pointmass",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 3, (54)-(58)",
    tags=("erratum", "gan", "limit"),
    expect="refuted",
)
def limit_of_narrow_gaussians(d: Derivation) -> None:
    """As printed: (57) is the limit of L_D for Gaussians of vanishing width."""
    theta, theta_0 = real("theta"), real("theta_0")
    D, x, e = function("D"), variable("x"), variable("e")
    d.assume(Ne(theta, theta_0))
    improved = better(D, theta, theta_0, x)
    gain = E[x : Normal(theta, e)](improved) - E[x : Normal(theta_0, e)](improved)
    d.start(Limit(gain, e, 0, "+"))
    d.eq(D(theta) - 1 - D(theta_0))


@claim(
    "cs236-55-limit-vs-pointmass-corrected",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 3, (54)-(58)",
    tags=("erratum", "gan", "limit"),
)
def narrow_gaussians(d: Derivation) -> None:
    """For Gaussians of any width L_D(D**) is 0: D** is 0 but at two points."""
    theta, theta_0, epsilon = real("theta"), real("theta_0"), positive("epsilon")
    D, x = function("D"), variable("x")
    d.assume(Ne(theta, theta_0))
    improved = better(D, theta, theta_0, x)
    fake, data = Normal(theta, epsilon), Normal(theta_0, epsilon)
    d.start(E[x:fake](improved) - E[x:data](improved))
    d.eq(0)


@claim(
    "cs236-55-needs-distinct",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 3, (55)-(58)",
    tags=("erratum", "gan"),
    expect="refuted",
)
def same_point(d: Derivation) -> None:
    """(57) without theta != theta_0: for equal points D** does no better than D*."""
    theta, theta_0, D = real("theta"), real("theta_0"), function("D")
    d.assume(Eq(theta, theta_0))
    d.start(better(D, theta, theta_0, theta) - better(D, theta, theta_0, theta_0))
    d.eq(D(theta) - 1 - D(theta_0))


@claim(
    "cs236-59-strict-corrected",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 4, (59)",
    tags=("erratum", "gan"),
)
def bound_at_the_same_point(d: Derivation) -> None:
    """For theta = theta_0 all three parts of (59) are 0, and no < holds."""
    theta, theta_0, D = real("theta"), real("theta_0"), function("D")
    d.assume(Eq(theta, theta_0))
    d.start(D(theta) - D(theta_0))
    d.eq(0)
    d.eq(Abs(theta - theta_0))


@claim(
    "cs236-60-not-attained",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 4, (60)",
    tags=("erratum", "gan"),
    expect="refuted",
)
def attained_inside(d: Derivation) -> None:
    """As printed: a linear discriminator with a slope in (-1, 1) attains the infimum."""
    theta, theta_0 = real("theta"), real("theta_0")
    x, k = variable("x"), between("k", 0, 1)
    d.assume(theta > theta_0)
    d.start(E[x : Dirac(theta)](-k * x) - E[x : Dirac(theta_0)](-k * x))
    d.eq(-Abs(theta - theta_0))


@claim(
    "cs236-minus-x-positivity",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 4, last sentence",
    tags=("erratum", "gan"),
    expect="refuted",
)
def minus_x_for_positive_theta(d: Derivation) -> None:
    """As printed: D(x) = -x is optimal for every positive theta."""
    theta, theta_0, x = positive("theta"), real("theta_0"), variable("x")
    d.start(E[x : Dirac(theta)](-x) - E[x : Dirac(theta_0)](-x))
    d.eq(-Abs(theta - theta_0))


@claim(
    "cs236-minus-x-positivity-corrected",
    source="CS 236, Autumn 2019/2020, Homework 3: Problem 5, Part 4, last sentence",
    tags=("erratum", "gan"),
)
def minus_x_right_of_the_data(d: Derivation) -> None:
    """D(x) = -x reaches the bound for theta >= theta_0, whatever the sign of theta."""
    theta, theta_0, x = real("theta"), real("theta_0"), variable("x")
    d.assume(theta >= theta_0)
    d.start(E[x : Dirac(theta)](-x) - E[x : Dirac(theta_0)](-x))
    d.eq(-Abs(theta - theta_0))


def better(D: Any, theta: Any, theta_0: Any, x: Any) -> Any:
    """D**(x) of (55): D lowered by 1 at theta, kept at theta_0, 0 elsewhere."""
    return Piecewise((D(theta) - 1, Eq(x, theta)), (D(theta_0), Eq(x, theta_0)), (0, True))
