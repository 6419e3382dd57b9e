"""Exercise Session 3: statements that are false as printed, and corrections."""

from __future__ import annotations

from derivcheck import (
    JS,
    W1,
    Abs,
    Cauchy,
    Derivation,
    Dirac,
    E,
    Inf,
    Integral,
    Normal,
    Sup,
    Uniform,
    between,
    claim,
    cos,
    density,
    function,
    log,
    oo,
    pi,
    positive,
    real,
    sin,
    sqrt,
    variable,
)


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
