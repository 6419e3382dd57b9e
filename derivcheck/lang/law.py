"""Laws of random variables: what every one has, the unknown ones, and conditioning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from derivcheck.lang.condition import Condition
from derivcheck.lang.domain import Domain, Integers, LawDomain, VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Bar, Expr, Like, expr
from derivcheck.lang.functions import Call
from derivcheck.lang.node import Named, Node, node

L = TypeVar("L", bound="Law")


class Law(Node):
    """A probability law; `p(x)` is its density or mass, `p | z` the law given z."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __init__(self, *parameters: Like, **named: Like) -> None: ...

    def __post_init__(self) -> None:
        """Let parameters be given as plain numbers or SymPy expressions."""
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if not isinstance(value, Node | tuple | str):
                object.__setattr__(self, field.name, expr(value))

    @property
    def support(self) -> Domain:
        """Where the variable lives: an interval, integers, or vectors."""
        raise NotImplementedError

    @property
    def has_density(self) -> bool:
        """Whether `p(x)` means anything: a density, or a mass function on the integers."""
        return True

    def log_density(self, x: Expr) -> Expr:
        """The logarithm of the density (mass) at a point of the support, where that is positive."""
        raise NotImplementedError

    def density(self, x: Expr) -> Expr:
        """The density (mass) at a point of the support, as an expression."""
        return Call("exp", (self.log_density(x),))

    def conditions(self) -> tuple[Condition, ...]:
        """What the parameters must satisfy for the law to exist."""
        return ()

    @property
    def mean(self) -> Expr | None:
        """The expectation as an expression; None where it has none or none is known."""
        return None

    @property
    def variance(self) -> Expr | None:
        """The variance (covariance matrix of a vector); None where it has none or none is known."""
        return None

    @property
    def is_discrete(self) -> bool:
        """Whether `p(x)` is a mass function, of integers or of lists of them."""
        return isinstance(self.support, Integers)

    def __call__(self, *arguments: Like) -> Density:
        before, behind = split_bar(arguments)
        law: Law = Conditional(self, behind) if behind else self
        return Density(law, before)

    def __or__(self, given: Like) -> Law:
        values = given if isinstance(given, tuple) else (given,)
        return Conditional(self, tuple(expr(value) for value in values))


def distribution(cls: type[L]) -> type[L]:
    """Make a law a node whose parameters may be given as numbers or SymPy expressions."""
    return node(cls)


@node
class Density(Expr):
    """law(x): the density or mass function of a law at a point."""

    law: Law
    arguments: tuple[Expr, ...]


@node
class UnknownLaw(Law, Named):
    """A density or mass function of which only the domain is known."""

    name: str
    domain: LawDomain

    @property
    def support(self) -> Domain:
        """The domain of the variable; vectors of them where there are several."""
        variables = self.domain.variables
        return variables[0] if len(variables) == 1 else VectorDomain(expr(len(variables)))

    @property
    def is_discrete(self) -> bool:
        return all(isinstance(variable, Integers) for variable in self.domain.variables)


@node
class Conditional(Law):
    """law | values: a member of a family of unknown laws."""

    law: Law
    values: tuple[Expr, ...]

    @property
    def support(self) -> Domain:
        return self.law.support

    @property
    def is_discrete(self) -> bool:
        return self.law.is_discrete


@node
class Abbreviated(Law):
    """`name`, which stands for `law`: shown by its name."""

    name: str
    law: Law

    @property
    def support(self) -> Domain:
        return self.law.support

    @property
    def is_discrete(self) -> bool:
        return self.law.is_discrete

    @property
    def mean(self) -> Expr | None:
        return self.law.mean

    @property
    def variance(self) -> Expr | None:
        return self.law.variance

    @property
    def has_density(self) -> bool:
        return self.law.has_density

    def log_density(self, x: Expr) -> Expr:
        return self.law.log_density(x)

    def density(self, x: Expr) -> Expr:
        return self.law.density(x)

    def conditions(self) -> tuple[Condition, ...]:
        return self.law.conditions()

    def __or__(self, given: Like) -> Law:
        made: Law = self.law | given
        return made

    def substitute(self, values: Mapping[str, Node]) -> Node:
        """The abbreviation ends where its inside changes."""
        changed = self.law.substitute(values)
        return self if changed is self.law else changed


def split_bar(arguments: tuple[Any, ...]) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """Arguments before and behind the bar: (x, y | z, t) is ((x, y), (z, t))."""
    places = [i for i, argument in enumerate(arguments) if isinstance(argument, Bar)]
    if len(places) > 1:
        raise AuthorError("a density has one bar", remedy="write p(x, y | z, t)")
    if not places:
        return tuple(expr(a) for a in arguments), ()
    at = places[0]
    bar: Bar = arguments[at]
    before = (*(expr(a) for a in arguments[:at]), bar.left)
    return before, (bar.right, *(expr(a) for a in arguments[at + 1 :]))


def law(value: Any) -> Law:
    """The law a value stands for."""
    if isinstance(value, Law):
        return value
    raise AuthorError(
        f"{value!r} is not a law", remedy="use a law such as Normal(0, 1), or declare a density"
    )
