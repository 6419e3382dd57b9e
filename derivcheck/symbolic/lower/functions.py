"""The elementary functions in SymPy, each with the condition under which it is defined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import sympy

from derivcheck.lang.node import Node
from derivcheck.symbolic.bounded import sign_shown
from derivcheck.symbolic.context import Context
from derivcheck.symbolic.narrow import within_supports
from derivcheck.symbolic.sign import is_nonnegative

Need = Literal["", "> 0", ">= 0", "in [-1, 1]", "not a pole"]


@dataclass(frozen=True, slots=True)
class Definition:
    """How a function is made in SymPy, and what its argument must satisfy."""

    make: Callable[..., Any]
    need: Need = ""

    def check(self, argument: Any, written: Node, context: Context) -> None:
        """Record the condition as an obligation where it is not shown."""
        if not self.need or _shown(self.need, argument, context):
            return
        if self.need == "not a pole" and not argument.is_integer:
            context.condition(f"{text(written)} is not one of 0, -1, -2, ...")
        else:
            context.require(f"{text(written)} {self.need}")


def text(node: Node) -> str:
    """A node in the claim language."""
    from derivcheck.lang.show.text import text as show

    return show(node)


def _shown(need: Need, argument: Any, context: Context) -> bool:
    if need == ">= 0":
        return is_nonnegative(argument, context)
    if need == "in [-1, 1]":
        if isinstance(argument, sympy.sin | sympy.cos):
            return True
        return is_nonnegative(1 - argument, context) and is_nonnegative(1 + argument, context)
    if sign_shown(argument, True, context):
        return True
    narrowed = within_supports(argument, context)
    return narrowed is not None and sign_shown(narrowed, True, context)


def _beta(a: Any, b: Any) -> Any:
    return sympy.gamma(a) * sympy.gamma(b) / sympy.gamma(a + b)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + sympy.exp(-x))


def _softplus(x: Any) -> Any:
    return sympy.log(1 + sympy.exp(x))


def _loggamma(x: Any) -> Any:
    return sympy.log(sympy.gamma(x)) if x.is_positive else sympy.loggamma(x)


FUNCTIONS: dict[str, Definition] = {
    "exp": Definition(sympy.exp),
    "log": Definition(sympy.log, "> 0"),
    "sqrt": Definition(sympy.sqrt, ">= 0"),
    "Abs": Definition(sympy.Abs),
    "sign": Definition(sympy.sign),
    "Max": Definition(sympy.Max),
    "Min": Definition(sympy.Min),
    "sin": Definition(sympy.sin),
    "cos": Definition(sympy.cos),
    "tan": Definition(sympy.tan),
    "sinh": Definition(lambda x: (sympy.exp(x) - sympy.exp(-x)) / 2),
    "cosh": Definition(lambda x: (sympy.exp(x) + sympy.exp(-x)) / 2),
    "tanh": Definition(lambda x: 1 - 2 / (sympy.exp(2 * x) + 1)),
    "acos": Definition(sympy.acos, "in [-1, 1]"),
    "asin": Definition(sympy.asin, "in [-1, 1]"),
    "atan": Definition(sympy.atan),
    "erf": Definition(sympy.erf),
    "gamma": Definition(sympy.gamma, "not a pole"),
    "loggamma": Definition(_loggamma, "> 0"),
    "digamma": Definition(sympy.digamma, "not a pole"),
    "beta": Definition(_beta, "> 0"),
    "factorial": Definition(sympy.factorial, ">= 0"),
    "binomial": Definition(sympy.binomial),
    "sigmoid": Definition(_sigmoid),
    "softplus": Definition(_softplus),
    "Heaviside": Definition(lambda x: sympy.Heaviside(x, sympy.Rational(1, 2))),
}
