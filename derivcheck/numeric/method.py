"""What evaluates a goal, in a word for the report, and how deep its binders lie."""

from __future__ import annotations

from functools import lru_cache

from derivcheck.core.claim import Goal
from derivcheck.lang.algebra import Constant
from derivcheck.lang.calculus import Derivative, Integral, Limit, Product, Sum
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.law import Law
from derivcheck.lang.laws.joint import IndependentLaw
from derivcheck.lang.linear import Gradient, Hessian
from derivcheck.lang.node import Binder, Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Cdf, RandomBinder
from derivcheck.numeric.enclosure import closed_form

OO = Constant("oo")


def method_of(goal: Goal) -> str:
    """The methods in use, the most telling first."""
    sides = (goal.statement.lhs, goal.statement.rhs)
    if all(closed_form(side) for side in sides):
        return "interval arithmetic"
    parts = [part for side in sides for part in side.walk()]
    words = [word for word, test in WORDS if any(test(part) for part in parts)]
    return ", ".join(words) if words else "arithmetic"


def _transport(part: Node) -> bool:
    if not isinstance(part, Divergence) or part.kind != "W1":
        return False
    return any(isinstance(inner, IndependentLaw) for inner in part.walk())


WORDS = (
    ("optimal assignment", _transport),
    ("quadrature", lambda part: isinstance(part, Integral | RandomBinder | Divergence | Cdf)),
    ("summation", lambda part: isinstance(part, Sum)),
    ("finite differences", lambda part: isinstance(part, Derivative | Gradient | Hessian)),
    ("extrapolation", lambda part: isinstance(part, Limit)),
    ("global search", lambda part: isinstance(part, Optimum)),
    ("densities", lambda part: isinstance(part, Law)),
)


@lru_cache(maxsize=4096)
def nesting(node: Node) -> int:
    """How deep binders lie in one another."""
    inner = max((nesting(child) for child in node.children()), default=0)
    if isinstance(node, RandomBinder):
        return inner + len(node.bindings)
    return inner + 1 if isinstance(node, Binder | Divergence) else inner


@lru_cache(maxsize=4096)
def finite_sums(node: Node) -> bool:
    """Whether no binder but finite sums and products lies in a node: its values are cheap."""
    if isinstance(node, Sum | Product):
        dear = OO in node.region.children()
    else:
        dear = isinstance(node, Binder | RandomBinder | Divergence)
    return not dear and all(map(finite_sums, node.children()))
