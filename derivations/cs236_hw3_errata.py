"""CS 236, Autumn 2019/2020, Homework 3: statements that are false as printed, and corrections."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    KL,
    Abs,
    Derivation,
    Derivative,
    Dirac,
    E,
    Eq,
    Inf,
    Limit,
    Ne,
    Normal,
    Pareto,
    Piecewise,
    between,
    claim,
    density,
    exp,
    function,
    log,
    negative,
    oo,
    positive,
    real,
    sigmoid,
    variable,
)


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
