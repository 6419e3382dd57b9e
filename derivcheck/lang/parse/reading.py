"""What others call: text to expressions, laws, conditions and relations."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import TypeVar

from derivcheck.lang.condition import Condition
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Law
from derivcheck.lang.node import Node
from derivcheck.lang.parse.conditions import RELATIONS
from derivcheck.lang.parse.context import Context
from derivcheck.lang.parse.expression import read
from derivcheck.lang.parse.growth import check_size
from derivcheck.lang.parse.passage import Passage, passage
from derivcheck.lang.parse.scope import Entry, Scope, scope_of
from derivcheck.lang.parse.syntax import span, syntax
from derivcheck.lang.shape import check_condition, law_kind, shape

N = TypeVar("N", bound=Node)
Names = Scope | Mapping[str, Entry]
LEADING = re.compile(r"\s*(==|<=|>=|<|>|!=|=)")
CHAINABLE = ("==", "<=", ">=", "<", ">")


def parse_expression(text: str | Passage, scope: Names) -> Expr:
    """The expression of a text; AuthorError with the place of the fault otherwise."""
    context, tree = _open(text, scope)
    return _checked(context, tree, context.expression(tree))


def parse_law(text: str | Passage, scope: Names) -> Law:
    """The law of a text, such as Normal(0, 1) or p | z."""
    context, tree = _open(text, scope)
    return _checked(context, tree, context.law(tree))


def parse_definition(text: str | Passage, scope: Names) -> Expr | Law:
    """An expression or a law, whichever the text is."""
    context, tree = _open(text, scope)
    value = context.value(tree)
    made = context.law(tree) if isinstance(value, Law) else context.expression(tree)
    return _checked(context, tree, made)


def parse_condition(text: str | Passage, scope: Names) -> Condition:
    """The condition of a text, such as 0 < a < b or a*(1 - D) == b*D."""
    context, tree = _open(text, scope)
    return _checked(context, tree, context.condition(tree))


def parse_relation(text: str | Passage, scope: Names) -> tuple[str, Expr]:
    """A link of a chain, "== rhs" or "<= rhs": the relation and the right side."""
    relation, rest = leading_relation(text)
    return relation, parse_expression(rest, scope)


def leading_relation(text: str | Passage) -> tuple[str, Passage]:
    """The relation at the head of a link, and the rest."""
    whole = passage(text)
    match = LEADING.match(whole.text)
    if match and match[1] in CHAINABLE:
        return match[1], whole.part(match.end(), len(whole.text))
    end = match.end() if match else 0
    raise whole.error(
        "a step begins with its relation",
        0,
        end,
        remedy="write ==, <=, >=, < or > before the expression",
    )


def parse_comparison(text: str | Passage, scope: Names) -> tuple[Expr, str, Expr]:
    """One comparison, "KL(p, q) >= 0": left side, relation, right side."""
    left, relation, right = comparison_sides(text)
    return parse_expression(left, scope), relation, parse_expression(right, scope)


def comparison_sides(text: str | Passage) -> tuple[Passage, str, Passage]:
    """The text of one comparison apart: left side, relation, right side."""
    whole = passage(text).stripped()
    tree = syntax(whole)
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        raise whole.error(
            "this is not one comparison", 0, len(whole.text), remedy="write left == right"
        )
    relation = RELATIONS.get(type(tree.ops[0]), "")
    if relation not in CHAINABLE:
        raise whole.error("a statement relates by ==, <=, >=, < or >", 0, len(whole.text))
    left, right = (whole.part(*span(whole, side)) for side in (tree.left, tree.comparators[0]))
    return left, relation, right


def is_comparison(text: str | Passage) -> bool:
    """Whether a text compares two sides at its top level."""
    return isinstance(syntax(passage(text).stripped()), ast.Compare)


def _open(text: str | Passage, scope: Names) -> tuple[Context, ast.expr]:
    whole = passage(text).stripped()
    return Context(whole, scope_of(scope), read), syntax(whole)


def _checked(context: Context, tree: ast.expr, made: N) -> N:
    try:
        parts = check_size(made)
        if context.scope.budget:
            context.scope.budget.spend(parts)
        if not context.scope.bound:
            # Parameters of a definition have no shape before it is used.
            _check_shape(made)
    except AuthorError as error:
        raise context.placed(error, context.place_of(error.culprit, tree)) from None
    return made


def _check_shape(made: Node) -> None:
    if isinstance(made, Expr):
        shape(made)
    elif isinstance(made, Law):
        law_kind(made)
    elif isinstance(made, Condition):
        check_condition(made)
