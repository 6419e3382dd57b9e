"""Steps by a lemma: one side of an equation put for the other, or an inequality added.

A lemma holds for all values of its given names, so they are the pattern's variables; whatever
restricts them (domains, assumptions) becomes an obligation on the instance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from derivcheck.core.claim import Goal, Name, Statement
from derivcheck.lang.algebra import REAL, Div, Number, Pow, Symbol
from derivcheck.lang.calculus import Product, Sum
from derivcheck.lang.condition import Compare, Condition
from derivcheck.lang.declare import INTEGER
from derivcheck.lang.domain import FunctionDomain, Integers, Interval, SequenceDomain
from derivcheck.lang.functions import Call
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.probability import RandomBinder
from derivcheck.symbolic.context import OutOfReach
from derivcheck.symbolic.rule import Reduction

Instance = dict[str, Node]


def reductions(goal: Goal) -> Iterator[Reduction]:
    """The ways in which the lemma that the goal names reduces it."""
    assume, statement = _find(goal)
    plain = replace(goal, by="", certificate=())
    if statement.relation == "==":
        for old, new in ((statement.lhs, statement.rhs), (statement.rhs, statement.lhs)):
            yield from _by_rewriting(plain, old, new, assume)
    else:
        yield from _by_adding(plain, statement, assume)


def _find(goal: Goal) -> tuple[tuple[Condition, ...], Statement]:
    name = goal.by.removeprefix("lemma:")
    for known, assume, statement in goal.lemmas:
        if known == name:
            return assume, statement
    raise OutOfReach(f"no lemma {name} stands above this step")


def _by_rewriting(
    goal: Goal, old: Node, new: Node, assume: tuple[Condition, ...]
) -> Iterator[Reduction]:
    rewriter = _Rewriter(goal, old, new, assume)
    left = rewriter.visit(goal.statement.lhs, {})
    right = rewriter.visit(goal.statement.rhs, {})
    for lhs, rhs in ((left, goal.statement.rhs), (goal.statement.lhs, right), (left, right)):
        if (lhs, rhs) != (goal.statement.lhs, goal.statement.rhs):
            changed = replace(goal, statement=Statement(lhs, goal.statement.relation, rhs))
            yield Reduction((changed, *rewriter.obligations))


def _by_adding(goal: Goal, lemma: Statement, assume: tuple[Condition, ...]) -> Iterator[Reduction]:
    """lhs <= rhs follows from lhs + high <= rhs + low where the lemma says low <= high."""
    if goal.statement.relation == "==":
        return
    for instance, needed in _instances(goal, lemma, assume):
        yield Reduction((_with_added(goal, instance), *needed))


def _instances(
    goal: Goal, lemma: Statement, assume: tuple[Condition, ...]
) -> Iterator[tuple[Statement, list[Goal]]]:
    """The lemma as it stands, and where one of its sides has a side of the goal for an instance."""
    if all(condition in goal.assume for condition in assume):
        yield lemma, []
    rewriter = _Rewriter(goal, lemma.lhs, lemma.rhs, assume)
    for pattern in (lemma.lhs, lemma.rhs):
        for side in (goal.statement.lhs, goal.statement.rhs):
            values = match(pattern, side, rewriter.variables)
            needed = None if values is None else rewriter.needs(values, {})
            if values is not None and needed is not None:
                lhs: Any = lemma.lhs.substitute(values)
                rhs: Any = lemma.rhs.substitute(values)
                yield Statement(lhs, lemma.relation, rhs), needed + rewriter.defined(values, {})


def _with_added(goal: Goal, lemma: Statement) -> Goal:
    low, high = (lemma.lhs, lemma.rhs) if "<" in lemma.relation else (lemma.rhs, lemma.lhs)
    upward = "<" in goal.statement.relation
    small, large = goal.statement.lhs, goal.statement.rhs
    if not upward:
        small, large = large, small
    relation: Any = "<=" if lemma.relation in ("<", ">") else goal.statement.relation
    relation = relation if upward or "=" not in relation else "<="
    relation = {">": "<", ">=": "<="}.get(relation, relation)
    return replace(goal, statement=Statement(small + high, relation, large + low))


class _Rewriter:
    """Replaces every instance of a pattern, outermost first, and collects what it rests on."""

    def __init__(self, goal: Goal, old: Node, new: Node, assume: tuple[Condition, ...]) -> None:
        self.goal = goal
        self.old, self.new = old, new
        self.assume = assume + goal.assume
        self.variables = {name.name: name for name in goal.given}
        self.obligations: list[Goal] = []

    def visit(self, node: Any, bound: Mapping[str, Symbol]) -> Any:
        """The node with its instances replaced; `bound` are the names bound around it."""
        instance = match(self.old, node, self.variables)
        if instance is not None:
            needed = self.needs(instance, bound)
            if needed is not None:
                self.obligations += needed + self.defined(instance, bound)
                return self.new.substitute(instance)
        inside = {**bound, **_bound_by(node)}
        return node.rebuild(lambda child: self.visit(child, inside))

    def defined(self, instance: Instance, bound: Mapping[str, Symbol]) -> list[Goal]:
        """That the sides have values at an instance: a null set of the lemma's may be all there is.

        Nothing where a continuous variable is bound: there a null set is one again.
        """
        if not any(self._is_moved(key, value, bound) for key, value in instance.items()):
            return []
        sides: Any = [self.old.substitute(instance), self.new.substitute(instance)]
        inner = {name: bound[name] for side in sides for name in side.free_names() & set(bound)}
        if any(variable.domain != INTEGER for variable in inner.values()):
            return []
        given = (*self.goal.given, *inner.values())
        return [
            replace(self.goal, given=given, statement=Statement(side, "==", side))
            for side in sides
            if any(isinstance(part, Div | Pow | Call) for part in side.walk())
        ]

    def needs(self, instance: Instance, bound: Mapping[str, Symbol]) -> list[Goal] | None:
        """What must be shown for the lemma to cover an instance; None if it cannot be said."""
        moved = {key: v for key, v in instance.items() if self._is_moved(key, v, bound)}
        needed = []
        for key, value in moved.items():
            goals = _in_domain(self.variables[key], value, self.goal, bound)
            if goals is None:
                return None
            needed += goals
        for condition in self.assume:
            stated: Any = condition.substitute(moved) if moved else condition
            if stated.free_names() & set(bound):
                return None
            if stated in self.goal.assume:
                continue
            if not isinstance(stated, Compare) or stated.relation == "!=":
                return None
            shown = Statement(stated.left, stated.relation, stated.right)  # type: ignore[arg-type]
            needed.append(replace(self.goal, statement=shown))
        return needed

    def _is_moved(self, key: str, value: Node, bound: Mapping[str, Symbol]) -> bool:
        same = getattr(value, "name", None) == self.variables[key].name
        return not same or bool(value.free_names() & set(bound))


def _bound_by(node: Node) -> dict[str, Symbol]:
    """The names that a node binds, as numbers of a kind: integers, or any."""
    if isinstance(node, Sum | Product):
        return {node.variable.name: Symbol(node.variable.name, INTEGER)}
    if isinstance(node, Binder):
        return {node.variable.name: Symbol(node.variable.name, REAL)}
    if isinstance(node, RandomBinder):
        return {
            binding.variable.name: Symbol(
                binding.variable.name, INTEGER if binding.law.is_discrete else REAL
            )
            for binding in node.bindings
        }
    return {}


def _in_domain(
    name: Name, value: Any, goal: Goal, bound: Mapping[str, Symbol]
) -> list[Goal] | None:
    domain = name.domain
    if domain == REAL:
        return []
    if value.free_names() & set(bound):
        return None
    if getattr(value, "domain", None) == domain:
        return []
    if isinstance(domain, Integers) and isinstance(value, Number):
        return [] if _is_among(value, domain) else None
    if not isinstance(domain, Interval):
        return None
    known = {given.name for given in goal.given}
    if not value.free_names() <= known:
        return None
    low: Any = "<" if domain.lower_open else "<="
    high: Any = "<" if domain.upper_open else "<="
    sides = []
    if domain.lower != REAL.lower:
        sides.append(Statement(domain.lower, low, value))
    if domain.upper != REAL.upper:
        sides.append(Statement(value, high, domain.upper))
    return [replace(goal, statement=side) for side in sides]


def _is_among(value: Number, domain: Integers) -> bool:
    """Whether a number is one of the integers, as far as their ends are numbers."""
    above = domain.lower == REAL.lower or (
        isinstance(domain.lower, Number) and domain.lower.value <= value.value
    )
    below = domain.upper == REAL.upper or (
        isinstance(domain.upper, Number) and value.value <= domain.upper.value
    )
    return value.value.denominator == 1 and above and below


def match(pattern: Node, node: Node, variables: Mapping[str, Name]) -> Instance | None:
    """The values of the pattern's variables that make it the node, up to bound names."""
    instance: Instance = {}
    return instance if _match(pattern, node, variables, {}, instance) else None


def _match(
    pattern: Any, node: Any, variables: Mapping[str, Name], bound: dict[str, str], found: Instance
) -> bool:
    if isinstance(pattern, Symbol | UnknownLaw):
        return _match_name(pattern, node, variables, bound, found)
    if isinstance(pattern, tuple):
        return (
            isinstance(node, tuple)
            and len(pattern) == len(node)
            and all(
                _match(a, b, variables, bound, found) for a, b in zip(pattern, node, strict=True)
            )
        )
    if not isinstance(pattern, Node):
        return bool(pattern == node)
    if type(pattern) is not type(node):
        return False
    inner = {**bound, **_bound_names(pattern, node)}
    return all(
        _match(getattr(pattern, f.name), getattr(node, f.name), variables, inner, found)
        for f in fields(pattern)  # type: ignore[arg-type]
        if f.name != "variable"
    )


def _bound_names(pattern: Any, node: Any) -> dict[str, str]:
    if isinstance(pattern, Binder):
        return {pattern.variable.name: node.variable.name}
    if isinstance(pattern, RandomBinder) and len(pattern.bindings) == len(node.bindings):
        pairs = zip(pattern.bindings, node.bindings, strict=True)
        return {a.variable.name: b.variable.name for a, b in pairs}
    return {}


def _match_name(
    pattern: Any, node: Any, variables: Mapping[str, Name], bound: dict[str, str], found: Instance
) -> bool:
    if pattern.name in bound:
        return bool(getattr(node, "name", None) == bound[pattern.name])
    if pattern.name not in variables:
        return bool(getattr(node, "name", None) == pattern.name)
    if isinstance(node, Node) and node.free_names() & set(bound.values()):
        return False
    if pattern.name in found:
        return bool(found[pattern.name] == node)
    whole = isinstance(pattern, UnknownLaw) or isinstance(
        pattern.domain, FunctionDomain | SequenceDomain
    )
    if whole and getattr(node, "domain", None) != pattern.domain:
        return False
    found[pattern.name] = node
    return True
