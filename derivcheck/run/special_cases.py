"""Special cases of a goal: where laws coincide, functions are log ratios, numbers are 0.

A bound that is attained by some laws or functions fails there as a strict one, though it holds for
almost all: KL(p, q) > 0 is false since KL(p, p) == 0, which no random pair of laws tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations

from derivcheck.core.claim import Goal, Name
from derivcheck.lang.algebra import ONE, POSITIVE, REAL, ZERO, Apply, Symbol
from derivcheck.lang.condition import Compare
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    LawDomain,
    MatrixDomain,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Conditional, Density, Law, UnknownLaw
from derivcheck.lang.laws.joint import IndependentLaw
from derivcheck.lang.linear import Zeros
from derivcheck.lang.node import Node
from derivcheck.lang.sequences import Index
from derivcheck.lang.template import Template

FEW = 4
"""Numbers up to so many are given a special value each by itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """What names become: families lose their condition, sequences have all elements equal."""

    laws: Mapping[UnknownLaw, Law] = field(default_factory=dict)
    functions: Mapping[Symbol, Template] = field(default_factory=dict)
    elements: Mapping[Symbol, Expr] = field(default_factory=dict)
    values: Mapping[Symbol, Expr] = field(default_factory=dict)

    def of(self, node: Node) -> Node:
        """The node with the names replaced; bound variables are other names by their domain."""
        if isinstance(node, Conditional) and node.law in self.laws:
            return self.of(node.law)
        if isinstance(node, UnknownLaw):
            return self.laws.get(node, node)
        if isinstance(node, Index) and node.base in self.elements:
            return self.elements[node.base]  # type: ignore[index]
        if isinstance(node, Symbol):
            return self.values.get(node, node)
        if isinstance(node, Apply) and node.function in self.functions:
            arguments = (expr(self.of(argument)) for argument in node.arguments)
            return self.functions[node.function](*arguments)
        return node.rebuild(self.of)


def special_cases(goal: Goal) -> Iterator[Goal]:
    """In each special case that the statement can tell, the goal with both sides equal."""
    statement = replace(goal.statement, relation="==")
    plain = replace(goal, statement=statement, by="", certificate=(), lemmas=())
    seen = {statement}
    for change in (*_laws(goal), *_functions(goal), *_arrays(goal), *_numbers(goal)):
        left, right = (expr(change.of(side)) for side in (statement.lhs, statement.rhs))
        made = replace(statement, lhs=left, rhs=right)
        if made not in seen:
            seen.add(made)
            assume = tuple(condition.rebuild(change.of) for condition in goal.assume)
            yield replace(plain, statement=made, given=_given(goal, change), assume=assume)
    for condition in goal.assume:
        if isinstance(condition, Compare) and condition.relation in ("<=", ">="):
            edge = Compare("==", condition.left, condition.right)
            yield replace(plain, assume=(*goal.assume, edge))


def _given(goal: Goal, change: Change) -> tuple[Name, ...]:
    """The names that are left, and the laws that came in."""
    left: dict[str, Name] = {name.name: name for name in goal.given if name not in change.laws}
    for law in change.laws.values():
        left |= {part.name: part for part in law.walk() if isinstance(part, UnknownLaw)}
    return tuple(left.values())


def _laws(goal: Goal) -> Iterator[Change]:
    """Laws of one kind of variable all the same, joint ones made of them; nothing depends."""
    laws = [name for name in goal.given if isinstance(name, UnknownLaw)]
    single: dict[Domain, UnknownLaw] = {}
    for law in sorted(laws, key=lambda law: len(law.domain.given)):
        if len(law.domain.variables) == 1:
            alone = UnknownLaw(law.name, LawDomain(law.domain.variables))
            single.setdefault(law.domain.variables[0], alone)
    changed: dict[UnknownLaw, Law] = {}
    for law in laws:
        parts = [single[v] for v in law.domain.variables if v in single]
        if len(parts) == len(law.domain.variables):
            changed[law] = parts[0] if len(parts) == 1 else IndependentLaw(tuple(parts))
    yield Change(laws=changed)


def _functions(goal: Goal) -> Iterator[Change]:
    """Functions as the log ratio of two laws, which makes classifiers optimal; all functions of
    one domain the same; all of them constant.
    """
    functions = [n for n in goal.given if isinstance(n, Symbol) and _may_be_any(n.domain)]
    laws = [n for n in goal.given if isinstance(n, UnknownLaw) and not n.domain.given]
    for function in functions:
        arguments = _domain(function).arguments
        fitting = [law for law in laws if law.domain.variables == arguments]
        if _domain(function).kind == "":
            for one, other in permutations(fitting, 2):
                x = _parameters(function)
                ratio = log(Density(one, x) / Density(other, x))
                yield Change(functions={function: Template(function.name, x, ratio)})
    first: dict[Domain, Symbol] = {}
    same = {f: first.setdefault(f.domain, f) for f in functions}
    named = {f: Apply(g, _parameters(f)) for f, g in same.items() if f != g}
    yield Change(functions={f: Template(f.name, _parameters(f), g) for f, g in named.items()})
    level = {f: ONE if _domain(f).kind else ZERO for f in functions}
    yield Change(functions={f: Template(f.name, _parameters(f), c) for f, c in level.items()})


def _arrays(goal: Goal) -> Iterator[Change]:
    """Vectors, matrices and sequences of numbers all 0."""
    elements: dict[Symbol, Expr] = {}
    values: dict[Symbol, Expr] = {}
    for name in goal.given:
        domain = name.domain
        if not isinstance(name, Symbol):
            continue
        if isinstance(domain, VectorDomain) and not domain.positive:
            elements[name], values[name] = ZERO, Zeros(domain.size)
        if isinstance(domain, MatrixDomain) and domain.kind == "general":
            elements[name] = ZERO
        if isinstance(domain, SequenceDomain) and domain.element in (REAL, POSITIVE):
            elements[name] = ZERO if domain.element == REAL else ONE
    yield Change(elements=elements, values=values)


def _numbers(goal: Goal) -> Iterator[Change]:
    """Real numbers 0, each by itself and all at once; positive ones 1; both."""
    used = goal.statement.lhs.free_names() | goal.statement.rhs.free_names()
    known = [n for n in goal.given if isinstance(n, Symbol) and n.name in used]
    zero: list[tuple[Symbol, Expr]] = [(n, ZERO) for n in known if n.domain == REAL]
    one: list[tuple[Symbol, Expr]] = [(n, ONE) for n in known if n.domain == POSITIVE]
    for chosen in (*([pair] for pair in zero[:FEW]), zero, one, zero + one):
        yield Change(values=dict(chosen))


def _may_be_any(domain: Domain) -> bool:
    """Whether a function of numbers may be constant, and have any (positive) value."""
    return isinstance(domain, FunctionDomain) and (
        (domain.kind, domain.value) in (("", REAL), ("positive", POSITIVE))
    )


def _parameters(function: Symbol) -> tuple[Symbol, ...]:
    arguments = _domain(function).arguments
    return tuple(Symbol(f"argument_{k}", domain) for k, domain in enumerate(arguments, start=1))


def _domain(function: Symbol) -> FunctionDomain:
    if not isinstance(function.domain, FunctionDomain):
        raise TypeError(f"{function.name} is no function")
    return function.domain
