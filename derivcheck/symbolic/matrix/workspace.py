"""What one proof about matrices knows: its atoms, its derived letters, its facts, what it used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

import sympy

from derivcheck.symbolic.matrix.atoms import Atom, Derived, Ones, Unit
from derivcheck.symbolic.matrix.letter import Letter
from derivcheck.symbolic.matrix.mat import Mat, same_size

Zero = Callable[[sympy.Expr], bool]


@dataclass(slots=True)
class Workspace:
    """The state of a proof.

    `atoms` and `letters` say what each atom and each letter that is not a name stands for,
    `shapes` gives the sizes of those letters. `definite` names the positive definite letters,
    `nonzero_vectors` those of which the claim assumes that they are not 0,
    `definite_sums` other matrices assumed to be so;
    `facts` are numbers assumed positive, `regular` matrices assumed invertible, `relations`
    matrices assumed 0, `values` what equations say of inner products, `larger` pairs of sizes
    m >= n; `squares` numbers that are squared norms, `normed` the vectors under norms. With
    `equations` among the assumptions nothing may be argued from null sets of the free space.
    """

    zero: Zero
    equations: bool = False
    atoms: dict[sympy.Symbol, Atom] = field(default_factory=dict)
    letters: dict[str, Derived] = field(default_factory=dict)
    definite: set[str] = field(default_factory=set)
    positive_vectors: set[str] = field(default_factory=set)
    nonzero_vectors: set[str] = field(default_factory=set)
    facts: list[sympy.Expr] = field(default_factory=list)
    regular: list[Mat] = field(default_factory=list)
    definite_sums: list[Mat] = field(default_factory=list)
    relations: list[Mat] = field(default_factory=list)
    values: dict[sympy.Symbol, sympy.Expr] = field(default_factory=dict)
    larger: list[tuple[sympy.Expr, sympy.Expr]] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)
    conditions: dict[str, None] = field(default_factory=dict)
    squares: list[sympy.Expr] = field(default_factory=list)
    normed: list[Mat] = field(default_factory=list)
    shapes: dict[str, tuple[sympy.Expr, sympy.Expr]] = field(default_factory=dict)

    def use(self, rule: str) -> None:
        """Record that a rule acted."""
        self.used[rule] = None

    def condition(self, text: str) -> None:
        """Record a side condition: it fails on a null set only, or concerns unknown functions."""
        self.conditions[text.replace("<", "").replace(">", "")] = None

    def atom(self, record: Atom, text: str, **assumptions: bool) -> sympy.Symbol:
        """The symbol of a scalar atom; equal records have one symbol."""
        for symbol, known in self.atoms.items():
            if self.same(known, record):
                return symbol
        taken = {symbol.name for symbol in self.atoms}
        made = sympy.Symbol(_fresh(f"<{text}>", taken), **{"real": True, **assumptions})
        self.atoms[made] = record
        return made

    def letter(
        self,
        record: Derived,
        text: str,
        shape: tuple[sympy.Expr, sympy.Expr],
        *,
        symmetric: bool = False,
    ) -> Letter:
        """The letter of a derived matrix; equal records have one name."""
        for name, known in self.letters.items():
            if self.same(known, record) and self._shaped(name, shape):
                return Letter(name, *shape, symmetric=symmetric)
        name = _fresh(f"<{text}>", set(self.letters))
        self.letters[name] = record
        self.shapes[name] = shape
        return Letter(name, *shape, symmetric=symmetric)

    def _shaped(self, name: str, shape: tuple[sympy.Expr, sympy.Expr]) -> bool:
        return all(same_size(a, b) for a, b in zip(self.shapes[name], shape, strict=True))

    def same(self, first: Any, second: Any) -> bool:
        """Whether two records, matrices or numbers are equal, coefficients by the zero test."""
        if first == second:
            return True
        if isinstance(first, Mat) and isinstance(second, Mat):
            return self.equal(first, second)
        if isinstance(first, sympy.Expr) and isinstance(second, sympy.Expr):
            return self.zero(first - second)
        if isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
            return all(self.same(a, b) for a, b in zip(first, second, strict=True))
        if type(first) is not type(second) or not hasattr(first, "__dataclass_fields__"):
            return False
        if isinstance(first, Letter):
            return False
        return all(
            self.same(getattr(first, part.name), getattr(second, part.name))
            for part in fields(first)
        )

    def equal(self, first: Mat, second: Mat) -> bool:
        """Whether two matrices have the same size and the same words."""
        sizes = same_size(first.rows, second.rows) and same_size(first.columns, second.columns)
        return sizes and all(self.zero(c) for _, c in first.minus(second).terms)

    def ones(self, size: sympy.Expr) -> Letter:
        """The vector of ones."""
        return self.letter(Ones(), "1", (size, sympy.S.One))

    def unit(self, index: sympy.Expr, size: sympy.Expr) -> Letter:
        """The unit vector with 1 at the index."""
        return self.letter(Unit(index), f"e[{index}]", (size, sympy.S.One))


def _fresh(text: str, taken: set[str]) -> str:
    name, count = text, 1
    while name in taken:
        count += 1
        name = f"{text}#{count}"
    return name
