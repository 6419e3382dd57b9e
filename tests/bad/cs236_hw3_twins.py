"""Wrong twins: CS 236, Autumn 2019/2020, Homework 3."""

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


@claim("bad-sigmoid-derivative-sign", tags=("cs236-sigmoid-derivative",), expect="refuted")
def sigmoid_derivative_sign(d: Derivation) -> None:
    """1 + sigmoid for 1 - sigmoid."""
    x = real("x")
    d.start(Derivative(sigmoid(x), x))
    d.eq(sigmoid(x) * (1 + sigmoid(x)))


@claim("bad-sigmoid-derivative-inner", tags=("cs236-sigmoid-derivative",), expect="refuted")
def sigmoid_derivative_inner(d: Derivation) -> None:
    """The inner derivative of exp(-x) forgotten."""
    x = real("x")
    d.start(Derivative(1 / (1 + exp(-x)), x))
    d.eq(-exp(-x) / (1 + exp(-x)) ** 2)


@claim(
    "bad-vanishing-gradient-chain-rule",
    tags=("cs236-minimax-vanishing-gradient",),
    expect="refuted",
)
def vanishing_gradient_chain_rule(d: Derivation) -> None:
    """(4) without its minus sign."""
    theta, u = reals("theta u")
    h, G = function("h"), function("G", 2)
    s = sigmoid(h(G(theta, u)))
    d.start(Derivative(log(1 - s), theta))
    d.eq(1 / (1 - s) * Derivative(s, theta), eq="4")


@claim(
    "bad-vanishing-gradient-factor", tags=("cs236-minimax-vanishing-gradient",), expect="refuted"
)
def vanishing_gradient_factor(d: Derivation) -> None:
    """(5) without the factor 1 - sigmoid."""
    theta, u = reals("theta u")
    h, G = function("h"), function("G", 2)
    s = sigmoid(h(G(theta, u)))
    d.start(Derivative(s, theta))
    d.eq(s * Derivative(h(G(theta, u)), theta), eq="5")


@claim("bad-vanishing-gradient-sign", tags=("cs236-minimax-vanishing-gradient",), expect="refuted")
def vanishing_gradient_sign(d: Derivation) -> None:
    """(7) without its minus sign."""
    theta, z, h, G = real("theta"), variable("z"), function("h"), function("G", 2)
    noise, s = Normal(0, 1), sigmoid(h(G(theta, z)))
    d.start(Derivative(E[z:noise](log(1 - s)), theta))
    d.eq(E[z:noise](s * Derivative(h(G(theta, z)), theta)), eq="7")


@claim(
    "bad-vanishing-gradient-no-bound", tags=("cs236-minimax-vanishing-gradient",), expect="refuted"
)
def vanishing_gradient_no_bound(d: Derivation) -> None:
    """(8) for h(x) = log(1 - x), whose derivative is not bounded: the gradient tends to 1."""
    t = variable("t")
    d.start(Limit(-sigmoid(log(1 - t)) * Derivative(log(1 - t), t), t, 1, "-"))
    d.eq(0, eq="8")


@claim(
    "bad-vanishing-gradient-other-end", tags=("cs236-minimax-vanishing-gradient",), expect="refuted"
)
def vanishing_gradient_other_end(d: Derivation) -> None:
    """The limit at the other end: the gradient vanishes for fakes that are found out."""
    bound, level = positive("B"), variable("l")
    d.start(Limit(bound * sigmoid(level), level, oo))
    d.eq(0, eq="8")


@claim("bad-optimal-discriminator-slope", tags=("cs236-optimal-discriminator",), expect="refuted")
def optimal_discriminator_slope(d: Derivation) -> None:
    """(10) with a plus sign."""
    p, q, u, t = density("p_data"), density("p_theta"), real("u"), between("D", 0, 1)
    d.start(Derivative(p(u) * log(t) + q(u) * log(1 - t), t))
    d.eq(p(u) * (1 / t) + q(u) * (1 / (1 - t)), eq="10")


@claim("bad-optimal-discriminator-cleared", tags=("cs236-optimal-discriminator",), expect="refuted")
def optimal_discriminator_cleared(d: Derivation) -> None:
    """(12) with the densities exchanged."""
    p, q, u, t = density("p_data"), density("p_theta"), real("u"), between("D", 0, 1)
    d.assume(Eq(p(u) * (1 / t) - q(u) * (1 / (1 - t)), 0))
    d.start(q(u) * (1 - t))
    d.eq(p(u) * t, eq="12")


@claim("bad-optimal-discriminator-solved", tags=("cs236-optimal-discriminator",), expect="refuted")
def optimal_discriminator_solved(d: Derivation) -> None:
    """(14) with the model's density for the data's."""
    p, q, u, t = density("p_data"), density("p_theta"), real("u"), between("D", 0, 1)
    d.assume(Eq(p(u) * (1 / t) - q(u) * (1 / (1 - t)), 0))
    d.start(t)
    d.eq(q(u) / (q(u) + p(u)), eq="14")


@claim("bad-optimal-discriminator-argmin", tags=("cs236-optimal-discriminator",), expect="refuted")
def optimal_discriminator_argmin(d: Derivation) -> None:
    """The minimiser with the densities exchanged."""
    p, q, u, y = density("p_data"), density("p_theta"), real("u"), variable("y")
    d.start(ArgMin(-(p(u) * log(y) + q(u) * log(1 - y)), (y, 0, 1)))
    d.eq(q(u) / (q(u) + p(u)))


@claim("bad-optimal-discriminator-concave", tags=("cs236-optimal-discriminator",), expect="refuted")
def optimal_discriminator_concave(d: Derivation) -> None:
    """The second derivative has the other sign."""
    p, q, u, t = density("p_data"), density("p_theta"), real("u"), between("D", 0, 1)
    d.start(Derivative(-(p(u) * log(t) + q(u) * log(1 - t)), (t, 2)))
    d.eq(p(u) / t**2 - q(u) / (1 - t) ** 2)


@claim(
    "bad-optimal-discriminator-outer-sign", tags=("cs236-optimal-discriminator",), expect="refuted"
)
def optimal_discriminator_outer_sign(d: Derivation) -> None:
    """(9) without the minus sign outside the integral."""
    p, q, h, x = density("p_data"), density("p_theta"), function("h"), variable("x")
    D = sigmoid(h(x))
    d.start(-E[x:p](log(D)) - E[x:q](log(1 - D)))
    d.eq(Integral(p(x) * log(D) + q(x) * log(1 - D), (x, -oo, oo)), eq="9")


@claim("bad-optimal-discriminator-loss", tags=("cs236-optimal-discriminator",), expect="refuted")
def optimal_discriminator_loss(d: Derivation) -> None:
    """D* minimises the loss, it does not maximise it."""
    p, q, h, x = density("p_data"), density("p_theta"), function("h"), variable("x")
    D, best = sigmoid(h(x)), p(x) / (q(x) + p(x))
    d.start(-E[x:p](log(D)) - E[x:q](log(1 - D)))
    d.le(-E[x:p](log(best)) - E[x:q](log(1 - best)))


@claim("bad-logits-inverted", tags=("cs236-logits-log-ratio",), expect="refuted")
def logits_inverted(d: Derivation) -> None:
    """(23) upside down."""
    x, h = reals("x h")
    p, q = density("p_data"), density("p_theta")
    d.assume(Eq(sigmoid(h), p(x) / (q(x) + p(x))))
    d.start(h)
    d.eq(log(q(x) / p(x)), eq="23")


@claim("bad-logits-sign", tags=("cs236-logits-log-ratio",), expect="refuted")
def logits_sign(d: Derivation) -> None:
    """(21) without its minus sign; the end of the chain is right all the same."""
    x, h = reals("x h")
    p, q = density("p_data"), density("p_theta")
    F = p(x) / (q(x) + p(x))
    d.assume(Eq(sigmoid(h), F))
    d.start(log((1 - F) / F))
    d.eq(h, eq="21")
    d.eq(log(q(x) / p(x)))


@claim("bad-logits-dropped", tags=("cs236-logits-log-ratio",), expect="refuted")
def logits_dropped(d: Derivation) -> None:
    """(19) with the F of the first term dropped."""
    x, h = reals("x h")
    p, q = density("p_data"), density("p_theta")
    F = p(x) / (q(x) + p(x))
    d.assume(Eq(sigmoid(h), F))
    d.start((1 + exp(-h)) * F)
    d.eq(1 + F * exp(-h), eq="19")


@claim(
    "bad-generator-loss-forward-kl", tags=("cs236-generator-loss-is-reverse-kl",), expect="refuted"
)
def generator_loss_forward_kl(d: Derivation) -> None:
    """(27) with the laws exchanged."""
    p, q, x = density("p_data"), density("p_theta"), variable("x")
    best = p(x) / (q(x) + p(x))
    d.start(E[x:q](log(1 - best)) - E[x:q](log(best)))
    d.eq(KL(p, q), eq="27")


@claim(
    "bad-generator-loss-wrong-law", tags=("cs236-generator-loss-is-reverse-kl",), expect="refuted"
)
def generator_loss_wrong_law(d: Derivation) -> None:
    """(26) averaged over the data."""
    p, q, x = density("p_data"), density("p_theta"), variable("x")
    best, other = p(x) / (q(x) + p(x)), q(x) / (q(x) + p(x))
    d.start(E[x:q](log(other / best)))
    d.eq(E[x:p](log(q(x) / p(x))), eq="26")


@claim("bad-generator-loss-product", tags=("cs236-generator-loss-is-reverse-kl",), expect="refuted")
def generator_loss_product(d: Derivation) -> None:
    """(25) with a product for the quotient."""
    p, q, x = density("p_data"), density("p_theta"), variable("x")
    best, other = p(x) / (q(x) + p(x)), q(x) / (q(x) + p(x))
    d.start(E[x:q](log(other)) - E[x:q](log(best)))
    d.eq(E[x:q](log(other * best)), eq="25")


@claim(
    "bad-kl-equal-variance-factor", tags=("cs236-kl-gaussians-equal-variance",), expect="refuted"
)
def kl_equal_variance_factor(d: Derivation) -> None:
    """(52) without the 2."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    d.start(KL(Normal(theta, epsilon), Normal(theta_0, epsilon)))
    d.eq((theta - theta_0) ** 2 / epsilon**2, eq="52")


@claim(
    "bad-kl-equal-variance-deviation", tags=("cs236-kl-gaussians-equal-variance",), expect="refuted"
)
def kl_equal_variance_deviation(d: Derivation) -> None:
    """(52) with the standard deviation for the variance."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    d.start(KL(Normal(theta, epsilon), Normal(theta_0, epsilon)))
    d.eq((theta - theta_0) ** 2 / (2 * epsilon), eq="52")


@claim("bad-kl-equal-variance-sign", tags=("cs236-kl-gaussians-equal-variance",), expect="refuted")
def kl_equal_variance_sign(d: Derivation) -> None:
    """(45) without its minus sign."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    x = variable("x")
    p, q = Normal(theta, epsilon), Normal(theta_0, epsilon)
    squares = (x - theta) ** 2 - (x - theta_0) ** 2
    d.start(Integral(p(x) * log(p(x) / q(x)), (x, -oo, oo)))
    d.eq(Integral(p(x) * squares / (2 * epsilon**2), (x, -oo, oo)), eq="45")


@claim("bad-kl-equal-variance-mean", tags=("cs236-kl-gaussians-equal-variance",), expect="refuted")
def kl_equal_variance_mean(d: Derivation) -> None:
    """(49) with the mean of the wrong law."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    x = variable("x")
    d.start(E[x : Normal(theta, epsilon)](2 * x * (theta - theta_0) + theta_0**2 - theta**2))
    d.eq(2 * theta_0 * (theta - theta_0) + theta_0**2 - theta**2, eq="49")


@claim(
    "bad-kl-equal-variance-dropped", tags=("cs236-kl-gaussians-equal-variance",), expect="refuted"
)
def kl_equal_variance_dropped(d: Derivation) -> None:
    """(46) with one square dropped."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    x = variable("x")
    p = Normal(theta, epsilon)
    squares = (x - theta) ** 2 - (x - theta_0) ** 2
    d.start(E[x:p](squares))
    d.eq(E[x:p](-2 * x * theta + theta**2 + 2 * x * theta_0), eq="46")


@claim("bad-kl-limit-finite", tags=("cs236-kl-limit-eps",), expect="refuted")
def kl_limit_finite(d: Derivation) -> None:
    """KL of separated Gaussians does not vanish with their width."""
    theta, theta_0 = reals("theta theta_0")
    e = variable("e")
    d.assume(theta > theta_0)
    d.start(Limit(KL(Normal(theta, e), Normal(theta_0, e)), e, 0, "+"))
    d.eq(0)


@claim("bad-kl-limit-sign", tags=("cs236-kl-limit-eps",), expect="refuted")
def kl_limit_sign(d: Derivation) -> None:
    """The derivative goes to -oo where theta < theta_0."""
    theta, theta_0 = reals("theta theta_0")
    e = variable("e")
    d.assume(theta < theta_0)
    d.start(Limit((theta - theta_0) / e**2, e, 0, "+"))
    d.eq(oo)


@claim("bad-kl-limit-derivative", tags=("cs236-kl-limit-eps",), expect="refuted")
def kl_limit_derivative(d: Derivation) -> None:
    """(53) with the 2 left over."""
    theta, theta_0 = reals("theta theta_0")
    epsilon = positive("epsilon")
    d.start(Derivative((theta - theta_0) ** 2 / (2 * epsilon**2), theta))
    d.eq(2 * (theta - theta_0) / epsilon**2, eq="53")


@claim("bad-kl-limit-frozen", tags=("cs236-kl-limit-eps",), expect="refuted")
def kl_limit_frozen(d: Derivation) -> None:
    """Holding D at D* keeps the gradient of KL(p, data), not that of KL(data, p)."""
    theta, x, t = real("theta"), variable("x"), variable("t")
    p, data = density("p", given=1), density("p_data")
    ratio = log(p(x | theta) / data(x))
    d.start(Derivative(E[x : p | t](ratio), t).substitute({"t": theta}))
    d.eq(Derivative(KL(data, p | theta), theta))
