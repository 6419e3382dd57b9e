"""Divisors that are a power of a name: the step is shown where the name is not 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.algebra import NONNEGATIVE, POSITIVE, REAL, Div, Mul, Pow, Symbol
from derivcheck.lang.condition import Piecewise
from derivcheck.lang.domain import Domain, Nonzero
from derivcheck.lang.expression import expr
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import RandomBinder
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.rule import Example, Reduction, Rule

WITHOUT_0: tuple[tuple[Domain, Domain], ...] = ((REAL, Nonzero()), (NONNEGATIVE, POSITIVE))


def without_zero(goal: Goal, context: Context) -> Iterator[Reduction]:
    """The step itself with the numbers it divides by not 0, which the report names.

    At 0 the step is undefined, so that no value of it is lost. What an assumption or another domain
    speaks of may be 0 on more than a null set of the points admitted; obligations that other rules
    made may be needed at every point.
    """
    if context.depth > 1:
        return
    statement = goal.statement
    divisors = {
        name
        for side in (statement.lhs, statement.rhs)
        for part in _evaluated(side)
        if isinstance(part, Div)
        for name in _powers(part.right)
    }
    changed = {
        name.name: Symbol(name.name, domain)
        for name in goal.given
        if isinstance(name, Symbol) and name in divisors and not _mentioned(name, goal)
        for closed, domain in WITHOUT_0
        if name.domain == closed
    }
    if changed:
        given = tuple(changed.get(name.name, name) for name in goal.given)
        left, right = (expr(side.substitute(changed)) for side in (statement.lhs, statement.rhs))
        made = Statement(left, statement.relation, right)
        apart = replace(goal, statement=made, given=given, by="", certificate=(), lemmas=())
        yield Reduction((apart,), tuple(f"{name} != 0" for name in changed))


def _evaluated(part: Node) -> Iterator[Node]:
    """What is evaluated at every point: no branch of a case, nothing under an empty sum."""
    if not isinstance(part, Piecewise | Binder | RandomBinder):
        yield part
        for child in part.children():
            yield from _evaluated(child)


def _powers(divisor: Node) -> Iterator[Symbol]:
    """The names of which powers are factors of a divisor."""
    if isinstance(divisor, Mul):
        yield from _powers(divisor.left)
        yield from _powers(divisor.right)
    elif isinstance(divisor, Pow):
        yield from _powers(divisor.base)
    elif isinstance(divisor, Symbol):
        yield divisor


def _mentioned(name: Symbol, goal: Goal) -> bool:
    """Whether an assumption or the domain of a given name speaks of a name."""
    said = (*goal.assume, *(given.domain for given in goal.given))
    return any(name.name in part.free_names() for part in said)


GIVEN = "x: real; c: positive"

RULES = (
    Rule(
        name="divisor.null-set",
        statement="A step that divides by a real number x is shown for x != 0: x = 0, where it is "
        "undefined, is a null set, and a side condition.",
        source="Rudin, Real and Complex Analysis, 1.35",
        holds=(
            Example("x: real", "1/x**2 > 0"),
            Example(GIVEN, "log(1 + x**2/c**2) >= -log(c**2/x**2)"),
            Example("x: real; y: nonnegative", "log(1/(x**2*y)) == -log(x**2) - log(y)"),
        ),
        fails=(
            Example("x: real", "1/x > 0"),
            Example(GIVEN, "log(1 + x**2/c**2) <= -log(c**2/x**2)"),
            Example("x: real", "log(1/x) == -log(x)"),
            Example("x: real", "1/x**2 > 0", ("x == 0",)),
            Example("x: real", "1/x**2 > 0", ("x <= 0", "x >= 0")),
            Example("n: integer", "1/n**2 > 0"),
            Example("x: real", "Piecewise((-1, x == 0), (1/x**2, True)) > 0"),
        ),
        reduce=without_zero,
    ),
)
