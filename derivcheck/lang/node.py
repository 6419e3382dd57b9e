"""Immutable trees: equality by structure, free names, substitution that never captures.

A node keeps what the author wrote: nothing is simplified, reordered or evaluated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")
N = TypeVar("N", bound="Node")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """Make a class a node: a frozen, slotted dataclass that inherits structural equality."""
    made = dataclass(frozen=True, slots=True, eq=False, repr=False)(cls)
    names = made.__match_args__  # type: ignore[attr-defined]
    if len(names) > 1:
        # Everything done to a tree asks for its fields; this asks for all of them at once.
        made.parts = _reader(attrgetter(*names))  # type: ignore[attr-defined]
    return made


def _reader(fields_of: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], tuple[Any, ...]]:
    def parts(self: Any) -> tuple[Any, ...]:
        """The values of the fields, in order."""
        return fields_of(self)

    return parts


class Node:
    """A part of a claim: equal and hashed by structure, pickled without what it remembers."""

    __slots__ = ("_free", "_hash")
    __match_args__: ClassVar[tuple[str, ...]]
    _free: frozenset[str]
    _hash: int

    def parts(self) -> tuple[Any, ...]:
        """The values of the fields, in order."""
        return tuple([getattr(self, name) for name in self.__match_args__])

    def children(self) -> Iterator[Node]:
        """The nodes directly below, left to right."""
        for part in self.parts():
            if isinstance(part, Node):
                yield part
            elif isinstance(part, tuple):
                yield from _nodes(part)

    def rebuild(self: N, change: Callable[[Node], Node]) -> N:
        """The same node with `change` applied to each child; itself if nothing changed."""
        before = self.parts()
        after = tuple(_map(part, change) for part in before)
        if all(old is new for old, new in zip(before, after, strict=True)):
            return self
        return type(self)(*after)

    def free_names(self) -> frozenset[str]:
        """Names that occur outside every binder of theirs."""
        names: frozenset[str] = frozenset()
        for child in self.children():
            names |= child.names
        return names

    @property
    def names(self) -> frozenset[str]:
        """The free names, remembered."""
        try:
            return self._free
        except AttributeError:
            object.__setattr__(self, "_free", self.free_names())
            return self._free

    def substitute(self, values: Mapping[str, Node]) -> Node:
        """Replace free names by nodes; bound variables are renamed where they would capture."""
        if not values:
            return self
        return self.rebuild(lambda child: child.substitute(values))

    def walk(self) -> Iterator[Node]:
        """This node and everything below, parents first."""
        stack: list[Node] = [self]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(reversed(list(current.children())))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        return isinstance(other, Node) and self.parts() == other.parts()

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            value = hash((type(self).__name__, self.parts()))
            object.__setattr__(self, "_hash", value)
            return value

    def __repr__(self) -> str:
        inner = ", ".join(repr(part) for part in self.parts())
        return f"{type(self).__name__}({inner})"


class Named(Node):
    """A node that stands for itself under a name: a symbol, an unknown law."""

    __slots__ = ()
    name: str

    def free_names(self) -> frozenset[str]:
        return frozenset({self.name})

    def substitute(self, values: Mapping[str, Node]) -> Node:
        return values.get(self.name, self)


class Binder(Node):
    """A node whose `variable` is bound in the field `body`; its other fields lie outside."""

    __slots__ = ()
    variable: Any
    body: Any

    def free_names(self) -> frozenset[str]:
        names: frozenset[str] = self.body.free_names() - {self.variable.name}
        for child in self._outside():
            names |= child.free_names()
        return names

    def substitute(self, values: Mapping[str, Node]) -> Node:
        values = restrict(values, self.free_names())
        if not values:
            return self
        variable, inner = avoid_capture(self.variable, values, self.body.free_names())
        body = self.body.substitute(inner)
        changed: dict[str, Any] = {
            field.name: _map(getattr(self, field.name), lambda child: child.substitute(values))
            for field in fields(self)  # type: ignore[arg-type]
            if field.name not in ("variable", "body")
        }
        return replace(self, variable=variable, body=body, **changed)  # type: ignore[type-var]

    def _outside(self) -> Iterator[Node]:
        for field in fields(self):  # type: ignore[arg-type]
            if field.name not in ("variable", "body"):
                yield from _nodes(getattr(self, field.name))


def restrict(values: Mapping[str, Node], names: frozenset[str]) -> dict[str, Node]:
    """The part of a substitution that can matter to a node with these free names."""
    return {name: value for name, value in values.items() if name in names}


def avoid_capture(
    variable: Any, values: Mapping[str, Node], inside: frozenset[str]
) -> tuple[Any, dict[str, Node]]:
    """The bound variable, renamed if a value mentions it, and the substitution for its scope."""
    inner = {name: value for name, value in values.items() if name != variable.name}
    mentioned = frozenset[str]().union(*(value.free_names() for value in inner.values()))
    if variable.name not in mentioned:
        return variable, inner
    fresh = replace(variable, name=fresh_name(variable.name, mentioned | inside | set(inner)))
    return fresh, {**inner, variable.name: fresh}


def fresh_name(name: str, taken: frozenset[str] | set[str]) -> str:
    """`name`, or the first of name_1, name_2, ... that is not taken."""
    stem, count = name, 0
    while name in taken:
        count += 1
        name = f"{stem}_{count}"
    return name


def _nodes(part: Any) -> Iterator[Node]:
    if isinstance(part, Node):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _nodes(item)


def _map(part: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(part, Node):
        return change(part)
    if isinstance(part, tuple):
        after = tuple(_map(item, change) for item in part)
        return part if all(old is new for old, new in zip(part, after, strict=True)) else after
    return part
