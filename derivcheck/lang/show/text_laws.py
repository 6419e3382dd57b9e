"""Laws and densities in the claim language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang.law import Abbreviated, Conditional, Density, Law, UnknownLaw
from derivcheck.lang.laws import DensityLaw, IndependentLaw, MixtureLaw
from derivcheck.lang.laws.categorical import Categorical
from derivcheck.lang.node import Node
from derivcheck.lang.probability import Cdf
from derivcheck.lang.show.printer import ADD, ATOM, BAR, Piece, Printer


def law(node: Law, printer: Printer) -> Piece:
    """A named law with its parameters, Normal(mu, std)."""
    parameters = (part for part in node.parts() if isinstance(part, Node))
    return Piece(f"{type(node).__name__}({printer.listed(parameters)})")


def density(node: Density, printer: Printer) -> Piece:
    """p(x), p(x, y | z, t), Normal(mu, std)(x)."""
    points = printer.listed(node.arguments)
    if isinstance(node.law, Conditional) and isinstance(node.law.law, UnknownLaw):
        return Piece(f"{node.law.law.name}({points} | {printer.listed(node.law.values)})")
    return Piece(f"{printer.at(node.law, ATOM)}({points})")


def cdf(node: Cdf, printer: Printer) -> Piece:
    """Cdf(p, x)."""
    return Piece(f"Cdf({printer.listed((node.law, node.at))})")


def _named(node: UnknownLaw | Abbreviated, printer: Printer) -> Piece:
    return Piece(node.name)


def _conditional(node: Conditional, printer: Printer) -> Piece:
    if len(node.values) == 1:
        values = printer.at(node.values[0], ADD)
    else:
        values = printer.wrap(printer.listed(node.values))
    return Piece(f"{printer.at(node.law, ATOM)} | {values}", BAR)


def _mixture(node: MixtureLaw, printer: Printer) -> Piece:
    pairs = (printer.wrap(printer.listed(pair)) for pair in node.components)
    return Piece(f"Mixture({', '.join(pairs)})")


def _independent(node: IndependentLaw, printer: Printer) -> Piece:
    return Piece(f"Independent({printer.listed(node.laws)})")


def _categorical(node: Categorical, printer: Printer) -> Piece:
    (probabilities,) = node.parts()
    return Piece(f"Categorical({printer.listed(probabilities)})")


def _by_density(node: DensityLaw, printer: Printer) -> Piece:
    return Piece(f"Law({printer.show(node.body)}, {node.variable.name})")


RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        UnknownLaw: _named,
        Abbreviated: _named,
        Conditional: _conditional,
        MixtureLaw: _mixture,
        IndependentLaw: _independent,
        Categorical: _categorical,
        DensityLaw: _by_density,
    }
)
