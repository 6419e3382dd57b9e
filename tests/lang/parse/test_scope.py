"""What names stand for, and what cannot be a name."""

from __future__ import annotations

import pytest

from derivcheck.lang.algebra import Abbreviation
from derivcheck.lang.declare import density, positive, real
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.laws import Normal
from derivcheck.lang.parse import Scope, parse_expression
from derivcheck.lang.template import Family, Template


@pytest.mark.parametrize("name", ["S", "N", "I", "lambda_", "Q", "C", "O", "e", "j", "vec"])
def test_words_of_other_programs_are_free(name: str) -> None:
    """Names that mean something to SymPy or Python would be refused."""
    symbol = real(name)
    assert parse_expression(name, Scope.of(symbol)) == symbol


@pytest.mark.parametrize("name", ["E", "pi", "log", "Normal", "KL", "beta", "gamma", "vector"])
def test_reserved_words(name: str) -> None:
    """A word of the language would silently change its meaning."""
    with pytest.raises(AuthorError, match="reserved word"):
        Scope.of(real(name))


def test_definitions_show_their_name() -> None:
    """Reports could not say "where p = ...": the definition's name would be lost."""
    scope = Scope.of(density("q"), p=Normal(0, 1), c=real("x") + 1)
    assert isinstance(scope.find("p"), Abbreviated)
    assert isinstance(scope.find("c"), Abbreviation)


def test_a_name_has_one_meaning() -> None:
    """The later of two definitions would win in silence."""
    with pytest.raises(AuthorError, match="twice"):
        Scope.of(real("x"), x=Normal(0, 1))


def test_a_parameter_hides_nothing_inside_other_definitions() -> None:
    """f(3) with f(a) = y + a and y = 2*a would become 2*3 + 3: capture."""
    a = real("a")
    scope = Scope.of(a)
    scope = scope.define("y", parse_expression("2*a", scope))
    parameter, inside = scope.local("a")
    body = parse_expression("y + a", inside)
    scope = scope.define("f", Template("f", (parameter,), body))
    assert parse_expression("f(3)", scope) == parse_expression("y + 3", scope)


def test_a_family_is_conditioned() -> None:
    """p | z of a definition would not put z into the law."""
    scope = Scope.of(real("a"), positive("s"))
    parameter, inside = scope.local("z")
    law = Normal(parse_expression("a*z", inside), scope.find("s"))  # type: ignore[arg-type]
    scope = scope.define("p", Family("p", (parameter,), law))
    assert parse_expression("p(a | 2)", scope) == parse_expression("Normal(a*2, s)(a)", scope)
    with pytest.raises(AuthorError, match="behind a bar"):
        parse_expression("p(a)", scope)


def test_an_inner_variable_hides_an_outer_one() -> None:
    """E[x:p](E[x:p](x)) would be refused, or mean the outer x."""
    scope = Scope.of(density("p"))
    assert not parse_expression("E[x:p](x + E[x:p](x))", scope).free_names() - {"p"}


def test_expansion_does_not_capture() -> None:
    """shift(x) inside a binder of t would confuse the binder's t with the definition's."""
    scope = Scope.of(density("p"))
    parameter, inside = scope.local("y")
    body = parse_expression("E[t:p](t - y)", inside)
    scope = scope.define("gap", Template("gap", (parameter,), body))
    assert parse_expression("E[t:p](gap(t))", scope) == parse_expression(
        "E[t:p](E[w:p](w - t))".replace("w", "t_1"), scope
    )
