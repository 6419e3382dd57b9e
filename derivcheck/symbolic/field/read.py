"""From the author's tree straight to the field; no SymPy object is built."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.lang import algebra
from derivcheck.lang.domain import (
    Domain,
    Integers,
    Interval,
    Nonzero,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Abbreviated, Conditional, Density, UnknownLaw
from derivcheck.lang.node import Node
from derivcheck.lang.sequences import Index
from derivcheck.symbolic.field import kernels
from derivcheck.symbolic.field import polynomial as P
from derivcheck.symbolic.field.circular import cosine, sine
from derivcheck.symbolic.field.element import (
    UNIT,
    Atoms,
    Element,
    Unfit,
    add,
    as_number,
    divide,
    multiply,
    negate,
    number,
)

HALF = number(Fraction(1, 2))


class Reader:
    """Reads nodes without binders into one field.

    `conditions` collects, by identity, the divisors that may vanish on a null set of points.
    """

    def __init__(self) -> None:
        self.atoms = Atoms()
        self.names: dict[str, Element] = {}
        self.conditions: dict[int, Node] = {}

    def read(self, node: Node) -> Element:
        """The element of a node; Unfit where it has none."""
        handler = HANDLERS.get(type(node))
        if handler is None:
            raise Unfit(f"{type(node).__name__} is no algebra")
        return handler(self, node)

    def symbol(self, node: algebra.Symbol) -> Element:
        """A number of the symbol's domain, written through a positive parameter if it has ends."""
        known = self.names.get(node.name)
        if known is None:
            known = self.names[node.name] = self._symbol(node)
        return known

    def _symbol(self, node: algebra.Symbol) -> Element:
        domain = node.domain
        if isinstance(domain, Interval | Integers):
            return self._between(node, domain)
        if not isinstance(domain, Nonzero):
            raise Unfit(f"{node.name} is no number")
        return Element(P.atom(self.atoms.get(("symbol", node.name), "nonzero")), UNIT)

    def divisor(self, node: Node) -> Element:
        """A divisor: nowhere 0, or 0 on a null set, which is a condition; Unfit where unsure."""
        made = self.read(node)
        if self.atoms.nowhere_zero(made) or self._is_radical(made):
            return made
        if any(key[0] == "abs" for key in self.atoms.keys if isinstance(key, tuple)):
            # |x| and x are two atoms, and one function for x > 0.
            raise Unfit("a divisor that may be 0 on a whole range")
        for part in node.walk():
            if isinstance(part, algebra.Symbol) and isinstance(part.domain, Integers):
                raise Unfit("a divisor that may be 0 at an integer")
        self.conditions[id(node)] = node
        return made

    def _is_radical(self, a: Element) -> bool:
        """Whether an element is a sum of roots of numbers: 0 only if its numerator is."""
        used = {index for monomial in a.numerator for index, _ in monomial}
        roots = (self.atoms.squares.get(index, (0, {}))[1] for index in used)
        return not self.atoms.vanishes(a) and all(set(root) == {P.ONE} for root in roots)

    def _between(self, node: algebra.Symbol, domain: Interval | Integers) -> Element:
        lower, upper = self._end(domain.lower), self._end(domain.upper)
        low_open = isinstance(domain, Interval) and domain.lower_open
        high_open = isinstance(domain, Interval) and domain.upper_open
        if lower is None and upper is None:
            return Element(P.atom(self.atoms.get(("symbol", node.name))), UNIT)
        strict = low_open if lower is not None else high_open
        kind = "positive" if strict else "nonnegative"
        u = Element(P.atom(self.atoms.get(("symbol", node.name), kind)), UNIT)
        if upper is None and lower is not None:
            return add(lower, u, self.atoms)
        if lower is None and upper is not None:
            return add(upper, u, self.atoms, -1)
        if lower is None or upper is None or not (low_open and high_open):
            return Element(P.atom(self.atoms.get(("ranged", node.name))), UNIT)
        above = add(multiply(lower, u, self.atoms), upper, self.atoms)
        return divide(above, add(number(1), u, self.atoms), self.atoms)

    def _end(self, end: Node) -> Element | None:
        infinite = end == algebra.oo or end == algebra.Neg(algebra.oo)
        return None if infinite else self.read(end)

    def density(self, node: Density) -> Element:
        """The density of an unknown law at a point: positive, else opaque."""
        law: Any = node.law
        while isinstance(law, Abbreviated):
            law = law.law
        given = law.values if isinstance(law, Conditional) else ()
        base = law.law if isinstance(law, Conditional) else law
        if not isinstance(base, UnknownLaw):
            raise Unfit("the density of a named law")
        if not all(v == algebra.REAL or isinstance(v, VectorDomain) for v in base.domain.variables):
            raise Unfit("an unknown density that is 0 outside its range")
        arguments = tuple(self.read(a) for a in (*node.arguments, *given))
        return kernels.opaque(f"density {base.name}", arguments, self.atoms, "positive")

    def apply(self, name: str, value: Domain, arguments: tuple[Node, ...]) -> Element:
        """f(x) or mu[k]: opaque, positive where the domain says so."""
        positive = "positive" if value == algebra.POSITIVE else ""
        read = tuple(self.read(a) for a in arguments)
        return kernels.opaque(f"value {name}", read, self.atoms, positive)

    def call(self, node: Call) -> Element:
        """An elementary function."""
        arguments = [self.read(a) for a in node.arguments]
        handler = FUNCTIONS.get(node.name)
        if handler is None:
            raise Unfit(f"{node.name} is not in the field")
        return handler(self.atoms, *arguments)


def _apply(reader: Reader, node: Any) -> Element:
    return reader.apply(node.function.name, node.function.domain.value, node.arguments)


def _index(reader: Reader, node: Index) -> Element:
    base = node.base
    if not isinstance(base, algebra.Symbol) or not isinstance(base.domain, SequenceDomain):
        raise Unfit("a component of a vector")
    return reader.apply(base.name, base.domain.element, node.indices)


def _constant(reader: Reader, node: algebra.Constant) -> Element:
    if node.name == "oo":
        raise Unfit("infinity")
    return Element(P.atom(reader.atoms.get(("constant", node.name), "positive")), UNIT)


def _sum(reader: Reader, node: algebra.Add) -> Element:
    return add(reader.read(node.left), reader.read(node.right), reader.atoms)


def _difference(reader: Reader, node: algebra.Sub) -> Element:
    return add(reader.read(node.left), reader.read(node.right), reader.atoms, -1)


def _product(reader: Reader, node: algebra.Mul) -> Element:
    return multiply(reader.read(node.left), reader.read(node.right), reader.atoms)


def _quotient(reader: Reader, node: algebra.Div) -> Element:
    return divide(reader.read(node.left), reader.divisor(node.right), reader.atoms)


def _power(reader: Reader, node: algebra.Pow) -> Element:
    exponent = reader.read(node.exponent)
    value = as_number(exponent)
    if value is None or value.denominator != 1:
        return kernels.power(reader.read(node.base), exponent, reader.atoms)
    base = reader.read(node.base) if value > 0 else reader.divisor(node.base)
    return kernels.whole_power(base, value.numerator, reader.atoms)


HANDLERS: dict[type, Callable[[Reader, Any], Element]] = {
    algebra.Number: lambda reader, node: number(P.lean(node.value)),
    algebra.Constant: _constant,
    algebra.Symbol: Reader.symbol,
    algebra.Abbreviation: lambda reader, node: reader.read(node.value),
    algebra.Apply: _apply,
    algebra.Add: _sum,
    algebra.Sub: _difference,
    algebra.Mul: _product,
    algebra.Div: _quotient,
    algebra.Neg: lambda reader, node: negate(reader.read(node.operand)),
    algebra.Pow: _power,
    Call: Reader.call,
    Density: Reader.density,
    Index: _index,
}


def _sigmoid(atoms: Atoms, a: Element) -> Element:
    return divide(number(1), add(number(1), kernels.exponential(negate(a), atoms), atoms), atoms)


def _hyperbolic(sign: int) -> Callable[[Atoms, Element], Element]:
    def made(atoms: Atoms, a: Element) -> Element:
        up, down = kernels.exponential(a, atoms), kernels.exponential(negate(a), atoms)
        return multiply(HALF, add(up, down, atoms, sign), atoms)

    return made


def _tanh(atoms: Atoms, a: Element) -> Element:
    return divide(_hyperbolic(-1)(atoms, a), _hyperbolic(1)(atoms, a), atoms)


def _extreme(side: int) -> Callable[..., Element]:
    """Max(a, b) = (a + b + |a - b|)/2, Min with a minus."""

    def made(atoms: Atoms, first: Element, *rest: Element) -> Element:
        for other in rest:
            gap = kernels.absolute(add(first, other, atoms, -1), atoms)
            first = multiply(HALF, add(add(first, other, atoms), gap, atoms, side), atoms)
        return first

    return made


def _named(name: str, positive: str = "") -> Callable[..., Element]:
    return lambda atoms, *arguments: kernels.opaque(name, arguments, atoms, positive)


FUNCTIONS: dict[str, Callable[..., Element]] = {
    "exp": lambda atoms, a: kernels.exponential(a, atoms),
    "log": lambda atoms, a: kernels.logarithm(a, atoms),
    "sqrt": lambda atoms, a: kernels.power(a, HALF, atoms),
    "sigmoid": _sigmoid,
    "softplus": lambda atoms, a: kernels.logarithm(
        add(number(1), kernels.exponential(a, atoms), atoms), atoms
    ),
    "sinh": _hyperbolic(-1),
    "cosh": _hyperbolic(1),
    "tanh": _tanh,
    "Abs": lambda atoms, a: kernels.absolute(a, atoms),
    "Max": _extreme(1),
    "Min": _extreme(-1),
    "sin": lambda atoms, a: sine(a, atoms),
    "cos": lambda atoms, a: cosine(a, atoms),
    "erf": _named("erf"),
    "atan": _named("atan"),
}
