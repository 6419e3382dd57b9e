"""Mistakes with relations: flipped, made strict or weak, an equation for an inequality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from derivcheck.core.claim import Goal, Relation, Statement
from derivcheck.lang.condition import Compare
from derivcheck.lang.node import Node
from derivcheck.run.audit.operator import Operator

RELATIONS: tuple[Relation, ...] = ("==", "<=", ">=", "<", ">")
OTHERS: Mapping[str, str] = MappingProxyType(
    {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
)


def _relation(goal: Goal) -> Iterator[Statement]:
    for relation in RELATIONS:
        if relation != goal.statement.relation:
            yield replace(goal.statement, relation=relation)


def _event(node: Node, goal: Goal) -> Iterator[Node]:
    """A condition within a probability or a case, by its contrary."""
    if isinstance(node, Compare):
        yield replace(node, relation=OTHERS[node.relation])


OPERATORS = (
    Operator("relation", "another relation: flipped, strict, weak, an equation", whole=_relation),
    Operator("event", "a condition for its contrary", _event),
)
