"""Wrong twins: Machine Learning for Graphs and Sequential Data, Exercise Sheet 03."""

from __future__ import annotations

from derivcheck import (
    ArgMax,
    Derivation,
    Derivative,
    E,
    Eq,
    Integral,
    Normal,
    Sup,
    between,
    claim,
    density,
    function,
    log,
    nonnegative,
    oo,
    positive,
    real,
    sigmoid,
    variable,
)


@claim("bad-argmax-hint-swapped", tags=("mlgs-gan-argmax-hint",), expect="refuted")
def argmax_swapped(d: Derivation) -> None:
    """Numerator: b for a."""
    a, b = positive("a b")
    y = variable("y")
    d.start(ArgMax(a * log(y) + b * log(1 - y), (y, 0, 1)))
    d.eq(b / (a + b))


@claim("bad-argmax-hint-slope", tags=("mlgs-gan-argmax-hint",), expect="refuted")
def argmax_slope(d: Derivation) -> None:
    """The inner derivative of log(1 - t) forgotten."""
    a, b = positive("a b")
    t = between("t", 0, 1)
    d.start(Derivative(a * log(t) + b * log(1 - t), t))
    d.eq(a / t + b / (1 - t))


@claim("bad-argmax-hint-curvature", tags=("mlgs-gan-argmax-hint",), expect="refuted")
def argmax_curvature(d: Derivation) -> None:
    """The sign of the second derivative: convex for concave."""
    a, b = positive("a b")
    t = between("t", 0, 1)
    d.start(Derivative(a * log(t) + b * log(1 - t), (t, 2)))
    d.eq(a / t**2 + b / (1 - t) ** 2)


@claim("bad-argmax-hint-wrong-end", tags=("mlgs-gan-argmax-hint",), expect="refuted")
def argmax_wrong_end(d: Derivation) -> None:
    """The lower end for the upper one."""
    a, y = positive("a"), variable("y")
    d.start(ArgMax(a * log(y), (y, 0, 1)))
    d.eq(0)


@claim("bad-argmax-hint-supremum", tags=("mlgs-gan-argmax-hint",), expect="refuted")
def argmax_supremum(d: Derivation) -> None:
    """The supremum of b log(1 - y) is its limit at the end, 0."""
    b, y = positive("b"), variable("y")
    d.start(Sup(b * log(1 - y), (y, 0, 1)))
    d.eq(b)


@claim(
    "bad-optimal-discriminator-swapped", tags=("mlgs-gan-optimal-discriminator",), expect="refuted"
)
def optimal_discriminator_swapped(d: Derivation) -> None:
    """The discriminator that calls fakes real is not optimal."""
    p, q = density("p_data p_theta")
    h, x = function("h"), variable("x")
    D, best = sigmoid(h(x)), q(x) / (p(x) + q(x))
    d.start(E[x:p](log(D)) + E[x:q](log(1 - D)))
    d.le(E[x:p](log(best)) + E[x:q](log(1 - best)))


@claim(
    "bad-optimal-discriminator-flipped", tags=("mlgs-gan-optimal-discriminator",), expect="refuted"
)
def optimal_discriminator_flipped(d: Derivation) -> None:
    """D* maximises, it does not minimise."""
    p, q = density("p_data p_theta")
    h, x = function("h"), variable("x")
    D, best = sigmoid(h(x)), p(x) / (p(x) + q(x))
    d.start(E[x:p](log(D)) + E[x:q](log(1 - D)))
    d.ge(E[x:p](log(best)) + E[x:q](log(1 - best)))


@claim(
    "bad-optimal-discriminator-integrand",
    tags=("mlgs-gan-optimal-discriminator",),
    expect="refuted",
)
def optimal_discriminator_integrand(d: Derivation) -> None:
    """From (2) to (3): both expectations written under the law of the data."""
    p, q = density("p_data p_theta")
    h, x = function("h"), variable("x")
    D = sigmoid(h(x))
    d.start(E[x:p](log(D)) + E[x:q](log(1 - D)))
    d.eq(Integral(p(x) * log(D) + p(x) * log(1 - D), (x, -oo, oo)))


@claim(
    "bad-optimal-discriminator-pointwise",
    tags=("mlgs-gan-optimal-discriminator",),
    expect="refuted",
)
def optimal_discriminator_pointwise(d: Derivation) -> None:
    """The pointwise optimum is attained at p/(p + q), not at p/q."""
    p, q = density("p_data p_theta")
    y, u = variable("y"), real("u")
    d.start(ArgMax(p(u) * log(y) + q(u) * log(1 - y), (y, 0, 1)))
    d.eq(p(u) / q(u))


@claim(
    "bad-optimal-discriminator-law-of-the-fakes",
    tags=("mlgs-gan-optimal-discriminator",),
    expect="refuted",
)
def optimal_discriminator_law_of_the_fakes(d: Derivation) -> None:
    """The law of m + s z has standard deviation s, not s**2."""
    h, m, s = function("h"), real("m"), positive("s")
    x, z = variable("x"), variable("z")
    d.start(E[z : Normal(0, 1)](log(1 - sigmoid(h(m + s * z)))))
    d.eq(E[x : Normal(m, s**2)](log(1 - sigmoid(h(x)))))


@claim("bad-three-cases-perfect-generator", tags=("mlgs-gan-three-cases",), expect="refuted")
def three_cases_perfect_generator(d: Derivation) -> None:
    """A perfect generator leaves 1/2, not 1."""
    a, b = nonnegative("a b")
    d.assume(Eq(b, a), a > 0)
    d.start(a / (a + b))
    d.eq(1)


@claim("bad-three-cases-swapped", tags=("mlgs-gan-three-cases",), expect="refuted")
def three_cases_swapped(d: Derivation) -> None:
    """Where the model has no mass, a sample is surely real."""
    a, b = nonnegative("a b")
    d.assume(Eq(b, 0), a > 0)
    d.start(a / (a + b))
    d.eq(0)
