"""What is refused, where the caret stands, and what would mend it."""

from __future__ import annotations

import pytest

from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.parse import parse_condition, parse_expression, parse_law
from tests.lang.parse.scope import SCOPE

REFUSED = [
    ("log(alpa)", 5, "unknown name alpa"),
    ("KL(p, r)", 7, "r is a family of laws"),
    ("r(a)", 1, "1 parameter(s) behind a bar"),
    ("r(a | b, a)", 1, "takes 1 value(s) behind the bar"),
    ("p | a", 1, "nothing behind a bar"),
    ("p(a | b)", 1, "nothing behind a bar"),
    ("r(a | b | a)", 3, "bar"),
    ("Normal(1)(a)", 1, "Normal does not take 1 argument(s)"),
    ("Normal(p, 1)(a)", 8, "p is a law"),
    ("log(a, b)", 1, "log takes 1 argument(s)"),
    ("f(a, b)", 1, "f takes 1 argument(s)"),
    ("g", 1, "g is a function"),
    ("mu + 1", 1, "mu is a sequence"),
    ("a(b)", 1, "a is not a function"),
    ("p + 1", 1, "p is a law"),
    ("a < b", 1, "a < b is a condition"),
    ("log", 1, "log stands here without its arguments"),
    ("E(a)", 1, "E has no variable"),
    ("E[x:p]", 1, "nothing to act on"),
    ("E[x:a](x)", 5, "not a law"),
    ("E[a:p](a)", 3, "a is given or defined already"),
    ("E[pi:p](1)", 3, "pi is a reserved word"),
    ("E[x:p, x:q](x)", 8, "x is bound twice"),
    ("Integral(x, (a, 0, 1))", 14, "a is given or defined already"),
    ("Integral(a, (x, 0))", 17, "0 is no range"),
    ("Sum(k, (k, 1, k))", 15, "unknown name k"),
    ("Sup(a, (x, 0, 1), (z, 0, 1))", 19, "Sup has one variable"),
    ("Derivative(a, x)", 15, "unknown name x"),
    ("Derivative(a, (a, 0))", 19, "a derivative's order"),
    ("Limit(a, x, 0, 'above')", 16, "a limit's direction"),
    ("Piecewise(a)", 11, "a is not a pair"),
    ("Max()", 1, "Max needs arguments"),
    ("Prob[x:p](x)", 11, "x is not a condition"),
    ("a.b", 1, "not in the language"),
    ("a^2", 1, "not in the language"),
    ("a if a else b", 1, "not in the language"),
    ("lambda x: x", 1, "not in the language"),
    ("[a for a in b]", 1, "not in the language"),
    ("log(*a)", 5, "not in the language"),
    ("log(x=a)", 7, "arguments have no names"),
    ("'a'", 1, "not a number of the language"),
    ("1j", 1, "not a number of the language"),
    ("0x10", 1, "not a number of the language"),
    ("a # + 1", 3, "no part of an expression"),
    ("a = b", 3, "not an expression"),
    ("", 1, "there is no expression"),
    ("a +", 1, "not an expression"),
    ("(a", 1, "not an expression"),
    ("θ", 1, "unknown name θ"),
    ("log(a) + log(θ*é)", 14, "unknown name θ"),
]


@pytest.mark.parametrize(("text", "column", "message"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused_at(text: str, column: int, message: str) -> None:
    """A mistake would pass, or its report would point somewhere else."""
    with pytest.raises(AuthorError) as caught:
        parse_expression(text, SCOPE)
    error = caught.value
    assert message in error.message
    assert error.location is not None
    assert (error.location.line, error.location.column) == (1, column)
    line, caret = error.excerpt.splitlines()
    assert line == text
    assert len(caret) - len(caret.lstrip()) == column - 1


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("log(thetta)", "did you mean theta?"),
        ("lgo(a)", "did you mean log?"),
        ("kl(p, q)", "did you mean KL?"),
        ("a^2", "a power is written **"),
        ("a = b", "an equation is written with =="),
        ("a ≤ b", "write <="),
        ("r", "r | z"),
        ("p", "p(x)"),
    ],
)
def test_remedy(text: str, remedy: str) -> None:
    """The author would be told what is wrong but not what to do."""
    with pytest.raises(AuthorError) as caught:
        (parse_law if text == "r" else parse_expression)(text, SCOPE)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "column"),
    [("u + A", 1), ("1 + a*(u @ v)", 8), ("E[x:p](x[1])", 8), ("E[x:Iid(p, n)](x + A)", 16)],
)
def test_a_shape_that_does_not_fit_is_pointed_at(text: str, column: int) -> None:
    """The caret would stand under the whole step instead of the smallest part at fault."""
    with pytest.raises(ShapeError) as caught:
        parse_expression(text, SCOPE)
    assert caught.value.location is not None
    assert caught.value.location.column == column


def test_the_line_of_a_fault_in_a_text_of_several_lines() -> None:
    """Errors in multi-line strings would all be reported in the first line."""
    with pytest.raises(AuthorError) as caught:
        parse_expression("a\n + b\n + zeta", SCOPE)
    assert str(caught.value.location) == "<text>:3:4"
    assert caught.value.excerpt == " + zeta\n   ^^^^"


def test_a_value_is_no_condition() -> None:
    """Prob or assume would take a number for a truth."""
    with pytest.raises(AuthorError, match="not a condition"):
        parse_condition("a + b", SCOPE)


def test_nothing_runs() -> None:
    """Text would be executed."""
    for text in ("__import__('os').getcwd()", "open('x')", "print(a)", "exec('a')", "a.__class__"):
        with pytest.raises(AuthorError):
            parse_expression(text, SCOPE)
