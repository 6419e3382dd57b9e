"""What the names of a text stand for: given names, definitions, variables bound on the way."""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from derivcheck.lang.algebra import Abbreviation, Symbol
from derivcheck.lang.domain import Unspecified
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Abbreviated, Law, UnknownLaw
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.node import fresh_name
from derivcheck.lang.parse.growth import Budget
from derivcheck.lang.parse.limits import MAX_NAME
from derivcheck.lang.template import Family, Template

Entry = Expr | Law | Template | Family
"""What a name can stand for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Names in force at a point of a text. Bound variables hide nothing that is given or defined.

    `known` holds given names and definitions, `bound` the variables of binders and the parameters
    of a definition; a parameter is local and may hide a known name. `budget` is what the texts of
    one claim share.
    """

    known: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    bound: Mapping[str, Symbol] = field(default_factory=lambda: MappingProxyType({}))
    budget: Budget | None = field(default=None, compare=False)

    @classmethod
    def of(cls, *given: Any, **definitions: Entry) -> Scope:
        """Scope.of(theta, (p, q), r=Normal(0, 1)): declared names, then definitions."""
        scope = cls()
        for item in given:
            for name in item if isinstance(item, tuple) else (item,):
                scope = scope.declare(name)
        for name, value in definitions.items():
            scope = scope.define(name, value)
        return scope

    def find(self, name: str) -> Entry | None:
        """What a name stands for; None for an unknown one."""
        return self.bound.get(name) or self.known.get(name)

    def names(self) -> list[str]:
        """Every name in force."""
        return [*self.known, *self.bound]

    def declare(self, name: Symbol | UnknownLaw) -> Scope:
        """With one more given name."""
        return self._with(name.name, name)

    def define(self, name: str, value: Entry) -> Scope:
        """With a definition; expressions and laws are wrapped so that they show as `name`."""
        if isinstance(value, Expr):
            return self._with(name, Abbreviation(name, value))
        return self._with(name, Abbreviated(name, value) if isinstance(value, Law) else value)

    def bind(self, name: str) -> tuple[Symbol, Scope]:
        """The variable of a binder, and the scope inside."""
        check_name(name)
        if name in self.known:
            raise AuthorError(
                f"{name} is given or defined already and cannot be bound as well",
                remedy=f"give the bound variable a name of its own, such as {self._free(name)}",
            )
        variable = Symbol(name, Unspecified())
        return variable, self._inside(name, variable)

    def local(self, name: str) -> tuple[Symbol, Scope]:
        """A parameter of a definition, and the scope of its body.

        A parameter that hides a known name gets another one inside, so that definitions used in
        the body keep their meaning.
        """
        check_name(name)
        variable = Symbol(self._free(name), Unspecified())
        return variable, self._inside(name, variable)

    def _inside(self, name: str, variable: Symbol) -> Scope:
        return replace(self, bound=MappingProxyType({**self.bound, name: variable}))

    def _free(self, name: str) -> str:
        taken = set(self.names()) | {symbol.name for symbol in self.bound.values()}
        return fresh_name(name, taken)

    def _with(self, name: str, entry: Entry) -> Scope:
        check_name(name)
        if name in self.known:
            raise AuthorError(f"{name} is given or defined twice", remedy="rename one of them")
        return replace(self, known=MappingProxyType({**self.known, name: entry}))


def scope_of(names: Scope | Mapping[str, Entry]) -> Scope:
    """A scope from a plain mapping of names."""
    return names if isinstance(names, Scope) else Scope(MappingProxyType(dict(names)))


def check_name(name: str) -> None:
    """Refuse what cannot be a name: reserved words, Python keywords, other signs."""
    if len(name) > MAX_NAME:
        raise AuthorError(f"a name of {len(name)} characters", remedy=f"at most {MAX_NAME}")
    if name in VOCABULARY:
        raise AuthorError(
            f"{name} is a reserved word of the language", remedy=f"write {name}_ or another name"
        )
    if keyword.iskeyword(name):
        raise AuthorError(f"{name} cannot be a name", remedy=f"write {name}_")
    if not name.isidentifier():
        raise AuthorError(
            f"{name!r} is not a name", remedy="use letters, digits and underscores, a letter first"
        )


def normal_name(name: str) -> str:
    """The spelling under which Python knows an identifier (NFKC)."""
    return unicodedata.normalize("NFKC", name)
