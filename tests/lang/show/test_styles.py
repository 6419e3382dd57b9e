"""Unicode for terminals and LaTeX."""

from __future__ import annotations

import pytest

from derivcheck.lang.declare import between, density, positive, real
from derivcheck.lang.functions import log
from derivcheck.lang.laws import Normal
from derivcheck.lang.parse import Scope, parse_condition, parse_expression
from derivcheck.lang.show import (
    abbreviations,
    latex,
    latex_declaration,
    text,
    unicode,
    unicode_declaration,
)
from tests.lang.parse.scope import SCOPE, a
from tests.lang.parse.test_expression import MEANINGS

SHOWN = [
    ("theta/(2*epsilon**2)", "θ/(2ε²)", r"\frac{\theta}{2\,\epsilon^{2}}"),
    (
        "E[x:p](log(p(x)/q(x)))",
        "E_{x∼p}[log(p(x)/q(x))]",
        r"\mathbb{E}_{x\sim p}\left[\log\left("
        r"\frac{p\left(x\right)}{q\left(x\right)}\right)\right]",
    ),
    ("KL(p, q)", "KL(p ‖ q)", r"\mathrm{KL}\left(p\,\|\,q\right)"),
    (
        "W1(Normal(theta, epsilon), p)",
        "W₁(N(θ, ε²), p)",
        r"W_1\left(\mathcal{N}\left(\theta, \epsilon^{2}\right), p\right)",
    ),
    ("sigmoid(a)*sqrt(b)", "σ(a)·√b", r"\sigma\left(a\right)\,\sqrt{b}"),
    (
        "Integral(p(x), (x, -oo, oo))",
        "∫ p(x) dx",
        r"\int_{-\infty}^{\infty} p\left(x\right) \,\mathrm{d}x",
    ),
    ("Sum(mu[k], (k, 1, n))", "∑_{k=1}^{n} μ[k]", r"\sum_{k=1}^{n} \mu_{k}"),
    ("Norm(u)**2", "‖u‖²", r"\left\|u\right\|^{2}"),
    ("Transpose(u) @ v", "uᵀ v", r"u^{\top} \, v"),
    ("r(a | b)", "r(a | b)", r"r\left(a \mid b\right)"),
    ("a*(b + 1)", "a·(b + 1)", r"a\,\left(b + 1\right)"),
    ("a - (b - 1)", "a − (b − 1)", r"a - \left(b - 1\right)"),
    ("(-a)**2", "(−a)²", r"\left(-a\right)^{2}"),
    ("-a*b/2", "−a·b/2", r"\frac{-a\,b}{2}"),
    ("a/(b/s)", "a/(b/s)", r"\frac{a}{\frac{b}{s}}"),
    (
        "a*Sum(mu[k], (k, 1, n))*b",
        "a·(∑_{k=1}^{n} μ[k])·b",
        r"a\,\left(\sum_{k=1}^{n} \mu_{k}\right)\,b",
    ),
    ("Limit(1/x, x, 0, '+')", "lim_{x→0⁺} 1/x", r"\lim_{x \to 0^{+}} \frac{1}{x}"),
    (
        "Derivative(f(a), (a, 2))",
        "∂²/∂a² f(a)",
        r"\frac{\partial^{2}}{\partial a^{2}} f\left(a\right)",
    ),
    (
        "Piecewise((a, a <= b), (0, True))",
        "{a if a ≤ b; 0 otherwise}",
        r"\begin{cases} a & \text{if } a \le b \\ 0 & \text{otherwise} \end{cases}",
    ),
]


@pytest.mark.parametrize(("source", "plain", "typeset"), SHOWN, ids=[row[0] for row in SHOWN])
def test_shown(source: str, plain: str, typeset: str) -> None:
    """A report would show another formula than the claim's."""
    made = parse_expression(source, SCOPE)
    assert unicode(made) == plain
    assert latex(made) == typeset


@pytest.mark.parametrize("source", [source for source, _ in MEANINGS])
def test_every_construct_can_be_shown(source: str) -> None:
    """A report would crash on a construct of the language, or leave its braces open."""
    made = parse_expression(source, SCOPE)
    assert unicode(made)
    typeset = latex(made)
    assert typeset.count("{") == typeset.count("}")
    assert typeset.count(r"\left") == typeset.count(r"\right")


@pytest.mark.parametrize(
    ("name", "plain", "typeset"),
    [
        ("theta_0", "θ₀", r"\theta_0"),
        ("x1", "x₁", "x_1"),
        ("p_data", "p_data", r"p_{\mathrm{data}}"),
        ("p_theta", "p_θ", r"p_{\theta}"),
        ("lambda_", "λ", r"\lambda"),
        ("D_phi", "D_φ", r"D_{\phi}"),
        ("logit", "logit", r"\mathit{logit}"),
    ],
)
def test_names(name: str, plain: str, typeset: str) -> None:
    """Greek letters and subscripts would be spelled out."""
    assert unicode(real(name)) == plain
    assert latex(real(name)) == typeset


def test_declarations() -> None:
    """The list of what is given would not say where a name lives."""
    assert unicode_declaration(positive("epsilon")) == "ε > 0"
    assert unicode_declaration(real("x")) == "x real"
    assert unicode_declaration(between("w", 0, 1)) == "w ∈ (0, 1)"
    assert unicode_declaration(density("p", 1, 1)) == "p density(1 | 1)"
    assert latex_declaration(real("x")) == r"x \in \mathbb{R}"
    assert latex_declaration(density("p")) == r"p \ \text{density}"


def test_conditions() -> None:
    """Side conditions would be shown with the signs of a programming language."""
    made = parse_condition("0 <= a < b and not a == b", SCOPE)
    assert unicode(made) == "0 ≤ a < b and not (a = b)"
    assert latex(made) == r"0 \le a < b \land \lnot \left(a = b\right)"


def test_abbreviations_in_order_of_need() -> None:
    """The meaning of p would be missing, or would use a name before it is explained."""
    scope = Scope.of(real("theta"), positive("s"))
    scope = scope.define("c", parse_expression("theta**2", scope))
    scope = scope.define(
        "p", Normal(parse_expression("c + 1", scope), parse_expression("s", scope))
    )
    made = parse_expression("E[x:p](x) + c", scope)
    assert unicode(made) == "E_{x∼p}[x] + c"
    assert list(abbreviations([made])) == ["c", "p"]
    assert unicode(abbreviations([made])["p"]) == "N(c + 1, s²)"


def test_a_derivative_at_another_point() -> None:
    """The derivative at a point would be shown as the derivative itself."""
    made = parse_expression("Derivative(log(a), a)", SCOPE).substitute({"a": a + 1})
    assert text(made) == "Subs(Derivative(log(a), a), a, a + 1)"
    assert unicode(made) == "[∂/∂a log(a)]_{a=a + 1}"
    assert log(a) != made
