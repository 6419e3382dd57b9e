# ruff: noqa: E501 (a construct is a line)
"""Every construct of the claim language in a true statement: what is given, the step, assumptions.

The right sides are written out by hand, from the definitions or from the literature.
"""

from __future__ import annotations

Row = tuple[str, str, str]

DOMAINS: list[Row] = [
    ("x: real", "x**2 >= 0", ""),
    ("x: positive", "Abs(x) == x", ""),
    ("x: nonnegative", "sqrt(x)**2 == x", ""),
    ("x: negative", "Abs(x) == -x", ""),
    ("x: nonzero", "x/x == 1", ""),
    ("k: integer", "cos(2*pi*k) == 1", ""),
    ("n: natural", "n >= 1", ""),
    ("x: in (0, 1)", "x*(1 - x) > 0", ""),
    ("x: in [0, 1]", "x*(1 - x) >= 0", ""),
    ("x: in (0, 1]", "log(x) <= 0", ""),
    ("x: in [0, 1)", "1/(1 - x) >= 1", ""),
    ("a: real; x: in (a, oo)", "x - a > 0", ""),
    ("x: in (-oo, 0)", "x < 0", ""),
    ("p: density", "Integral(p(x), (x, -oo, oo)) == 1", ""),
    ("p: density on (0, 1)", "Integral(p(x), (x, 0, 1)) == 1", ""),
    ("p: density(2)", "Integral(p(x, z), (x, -oo, oo), (z, -oo, oo)) == 1", ""),
    ("n: natural; p: pmf on 0..n", "Sum(p(k), (k, 0, n)) == 1", ""),
    ("p: density(1 | 1); t: real", "Integral(p(x | t), (x, -oo, oo)) == 1", ""),
    ("p: density(2 | 1); t: real", "Integral(p(x, z | t), (x, -oo, oo), (z, -oo, oo)) == 1", ""),
    ("p: density(1 | 2); t u: real", "Integral(p(x | t, u), (x, -oo, oo)) == 1", ""),
    ("n: natural; p: pmf(1 | 1) on 0..n; t: real", "Sum(p(k | t), (k, 0, n)) == 1", ""),
    ("f: function; x: real", "f(x) - f(x) == 0", ""),
    ("f: positive function; x: real", "f(x) > 0", ""),
    ("f: convex function; x y: real", "f((x + y)/2) <= (f(x) + f(y))/2", ""),
    ("f: increasing function; x: real; h: positive", "f(x) < f(x + h)", ""),
    ("f: function(2); x y: real", "f(x, y) + f(x, y) == 2*f(x, y)", ""),
    ("f: positive function(2); x y: real", "log(f(x, y)**2) == 2*log(f(x, y))", ""),
    ("mu: real sequence; n: natural", "Sum(mu[k] - mu[k], (k, 1, n)) == 0", ""),
    ("s: positive sequence; n: natural", "Sum(s[k], (k, 1, n)) > 0", ""),
    ("n: natural; v: vector(n) sequence; m: natural", "Norm(v[m])**2 == Dot(v[m], v[m])", ""),
    ("u: vector(3)", "Dot(u, u) == u[1]**2 + u[2]**2 + u[3]**2", ""),
    ("n: natural; u: positive vector(n); k: natural", "u[k] > 0", "k <= n"),
    ("m: natural; n: natural; A: matrix(m, n)", "Transpose(Transpose(A)) == A", ""),
    ("n: natural; A: symmetric matrix(n)", "Transpose(A) == A", ""),
    ("n: natural; A: positive definite matrix(n)", "Determinant(A) > 0", ""),
    ("n: natural; p: density on vector(n)", "Integral(p(x), (x, vector(n))) == 1", ""),
    ("n: natural; m: natural; p: density on vector(n) | vector(m); z: vector(m)", "Integral(p(x | z), (x, vector(n))) == 1", ""),
    ("n: natural; f: function of vector(n); u: vector(n)", "f(u) - f(u) == 0", ""),
    ("n: natural; m: natural; f: vector(m) function of vector(n); u: vector(n)", "f(u) - f(u) == 0", ""),
]  # fmt: skip

FUNCTIONS: list[Row] = [
    ("", "cos(pi) == -1", ""),
    ("", "digamma(1) == -EulerGamma", ""),
    ("", "Limit(Sum(1/k, (k, 1, n)) - log(n), n, oo) == EulerGamma", ""),
    ("", "Integral(exp(-x), (x, 0, oo)) == 1", ""),
    ("x: real", "log(exp(x)) == x", ""),
    ("x: positive", "sqrt(x**2) == x", ""),
    ("x: real", "Abs(-x) == Abs(x)", ""),
    ("x: nonzero", "x*sign(x) == Abs(x)", ""),
    ("a b: real", "Max(a, b) + Min(a, b) == a + b", ""),
    ("x: real", "sin(x)**2 + cos(x)**2 == 1", ""),
    ("x: in (-1, 1)", "tan(x) == sin(x)/cos(x)", ""),
    ("x: real", "sinh(x) == (exp(x) - exp(-x))/2", ""),
    ("x: real", "cosh(x)**2 - sinh(x)**2 == 1", ""),
    ("x: real", "tanh(x) == 2*sigmoid(2*x) - 1", ""),
    ("", "atan(1) == pi/4", ""),
    ("x: real", "erf(-x) == -erf(x)", ""),
    ("x: positive", "gamma(x + 1) == x*gamma(x)", ""),
    ("x: positive", "loggamma(x + 1) == log(x) + loggamma(x)", ""),
    ("x: positive", "digamma(x + 1) == digamma(x) + 1/x", ""),
    ("a b: positive", "beta(a, b) == gamma(a)*gamma(b)/gamma(a + b)", ""),
    ("n: natural", "factorial(n) == n*factorial(n - 1)", ""),
    ("n: natural", "binomial(n, 2) == n*(n - 1)/2", ""),
    ("x: real", "sigmoid(x) == 1/(1 + exp(-x))", ""),
    ("x: real", "softplus(x) == log(1 + exp(x))", ""),
    ("", "Heaviside(0) == 1/2", ""),
    ("x: real", "Piecewise((x, x > 0), (0, True)) == Max(x, 0)", ""),
    ("x: real", "Piecewise((1, 0 < x <= 1), (0, True)) == Piecewise((0, not (x > 0 and x <= 1)), (1, True))", ""),
    ("x: real", "Piecewise((1, x < 0 or x > 0), (0, True)) == Piecewise((0, x == 0), (1, x != 0))", ""),
    ("a: real; b: positive", "exp(a)**b == exp(a*b)", ""),
]  # fmt: skip

CALCULUS: list[Row] = [
    ("a: positive", "Integral(x**2, (x, 0, a)) == a**3/3", ""),
    ("", "Integral(x*z, (x, 0, z), (z, 0, 1)) == 1/8", ""),
    ("n: natural", "Sum(k, (k, 1, n)) == n*(n + 1)/2", ""),
    ("", "Sum(1/2**k, (k, 1, oo)) == 1", ""),
    ("n: natural", "Product(k, (k, 1, n)) == factorial(n)", ""),
    ("x: real", "Derivative(x**3, x) == 3*x**2", ""),
    ("x: real", "Derivative(sin(x), (x, 2)) == -sin(x)", ""),
    ("x y: real", "Derivative(x**2*y, x, y) == 2*x", ""),
    ("", "Limit(sin(x)/x, x, 0) == 1", ""),
    ("", "Limit(1/x, x, 0, '+') == oo", ""),
    ("", "Limit(1/x, x, 0, '-') == -oo", ""),
    ("a: positive", "Sup(x*(a - x), (x, 0, a)) == a**2/4", ""),
    ("a: positive", "Inf(x + a/x, (x, 0, oo)) == 2*sqrt(a)", ""),
    ("a: positive", "ArgMax(x*(a - x), (x, 0, a)) == a/2", ""),
    ("a: real", "ArgMin((x - a)**2, (x, -oo, oo)) == a", ""),
]  # fmt: skip

PROBABILITY: list[Row] = [
    ("p: density; f: function; c: real", "E[x:p](c*f(x)) == c*E[x:p](f(x))", ""),
    ("p q: density; f g: function", "E[x:p, z:q](f(x)*g(z)) == E[x:p](f(x))*E[z:q](g(z))", ""),
    ("q: density; p: density(1 | 1); f: function(2)", "E[z:q, x:p | z](f(x, z)) == E[z:q](E[x:p | z](f(x, z)))", ""),
    ("p: density", "Var[x:p](x) == E[x:p](x**2) - E[x:p](x)**2", ""),
    ("p: density; f g: function", "Cov[x:p](f(x), g(x)) == E[x:p](f(x)*g(x)) - E[x:p](f(x))*E[x:p](g(x))", ""),
    ("a: in (0, 1)", "Prob[x:Uniform(0, 1)](x < a) == a", ""),
    ("a b: in (0, 1)", "Prob[x:Uniform(0, 1)](a < x < b) == b - a", "a < b"),
    ("p: density(1 | 1); z: real", "Integral(p(x | z), (x, -oo, oo)) == 1", ""),
    ("p: density(1 | 2); q: density; z t: real", "KL(p | (z, t), q) >= 0", ""),
    ("a: real", "Cdf(Normal(0, 1), a) == (1 + erf(a/sqrt(2)))/2", ""),
    ("p: density; n: natural", "E[x:Iid(p, n)](Sum(x[k], (k, 1, n))) == n*E[x:p](x)", ""),
    ("p q: density", "E[x:Independent(p, q)](x[1]*x[2]) == E[x:p](x)*E[x:q](x)", ""),
    ("w: in (0, 1); p q: density; x: real", "Mixture((w, p), (1 - w, q))(x) == w*p(x) + (1 - w)*q(x)", ""),
    ("p: density(2); f: function(2)", "E[x:p](f(x[1], x[2])) == Integral(p(a, b)*f(a, b), (a, -oo, oo), (b, -oo, oo))", ""),
]  # fmt: skip

LAWS: list[Row] = [
    ("m x: real; s: positive", "Normal(m, s)(x) == exp(-(x - m)**2/(2*s**2))/(s*sqrt(2*pi))", ""),
    ("m: real; s: positive", "E[x:Normal(m, s)](x**2) == m**2 + s**2", ""),
    ("m: real; s: positive", "E[x:LogNormal(m, s)](x) == exp(m + s**2/2)", ""),
    ("m: real; s: positive", "Var[x:Laplace(m, s)](x) == 2*s**2", ""),
    ("m: real; s: positive", "E[x:Logistic(m, s)](x) == m", ""),
    ("m: real; s: positive", "E[x:Gumbel(m, s)](x) == m + EulerGamma*s", ""),
    ("r: positive", "E[x:Exponential(r)](x) == 1/r", ""),
    ("a r: positive", "E[x:Gamma(a, r)](x) == a/r", ""),
    ("a b: positive", "E[x:Beta(a, b)](x) == a/(a + b)", ""),
    ("a: real; w: positive", "Var[x:Uniform(a, a + w)](x) == w**2/12", ""),
    ("d: in (2, 20)", "Var[x:StudentT(d)](x) == d/(d - 2)", ""),
    ("m: real; s: positive", "Cdf(Cauchy(m, s), m) == 1/2", ""),
    ("s: positive; a: in (1, 9)", "E[x:Pareto(s, a)](x) == a*s/(a - 1)", ""),
    ("s a: positive", "E[x:Weibull(s, a)](x) == s*gamma(1 + 1/a)", ""),
    ("t: in (0, 1)", "Var[x:Bernoulli(t)](x) == t*(1 - t)", ""),
    ("n: natural; t: in (0, 1)", "Var[x:Binomial(n, t)](x) == n*t*(1 - t)", ""),
    ("r: positive", "Var[x:Poisson(r)](x) == r", ""),
    ("t: in (0, 1)", "E[x:Geometric(t)](x) == 1/t", ""),
    ("t: in (0, 1)", "E[x:Categorical(t, 1 - t)](x) == 1 - t", ""),
    ("a: real; f: function", "E[x:Dirac(a)](f(x)) == f(a)", ""),
    ("n: natural; m: vector(n); S: positive definite matrix(n)", "E[x:MultivariateNormal(m, S)](x) == m", ""),
    ("n: natural; m: vector(n); S: positive definite matrix(n)", "Var[x:MultivariateNormal(m, S)](x) == S", ""),
]  # fmt: skip

DIVERGENCES: list[Row] = [
    ("a b: real; s t: positive", "KL(Normal(a, s), Normal(b, t)) == log(t/s) + (s**2 + (a - b)**2)/(2*t**2) - 1/2", ""),
    ("p q: density", "JS(p, q) <= log(2)", ""),
    ("a: positive", "TV(Uniform(0, 1), Uniform(a, 1 + a)) == Min(a, 1)", ""),
    ("a b: real; s: positive", "ChiSquare(Normal(a, s), Normal(b, s)) == exp((a - b)**2/s**2) - 1", ""),
    ("a b: real; s: positive", "Hellinger2(Normal(a, s), Normal(b, s)) == 1 - exp(-(a - b)**2/(8*s**2))", ""),
    ("a b: real; s: positive", "Renyi(Normal(a, s), Normal(b, s), 1/2) == (a - b)**2/(4*s**2)", ""),
    ("a b: real; s: positive", "W1(Normal(a, s), Normal(b, s)) == Abs(a - b)", ""),
    ("a b: real; s t: positive", "W2(Normal(a, s), Normal(b, t)) == sqrt((a - b)**2 + (s - t)**2)", ""),
    ("m: real; s: positive", "Entropy(Normal(m, s)) == log(2*pi*s**2)/2 + 1/2", ""),
    ("p q: density", "CrossEntropy(p, q) == Entropy(p) + KL(p, q)", ""),
]  # fmt: skip

LINEAR: list[Row] = [
    ("n: natural; A: matrix(n, n); x y: vector(n)", "Dot(A @ x, y) == Dot(x, Transpose(A) @ y)", ""),
    ("n: natural; A: positive definite matrix(n)", "A @ Inverse(A) == Identity(n)", ""),
    ("n: natural; A B: matrix(n, n)", "Trace(A @ B) == Trace(B @ A)", ""),
    ("n: natural; A B: matrix(n, n)", "Determinant(A @ B) == Determinant(A)*Determinant(B)", ""),
    ("n: natural; x: vector(n)", "Dot(x, Zeros(n)) == 0", ""),
    ("a b: real", "Norm(Vector(a, b)) == sqrt(a**2 + b**2)", ""),
    ("n: natural; v: vector(n)", "Trace(Diag(v)) == Sum(v[k], (k, 1, n))", ""),
    ("a b: real", "Vector(a, b)[2] == b", ""),
    ("m: natural; n: natural; A: matrix(m, n); i: natural; j: natural", "Transpose(A)[j, i] == A[i, j]", "i <= m; j <= n"),
    ("n: natural; x a: vector(n)", "Gradient(Dot(a, x), x) == a", ""),
    ("n: natural; x: vector(n)", "Hessian(Norm(x)**2, x) == 2*Identity(n)", ""),
    ("n: natural; A B: matrix(n, n)", "Gradient(Trace(A @ B), A) == Transpose(B)", ""),
    ("n: natural; p: density on vector(n); f: function of vector(n)", "Integral(p(x)*f(x), (x, vector(n))) == E[x:p](f(x))", ""),
    ("n: natural; a: vector(n)", "ArgMin(Norm(w - a)**2, (w, vector(n))) == a", ""),
    ("n: natural; a: vector(n)", "Sup(-Norm(w - a)**2, (w, vector(n))) == 0", ""),
    ("n: natural; a: vector(n)", "Inf(Norm(w - a)**2, (w, vector(n))) == 0", ""),
    ("n: natural; A: matrix(n, n)", "Norm(A)**2 == Trace(Transpose(A) @ A)", ""),
    ("n: natural; x: vector(n); k: natural", "(x + x)[k] == 2*x[k]", "k <= n"),
]  # fmt: skip

ROWS: list[Row] = [
    *DOMAINS, *FUNCTIONS, *CALCULUS, *PROBABILITY, *LAWS, *DIVERGENCES, *LINEAR,
]  # fmt: skip

UNPROVED: frozenset[str] = frozenset(
    {
        "f(x) < f(x + h)",
        "Limit(Sum(1/k, (k, 1, n)) - log(n), n, oo) == EulerGamma",
        "Product(k, (k, 1, n)) == factorial(n)",
        "Prob[x:Uniform(0, 1)](a < x < b) == b - a",
        "Var[x:StudentT(d)](x) == d/(d - 2)",
        "E[x:Categorical(t, 1 - t)](x) == 1 - t",
        "TV(Uniform(0, 1), Uniform(a, 1 + a)) == Min(a, 1)",
    }
)
"""True, and confirmed by the numbers, but beyond the prover so far."""
