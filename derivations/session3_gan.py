"""Exercise Session 3, Tasks 3 and 4: GANs and Wasserstein GANs."""

from __future__ import annotations

from typing import Any

from derivcheck import (
    JS,
    KL,
    W1,
    Abs,
    ArgMax,
    Bernoulli,
    Derivation,
    Derivative,
    Dirac,
    E,
    Eq,
    Independent,
    Integral,
    Limit,
    Max,
    Mixture,
    Ne,
    Norm,
    Normal,
    Piecewise,
    Trace,
    Transpose,
    Uniform,
    Vector,
    between,
    claim,
    density,
    function,
    let,
    log,
    matrices,
    natural,
    nonzero,
    oo,
    positive,
    real,
    reals,
    sigmoid,
    sign,
    tanh,
    variable,
    vectors,
)


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


def segment(theta: Any) -> Any:
    """The law of (theta, Y) with Y uniform on the unit interval."""
    return Independent(Dirac(theta), Uniform(0, 1))
