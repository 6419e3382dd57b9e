"""One relation asserted in a user's own test, with both routes behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from derivcheck.core.claim import Goal, Name, Relation, Statement
from derivcheck.core.derivation import collect_names
from derivcheck.core.evidence import Witness
from derivcheck.core.verdict import judge
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, LawDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Like, expr
from derivcheck.lang.law import UnknownLaw
from derivcheck.run.diagnose import diagnose
from derivcheck.run.routes import routes

RELATIONS = ("==", "<=", ">=", "<", ">")


class DoesNotHold(AssertionError):
    """A relation that was asserted is not established; the message says what is known of it."""


def assert_holds(
    lhs: Like,
    relation: Relation,
    rhs: Like,
    *,
    assume: Condition | str | tuple[Condition | str, ...] = (),
    given: Mapping[str, str] | None = None,
    require: Literal["proved", "supported"] = "proved",
    seed: int = 0,
) -> None:
    """Assert lhs REL rhs: proved symbolically and confirmed by the numbers.

    The sides are expressions (SymPy's as well), or text of the claim language, whose names `given`
    declares: given={"x": "positive"}. With require="supported" numbers that agree are enough.
    Raises DoesNotHold, an AssertionError; AuthorError for what cannot be read.
    """
    goal = _goal(lhs, relation, rhs, assume, given or {})
    both = routes(seed=seed)
    numeric, symbolic = both.numeric(goal), both.symbolic(goal)
    verdict, reason = judge(symbolic, numeric)
    if verdict in ("supported", "undecided"):
        numeric = both.violation(goal) or numeric
        verdict, reason = judge(symbolic, numeric)
    if verdict != "proved" and (verdict != "supported" or require == "proved"):
        diagnosis = diagnose(goal, both) if verdict == "refuted" else None
        raise DoesNotHold(_told(goal, f"{verdict} {reason}".rstrip(), numeric.witness, diagnosis))


def _goal(
    lhs: Like,
    relation: Relation,
    rhs: Like,
    assume: Condition | str | tuple[Condition | str, ...],
    given: Mapping[str, str],
) -> Goal:
    from derivcheck.lang.parse import Scope, parse_condition, parse_domain, parse_expression
    from derivcheck.lang.shape import check_statement

    if relation not in RELATIONS:
        raise AuthorError(f"{relation!r} is no relation", remedy=f"one of {' '.join(RELATIONS)}")
    scope = Scope()
    for name, domain in given.items():
        scope = scope.declare(_name(name, parse_domain(domain, scope)))
    sides = [parse_expression(s, scope) if isinstance(s, str) else expr(s) for s in (lhs, rhs)]
    listed = assume if isinstance(assume, tuple) else (assume,)
    conditions = [parse_condition(c, scope) if isinstance(c, str) else c for c in listed]
    check_statement(sides[0], relation, sides[1])
    return Goal(
        Statement(sides[0], relation, sides[1]),
        given=collect_names([*sides, *conditions]),
        assume=tuple(conditions),
    )


def _name(name: str, domain: Domain) -> Name:
    return UnknownLaw(name, domain) if isinstance(domain, LawDomain) else Symbol(name, domain)


def _told(goal: Goal, verdict: str, witness: Witness | None, diagnosis: str | None) -> str:
    from derivcheck.lang.show.text import text

    sides = goal.statement
    lines = [verdict, f"  {text(sides.lhs)}", f"  {sides.relation} {text(sides.rhs)}"]
    if witness:
        point = ", ".join(f"{name} = {value}" for name, value in witness.point)
        lines.append(f"  at {point or 'every point'}: {witness.lhs} against {witness.rhs}")
    return "\n".join([*lines, *([f"  {diagnosis}"] if diagnosis else [])])
