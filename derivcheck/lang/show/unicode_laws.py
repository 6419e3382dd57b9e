"""Laws, densities and divergences in Unicode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang.algebra import Number, Pow
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import Call
from derivcheck.lang.law import Abbreviated, Conditional, Density, Law, UnknownLaw
from derivcheck.lang.laws import (
    DensityLaw,
    Dirac,
    Iid,
    IndependentLaw,
    MixtureLaw,
    MultivariateNormal,
    Normal,
)
from derivcheck.lang.laws.categorical import Categorical
from derivcheck.lang.node import Node
from derivcheck.lang.probability import Cdf
from derivcheck.lang.show.names import unicode_name
from derivcheck.lang.show.printer import ATOM, BAR, MUL, POW, Piece, Printer

DIVERGENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "KL": ("KL", " ‖ "),
        "JS": ("JS", " ‖ "),
        "TV": ("TV", ", "),
        "ChiSquare": ("χ²", " ‖ "),
        "Hellinger2": ("H²", ", "),
        "W1": ("W₁", ", "),
        "W2": ("W₂", ", "),
        "Entropy": ("H", ", "),
        "CrossEntropy": ("H", ", "),
    }
)
"""Each with its sign and what separates the laws."""


def variance_of(std: Expr) -> Expr:
    """The square of a standard deviation: v for sqrt(v)."""
    if isinstance(std, Call) and std.name == "sqrt":
        return std.arguments[0]
    if isinstance(std, Number):
        return Number(std.value**2)
    return Pow(std, expr(2))


def law(node: Law, printer: Printer) -> Piece:
    """A law by its name, with its parameters."""
    parameters = (part for part in node.parts() if isinstance(part, Node))
    return Piece(f"{type(node).__name__}({printer.listed(parameters)})")


def density(node: Density, printer: Printer) -> Piece:
    """p(x), p(x | z)."""
    points = printer.listed(node.arguments)
    if isinstance(node.law, Conditional):
        head = printer.at(node.law.law, ATOM)
        return Piece(f"{head}({points} | {printer.listed(node.law.values)})")
    if isinstance(node.law, UnknownLaw | Abbreviated):
        return Piece(f"{printer.show(node.law)}({points})")
    return Piece(f"{printer.at(node.law, ATOM)}({points})")


def cdf(node: Cdf, printer: Printer) -> Piece:
    """F_p(x)."""
    return Piece(f"F_{{{printer.show(node.law)}}}({printer.show(node.at)})")


def divergence(node: Divergence, printer: Printer) -> Piece:
    """KL(p ‖ q), W₁(p, q), H(p)."""
    if node.kind == "Renyi":
        order = printer.at(node.parameters[0], ATOM)
        return Piece(f"R_{order}({' ‖ '.join(map(printer.show, node.laws))})")
    sign, between = DIVERGENCES[node.kind]
    return Piece(f"{sign}({between.join(map(printer.show, node.laws))})")


def _named(node: UnknownLaw | Abbreviated, printer: Printer) -> Piece:
    return Piece(unicode_name(node.name))


def _conditional(node: Conditional, printer: Printer) -> Piece:
    return Piece(f"{printer.at(node.law, ATOM)}(·|{printer.listed(node.values)})")


def _normal(node: Normal, printer: Printer) -> Piece:
    return Piece(f"N({printer.listed((node.mu, variance_of(node.std)))})")


def _multivariate(node: MultivariateNormal, printer: Printer) -> Piece:
    return Piece(f"N({printer.listed(p for p in node.parts() if isinstance(p, Node))})")


def _mixture(node: MixtureLaw, printer: Printer) -> Piece:
    terms = (f"{printer.at(w, MUL)}·{printer.at(p, ATOM)}" for w, p in node.components)
    return Piece(" + ".join(terms), BAR)


def _independent(node: IndependentLaw, printer: Printer) -> Piece:
    return Piece(" ⊗ ".join(printer.at(part, ATOM) for part in node.laws), BAR)


def _iid(node: Iid, printer: Printer) -> Piece:
    return Piece(f"{printer.at(node.law, ATOM)}^⊗{printer.at(node.size, ATOM)}", POW)


def _dirac(node: Dirac, printer: Printer) -> Piece:
    return Piece(f"δ_{{{printer.show(node.point)}}}")


def _categorical(node: Categorical, printer: Printer) -> Piece:
    return Piece(f"Categorical({printer.listed(node.probs)})")


def _by_density(node: DensityLaw, printer: Printer) -> Piece:
    return Piece(f"[{unicode_name(node.variable.name)} ↦ {printer.show(node.body)}]")


RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        UnknownLaw: _named,
        Abbreviated: _named,
        Conditional: _conditional,
        Normal: _normal,
        MultivariateNormal: _multivariate,
        MixtureLaw: _mixture,
        IndependentLaw: _independent,
        Iid: _iid,
        Dirac: _dirac,
        Categorical: _categorical,
        DensityLaw: _by_density,
    }
)
