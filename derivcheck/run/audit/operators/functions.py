"""Mistakes with functions: logarithms and exponentials, signs inside, maximum for minimum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Abbreviation, Add, Apply, Div, Mul, Neg, Sub, Symbol
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import Call, log
from derivcheck.lang.law import Density
from derivcheck.lang.node import Node
from derivcheck.run.audit.operator import Operator

SIGN_BLIND = frozenset({"Abs", "cos", "cosh", "log", "sqrt"})
"""Functions that do not see the sign of their argument, or take one sign alone."""
OPPOSITE = {"Max": "Min", "Min": "Max", "sin": "cos", "cos": "sin"}


def _lost(node: Node, goal: Goal) -> Iterator[Node]:
    """A logarithm or an exponential left out, or one for the other."""
    if isinstance(node, Call) and node.name in ("log", "exp"):
        yield node.arguments[0]
        yield replace(node, name="exp" if node.name == "log" else "log")


def _base(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Call) and node.name == "log":
        yield Div(node, log(2))


def _split(node: Node, goal: Goal) -> Iterator[Node]:
    """log(a + b) as log(a) + log(b), log(a*b) as log(a)*log(b), log(a/b) as log(a)/log(b), ..."""
    if not isinstance(node, Call) or node.name not in ("log", "exp", "sqrt"):
        return
    inside = _plain(node.arguments[0])
    if isinstance(inside, Add | Sub | Mul | Div):
        left, right = (replace(node, arguments=(side,)) for side in (inside.left, inside.right))
        if node.name != "sqrt" or isinstance(inside, Add | Sub):
            yield type(inside)(left, right)


def _inside(node: Node, goal: Goal) -> Iterator[Node]:
    """The sign of an argument."""
    if not isinstance(node, Call) or len(node.arguments) != 1 or node.name in SIGN_BLIND:
        return
    argument = node.arguments[0]
    inside = argument.operand if isinstance(argument, Neg) else Neg(argument)
    yield replace(node, arguments=(inside,))


def _opposite(node: Node, goal: Goal) -> Iterator[Node]:
    if isinstance(node, Call) and node.name in OPPOSITE and len(node.arguments) != 0:
        yield replace(node, name=OPPOSITE[node.name])


def _arguments(node: Node, goal: Goal) -> Iterator[Node]:
    """Two neighbouring arguments of a function, or of a joint density, exchanged."""
    if isinstance(node, Apply | Density) or (
        isinstance(node, Call) and node.name not in ("Max", "Min", "beta")
    ):
        for place in range(len(node.arguments) - 1):
            before, behind = node.arguments[:place], node.arguments[place + 2 :]
            pair = node.arguments[place : place + 2]
            yield replace(node, arguments=(*before, *pair[::-1], *behind))


def _function(node: Node, goal: Goal) -> Iterator[Node]:
    """One unknown function for another of the same kind."""
    if isinstance(node, Apply):
        for name in goal.given:
            same = name.domain == node.function.domain and name != node.function
            if same and isinstance(name, Symbol):
                yield replace(node, function=name)


def _plain(node: Expr) -> Expr:
    return node.value if isinstance(node, Abbreviation) else node


OPERATORS = (
    Operator("logarithm", "a logarithm or an exponential left out, or one for the other", _lost),
    Operator("base", "a logarithm to base 2", _base),
    Operator("split", "a logarithm, exponential or root taken term by term", _split),
    Operator("argument", "the sign of an argument", _inside),
    Operator("opposite", "maximum for minimum, sine for cosine", _opposite),
    Operator("arguments", "two arguments of a function or a density exchanged", _arguments),
    Operator("function", "one unknown function for another", _function),
)
