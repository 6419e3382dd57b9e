"""CS 236, Autumn 2019/2020, Homework 3: generative adversarial networks and divergences."""

from __future__ import annotations

from derivcheck import (
    KL,
    ArgMin,
    Derivation,
    Derivative,
    E,
    Eq,
    Integral,
    Limit,
    Ne,
    Normal,
    between,
    claim,
    density,
    exp,
    function,
    log,
    oo,
    positive,
    real,
    reals,
    sigmoid,
    variable,
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
    d.done()


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
    d.fact(slope, "==", oo, theta > theta_0)
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
    d.done()
