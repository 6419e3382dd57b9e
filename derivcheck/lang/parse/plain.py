"""Arithmetic of numbers and elementary functions, read in one pass without looking for faults.

A corpus consists of such text. Whatever is not plain, and whatever may be at fault, is left to the
general reader, whose result this one's equals wherever it gives one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd
from types import MappingProxyType
from typing import Any

from derivcheck.lang.algebra import Add, Constant, Div, Mul, Neg, Number, Pow, Sub, Symbol
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.functions import FUNCTIONS, Call
from derivcheck.lang.names import CONSTANTS, UNRESERVED
from derivcheck.lang.parse.limits import MAX_DEPTH
from derivcheck.lang.parse.magnitude import check_power
from derivcheck.lang.row import LONGEST_LEFT

LONGEST = 1000
"""Characters of a plain text: so short a one stays within every limit but those checked here."""
DEEPEST = LONGEST_LEFT - 1
"""Levels of a plain text: no row of terms in it is long enough to be nested anew."""
LONGEST_NUMBER = 15
PLAIN = re.compile(r"[A-Za-z(\-+.\d](?:[\w ()*/+\-.,]*[\w).])?", re.ASCII)
STRANGE_NUMBER = re.compile(r"(?<![\w.])[\d.]+[A-Za-z_]", re.ASCII)
"""1e5, 0x10, 2x: not plain, or no number."""
DECIMAL = re.compile(r"\d+\.\d+")

GROWING = ("factorial", "binomial", "gamma")
ARITIES: Mapping[str, int | None] = MappingProxyType(
    {
        name: facts.arity
        for name, facts in FUNCTIONS.items()
        if name not in UNRESERVED and name not in GROWING
    }
)
OPERATIONS: Mapping[type, Callable[[Expr, Expr], Expr]] = MappingProxyType(
    {ast.Add: Add, ast.Sub: Sub, ast.Mult: Mul, ast.Div: Div, ast.Pow: Pow}
)


class NotPlain(Exception):
    """The general reader has to look at this."""


def plain_expression(text: str, names: Mapping[str, Symbol], used: dict[str, Symbol]) -> Expr:
    """The expression of a text over names of numbers; NotPlain for everything else.

    The names that occur are added to `used`, in their order.
    """
    if len(text) > LONGEST or not PLAIN.fullmatch(text) or STRANGE_NUMBER.search(text):
        raise NotPlain
    if text.count("(") > MAX_DEPTH:
        raise NotPlain
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise NotPlain from None
    return _Reader(text, names, used).read(tree, 0)


@lru_cache(maxsize=1024)
def _whole(value: int) -> Number:
    return Number(Fraction(value))


class _Reader:
    """One text being read."""

    __slots__ = ("names", "text", "used")

    def __init__(self, text: str, names: Mapping[str, Symbol], used: dict[str, Symbol]) -> None:
        self.text = text
        self.names = names
        self.used = used

    def read(self, node: ast.expr, depth: int) -> Expr:
        """The expression of a node of the syntax tree."""
        reader = READERS.get(type(node))
        if reader is None or depth > DEEPEST:
            raise NotPlain
        return reader(self, node, depth + 1)

    def name(self, node: ast.Name, depth: int) -> Expr:
        """A given name, or a constant."""
        word = node.id
        found = self.names.get(word)
        if found is not None:
            self.used.setdefault(word, found)
            return found
        constant = CONSTANTS.get(word)
        if isinstance(constant, Constant) and word != "oo":
            return constant
        raise NotPlain

    def number(self, node: ast.Constant, depth: int) -> Expr:
        """A number written with digits alone, or with a point among them."""
        written = self.written(node)
        if len(written) > LONGEST_NUMBER:
            raise NotPlain
        if type(node.value) is int and written.isdigit():
            return _whole(node.value)
        if DECIMAL.fullmatch(written):
            return Number(Fraction(written))
        raise NotPlain

    def unary(self, node: ast.UnaryOp, depth: int) -> Expr:
        """-a; -2 is one number, -(2) is not."""
        operand = self.read(node.operand, depth)
        if not isinstance(node.op, ast.USub):
            raise NotPlain
        behind = self.text[node.col_offset + 1 : node.end_col_offset].lstrip()
        literal = isinstance(node.operand, ast.Constant) and behind == self.written(node.operand)
        if literal and isinstance(operand, Number):
            return Number(-operand.value)
        return Neg(operand)

    def binary(self, node: ast.BinOp, depth: int) -> Expr:
        """An operation of arithmetic; 1/2 in lowest terms is one number."""
        make = OPERATIONS.get(type(node.op))
        if make is None:
            raise NotPlain
        left, right = self.read(node.left, depth), self.read(node.right, depth)
        if make is Pow:
            self.power(left, right)
        elif make is Div and isinstance(left, Number) and isinstance(right, Number):
            return self.fraction(node, left, right) or Div(left, right)
        return make(left, right)

    def power(self, base: Expr, exponent: Expr) -> None:
        """Leave powers of a size that is refused to the reader that says so."""
        try:
            check_power(base, exponent)
        except AuthorError:
            raise NotPlain from None

    def fraction(self, node: ast.BinOp, left: Number, right: Number) -> Number | None:
        """A fraction of two whole numbers in lowest terms, written as such."""
        top, bottom = left.value, right.value
        between = self.text[node.left.end_col_offset : node.right.col_offset]
        whole = top.denominator == 1 and bottom.denominator == 1 and bottom > 1
        if between.strip() != "/" or not whole or gcd(top.numerator, bottom.numerator) != 1:
            return None
        signed = (self.written(side).lstrip("- ") for side in (node.left, node.right))
        return Number(top / bottom) if all(side.isdigit() for side in signed) else None

    def call(self, node: ast.Call, depth: int) -> Expr:
        """An elementary function."""
        head = node.func
        if not isinstance(head, ast.Name) or node.keywords or head.id in self.names:
            raise NotPlain
        arity = ARITIES.get(head.id, 0)
        if not node.args or (arity is not None and len(node.args) != arity):
            raise NotPlain
        return Call(head.id, tuple([self.read(argument, depth) for argument in node.args]))

    def written(self, node: ast.expr) -> str:
        """The node as the author wrote it."""
        return self.text[node.col_offset : node.end_col_offset]


READERS: Mapping[type, Callable[[_Reader, Any, int], Expr]] = MappingProxyType(
    {
        ast.Name: _Reader.name,
        ast.Constant: _Reader.number,
        ast.UnaryOp: _Reader.unary,
        ast.BinOp: _Reader.binary,
        ast.Call: _Reader.call,
    }
)
