r"""LaTeX: \frac, \mathbb{E}_{x\sim p}\left[...\right], \mathrm{KL}(p\,\|\,q)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra, calculus, condition, domain, functions, linear
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.law import Density, Law, UnknownLaw
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Cdf, RandomBinder
from derivcheck.lang.sequences import Index
from derivcheck.lang.show import latex_binders, latex_conditions, latex_laws, latex_linear
from derivcheck.lang.show.latex_domains import latex_domain
from derivcheck.lang.show.names import latex_name
from derivcheck.lang.show.printer import (
    ADD,
    ATOM,
    MUL,
    POW,
    Piece,
    Printer,
    first_factor,
)

CONSTANTS = MappingProxyType({"pi": r"\pi", "oo": r"\infty", "EulerGamma": r"\gamma"})


def latex(node: Node) -> str:
    """A node as LaTeX, for use in mathematics mode."""
    return LATEX.show(node)


def latex_declaration(name: algebra.Symbol | UnknownLaw) -> str:
    r"""A given name with its domain: \epsilon > 0, x \in \mathbb{R}."""
    return f"{LATEX.show(name)} {LATEX.show(name.domain)}"


def _name(node: Any, printer: Printer) -> Piece:
    return Piece(latex_name(node.name))


def _constant(node: algebra.Constant, printer: Printer) -> Piece:
    return Piece(CONSTANTS[node.name])


def _number(node: algebra.Number, printer: Printer) -> Piece:
    value = node.value
    negative = value.numerator < 0
    sign, level = ("-", ADD) if negative else ("", ATOM)
    if value.denominator != 1:
        shown = rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
        return Piece(shown, min(level, POW))
    return Piece(str(value.numerator), level)


def _infix(sign: str, level: int) -> Callable[[Any, Printer], Piece]:
    def rule(node: Any, printer: Printer) -> Piece:
        left, right = printer.at(node.left, level), printer.at(node.right, level + 1)
        return Piece(f"{left} {sign} {right}", level)

    return rule


def _fraction(node: algebra.Div, printer: Printer) -> Piece:
    return Piece(f"\\frac{{{printer.show(node.left)}}}{{{printer.show(node.right)}}}", POW)


def _product(node: algebra.Mul, printer: Printer) -> Piece:
    left, right = first_factor(node.left, printer), printer.at(node.right, MUL + 1)
    sign = r" \cdot " if right[:1].isdigit() or right.startswith(r"\frac") else r"\,"
    return Piece(f"{left}{sign}{right}", MUL)


def _negation(node: algebra.Neg, printer: Printer) -> Piece:
    return Piece(f"-{printer.at(node.operand, MUL)}", ADD)


def _power(node: algebra.Pow, printer: Printer) -> Piece:
    return Piece(f"{printer.at(node.base, ATOM)}^{{{printer.show(node.exponent)}}}", POW)


def _apply(node: algebra.Apply, printer: Printer) -> Piece:
    return Piece(printer.show(node.function) + printer.wrap(printer.listed(node.arguments)))


def _call(node: functions.Call, printer: Printer) -> Piece:
    first = printer.show(node.arguments[0])
    match node.name:
        case "Abs":
            return Piece(rf"\left|{first}\right|")
        case "sqrt":
            return Piece(rf"\sqrt{{{first}}}")
        case "factorial":
            return Piece(f"{printer.at(node.arguments[0], ATOM)}!", POW)
        case "binomial":
            return Piece(rf"\binom{{{first}}}{{{printer.show(node.arguments[1])}}}")
    head = functions.FUNCTIONS[node.name].latex
    return Piece(head + printer.wrap(printer.listed(node.arguments)))


def _index(node: Index, printer: Printer) -> Piece:
    base, indices = printer.show(node.base), printer.listed(node.indices)
    if isinstance(node.base, algebra.Symbol) and "_" not in base:
        return Piece(f"{base}_{{{indices}}}")
    return Piece(rf"\left[{base}\right]_{{{indices}}}")


RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        algebra.Number: _number,
        algebra.Constant: _constant,
        algebra.Symbol: _name,
        algebra.Abbreviation: _name,
        algebra.Apply: _apply,
        algebra.Add: _infix("+", ADD),
        algebra.Sub: _infix("-", ADD),
        algebra.Neg: _negation,
        algebra.Mul: _product,
        algebra.Div: _fraction,
        algebra.Pow: _power,
        algebra.MatMul: _infix(r"\,", MUL),
        functions.Call: _call,
        linear.MatrixCall: latex_linear.matrix_call,
        linear.VectorOf: latex_linear.vector,
        Index: _index,
        Divergence: latex_laws.divergence,
        Density: latex_laws.density,
        Law: latex_laws.law,
        **latex_laws.RULES,
        Cdf: latex_laws.cdf,
        calculus.Derivative: latex_binders.derivative,
        calculus.Limit: latex_binders.limit,
        linear.Gradient: latex_linear.gradient,
        linear.Hessian: latex_linear.gradient,
        calculus.Integral: latex_binders.integral,
        calculus.Sum: latex_binders.total,
        calculus.Product: latex_binders.total,
        Optimum: latex_binders.optimum,
        RandomBinder: latex_binders.random,
        condition.Piecewise: latex_conditions.piecewise,
        **latex_conditions.RULES,
        domain.Domain: latex_domain,
    }
)

LATEX = Printer(RULES, (r"\left(", r"\right)"))
