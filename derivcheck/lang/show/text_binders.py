"""Binders in the claim language."""

from __future__ import annotations

from typing import Any

from derivcheck.lang.calculus import Derivative, Limit, Range, Region
from derivcheck.lang.linear import Gradient, Hessian
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Covariance, Expectation, RandomBinder, Variance
from derivcheck.lang.show.printer import Piece, Printer


def ranged(node: Any, printer: Printer) -> Piece:
    """Integral(f, (x, a, b)), and sums, products and optima likewise."""
    word = node.kind if isinstance(node, Optimum) else type(node).__name__
    limits = f"({node.variable.name}, {_region(node.region, printer)})"
    return Piece(f"{word}({printer.show(node.body)}, {limits})")


def derivative(node: Derivative, printer: Printer) -> Piece:
    """Derivative(f, x), Derivative(f, (x, 2)); at another point Subs(Derivative(f, x), x, a)."""
    name = node.variable.name
    variable = name if node.order == 1 else f"({name}, {node.order})"
    return _at(node, f"Derivative({printer.show(node.body)}, {variable})", printer)


def gradient(node: Gradient | Hessian, printer: Printer) -> Piece:
    """Gradient(f, x), Hessian(f, x)."""
    word = type(node).__name__
    return _at(node, f"{word}({printer.show(node.body)}, {node.variable.name})", printer)


def limit(node: Limit, printer: Printer) -> Piece:
    """Limit(f, x, a), Limit(f, x, a, '+')."""
    direction = f", '{node.direction}'" if node.direction else ""
    place = f"{node.variable.name}, {printer.show(node.point)}{direction}"
    return Piece(f"Limit({printer.show(node.body)}, {place})")


def random(node: RandomBinder, printer: Printer) -> Piece:
    """E[x:p, z:q](f), and Var, Cov, Prob."""
    listed = ", ".join(f"{b.variable.name}:{printer.show(b.law)}" for b in node.bindings)
    return Piece(f"{operator(node)}[{listed}]({printer.listed(node.bodies())})")


def operator(node: RandomBinder) -> str:
    """The word of an expectation, variance, covariance or probability."""
    words: dict[type[Node], str] = {Expectation: "E", Variance: "Var", Covariance: "Cov"}
    return words.get(type(node), "Prob")


def _at(node: Derivative | Gradient | Hessian, shown: str, printer: Printer) -> Piece:
    if node.at == node.variable:
        return Piece(shown)
    return Piece(f"Subs({shown}, {node.variable.name}, {printer.show(node.at)})")


def _region(region: Region, printer: Printer) -> str:
    if isinstance(region, Range):
        return printer.listed((region.lower, region.upper))
    return printer.show(region)
