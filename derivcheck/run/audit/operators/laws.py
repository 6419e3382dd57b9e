"""Mistakes with laws: p for q, the arguments of a divergence, what is averaged over what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.expression import expr
from derivcheck.lang.law import Conditional, UnknownLaw
from derivcheck.lang.laws.joint import IndependentLaw
from derivcheck.lang.node import Node
from derivcheck.lang.probability import Expectation, Variance
from derivcheck.run.audit.operator import Operator


def _swapped(node: Node, goal: Goal) -> Iterator[Node]:
    """The arguments of a divergence exchanged."""
    if isinstance(node, Divergence) and len(node.laws) == 2:
        yield replace(node, laws=node.laws[::-1])


def _law(node: Node, goal: Goal) -> Iterator[Node]:
    """One unknown law for another of the same kind."""
    if isinstance(node, UnknownLaw):
        for name in goal.given:
            if isinstance(name, UnknownLaw) and name != node and name.domain == node.domain:
                yield name


def _exchanged(goal: Goal) -> Iterator[Statement]:
    """Two unknown laws of one kind exchanged throughout the right side."""
    rhs = goal.statement.rhs
    found = [n for n in goal.given if isinstance(n, UnknownLaw) and n.name in rhs.free_names()]
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if one.domain == other.domain:
                changed = rhs.substitute({one.name: other, other.name: one})
                yield replace(goal.statement, rhs=expr(changed))


def _condition(node: Node, goal: Goal) -> Iterator[Node]:
    """Two neighbouring values that a law is conditioned on exchanged."""
    if isinstance(node, Conditional):
        for place in range(len(node.values) - 1):
            pair = node.values[place : place + 2]
            values = (*node.values[:place], *pair[::-1], *node.values[place + 2 :])
            yield replace(node, values=values)


def _order(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, IndependentLaw):
        yield replace(node, laws=node.laws[::-1])


def _moment(node: Node, goal: Goal) -> Iterator[Node]:
    """A second moment for a variance, a variance for a second moment."""
    if isinstance(node, Variance):
        yield Expectation(node.bindings, node.body**2)


OPERATORS = (
    Operator("divergence", "the arguments of a divergence exchanged", _swapped),
    Operator("laws", "two unknown laws exchanged throughout", whole=_exchanged),
    Operator("law", "one unknown law for another in one place", _law),
    Operator("condition", "two values that a law is conditioned on exchanged", _condition),
    Operator("components", "the components of a joint law in reverse", _order),
    Operator("moment", "a second moment for a variance", _moment),
)
