"""Unicode mathematics for terminals: θ, ε², ∫, E_{x∼p}[...], ‖x‖, ≤."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra, calculus, condition, domain, functions, linear
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Density, Law, UnknownLaw
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Cdf, RandomBinder
from derivcheck.lang.sequences import Index
from derivcheck.lang.show import unicode_binders, unicode_conditions, unicode_laws, unicode_linear
from derivcheck.lang.show.names import SUPERSCRIPTS, unicode_name
from derivcheck.lang.show.printer import (
    ADD,
    ATOM,
    MUL,
    POW,
    Piece,
    Printer,
    first_factor,
)
from derivcheck.lang.show.unicode_domains import unicode_domain

CONSTANTS = MappingProxyType({"pi": "π", "oo": "∞", "EulerGamma": "γ"})


def unicode(node: Node) -> str:
    """A node as mathematics on one line."""
    return UNICODE.show(node)


def unicode_declaration(name: algebra.Symbol | UnknownLaw) -> str:
    """A given name with its domain: "x real", "ε > 0", "p density"."""
    return f"{UNICODE.show(name)} {UNICODE.show(name.domain)}"


def _name(node: Any, printer: Printer) -> Piece:
    return Piece(unicode_name(node.name))


def _constant(node: algebra.Constant, printer: Printer) -> Piece:
    return Piece(CONSTANTS[node.name])


def _number(node: algebra.Number, printer: Printer) -> Piece:
    shown = str(node.value).replace("-", "−")
    if node.value.denominator != 1:
        return Piece(shown, ADD if node.value < 0 else MUL)
    return Piece(shown, ADD if node.value < 0 else ATOM)


def _infix(sign: str, level: int) -> Callable[[Any, Printer], Piece]:
    def rule(node: Any, printer: Printer) -> Piece:
        left, right = printer.at(node.left, level), printer.at(node.right, level + 1)
        return Piece(f"{left}{sign}{right}", level)

    return rule


def _quotient(node: algebra.Div, printer: Printer) -> Piece:
    return Piece(f"{first_factor(node.left, printer)}/{printer.at(node.right, MUL + 1)}", MUL)


def _product(node: algebra.Mul, printer: Printer) -> Piece:
    left, right = first_factor(node.left, printer), printer.at(node.right, MUL + 1)
    # A number stands directly before a name: 2θ.
    bare = isinstance(node.left, algebra.Number) and left.lstrip("−").isdigit()
    named = isinstance(_base(node.right), algebra.Symbol | algebra.Constant)
    return Piece(left + ("" if bare and named else "·") + right, MUL)


def _base(node: Expr) -> Expr:
    return node.base if isinstance(node, algebra.Pow) else node


def _negation(node: algebra.Neg, printer: Printer) -> Piece:
    return Piece(f"−{printer.at(node.operand, MUL)}", ADD)


def _power(node: algebra.Pow, printer: Printer) -> Piece:
    base, exponent = printer.at(node.base, ATOM), node.exponent
    if isinstance(exponent, algebra.Number) and exponent.value.denominator == 1:
        return Piece(base + str(exponent.value).translate(SUPERSCRIPTS), POW)
    return Piece(f"{base}^{printer.at(exponent, ATOM)}", POW)


def _apply(node: algebra.Apply, printer: Printer) -> Piece:
    return Piece(f"{printer.show(node.function)}({printer.listed(node.arguments)})")


def _call(node: functions.Call, printer: Printer) -> Piece:
    first = node.arguments[0]
    if node.name == "Abs":
        return Piece(f"|{printer.show(first)}|")
    if node.name == "factorial":
        return Piece(f"{printer.at(first, ATOM)}!", POW)
    if node.name == "sqrt":
        return Piece(f"√{printer.at(first, ATOM)}", POW)
    if node.name == "binomial":
        return Piece(f"C({printer.listed(node.arguments)})")
    return Piece(f"{functions.FUNCTIONS[node.name].unicode}({printer.listed(node.arguments)})")


def _index(node: Index, printer: Printer) -> Piece:
    return Piece(f"{printer.at(node.base, ATOM)}[{printer.listed(node.indices)}]")


RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        algebra.Number: _number,
        algebra.Constant: _constant,
        algebra.Symbol: _name,
        algebra.Abbreviation: _name,
        algebra.Apply: _apply,
        algebra.Add: _infix(" + ", ADD),
        algebra.Sub: _infix(" − ", ADD),
        algebra.Neg: _negation,
        algebra.Mul: _product,
        algebra.Div: _quotient,
        algebra.Pow: _power,
        algebra.MatMul: _infix(" ", MUL),
        functions.Call: _call,
        linear.MatrixCall: unicode_linear.matrix_call,
        linear.VectorOf: unicode_linear.vector,
        Index: _index,
        Divergence: unicode_laws.divergence,
        Density: unicode_laws.density,
        Law: unicode_laws.law,
        **unicode_laws.RULES,
        Cdf: unicode_laws.cdf,
        calculus.Derivative: unicode_binders.derivative,
        calculus.Limit: unicode_binders.limit,
        linear.Gradient: unicode_linear.gradient,
        linear.Hessian: unicode_linear.gradient,
        calculus.Integral: unicode_binders.integral,
        calculus.Sum: unicode_binders.total,
        calculus.Product: unicode_binders.total,
        Optimum: unicode_binders.optimum,
        RandomBinder: unicode_binders.random,
        condition.Piecewise: unicode_conditions.piecewise,
        **unicode_conditions.RULES,
        domain.Domain: unicode_domain,
    }
)

UNICODE = Printer(RULES, minus="−")
