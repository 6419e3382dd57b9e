"""CS 236, Autumn 2019/2020, Homework 3, Problems 2 to 4: GANs and divergences."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    KL,
    ArgMin,
    Derivation,
    Derivative,
    E,
    Entropy,
    Eq,
    Identity,
    Inf,
    Integral,
    Limit,
    MultivariateNormal,
    Norm,
    Normal,
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
    oo,
    positive,
    real,
    reals,
    sequence,
    sigmoid,
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
