"""Steps by a lemma."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.declare import density, function, positive
from derivcheck.lang.probability import E
from derivcheck.symbolic.example import read_goal
from derivcheck.symbolic.prove import prove


def with_lemma(names: str, step: str, lemma: str, assume: tuple[str, ...] = ()) -> Goal:
    """A goal by a lemma over the same names, the lemma under its own assumptions."""
    shown = read_goal(names, lemma, assume)
    goal = read_goal(names, step)
    return replace(goal, by="lemma:l", lemmas=(("l", shown.assume, shown.statement),))


def test_one_side_is_put_for_the_other_under_a_binder() -> None:
    """A lemma would not reach into an expectation."""
    goal = with_lemma(
        "p: density; f g: function; x: real", "E[t:p](f(t)) == E[t:p](g(t))", "f(x) == g(x)"
    )
    assert prove(goal).status == "proved"


def test_a_lemma_does_not_prove_what_it_does_not_say() -> None:
    """Any lemma would close any step."""
    goal = with_lemma(
        "p: density; f g: function; x: real", "E[t:p](f(t)) == E[t:p](g(t) + 1)", "f(x) == g(x)"
    )
    assert prove(goal).status == "open"


def test_the_domain_of_an_instance_is_an_obligation() -> None:
    """A lemma for positive numbers would be used at a negative one."""
    lemma = "f(x) == g(x)"
    names = "f g: function; x: positive; y: real"
    assert prove(with_lemma(names, "f(y) == g(y)", lemma)).status == "open"
    assert prove(with_lemma(names, "f(y**2 + 1) == g(y**2 + 1)", lemma)).status == "proved"


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ("(y**2 + 1)/(y**2 + 1) == 1", True),
        ("(y - y)/(y - y) == 1", False),
        ("0/0 == 1", False),
        ("n/n == 1", False),
        ("Sum(v/v, (v, 0, 3)) == Sum(1, (v, 0, 3))", False),
        ("E[v:Bernoulli(1/2)](v/v) == 1", False),
        ("E[v:Normal(0, 1)](v/v) == 1", True),
    ],
)
def test_a_lemma_is_used_where_its_sides_have_values(step: str, shown: bool) -> None:
    """What holds up to the null set x = 0 would be used at 0, or at integers."""
    goal = with_lemma("x y: real; n: integer", step, "x/x == 1")
    assert prove(goal).status == ("proved" if shown else "open")


def test_the_case_of_a_lemma_is_an_obligation() -> None:
    """A lemma shown for x > 1 only would be used everywhere."""
    goal = with_lemma("f g: function; x: real", "f(x) == g(x)", "f(x) == g(x)", ("x > 1",))
    assert prove(goal).status == "open"


def test_an_inequality_is_added() -> None:
    """An inequality lemma would be of no use."""
    goal = with_lemma("f g: function; x: real", "f(x) + 1 <= g(x) + 2", "f(x) <= g(x)")
    assert prove(goal).status == "proved"
    swapped = with_lemma("f g: function; x: real", "g(x) + 1 <= f(x) + 2", "f(x) <= g(x)")
    assert prove(swapped).status == "open"


def test_bound_names_do_not_matter() -> None:
    """A lemma about an integral would fail where its variable has another name."""
    goal = with_lemma(
        "f: function; c: real",
        "2*Integral(f(s), (s, 0, 1)) == 2*c",
        "Integral(f(t), (t, 0, 1)) == c",
    )
    assert prove(goal).status == "proved"


def test_a_bound_variable_is_not_the_given_name_it_repeats() -> None:
    """A lemma for positive x would be used under a binder whose x runs over the real line."""
    f, g = function("f g")
    x, p = positive("x"), density("p")
    lemma = Statement(f(x), "==", g(x))
    step = Statement(E[x:p](f(x)), "==", E[x:p](g(x)))
    goal = Goal(step, (f, g, x, p), by="lemma:l", lemmas=(("l", (), lemma),))
    assert prove(goal).status == "open"


def test_inequality_lemma_holds_for_each_value_of_its_names() -> None:
    """A lemma for all n could not be used for n = 2, or would be used for n = 1/2."""
    names, lemma = "n: natural; f: function", "Sum(f(k)**2, (k, 1, n)) >= Sum(f(k), (k, 1, n))**2/n"
    instance = "Sum(f(k)**2, (k, 1, 2)) >= Sum(f(k), (k, 1, 2))**2/2"
    assert prove(with_lemma(names, instance, lemma)).status == "proved"
    other = "Sum(f(k)**2, (k, 1, 0)) >= Sum(f(k), (k, 1, 0))**2/2 + 1"
    assert prove(with_lemma(names, other, lemma)).status == "open"
