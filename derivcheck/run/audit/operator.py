"""A mutation operator: one kind of mistake, made wherever a step has a place for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from derivcheck.core.claim import Goal, Statement
from derivcheck.lang.node import Node

Make = Callable[[Goal], Iterator[Statement]]
AtNode = Callable[[Node, Goal], Iterator[Node]]
N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True)
class Operator:
    """A kind of mistake: its name, what it does in words, and how it changes the right side.

    `at` gives what one node is mistaken for, and is tried at every node; `whole` gives changed
    statements.
    """

    name: str
    effect: str
    at: AtNode | None = None
    whole: Make | None = None
