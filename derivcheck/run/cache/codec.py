"""Claims and results as text and back: data, never code.

Anybody who can write a file can write a cache, and reading a pickle runs what its author pleases.
So what is stored is JSON that can name nothing but the frozen dataclasses of `lang` and `core`:
a table of values, each referring to those before it, so that what a claim shares is stored once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from importlib import import_module
from types import MappingProxyType
from typing import Any

PACKAGE = "derivcheck."
ROOMS = ("lang.", "core.")
REFERENCE, RATIONAL = "r", "q"
PLAIN = (str, int, float, bool, type(None))


class Unstorable(TypeError):
    """A value that holds something other than nodes, evidence, numbers and text."""


class Damaged(ValueError):
    """A text that no value was written as."""


def encode(value: Any) -> str:
    """The text of a value; equal values have equal texts. Unstorable for a foreign object."""
    table = _Table()
    root = table.put(value)
    made = {"classes": list(table.classes), "values": table.values, "root": root}
    return json.dumps(made, separators=(",", ":"), ensure_ascii=False)


def decode(text: str) -> Any:
    """The value of a text; Damaged where it is not one that `encode` writes."""
    try:
        read = json.loads(text)
        classes = [_class(name) for name in read["classes"]]
        made: list[Any] = []
        for number, *parts in read["values"]:
            made.append(classes[number](*[_value(part, made) for part in parts]))
        return _value(read["root"], made)
    except Exception as error:
        # Whatever a damaged text does to a constructor, it is no value.
        raise Damaged(f"{type(error).__name__}: {error}") from error


@dataclass(slots=True)
class _Table:
    """The values so far, the place of each, and the classes by their number."""

    values: list[list[Any]] = field(default_factory=list)
    places: dict[Any, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)

    def put(self, value: Any) -> Any:
        if isinstance(value, PLAIN):
            return value
        if isinstance(value, tuple):
            return [self.put(item) for item in value]
        if isinstance(value, Fraction):
            return {RATIONAL: str(value)}
        if is_dataclass(value) and not isinstance(value, type):
            return {REFERENCE: self._place(value)}
        raise Unstorable(f"{type(value).__name__} cannot be stored")

    def _place(self, value: Any) -> int:
        if value not in self.places:
            parts = [self.put(getattr(value, part.name)) for part in fields(value)]
            number = self.classes.setdefault(_name(type(value)), len(self.classes))
            self.values.append([number, *parts])
            self.places[value] = len(self.values) - 1
        return self.places[value]


def _name(kind: type) -> str:
    name = f"{kind.__module__.removeprefix(PACKAGE)}:{kind.__qualname__}"
    if not kind.__module__.startswith(PACKAGE) or not name.startswith(ROOMS):
        raise Unstorable(f"{kind.__module__}.{kind.__qualname__} cannot be stored")
    return name


def _class(name: str) -> type:
    module, _, kind = name.partition(":")
    if not module.startswith(ROOMS):
        raise Damaged(f"{name} is no class of this program")
    found = getattr(import_module(PACKAGE + module), kind)
    if not isinstance(found, type) or not is_dataclass(found) or _name(found) != name:
        raise Damaged(f"{name} is no class of this program")
    return found


def _value(part: Any, made: list[Any]) -> Any:
    if isinstance(part, list):
        return tuple([_value(item, made) for item in part])
    if isinstance(part, dict):
        ((kind, content),) = part.items()
        return DECODERS[kind](content, made)
    return part


def _refer(place: Any, made: list[Any]) -> Any:
    if not isinstance(place, int) or place < 0:
        raise Damaged(f"{place!r} is no place")
    return made[place]


def _rational(text: Any, made: list[Any]) -> Fraction:
    return Fraction(text)


DECODERS: Mapping[str, Callable[[Any, list[Any]], Any]] = MappingProxyType(
    {REFERENCE: _refer, RATIONAL: _rational}
)
