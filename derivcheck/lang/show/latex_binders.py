"""Integrals, sums, derivatives, limits, optima and expectations in LaTeX."""

from __future__ import annotations

from derivcheck.lang.algebra import REAL
from derivcheck.lang.calculus import Derivative, Integral, Limit, Product, Range, Region, Sum
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import RandomBinder
from derivcheck.lang.show.names import latex_name
from derivcheck.lang.show.printer import ATOM, BIG, MUL, Piece, Printer
from derivcheck.lang.show.text_binders import operator

OPERATORS = {"E": r"\mathbb{E}", "Prob": r"\mathbb{P}"}
OPTIMA = {
    "ArgMax": r"\operatorname*{arg\,max}",
    "ArgMin": r"\operatorname*{arg\,min}",
    "Sup": r"\sup",
    "Inf": r"\inf",
}


def integral(node: Integral, printer: Printer) -> Piece:
    r"""\int_{a}^{b} f \,\mathrm{d}x."""
    if isinstance(node.region, Range):
        lower, upper = printer.show(node.region.lower), printer.show(node.region.upper)
        ends = f"_{{{lower}}}^{{{upper}}}"
    else:
        ends = f"_{{{_set(node.region, printer)}}}"
    body = printer.at(node.body, BIG)
    return Piece(rf"\int{ends} {body} \,\mathrm{{d}}{latex_name(node.variable.name)}", BIG)


def total(node: Sum | Product, printer: Printer) -> Piece:
    r"""\sum_{k=a}^{b} f, \prod_{k=a}^{b} f."""
    sign = r"\sum" if isinstance(node, Sum) else r"\prod"
    lower, upper = printer.show(node.region.lower), printer.show(node.region.upper)
    ends = f"_{{{latex_name(node.variable.name)}={lower}}}^{{{upper}}}"
    return Piece(f"{sign}{ends} {printer.at(node.body, BIG)}", BIG)


def derivative(node: Derivative, printer: Printer) -> Piece:
    r"""\frac{\partial^2}{\partial x^2} f; at another point with a bar behind."""
    power = f"^{{{node.order}}}" if node.order > 1 else ""
    name = latex_name(node.variable.name)
    operator_ = rf"\frac{{\partial{power}}}{{\partial {name}{power}}}"
    shown = f"{operator_} {printer.at(node.body, ATOM)}"
    if node.at == node.variable:
        return Piece(shown, MUL)
    return Piece(rf"\left. {shown} \right|_{{{name}={printer.show(node.at)}}}", MUL)


def limit(node: Limit, printer: Printer) -> Piece:
    r"""\lim_{x \to a^{+}} f."""
    side = f"^{{{node.direction}}}" if node.direction else ""
    place = rf"{latex_name(node.variable.name)} \to {printer.at(node.point, ATOM)}{side}"
    return Piece(rf"\lim_{{{place}}} {printer.at(node.body, BIG)}", BIG)


def optimum(node: Optimum, printer: Printer) -> Piece:
    r"""\sup_{y \in [a, b]} f."""
    place = rf"{latex_name(node.variable.name)} \in {_set(node.region, printer)}"
    return Piece(f"{OPTIMA[node.kind]}_{{{place}}} {printer.at(node.body, BIG)}", BIG)


def random(node: RandomBinder, printer: Printer) -> Piece:
    r"""\mathbb{E}_{x\sim p}\left[f\right], and Var, Cov, P."""
    word = operator(node)
    head = OPERATORS.get(word, rf"\operatorname{{{word}}}")
    listed = ",\\, ".join(
        rf"{latex_name(b.variable.name)}\sim {printer.show(b.law)}" for b in node.bindings
    )
    return Piece(rf"{head}_{{{listed}}}\left[{printer.listed(node.bodies())}\right]")


def _set(region: Region, printer: Printer) -> str:
    if isinstance(region, Range):
        if (region.lower, region.upper) == (REAL.lower, REAL.upper):
            return r"\mathbb{R}"
        return rf"\left[{printer.listed((region.lower, region.upper))}\right]"
    return rf"\mathbb{{R}}^{{{printer.show(region.size)}}}"
