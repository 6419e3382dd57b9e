"""Expectation, variance, covariance and probability over laws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.condition import Condition
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.law import Law, law
from derivcheck.lang.node import Named, Node, avoid_capture, node, restrict


@node
class Binding(Node):
    """x : law, a random variable drawn from a law."""

    variable: Symbol
    law: Law


class RandomBinder(Expr):
    """Binds random variables in order: a later law may depend on an earlier variable."""

    __slots__ = ()
    bindings: tuple[Binding, ...]

    def bodies(self) -> tuple[Node, ...]:
        """What lies in the scope of all the variables."""
        return tuple(part for part in self.parts() if isinstance(part, Node))

    def free_names(self) -> frozenset[str]:
        names = frozenset[str]().union(*(body.free_names() for body in self.bodies()))
        for binding in reversed(self.bindings):
            names = (names - {binding.variable.name}) | binding.law.free_names()
        return names

    def substitute(self, values: Mapping[str, Node]) -> Node:
        inner: dict[str, Node] = restrict(values, self.free_names())
        if not inner:
            return self
        inside = frozenset(part.name for part in self.walk() if isinstance(part, Named))
        bindings = []
        for binding in self.bindings:
            changed = binding.law.substitute(inner)
            variable, inner = avoid_capture(binding.variable, inner, inside)
            bindings.append(Binding(variable, law(changed)))
        bodies = [
            part.substitute(inner) if isinstance(part, Node) else part for part in self.parts()[1:]
        ]
        return type(self)(tuple(bindings), *bodies)  # type: ignore[call-arg]


@node
class Expectation(RandomBinder):
    """E[x:p](f): the mean of f, the value 0 where the mass is 0."""

    bindings: tuple[Binding, ...]
    body: Expr


@node
class Variance(RandomBinder):
    """Var[x:p](f) = E(f**2) - E(f)**2; of a vector, its covariance matrix."""

    bindings: tuple[Binding, ...]
    body: Expr


@node
class Covariance(RandomBinder):
    """Cov[x:p](f, g) = E(f*g) - E(f)*E(g)."""

    bindings: tuple[Binding, ...]
    left: Expr
    right: Expr


@node
class Probability(RandomBinder):
    """Prob[x:p](condition)."""

    bindings: tuple[Binding, ...]
    event: Condition


@node
class Cdf(Expr):
    """Cdf(p, x) = Prob[t:p](t <= x)."""

    law: Law
    at: Expr


def cdf(p: Any, x: Like) -> Cdf:
    """Cdf(p, x)."""
    return Cdf(law(p), expr(x))


OperatorKind = Literal["E", "Var", "Cov", "Prob"]


@dataclass(frozen=True, slots=True)
class Operator:
    """E, Var, Cov or Prob: `E[x:p]` binds, `E[x:p](f)` makes the node."""

    kind: OperatorKind
    bindings: tuple[Binding, ...] = ()

    def __getitem__(self, items: Any) -> Operator:
        listed = items if isinstance(items, tuple) else (items,)
        return replace(self, bindings=tuple(_binding(item) for item in listed))

    def __call__(self, *bodies: Any) -> Expr:
        if not self.bindings:
            raise AuthorError(
                f"{self.kind} has no variable to average over",
                remedy=f"write {self.kind}[x:p](...)",
            )
        expected = 2 if self.kind == "Cov" else 1
        if len(bodies) != expected:
            raise AuthorError(f"{self.kind}[...] takes {expected} argument(s), {len(bodies)} given")
        return self._make(*bodies)

    def _make(self, *bodies: Any) -> Expr:
        if self.kind == "E":
            return Expectation(self.bindings, expr(bodies[0]))
        if self.kind == "Var":
            return Variance(self.bindings, expr(bodies[0]))
        if self.kind == "Cov":
            return Covariance(self.bindings, expr(bodies[0]), expr(bodies[1]))
        if not isinstance(bodies[0], Condition):
            raise AuthorError("Prob[x:p](...) takes a condition", remedy="such as x > 0")
        return Probability(self.bindings, bodies[0])


def _binding(item: Any) -> Binding:
    if not isinstance(item, slice) or item.step is not None:
        raise AuthorError("a random variable is written x:p", remedy="write E[x:p](f(x))")
    if not isinstance(item.start, Symbol):
        raise AuthorError(f"{item.start!r} cannot be bound", remedy="bind a plain name")
    return Binding(item.start, law(item.stop))


E = Operator("E")
Var = Operator("Var")
Cov = Operator("Cov")
Prob = Operator("Prob")
