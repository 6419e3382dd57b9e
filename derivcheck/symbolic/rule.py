"""What a rule is: a named step of reasoning with its statement, its source and its examples.

A rule never approves. It *rewrites* an expression, and the kernel compares what remains with what
the author wrote; or it *reduces* a goal to obligations, and the kernel proves each of them; or it
proposes a *certificate* of an inequality, and the kernel checks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from derivcheck.core.claim import Goal

if TYPE_CHECKING:
    from derivcheck.symbolic.context import Context

Rewrite = Callable[[Any, "Context"], Any]
"""A SymPy expression to an equal one, or None where the rule does not apply."""

Reduce = Callable[[Goal, "Context"], Iterator["Reduction"]]
"""A goal to ways of proving it, best first."""

Certify = Callable[[Any, bool, "Context"], Iterator[Any]]
"""A gap, and whether it must be > 0 rather than >= 0, to certificates of its sign."""


@dataclass(frozen=True, slots=True)
class Example:
    """A step in the claim language: `given` as "x: real; p: density", `step` with its relation.

    `using` is the certificate that the author hands to the rule, by keyword.
    """

    given: str
    step: str
    assume: tuple[str, ...] = ()
    using: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reduction:
    """One way to prove a goal: it holds if every obligation does.

    `side_conditions` are hypotheses on unknown densities and functions that the argument needs and
    nothing here proves (an exchange of limit and integral, say): text for the reader.
    """

    obligations: tuple[Goal, ...]
    side_conditions: tuple[str, ...] = ()
    trusts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name ("expectation.linear"), what it says, where it stands in the literature.

    `on` lists the heads of SymPy expressions that `rewrite` is tried on, bottom up. A rule has
    `rewrite`, `reduce` or `certify`. Every rule carries an example that it closes (`holds`) and one
    that must stay open (`fails`): its tests and its documentation.
    """

    name: str
    statement: str
    source: str
    holds: tuple[Example, ...]
    fails: tuple[Example, ...]
    on: tuple[type, ...] = ()
    rewrite: Rewrite | None = None
    reduce: Reduce | None = None
    certify: Certify | None = None
