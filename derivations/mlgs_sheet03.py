"""Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: VAE and GAN."""

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


@claim(
    "mlgs-gan-argmax-hint",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 3, hint",
    tags=("gan", "optimum"),
)
def argmax_hint(d: Derivation) -> None:
    """a log y + b log(1 - y) is largest at y = a/(a + b), and nowhere else.

    The sheet allows a = 0 or b = 0. Then the maximiser is an end of the interval, where one term
    has to be left out (0 log 0 = 0); on the open interval the supremum 0 is not attained.
    """
    a, b = positive("a b")
    y, t = variable("y"), between("t", 0, 1)
    star = a / (a + b)
    with d.lemma("slope"):
        d.start(Derivative(a * log(t) + b * log(1 - t), t))
        d.eq(a / t - b / (1 - t), note="zero at the maximiser")
    d.fact(a / star - b / (1 - star), "==", 0)
    with d.lemma("curvature"):
        d.start(Derivative(a * log(t) + b * log(1 - t), (t, 2)))
        d.eq(-a / t**2 - b / (1 - t) ** 2)
        d.lt(0, note="strictly concave, so the stationary point is the only maximiser")
    d.fact(ArgMax(a * log(y), (y, 0, 1)), "==", 1, note="b = 0: the upper end")
    d.fact(ArgMax(b * log(1 - y), (y, 0, 1)), "==", 0, note="a = 0: the lower end")
    d.fact(Sup(b * log(1 - y), (y, 0, 1)), "==", 0)
    d.fact(b * log(1 - t), "<", 0, note="inside the interval the supremum is not attained")
    d.goal(ArgMax(a * log(y) + b * log(1 - y), (y, 0, 1)), "==", star)
    d.done()


@claim(
    "mlgs-gan-optimal-discriminator",
    source={
        "document": "Machine Learning for Graphs and Sequential Data, Exercise Sheet 03",
        "at": "Problem 3 (a)",
        "equations": "1-5",
    },
    tags=("gan", "optimum"),
)
def optimal_discriminator(d: Derivation) -> None:
    """No discriminator beats D*(x) = p*(x)/(p*(x) + p_theta(x)).

    Any discriminator with values in (0, 1) is D(x) = sigmoid(h(x)) for some function h. The law
    p_theta of f(z) needs a density; in (1) the sheet writes p_theta(z) for the law p(z) of z.
    """
    p, q = density("p_data p_theta")
    x, y, z, u = variable("x"), variable("y"), variable("z"), real("u")
    h, m, s = function("h"), real("m"), positive("s")
    D, best = sigmoid(h(x)), p(x) / (p(x) + q(x))
    line = (x, -oo, oo)
    with d.lemma("law-of-the-fakes"):
        d.start(E[z : Normal(0, 1)](log(1 - sigmoid(h(m + s * z)))))
        d.eq(
            E[x : Normal(m, s)](log(1 - D)),
            eq="1, 2",
            note="the law of the samples, for the generator f(z) = m + s z",
        )
    with d.lemma("pointwise-optimum"):
        d.start(ArgMax(p(u) * log(y) + q(u) * log(1 - y), (y, 0, 1)))
        d.eq(p(u) / (p(u) + q(u)), eq="5")
    d.fact(sigmoid(log(p(u) / q(u))), "==", p(u) / (p(u) + q(u)), note="D* is a discriminator")
    attained = E[x:p](log(best)) + E[x:q](log(1 - best))
    d.goal(E[x:p](log(D)) + E[x:q](log(1 - D)), "<=", attained)
    d.eq(Integral(p(x) * log(D) + q(x) * log(1 - D), line), eq="3")
    d.le(Integral(Sup(p(x) * log(y) + q(x) * log(1 - y), (y, 0, 1)), line), eq="4")
    d.eq(Integral(p(x) * log(best) + q(x) * log(1 - best), line), note="the maximiser (5) put in")
    d.eq(attained, note="so D* attains the bound")


@claim(
    "mlgs-gan-three-cases",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 3 (b)",
    tags=("gan",),
)
def three_cases(d: Derivation) -> None:
    """The optimal discriminator says 1/2 to a perfect generator, 1 and 0 where one law is absent.

    a and b are the values p*(x) and p_theta(x) at one sample. Where both vanish D* is undefined,
    so the first case needs p*(x) > 0.
    """
    p, x = density("p_data"), real("x")
    a, b = nonnegative("a b")
    optimum = a / (a + b)
    d.fact(optimum, "==", 0.5, Eq(b, a), a > 0, note="p_theta(x) = p*(x) > 0")
    d.fact(optimum, "==", 1, Eq(b, 0), a > 0, note='p_theta(x) = 0: surely "real"')
    d.fact(optimum, "==", 0, Eq(a, 0), b > 0, note='p*(x) = 0: surely "fake"')
    d.goal(p(x) / (p(x) + p(x)), "==", 0.5)
    d.done()
