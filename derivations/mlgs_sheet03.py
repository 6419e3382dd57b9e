"""Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: VAE and GAN."""

from __future__ import annotations

from derivcheck import (
    ArgMax,
    Derivation,
    Derivative,
    Diag,
    Dirac,
    Dot,
    E,
    Eq,
    Gradient,
    Identity,
    Iid,
    Integral,
    MultivariateNormal,
    Norm,
    Normal,
    Sum,
    Sup,
    Uniform,
    Var,
    Zeros,
    between,
    claim,
    density,
    exp,
    function,
    let,
    log,
    natural,
    nonnegative,
    oo,
    positive,
    real,
    sigmoid,
    sqrt,
    variable,
    vector,
    vectors,
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
    d.eq(attained, eq="concl", note="so D* attains the bound")


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
    d.fact(optimum, "==", 0.5, Eq(b, a), a > 0, eq="1", note="p_theta(x) = p*(x) > 0")
    d.fact(optimum, "==", 1, Eq(b, 0), a > 0, eq="2", note='p_theta(x) = 0: surely "real"')
    d.fact(optimum, "==", 0, Eq(a, 0), b > 0, eq="3", note='p*(x) = 0: surely "fake"')
    d.goal(p(x) / (p(x) + p(x)), "==", 0.5)
    d.done()


@claim(
    "mlgs-model1-no-reparam",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 1 (a)",
    tags=("vae", "reparameterisation"),
)
def model1_no_reparam(d: Derivation) -> None:
    """Model 1: the law of z has no learnable parameter, so gradients pass through the mean.

    loss(z, lambda, psi) is any smooth function of the sample and of one parameter of each network,
    such as |x - f(g(z, lambda), psi)|^2.
    """
    D, L = natural("D"), natural("L")
    x, y, z = vectors("x", D), vectors("y", D), variable("z")
    lam, psi, line = real("lambda"), real("psi"), (-oo, oo)
    g = function("g", (vector(D), line), to=vector(L))
    f = function("f", (vector(L), line), to=vector(D))
    loss = function("loss", (vector(D), line, line))
    law = MultivariateNormal(x, Identity(D))
    error = x - f(g(y, lam), psi)
    d.fact(let("loss_1", Norm(error) ** 2), "==", Dot(error, error), eq="code", note="at z = y")
    d.fact(Derivative(law(y), lam), "==", 0)
    d.fact(Derivative(law(y), psi), "==", 0)
    d.fact(
        Derivative(E[z:law](loss(z, lam, psi)), psi),
        "==",
        E[z:law](Derivative(loss(z, lam, psi), psi)),
    )
    d.start(Derivative(E[z:law](loss(z, lam, psi)), lam))
    d.eq(E[z:law](Derivative(loss(z, lam, psi), lam)))


@claim(
    "mlgs-model2-needs-reparam",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 1 (b)",
    tags=("vae", "reparameterisation"),
)
def model2_needs_reparam(d: Derivation) -> None:
    """Model 2: z ~ N(h, I) depends on lambda; z = h + epsilon has the same law and a free noise.

    Then the gradient passes through the mean over epsilon: loss(epsilon, lambda) stands for any
    smooth loss at h + epsilon. For one latent number the pathwise gradient is written out.
    """
    D, L = natural("D"), natural("L")
    x, z, epsilon = vectors("x", D), variable("z"), variable("epsilon")
    lam, psi, line = real("lambda"), real("psi"), (-oo, oo)
    g = function("g", (vector(D), line), to=vector(L))
    f = function("f", (vector(L), line), to=vector(D))
    loss, r, m = function("loss", (vector(L), line)), function("r"), function("m")
    noise = MultivariateNormal(Zeros(L), Identity(L))
    h = g(x, lam)
    model = E[z : MultivariateNormal(h, Identity(L))](Norm(x - f(z, psi)) ** 2)
    d.fact(let("L_2", model), "==", model, eq="code")
    with d.lemma("same-law"):
        d.start(model)
        d.eq(E[epsilon:noise](Norm(x - f(h + epsilon, psi)) ** 2), eq="1, 2")
    d.fact(
        Derivative(E[epsilon:noise](loss(epsilon, lam)), lam),
        "==",
        E[epsilon:noise](Derivative(loss(epsilon, lam), lam)),
    )
    d.start(Derivative(E[z : Normal(m(lam), 1)](r(z)), lam))
    d.eq(Derivative(E[epsilon : Normal(0, 1)](r(m(lam) + epsilon)), lam))
    d.eq(E[epsilon : Normal(0, 1)](Derivative(r(m(lam) + epsilon), lam)))


@claim(
    "mlgs-necessary-only-pathwise",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 1 (b)",
    tags=("vae", "reparameterisation", "erratum"),
    expect="refuted",
)
def detached_gradient(d: Derivation) -> None:
    """Without the trick the gradient does not pass through the samples of model 2.

    This much of "necessary" is right: the derivative of the loss at a sample that is held fixed
    misses all of the gradient. The score function gives it without the trick.
    """
    L, lam, z, line = natural("L"), real("lambda"), variable("z"), (-oo, oo)
    h, loss = function("h", (line,), to=vector(L)), function("loss", (vector(L),))
    law = MultivariateNormal(h(lam), Identity(L))
    d.start(Derivative(E[z:law](loss(z)), lam))
    d.eq(E[z:law](Derivative(loss(z), lam)))


@claim(
    "mlgs-necessary-only-pathwise-corrected",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 1 (b)",
    tags=("vae", "reparameterisation"),
)
def score_function_gradient(d: Derivation) -> None:
    """The score function gives the gradient from samples of any smooth family, without the trick.

    For N(h, I) the score in h is z - h.
    """
    q, loss, h = density("q", given=1), function("loss"), function("h")
    L, lam, z = natural("L"), real("lambda"), variable("z")
    y, mean = vectors("y", L), vectors("mu", L)
    law = q | h(lam)
    d.fact(Gradient(log(MultivariateNormal(mean, Identity(L))(y)), mean), "==", y - mean)
    d.start(Derivative(E[z:law](loss(z)), lam))
    d.eq(E[z:law](loss(z) * Derivative(log(q(z | h(lam))), lam)))


@claim(
    "mlgs-model3-no-reparam",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 1 (c)",
    tags=("vae", "reparameterisation"),
)
def model3_no_reparam(d: Derivation) -> None:
    """Model 3: z ~ N(0, I) has no learnable parameter; it is model 2 with the trick applied."""
    D, L = natural("D"), natural("L")
    x, y, z = vectors("x", D), vectors("y", L), variable("z")
    lam, psi, line = real("lambda"), real("psi"), (-oo, oo)
    g = function("g", (vector(D), line), to=vector(L))
    f = function("f", (vector(L), line), to=vector(D))
    loss = function("loss", (vector(L), line, line))
    noise, h = MultivariateNormal(Zeros(L), Identity(L)), g(x, lam)
    model = E[z:noise](Norm(x - f(h + z, psi)) ** 2)
    d.fact(let("L_3", model), "==", model, eq="code")
    d.fact(model, "==", E[z : MultivariateNormal(h, Identity(L))](Norm(x - f(z, psi)) ** 2))
    d.fact(Derivative(noise(y), lam), "==", 0)
    d.fact(
        Derivative(E[z:noise](loss(z, lam, psi)), psi),
        "==",
        E[z:noise](Derivative(loss(z, lam, psi), psi)),
    )
    d.start(Derivative(E[z:noise](loss(z, lam, psi)), lam))
    d.eq(E[z:noise](Derivative(loss(z, lam, psi), lam)))


@claim(
    "mlgs-diag-positive-definite",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 2",
    tags=("vae", "linear"),
)
def diag_positive_definite(d: Derivation) -> None:
    """diag(h) is positive definite if every h_i is positive, as h = exp(g) is, and only then.

    Positive numbers h_i are m + u_i for some m > 0 and u_i > 0. Only then: the form takes the value
    h_k, an entry on the diagonal, at the k-th unit vector.
    """
    L, k, i = natural("L"), natural("k"), variable("i")
    h, v, g = vectors("h v g", L)
    u, m = vectors("u", L, positive=True), positive("m")
    d.fact(Dot(v, Diag(h) @ v), "==", Sum(h[i] * v[i] ** 2, (i, 1, L)))
    d.fact(Diag(h)[k, k], "==", h[k], k <= L)
    d.fact(exp(g[k]), ">", 0, k <= L, eq="3")
    d.start(Dot(v, (m * Identity(L) + Diag(u)) @ v))
    d.ge(m * Norm(v) ** 2, note="positive for every v other than 0")


@claim(
    "mlgs-scale-reparam",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 2",
    tags=("vae", "reparameterisation"),
)
def scale_reparam(d: Derivation) -> None:
    """epsilon times sqrt(h), componentwise, has the law N(0, diag(h)).

    r = sqrt(h), so diag(h) is the square of diag(r).
    """
    L, k = natural("L"), natural("k")
    r, h = vectors("r", L, positive=True), vectors("h", L, positive=True)
    epsilon, z, f = variable("epsilon"), variable("z"), function("f", (vector(L),))
    noise = MultivariateNormal(Zeros(L), Identity(L))
    d.fact(E[epsilon:noise](Diag(r) @ epsilon), "==", Zeros(L))
    d.fact(Var[epsilon:noise](Diag(r) @ epsilon), "==", Diag(r) @ Diag(r))
    d.fact(Var[epsilon : Iid(Normal(0, 1), L)](epsilon[k] * sqrt(h[k])), "==", h[k], k <= L)
    d.start(E[epsilon:noise](f(Diag(r) @ epsilon)))
    d.eq(E[z : MultivariateNormal(Zeros(L), Diag(r) @ Diag(r))](f(z)), eq="1, 2")


@claim(
    "mlgs-psd-suffices-corrected",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 2",
    tags=("vae",),
)
def semidefinite_suffices(d: Derivation) -> None:
    """Variances h >= 0 make a law: at h = 0 it is the point 0, without a density."""
    h, epsilon, z, f = nonnegative("h"), variable("epsilon"), variable("z"), function("f")
    noise = Normal(0, 1)
    d.fact(E[epsilon:noise](f(epsilon * 0)), "==", E[z : Dirac(0)](f(z)), note="h = 0")
    d.fact(E[epsilon:noise](epsilon * sqrt(h)), "==", 0)
    d.start(Var[epsilon:noise](epsilon * sqrt(h)))
    d.eq(h)


@claim(
    "mlgs-eq1-noise-subscript",
    source={
        "document": "Machine Learning for Graphs and Sequential Data, Exercise Sheet 03",
        "at": "Problem 3 (a)",
        "equations": "1",
    },
    tags=("gan", "erratum"),
    expect="refuted",
)
def noise_subscript(d: Derivation) -> None:
    """As printed: the noise z has the law p_theta; but that is the law of f(z).

    For the generator f(z) = m + s z and D(x) = sigmoid(a x + b).
    """
    x, z, m, s, a, b = variable("x"), variable("z"), real("m"), positive("s"), real("a"), real("b")
    fakes = Normal(m, s)
    d.start(E[x:fakes](log(1 - sigmoid(a * x + b))))
    d.eq(E[z:fakes](log(1 - sigmoid(a * (m + s * z) + b))), note="the noise is N(0, 1)")


@claim(
    "mlgs-case1-needs-mass",
    source="Machine Learning for Graphs and Sequential Data, Exercise Sheet 03: Problem 3 (b)",
    tags=("gan", "erratum"),
    expect="refuted",
)
def case1_needs_mass(d: Derivation) -> None:
    """As printed: D* = 1/2 wherever p_theta(x) = p*(x). Where both are 0 it is 0/0."""
    c, s, x = real("c"), positive("s"), real("x")
    p = Uniform(c, c + s)
    d.start(p(x) / (p(x) + p(x)))
    d.eq(0.5)
