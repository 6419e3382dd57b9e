"""The rules of this room: what each says, where it stands, a step it closes and one it must not."""

from __future__ import annotations

from derivcheck.symbolic.rule import Example, Rule

SQUARE = "n: natural; x y: vector(n); A B: matrix(n, n)"
MIXED = "m n: natural; A: matrix(n, m); B: matrix(m, n)"
DEFINITE = "n: natural; x y b: vector(n); P Q: positive definite matrix(n); t: positive"
COOKBOOK = "Petersen and Pedersen, The Matrix Cookbook"
MAGNUS = "Magnus and Neudecker, Matrix Differential Calculus"
HORN = "Horn and Johnson, Matrix Analysis"


def _rule(name: str, statement: str, source: str, given: str, holds: str, fails: str) -> Rule:
    return Rule(name, statement, source, (Example(given, holds),), (Example(given, fails),))


ALGEBRA = (
    _rule(
        "matrix.words",
        "Products are expanded into words of letters; transposes and inverses reach the letters, "
        "A @ Inverse(A) cancels where A is invertible, and a row times a column is a number.",
        "Associativity and distributivity of the matrix product",
        SQUARE,
        "Dot(A @ x, y) == Dot(x, Transpose(A) @ y)",
        "Dot(A @ x, y) == Dot(x, A @ y)",
    ),
    _rule(
        "matrix.trace-rotation",
        "Trace(A @ B) == Trace(B @ A), and a trace equals that of the transpose.",
        COOKBOOK + ", 1.1",
        SQUARE,
        "Trace(A @ B @ A @ A) == Trace(A @ A @ A @ B)",
        "Trace(A @ B @ A @ B) == Trace(A @ A @ B @ B)",
    ),
    _rule(
        "matrix.determinant",
        "Determinants multiply; Determinant(c*A) == c**n*Determinant(A).",
        COOKBOOK + ", 1.2",
        SQUARE,
        "Determinant(2*A @ Transpose(B)) == 2**n*Determinant(A)*Determinant(B)",
        "Determinant(2*A @ Transpose(B)) == 2*Determinant(A)*Determinant(B)",
    ),
    _rule(
        "matrix.determinant-lemma",
        "det(1 + A B) == det(1 + B A), and det(L + u v') == det(L)*(1 + v' inv(L) u).",
        COOKBOOK + ", 1.2 and 3.2.6",
        MIXED,
        "Determinant(Identity(n) + A @ B) == Determinant(Identity(m) + B @ A)",
        "Determinant(Identity(n) + A @ B) == Determinant(Identity(m) - B @ A)",
    ),
    _rule(
        "matrix.sherman-morrison",
        "inv(L + u v') == inv(L) - inv(L) u v' inv(L)/(1 + v' inv(L) u).",
        "Sherman and Morrison 1950; " + COOKBOOK + ", 3.2.4",
        DEFINITE,
        "Inverse(P + x @ Transpose(x)) @ x == Inverse(P) @ x/(1 + Dot(x, Inverse(P) @ x))",
        "Inverse(P + x @ Transpose(x)) @ x == Inverse(P) @ x/(1 - Dot(x, Inverse(P) @ x))",
    ),
    _rule(
        "matrix.woodbury",
        "Words are reduced modulo M @ Inverse(M) == Inverse(M) @ M == 1 for sums M.",
        "Mora 1994, An introduction to commutative and noncommutative Groebner bases",
        "m n: natural; t: positive; X: matrix(m, n)",
        "Inverse(Transpose(X) @ X + t*Identity(n)) @ Transpose(X) == "
        "Transpose(X) @ Inverse(X @ Transpose(X) + t*Identity(m))",
        "Inverse(Transpose(X) @ X + t*Identity(n)) @ Transpose(X) == "
        "Transpose(X) @ Inverse(X @ Transpose(X) + 2*t*Identity(m))",
    ),
    _rule(
        "matrix.trace-push",
        "tr(inv(1 + A B)) == tr(inv(1 + B A)) + n - m, A being n by m.",
        "The nonzero eigenvalues of A B and B A agree; " + HORN + ", theorem 1.3.22",
        "m n: natural; X: matrix(m, n)",
        "Trace(Inverse(Identity(n) + Transpose(X) @ X)) - n == "
        "Trace(Inverse(Identity(m) + X @ Transpose(X))) - m",
        "Trace(Inverse(Identity(n) + Transpose(X) @ X)) == "
        "Trace(Inverse(Identity(m) + X @ Transpose(X)))",
    ),
    _rule(
        "matrix.entries",
        "Matrices of a known size up to 4 are written out by their entries.",
        "Definition of the matrix product; Laplace expansion",
        "A: matrix(2, 2)",
        "Determinant(A) == A[1, 1]*A[2, 2] - A[1, 2]*A[2, 1]",
        "Determinant(A) == A[1, 1]*A[2, 2] + A[1, 2]*A[2, 1]",
    ),
    _rule(
        "matrix.sum-components",
        "A sum over all components is an inner product or a trace.",
        "Definition of the matrix product",
        SQUARE,
        "Sum(x[k]*y[k], (k, 1, n)) == Dot(x, y)",
        "Sum(x[k]*y[k], (k, 1, n)) == Dot(x, x)",
    ),
    _rule(
        "matrix.sum-terms",
        "What does not vary with the index comes out of a sum, on both sides of a product.",
        "Distributivity",
        "n K: natural; b: vector(n); X: vector(n) sequence",
        "Sum(Dot(b, X[k])**2, (k, 1, K)) == Dot(b, Sum(X[k] @ Transpose(X[k]), (k, 1, K)) @ b)",
        "Sum(Dot(b, X[k])**2, (k, 1, K)) == Dot(b, Sum(X[k], (k, 1, K)))**2",
    ),
    _rule(
        "matrix.power-of-constant",
        "A product of factors that do not vary is a power: of 0, unless it has no factors.",
        "Definition of the power",
        "m n: natural; A: matrix(m, n); x: vector(n)",
        "Product((A @ x)[i] - Sum(A[i, k]*x[k], (k, 1, n)), (i, 1, m)) == 0",
        "Product((A @ x)[i] - Sum(A[i, k]*x[k], (k, 1, n)), (i, 2, m)) == 0",
    ),
)

CALCULUS = (
    _rule(
        "matrix.gradient",
        "Every occurrence of the variable is replaced by a direction once; the gradient is read "
        "off. For a symmetric matrix it is the symmetric part.",
        MAGNUS + ", chapters 8 and 9",
        SQUARE,
        "Gradient(Dot(x, A @ x), x) == (A + Transpose(A)) @ x",
        "Gradient(Dot(x, A @ x), x) == 2*A @ x",
    ),
    _rule(
        "matrix.hessian",
        "The differential of the gradient, read off.",
        MAGNUS + ", chapter 10",
        SQUARE,
        "Hessian(Dot(x, A @ x), x) == A + Transpose(A)",
        "Hessian(Dot(x, A @ x), x) == 2*A",
    ),
    _rule(
        "matrix.derivative",
        "The derivative in a number, through inverses and determinants (Jacobi).",
        MAGNUS + ", chapter 8",
        DEFINITE,
        "Derivative(log(Determinant(P + t*Q)), t) == Trace(Inverse(P + t*Q) @ Q)",
        "Derivative(log(Determinant(P + t*Q)), t) == Trace(Inverse(P + t*Q))",
    ),
    _rule(
        "matrix.quadratic-minimum",
        "A function with a constant positive definite Hessian has one minimum, where its gradient "
        "is 0.",
        "Boyd and Vandenberghe, Convex Optimization, 4.2.3",
        DEFINITE,
        "ArgMin(Dot(w, P @ w)/2 - Dot(b, w), (w, vector(n))) == Inverse(P) @ b",
        "ArgMin(Dot(w, P @ w)/2 - Dot(b, w), (w, vector(n))) == P @ b",
    ),
)

PROBABILITY = (
    _rule(
        "gaussian.wick",
        "E[e'u F(e)] == E[dF along S u] for e normal with covariance S, one factor at a time.",
        "Isserlis 1918; Stein 1981",
        DEFINITE,
        "E[v:MultivariateNormal(b, P)](Dot(v, Q @ v)) == Dot(b, Q @ b) + Trace(Q @ P)",
        "E[v:MultivariateNormal(b, P)](Dot(v, Q @ v)) == Dot(b, Q @ b) + Trace(Q)",
    ),
    _rule(
        "gaussian.vector-integral",
        "exp(-v'Pv/2 + b'v) is sqrt((2*pi)**n/det(P))*exp(b' inv(P) b/2) times a normal density.",
        COOKBOOK + ", 8.1",
        DEFINITE,
        "Integral(exp(-Dot(v, P @ v)/2), (v, vector(n))) == sqrt((2*pi)**n/Determinant(P))",
        "Integral(exp(-Dot(v, P @ v)/2), (v, vector(n))) == sqrt((2*pi)**n*Determinant(P))",
    ),
    _rule(
        "gaussian.divergence",
        "KL, entropy and cross-entropy are expectations of log densities.",
        "Cover and Thomas, Elements of Information Theory, chapter 8",
        DEFINITE,
        "Entropy(MultivariateNormal(b, P)) == (n*log(2*pi) + n + log(Determinant(P)))/2",
        "Entropy(MultivariateNormal(b, P)) == (n*log(2*pi) + 1 + log(Determinant(P)))/2",
    ),
    _rule(
        "gaussian.transport",
        "W2 of N(m, P) and N(l, c**2*P) is the root of |m - l|**2 + (1 - c)**2*tr(P).",
        "Gelbrich 1990; Peyre and Cuturi, Computational Optimal Transport, 2.6",
        DEFINITE,
        "W2(MultivariateNormal(x, P), MultivariateNormal(y, P)) == Norm(x - y)",
        "W2(MultivariateNormal(x, P), MultivariateNormal(y, P)) == Norm(x - y)**2",
    ),
    _rule(
        "gaussian.function",
        "An unknown function of c + B e, e normal with covariance S, has the mean it has under "
        "N(c, B S B').",
        "Pushforward of a normal law by an affine map",
        "n: natural; m: vector(n); s: positive; f: function of vector(n)",
        "E[e:MultivariateNormal(0*m, Identity(n))](f(m + s*e)) == "
        "E[x:MultivariateNormal(m, s**2*Identity(n))](f(x))",
        "E[e:MultivariateNormal(0*m, Identity(n))](f(m + s*e)) == "
        "E[x:MultivariateNormal(m, s*Identity(n))](f(x))",
    ),
    _rule(
        "gaussian.symmetry",
        "A normal vector e of mean 0 has the law of -e.",
        "The density is an even function",
        "n: natural; m: vector(n); f: function of vector(n)",
        "E[e:MultivariateNormal(0*m, Identity(n))](f(m - e)*Norm(e)**2) == "
        "E[e:MultivariateNormal(0*m, Identity(n))](f(m + e)*Norm(e)**2)",
        "E[e:MultivariateNormal(0*m, Identity(n))](f(m - e)*Dot(m, e)) == "
        "E[e:MultivariateNormal(0*m, Identity(n))](f(m + e)*Dot(m, e))",
    ),
    _rule(
        "matrix.change-of-variables",
        "The integral of p(A x + b)*f(x) is 1/Abs(det A) times the mean of f(inv(A) (y - b)).",
        "Change of variables in Lebesgue integrals",
        "n: natural; b: vector(n); A: matrix(n, n); p: density on vector(n)",
        "Integral(p(A @ x + b), (x, vector(n))) == 1/Abs(Determinant(A))",
        "Integral(p(A @ x + b), (x, vector(n))) == Abs(Determinant(A))",
    ),
    _rule(
        "matrix.expectation",
        "The expectation under an unknown density is linear and keeps constants; its moments are "
        "letters, the covariance a positive definite one.",
        "Linearity of the integral",
        "n: natural; A: matrix(n, n); p: density on vector(n)",
        "Var[v:p](A @ v) == A @ Var[v:p](v) @ Transpose(A)",
        "Var[v:p](A @ v) == Transpose(A) @ Var[v:p](v) @ A",
    ),
)

INEQUALITIES = (
    _rule(
        "matrix.definite-form",
        "Terms h'h, h'Ph and traces of positive definite words are at least 0.",
        HORN + ", chapter 7",
        DEFINITE,
        "Dot(x, (P + b @ Transpose(b)) @ x) >= 0",
        "Dot(x, (P - b @ Transpose(b)) @ x) >= 0",
    ),
    _rule(
        "matrix.gram",
        "Inner products are those of the rows of a triangular matrix (Cholesky); roots are squared "
        "away.",
        HORN + ", 7.2",
        DEFINITE,
        "Dot(x, y) <= Norm(x)*Norm(y)",
        "Dot(x, y) <= Norm(x)",
    ),
    _rule(
        "matrix.spectral",
        "An inequality between traces of powers of one matrix, its log determinant and its size "
        "holds if it does for every eigenvalue.",
        HORN + ", 2.5",
        DEFINITE,
        "log(Determinant(P)) <= Trace(P) - n",
        "log(Determinant(P)) <= Trace(P) - 2*n",
    ),
    _rule(
        "matrix.trace-bound",
        "v' B v <= tr(B)*v'v for B == W'W.",
        HORN + ", 4.2",
        "m n: natural; v: vector(n); X: matrix(m, n)",
        "Norm(X @ v)**2 <= Norm(X)**2*Norm(v)**2",
        "Norm(X @ v)**2 <= Norm(X)**2*Norm(v)",
    ),
)

RULES: tuple[Rule, ...] = (*ALGEBRA, *CALCULUS, *PROBABILITY, *INEQUALITIES)
