"""Random texts of the claim language: well formed by its grammar, though seldom true."""

from __future__ import annotations

from hypothesis import strategies as st

from derivcheck.lang.functions import FUNCTIONS
from derivcheck.lang.names import UNRESERVED

GIVEN = {
    "a": "real", "b": "positive", "c": "in (0, 1]", "n": "natural", "k": "integer",
    "p": "density", "q": "density on (0, 1)", "r": "density(1 | 1)", "j": "density(2)",
    "m": "pmf on 0..n", "f": "function", "g": "positive function(2)", "mu": "real sequence",
    "u": "vector(n)", "v": "vector(n)", "A": "matrix(n, n)", "S": "positive definite matrix(n)",
}  # fmt: skip
LETS = {"h": "a + b", "ratio(t)": "p(t)/(p(t) + q(t))", "w | t": "Normal(t, b)"}
SCALARS = ("a", "b", "c", "n", "k", "h")
BOUND = ("x", "y", "z")
ONE = sorted(
    name for name, facts in FUNCTIONS.items() if facts.arity == 1 and name not in UNRESERVED
)
TWO_LAWS = ("KL", "JS", "TV", "ChiSquare", "Hellinger2", "W1", "W2", "CrossEntropy")
ONE_PARAMETER = ("Exponential", "Poisson", "Bernoulli", "Geometric", "StudentT", "Dirac")
TWO_PARAMETERS = (
    "Normal", "LogNormal", "Laplace", "Logistic", "Gumbel", "Gamma", "Beta", "Uniform", "Cauchy",
    "Pareto", "Weibull", "Binomial",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 99).map(str),
    st.fractions(0, 9, max_denominator=9).map(str),
    st.sampled_from(["0.1", "2.5e-3", "1/3", "(1)/2", "pi", "EulerGamma", "oo", ".5", "007.0"]),
)
Draw = st.DrawFn


@st.composite
def expressions(draw: Draw, depth: int = 3, bound: tuple[str, ...] = ()) -> str:
    """A number."""
    if depth <= 0:
        return draw(st.one_of(NUMBERS, st.sampled_from(SCALARS + bound)))
    rule = draw(st.sampled_from(RULES))
    made: str = draw(rule(depth - 1, bound))
    return made


@st.composite
def arithmetic(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """a + b, -a, a**b, (a)."""
    left, right = (draw(expressions(depth, bound)) for _ in range(2))
    sign = draw(st.sampled_from([" + ", " - ", "*", "/", "**", "* -", "-", " +"]))
    form = draw(st.sampled_from(["{0}{1}{2}", "({0}){1}({2})", "-{0}{1}{2}", "-({0}{1}{2})"]))
    return form.format(left, sign, right)


@st.composite
def rows(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Many terms or factors in a row."""
    terms = draw(st.lists(expressions(0, bound), min_size=2, max_size=40))
    signs = draw(st.sampled_from([[" + ", " - "], ["*", "/"]]))
    return terms[0] + "".join(draw(st.sampled_from(signs)) + term for term in terms[1:])


@st.composite
def calls(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Functions, known and unknown, definitions, cases."""
    one, two = (draw(expressions(depth, bound)) for _ in range(2))
    when = draw(conditions(depth, bound))
    word = draw(st.sampled_from(ONE))
    listed = [
        f"{word}({one})", f"Max({one}, {two})", f"Min({one})", f"beta({one}, {two})",
        f"binomial({one}, {two})", f"f({one})", f"g({one}, {two})", f"mu[{one}]",
        f"ratio({one})", f"Piecewise(({one}, {when}), ({two}, True))", f"log({one})",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


@st.composite
def binders(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Integrals, sums, derivatives, limits, optima."""
    x = draw(st.sampled_from(BOUND))
    body = draw(expressions(depth, (*bound, x)))
    lower, upper = (draw(expressions(depth - 1, bound)) for _ in range(2))
    side = draw(st.sampled_from(["", ", '+'", ", '-'", ", '+-'"]))
    word = draw(st.sampled_from(["Integral", "Sum", "Product", "Sup", "Inf", "ArgMax", "ArgMin"]))
    name = draw(st.sampled_from(["a", "b", *bound]))
    listed = [
        f"{word}({body}, ({x}, {lower}, {upper}))", f"Integral({body}, ({x}, -oo, oo))",
        f"Limit({body}, {x}, {lower}{side})", f"Derivative({lower}, {name})",
        f"Derivative({lower}, ({name}, 2))", f"Integral({body}, ({x}, vector(n)))",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


@st.composite
def means(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Expectations and their like."""
    x, y = draw(st.permutations(BOUND))[:2]
    law, later = draw(laws(depth, bound)), draw(laws(depth, (*bound, x)))
    one, two = (draw(expressions(depth, (*bound, x, y))) for _ in range(2))
    alone = draw(expressions(depth, (*bound, x)))
    when = draw(conditions(depth, (*bound, x)))
    listed = [
        f"E[{x}:{law}]({alone})", f"Var[{x}:{law}]({alone})", f"E[{x}:{law}, {y}:{later}]({one})",
        f"Cov[{x}:{law}, {y}:{later}]({one}, {two})", f"Prob[{x}:{law}]({when})",
        f"E[{x}:Iid({law}, n)]({x}[1] + {x}[n])", f"E[{x}:j]({x}[1]*{x}[2])",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


@st.composite
def information(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Divergences, densities, distribution functions."""
    p, q = (draw(laws(depth, bound)) for _ in range(2))
    one, two = (draw(expressions(depth, bound)) for _ in range(2))
    word = draw(st.sampled_from(TWO_LAWS))
    listed = [
        f"{word}({p}, {q})", f"Renyi({p}, {q}, {one})", f"Entropy({p})", f"Cdf({p}, {one})",
        f"p({one})", f"r({one} | {two})", f"j({one}, {two})", f"w({one} | {two})",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


@st.composite
def linear(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Numbers made of vectors and matrices."""
    x, y = (draw(st.sampled_from(VECTORS)) for _ in range(2))
    matrix = draw(st.sampled_from(MATRICES))
    index = draw(expressions(0, bound))
    listed = [
        f"Dot({x}, {y})", f"Norm({x} - {y})**2", f"({x})[{index}]", f"({matrix})[{index}, 1]",
        f"Trace({matrix})", f"log(Determinant({matrix}))", f"Transpose({x}) @ {matrix} @ {y}",
        f"Gradient(Dot({x}, v), v)[{index}]", f"Hessian(Norm(u)**2, u)[1, {index}]",
        f"Sup(-Norm(x - {y})**2, (x, vector(n)))", f"E[x:MultivariateNormal({x}, S)](Dot(x, {y}))",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


@st.composite
def laws(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Laws, known and unknown, and laws made of laws."""
    one, two = (draw(expressions(min(depth, 1) - 1, bound)) for _ in range(2))
    few, more = draw(st.sampled_from(ONE_PARAMETER)), draw(st.sampled_from(TWO_PARAMETERS))
    listed = [
        "p", "q", f"r | {one}", f"w | {one}", f"{few}({one})", f"{more}({one}, {two})",
        f"Mixture((c, p), (1 - c, {more}({one}, {two})))", f"Categorical({one}, {two})",
        f"Independent(p, {few}({one}))", "Iid(q, n)", "m",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


@st.composite
def conditions(draw: Draw, depth: int, bound: tuple[str, ...]) -> str:
    """Comparisons and their combinations."""
    one, two, three = (draw(expressions(min(depth, 1) - 1, bound)) for _ in range(3))
    sign, other = (draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!="])) for _ in range(2))
    listed = [
        f"{one} {sign} {two}", f"{one} < {two} <= {three}", f"not {one} {sign} {two}",
        f"{one} {sign} {two} and ({two} {other} {three} or {one} > 0)", f"({one} {sign} {two})",
    ]  # fmt: skip
    return draw(st.sampled_from(listed))


VECTORS = ("u", "v", "u + v", "A @ u", "2*v", "Transpose(A) @ v", "Zeros(n)", "u/b")
MATRICES = ("A", "S", "A @ S", "Transpose(A)", "Inverse(S)", "Identity(n)", "Diag(u)", "A + S")
RULES = (arithmetic, arithmetic, rows, calls, binders, means, information, linear)
