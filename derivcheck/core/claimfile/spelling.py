"""A claim's nodes in words that a claim file has: names it allows, definitions where it needs them.

Python lets an author call a symbol `lambda`, use one name for a given and a bound variable, take a
derivative at another point, or give a law by its density in passing. A file has `let` for the last
two, and wants names of their own for the others.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from derivcheck.core.claim import Claim, Name
from derivcheck.lang.algebra import REAL, Abbreviation, Apply, Symbol
from derivcheck.lang.calculus import Derivative
from derivcheck.lang.domain import FunctionDomain, LawDomain, Unspecified
from derivcheck.lang.law import Abbreviated, Conditional, UnknownLaw
from derivcheck.lang.laws import DensityLaw
from derivcheck.lang.linear import Gradient, Hessian
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.node import Binder, Named, Node, fresh_name
from derivcheck.lang.parse import normal_name
from derivcheck.lang.probability import Binding, RandomBinder
from derivcheck.lang.show import text

Env = Mapping[str, Node]
"""What a name of the claim is called where one stands."""


@dataclass(slots=True)
class Spelling:
    """How a claim is spelt: its given names as written, and the definitions met so far.

    The nodes made here are for printing only: a definition is printed as its name.
    """

    given: dict[str, Name] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    definitions: dict[str, str] = field(default_factory=dict)
    named: dict[Node, Node] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def text(self, node: Node) -> str:
        """A node of the claim in the claim language."""
        return text(self.spelt(node, self.given))

    def spelt(self, node: Node, env: Env) -> Node:
        """The node with names and definitions that can be written."""
        match node:
            case Symbol() | UnknownLaw():
                return env.get(node.name, node)
            case Abbreviation() | Abbreviated():
                return self._definition(node, env)
            case DensityLaw():
                return self._unnamed_law(node, env)
            case Derivative() | Gradient() | Hessian():
                return self._derivative(node, env)
            case Binder():
                return self._binder(node, env)
            case RandomBinder():
                return self._random(node, env)
        return node.rebuild(lambda child: self.spelt(child, env))

    def _definition(self, node: Abbreviation | Abbreviated, env: Env) -> Node:
        """Its name, if all it mentions is given; what it stands for otherwise."""
        meaning = node.value if isinstance(node, Abbreviation) else node.law
        if self._local(meaning, env):
            return self.spelt(meaning, env)
        if node not in self.named:
            name = self._label(node.name)
            if isinstance(meaning, DensityLaw):
                self.named[node] = self._law(meaning, name, env)
            else:
                self.definitions[name] = text(self.spelt(meaning, env))
                self.named[node] = replace(node, name=name)
        return self.named[node]

    def _unnamed_law(self, node: DensityLaw, env: Env) -> Node:
        if self._local(node, env):
            return self._law(node, self.fresh("p"), env)
        if node not in self.named:
            self.named[node] = self._law(node, self.fresh("p"), env)
        return self.named[node]

    def _law(self, node: DensityLaw, name: str, env: Env) -> Node:
        outside, inside = self._bound(self._local(node, env), env)
        (variable,), inside = self._bound([node.variable.name], inside)
        behind = f" | {_listed(outside)}" if outside else ""
        body = text(self.spelt(node.body, inside))
        self.definitions[f"law {name}({variable.name}{behind})"] = body
        law = UnknownLaw(name, LawDomain((REAL,), (REAL,) * len(outside)))
        values = tuple(env[local] for local in self._local(node, env))
        return Conditional(law, values) if values else law  # type: ignore[arg-type]

    def _derivative(self, node: Any, env: Env) -> Node:
        if node.at == node.variable:
            variable = self.spelt(node.variable, env)
            body = self.spelt(node.body, env)
            made: Node = replace(node, body=body, variable=variable, at=variable)
            return made
        locals_ = [name for name in self._local(node.body, env) if name != node.variable.name]
        parameters, inside = self._bound([node.variable.name, *locals_], env)
        body = self.spelt(node.body, inside)
        slope = replace(node, body=body, variable=parameters[0], at=parameters[0])
        name = self.fresh("slope")
        self.definitions[f"{name}({_listed(parameters)})"] = text(slope)
        function = Symbol(name, FunctionDomain((REAL,) * len(parameters), REAL))
        at = (self.spelt(node.at, env), *(env[local] for local in locals_))
        return Apply(function, at)  # type: ignore[arg-type]

    def _binder(self, node: Binder, env: Env) -> Node:
        (variable,), inside = self._bound([node.variable.name], env)
        changed: dict[str, Any] = {
            name: self.spelt(part, inside if name == "body" else env)
            for name in node.__match_args__
            if name != "variable" and isinstance(part := getattr(node, name), Node)
        }
        made: Node = replace(node, variable=variable, **changed)  # type: ignore[type-var]
        return made

    def _random(self, node: RandomBinder, env: Env) -> Node:
        bindings = []
        for binding in node.bindings:
            law = self.spelt(binding.law, env)
            (variable,), env = self._bound([binding.variable.name], env)
            bindings.append(Binding(variable, law))  # type: ignore[arg-type]
        bodies = [self.spelt(body, env) for body in node.bodies()]
        return type(node)(tuple(bindings), *bodies)  # type: ignore[call-arg]

    def _bound(self, names: Iterable[str], env: Env) -> tuple[list[Symbol], Env]:
        """Bound variables under names that nothing else has."""
        made = []
        used = {name.name for name in self.given.values()} | self.labels
        for name in names:
            if name not in self.renamed:
                plain = may_be_name(name) and name not in used
                self.renamed[name] = name if plain else self.fresh(name)
            made.append(Symbol(self.renamed[name], Unspecified()))
            env = {**env, name: made[-1]}
        return made, env

    def _local(self, node: Node, env: Env) -> list[str]:
        """The names in a node that are bound around it."""
        free = sorted(node.free_names())
        return [name for name in free if name in env and env[name] is not self.given.get(name)]

    def _label(self, name: str) -> str:
        """The name of a definition: its own, if no other has it."""
        used = {name.name for name in self.given.values()} | set(self.definitions)
        return name if may_be_name(name) and name not in used else self.fresh(name)

    def fresh(self, name: str) -> str:
        """A name like this one that nothing in the claim has."""
        stem = re.sub(r"\W+", "_", normal_name(name)).strip("_") or "name"
        stem = stem if stem.isidentifier() else f"name_{stem}"
        near = (name for name in (stem, f"{stem}_") if name not in self.taken)
        free = next(near, "") or fresh_name(stem, self.taken)
        self.taken.add(free)
        return free


def spelling(claim: Claim, nodes: Iterable[Node]) -> Spelling:
    """The spelling of a claim of these nodes, its given names allowed in a file."""
    parts = [part for node in nodes for part in node.walk()]
    names = {part.name for part in parts if isinstance(part, Named | Abbreviation | Abbreviated)}
    labels = {part.name for part in parts if isinstance(part, Abbreviation | Abbreviated)}
    made = Spelling(taken={*names, *VOCABULARY, *keyword.kwlist}, labels=labels)
    for name in claim.given:
        kept = may_be_name(name.name)
        made.given[name.name] = name if kept else replace(name, name=made.fresh(name.name))
    return made


def may_be_name(name: str) -> bool:
    """Whether a claim file may use a name as it is."""
    reserved = name in VOCABULARY or keyword.iskeyword(name)
    return name.isidentifier() and not reserved and normal_name(name) == name


def _listed(symbols: Iterable[Symbol]) -> str:
    return ", ".join(symbol.name for symbol in symbols)
