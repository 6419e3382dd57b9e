"""The slips that are tried on a false step."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivcheck.core.claim import Statement
from derivcheck.lang.declare import density, positive, real, variable
from derivcheck.lang.divergence import KL
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import exp, log
from derivcheck.lang.laws import Normal
from derivcheck.lang.node import Node
from derivcheck.lang.probability import E
from derivcheck.run.slips import slips

X, Y = real("x y")
S, T = positive("s t")
P, Q = density("p q")
Z = variable("z")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (X / S, -(X / S)),
        (X / S, 2 * (X / S)),
        (X / (2 * S), X / (2 * S**2)),
        (KL(P, Q), KL(Q, P)),
        (E[Z:P](log(P(Z) / Q(Z))), E[Z:Q](log(Q(Z) / P(Z)))),
        (X - log(S), X + log(S)),
        (X + Y + 1, X + Y),
        (X, X + log(S)),
        (exp(X), exp(-X)),
        (S / T, T / S),
        (KL(Normal(X, S), Normal(0, 1)), KL(Normal(0, 1), Normal(X, S))),
        (S**2 * X, S * X),
        (S, log(S)),
        (log(S) + X / Y, log(S) + X / (2 * Y)),
        (X, X - expr(Fraction(1, 2))),
    ],
)
def test_the_correction_is_among_them(wrong: Expr, right: Expr) -> None:
    """A common slip would have no diagnosis."""
    statement = Statement(X + log(S), "==", wrong)
    assert expr(right) in [slip.statement.rhs for slip in slips(statement)]


def test_swapped_arguments_are_said_to_be_swapped() -> None:
    """KL the wrong way round would be explained by an exchange of names."""
    first = KL(Normal(X, S), Normal(Y, T))
    second = KL(Normal(Y, T), Normal(X, S))
    told = [s.sentence for s in slips(Statement(first, "==", second)) if s.statement.rhs == first]
    assert told == ["the arguments of KL are swapped"]


def test_an_inequality_is_turned_first() -> None:
    """A flipped inequality would be explained by something farther fetched."""
    first = next(slips(Statement(X, "<=", X - S)))
    assert first.statement == Statement(X, ">=", X - S)


def test_no_correction_repeats_or_is_the_step_itself() -> None:
    """Tries would be wasted, or the false step offered as its own correction."""
    statement = Statement(X, "==", KL(P, Q) + X / (2 * S**2))
    made = [slip.statement for slip in slips(statement)]
    assert statement not in made
    assert len(set(made)) == len(made)


def test_the_left_side_is_no_missing_term() -> None:
    """Any false step would be "explained" by adding its whole left side to a 0."""
    made = slips(Statement(KL(P, Q), "==", expr(0)))
    assert all(KL(P, Q) not in slip.statement.rhs.walk() for slip in made)


def test_bound_variables_stay() -> None:
    """A correction would replace the variable that a binder binds."""
    body: Node = E[Z:P](Z * S)
    for slip in slips(Statement(X, "==", expr(body))):
        for part in slip.statement.rhs.walk():
            if hasattr(part, "bindings"):
                assert all(binding.variable.name == "z" for binding in part.bindings)
