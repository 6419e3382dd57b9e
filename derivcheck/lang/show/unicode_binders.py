"""Integrals, sums, derivatives, limits, optima and expectations in Unicode."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL
from derivcheck.lang.calculus import Derivative, Integral, Limit, Product, Range, Region, Sum
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import RandomBinder
from derivcheck.lang.show.names import SUPERSCRIPTS, unicode_name
from derivcheck.lang.show.printer import ATOM, BIG, MUL, Piece, Printer
from derivcheck.lang.show.text_binders import operator


def integral(node: Integral, printer: Printer) -> Piece:
    """∫ f dx over the line, ∫_{a}^{b} f dx, ∫_{ℝⁿ} f dx."""
    variable = unicode_name(node.variable.name)
    return Piece(f"∫{_ends(node.region, printer)} {printer.at(node.body, BIG)} d{variable}", BIG)


def total(node: Sum | Product, printer: Printer) -> Piece:
    """∑_{k=a}^{b} f, ∏_{k=a}^{b} f."""
    sign = "∑" if isinstance(node, Sum) else "∏"
    lower, upper = printer.show(node.region.lower), printer.show(node.region.upper)
    below = f"{unicode_name(node.variable.name)}={lower}"
    return Piece(f"{sign}_{{{below}}}^{{{upper}}} {printer.at(node.body, BIG)}", BIG)


def derivative(node: Derivative, printer: Printer) -> Piece:
    """∂/∂x f, ∂²/∂x² f; at another point with a bar behind."""
    power = str(node.order).translate(SUPERSCRIPTS) if node.order > 1 else ""
    name = unicode_name(node.variable.name)
    shown = f"∂{power}/∂{name}{power} {printer.at(node.body, ATOM)}"
    if node.at == node.variable:
        return Piece(shown, MUL)
    return Piece(f"[{shown}]_{{{name}={printer.show(node.at)}}}")


def limit(node: Limit, printer: Printer) -> Piece:
    """lim_{x→a⁺} f."""
    side = {"+": "⁺", "-": "⁻"}.get(node.direction, "")
    place = f"{unicode_name(node.variable.name)}→{printer.show(node.point)}{side}"
    return Piece(f"lim_{{{place}}} {printer.at(node.body, BIG)}", BIG)


def optimum(node: Optimum, printer: Printer) -> Piece:
    """argmax_{y∈[a, b]} f, sup_{w∈ℝⁿ} f."""
    place = f"{unicode_name(node.variable.name)}∈{_set(node.region, printer)}"
    return Piece(f"{node.kind.lower()}_{{{place}}} {printer.at(node.body, BIG)}", BIG)


def random(node: RandomBinder, printer: Printer) -> Piece:
    """E_{x∼p}[f], and Var, Cov, P."""
    word = {"Prob": "P"}.get(operator(node), operator(node))
    listed = ", ".join(
        f"{unicode_name(b.variable.name)}∼{printer.show(b.law)}" for b in node.bindings
    )
    return Piece(f"{word}_{{{listed}}}[{printer.listed(node.bodies())}]")


def _ends(region: Region, printer: Printer) -> str:
    if not isinstance(region, Range):
        return f"_{{{_set(region, printer)}}}"
    if (region.lower, region.upper) == (REAL.lower, REAL.upper):
        return ""
    return f"_{{{printer.show(region.lower)}}}^{{{printer.show(region.upper)}}}"


def _set(region: Region, printer: Printer) -> str:
    if isinstance(region, Range):
        if (region.lower, region.upper) == (REAL.lower, REAL.upper):
            return "ℝ"
        return f"[{printer.listed((region.lower, region.upper))}]"
    return f"ℝ^{printer.at(region.size, ATOM)}"
