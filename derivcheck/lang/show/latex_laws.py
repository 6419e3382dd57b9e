"""Laws, densities and divergences in LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang.divergence import Divergence
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
from derivcheck.lang.show.names import latex_name
from derivcheck.lang.show.printer import ATOM, BAR, MUL, POW, Piece, Printer
from derivcheck.lang.show.unicode_laws import variance_of

DIVERGENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "KL": (r"\mathrm{KL}", r"\,\|\,"),
        "JS": (r"\mathrm{JS}", r"\,\|\,"),
        "TV": (r"\mathrm{TV}", ", "),
        "ChiSquare": (r"\chi^2", r"\,\|\,"),
        "Hellinger2": (r"\mathrm{H}^2", ", "),
        "W1": ("W_1", ", "),
        "W2": ("W_2", ", "),
        "Entropy": (r"\mathrm{H}", ", "),
        "CrossEntropy": (r"\mathrm{H}", ", "),
    }
)
"""Each with its sign and what separates the laws."""


def law(node: Law, printer: Printer) -> Piece:
    """A law by its name, with its parameters."""
    parameters = (part for part in node.parts() if isinstance(part, Node))
    return _named_law(type(node).__name__, printer.listed(parameters), printer)


def density(node: Density, printer: Printer) -> Piece:
    r"""p(x), p(x \mid z)."""
    points = printer.listed(node.arguments)
    if isinstance(node.law, Conditional):
        behind = printer.listed(node.law.values)
        return Piece(printer.at(node.law.law, ATOM) + printer.wrap(rf"{points} \mid {behind}"))
    if isinstance(node.law, Normal | MultivariateNormal):
        parameters = printer.listed(_normal_parameters(node.law))
        return Piece(r"\mathcal{N}" + printer.wrap(f"{points};\\, {parameters}"))
    return Piece(printer.at(node.law, ATOM) + printer.wrap(points))


def cdf(node: Cdf, printer: Printer) -> Piece:
    r"""F_{p}(x)."""
    return Piece(f"F_{{{printer.show(node.law)}}}{printer.wrap(printer.show(node.at))}")


def divergence(node: Divergence, printer: Printer) -> Piece:
    r"""\mathrm{KL}(p \,\|\, q), W_1(p, q), \mathrm{H}(p)."""
    laws = [printer.show(part) for part in node.laws]
    if node.kind == "Renyi":
        order = printer.show(node.parameters[0])
        return Piece(f"R_{{{order}}}" + printer.wrap(r"\,\|\,".join(laws)))
    sign, between = DIVERGENCES[node.kind]
    return Piece(sign + printer.wrap(between.join(laws)))


def _named_law(name: str, parameters: str, printer: Printer) -> Piece:
    return Piece(rf"\mathrm{{{name}}}" + printer.wrap(parameters))


def _named(node: UnknownLaw | Abbreviated, printer: Printer) -> Piece:
    return Piece(latex_name(node.name))


def _conditional(node: Conditional, printer: Printer) -> Piece:
    behind = printer.listed(node.values)
    return Piece(printer.at(node.law, ATOM) + printer.wrap(rf"\cdot \mid {behind}"))


def _normal_parameters(node: Normal | MultivariateNormal) -> tuple[Node, ...]:
    if isinstance(node, Normal):
        return node.mu, variance_of(node.std)
    return tuple(part for part in node.parts() if isinstance(part, Node))


def _normal(node: Normal | MultivariateNormal, printer: Printer) -> Piece:
    return Piece(r"\mathcal{N}" + printer.wrap(printer.listed(_normal_parameters(node))))


def _mixture(node: MixtureLaw, printer: Printer) -> Piece:
    terms = (rf"{printer.at(w, MUL)}\,{printer.at(p, ATOM)}" for w, p in node.components)
    return Piece(" + ".join(terms), BAR)


def _independent(node: IndependentLaw, printer: Printer) -> Piece:
    return Piece(r" \otimes ".join(printer.at(part, ATOM) for part in node.laws), BAR)


def _iid(node: Iid, printer: Printer) -> Piece:
    return Piece(rf"{printer.at(node.law, ATOM)}^{{\otimes {printer.at(node.size, ATOM)}}}", POW)


def _dirac(node: Dirac, printer: Printer) -> Piece:
    return Piece(rf"\delta_{{{printer.show(node.point)}}}")


def _categorical(node: Categorical, printer: Printer) -> Piece:
    return _named_law("Categorical", printer.listed(node.probs), printer)


def _by_density(node: DensityLaw, printer: Printer) -> Piece:
    body = printer.show(node.body)
    return Piece(printer.wrap(rf"{latex_name(node.variable.name)} \mapsto {body}"))


RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        UnknownLaw: _named,
        Abbreviated: _named,
        Conditional: _conditional,
        Normal: _normal,
        MultivariateNormal: _normal,
        MixtureLaw: _mixture,
        IndependentLaw: _independent,
        Iid: _iid,
        Dirac: _dirac,
        Categorical: _categorical,
        DensityLaw: _by_density,
    }
)
