"""The claim language: what is printed parses back to the same tree.

Two things have no words in the language and are shown only: a derivative taken at another point,
`Subs(Derivative(f, x), x, a)`, and a law given by its density outside its definition, `Law(f, x)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang import algebra, calculus, condition, domain, functions, linear
from derivcheck.lang.divergence import Divergence
from derivcheck.lang.law import Density, Law
from derivcheck.lang.node import Node
from derivcheck.lang.optimum import Optimum
from derivcheck.lang.probability import Cdf, RandomBinder
from derivcheck.lang.sequences import Index
from derivcheck.lang.show import text_binders, text_conditions, text_domains, text_laws
from derivcheck.lang.show.printer import ADD, ATOM, MUL, NEG, POW, Piece, Printer
from derivcheck.lang.show.text_numbers import number, would_fold


def text(node: Node) -> str:
    """A node in the claim language."""
    return TEXT.show(node)


def _name(node: Any, printer: Printer) -> Piece:
    return Piece(node.name)


def _infix(sign: str, level: int) -> Callable[[Any, Printer], Piece]:
    def rule(node: Any, printer: Printer) -> Piece:
        left, right = printer.at(node.left, level), printer.at(node.right, level + 1)
        return Piece(f"{left}{sign}{right}", level)

    return rule


def _quotient(node: algebra.Div, printer: Printer) -> Piece:
    left, right = printer.at(node.left, MUL), printer.at(node.right, MUL + 1)
    if would_fold(node):
        left = printer.wrap(printer.show(node.left))
    return Piece(f"{left}/{right}", MUL)


def _negation(node: algebra.Neg, printer: Printer) -> Piece:
    if isinstance(node.operand, algebra.Number) and node.operand.value >= 0:
        # -2 is the number; the sign and the number apart need brackets.
        return Piece(f"-{printer.wrap(printer.show(node.operand))}", NEG)
    return Piece(f"-{printer.at(node.operand, NEG)}", NEG)


def _power(node: algebra.Pow, printer: Printer) -> Piece:
    base, exponent = printer.at(node.base, ATOM), printer.at(node.exponent, NEG)
    return Piece(f"{base}**{exponent}", POW)


def _apply(node: algebra.Apply, printer: Printer) -> Piece:
    return Piece(f"{node.function.name}({printer.listed(node.arguments)})")


def _call(node: functions.Call, printer: Printer) -> Piece:
    return Piece(f"{node.name}({printer.listed(node.arguments)})")


def _matrix_call(node: linear.MatrixCall, printer: Printer) -> Piece:
    return Piece(f"{node.operation}({printer.listed(node.arguments)})")


def _vector(node: linear.VectorOf, printer: Printer) -> Piece:
    return Piece(f"Vector({printer.listed(node.entries)})")


def _index(node: Index, printer: Printer) -> Piece:
    return Piece(f"{printer.at(node.base, ATOM)}[{printer.listed(node.indices)}]")


def _divergence(node: Divergence, printer: Printer) -> Piece:
    return Piece(f"{node.kind}({printer.listed((*node.laws, *node.parameters))})")


TEXT_RULES: Mapping[type, Callable[[Any, Printer], Piece]] = MappingProxyType(
    {
        algebra.Number: number,
        algebra.Constant: _name,
        algebra.Symbol: _name,
        algebra.Abbreviation: _name,
        algebra.Apply: _apply,
        algebra.Add: _infix(" + ", ADD),
        algebra.Sub: _infix(" - ", ADD),
        algebra.Neg: _negation,
        algebra.Mul: _infix("*", MUL),
        algebra.Div: _quotient,
        algebra.Pow: _power,
        algebra.MatMul: _infix(" @ ", MUL),
        functions.Call: _call,
        linear.MatrixCall: _matrix_call,
        linear.VectorOf: _vector,
        Index: _index,
        Divergence: _divergence,
        Density: text_laws.density,
        Law: text_laws.law,
        **text_laws.RULES,
        Cdf: text_laws.cdf,
        calculus.Derivative: text_binders.derivative,
        calculus.Limit: text_binders.limit,
        linear.Gradient: text_binders.gradient,
        linear.Hessian: text_binders.gradient,
        calculus.Integral: text_binders.ranged,
        calculus.Sum: text_binders.ranged,
        calculus.Product: text_binders.ranged,
        Optimum: text_binders.ranged,
        RandomBinder: text_binders.random,
        condition.Piecewise: text_conditions.piecewise,
        **text_conditions.RULES,
        domain.Domain: text_domains.domain,
    }
)

TEXT = Printer(TEXT_RULES)
