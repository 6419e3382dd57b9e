"""Calls: unknown functions, definitions, densities, and the words of the language."""

from __future__ import annotations

import ast
import inspect
from typing import Any

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import FunctionDomain
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Law
from derivcheck.lang.names import UNRESERVED, VOCABULARY
from derivcheck.lang.parse.binders import BINDERS, random_operator
from derivcheck.lang.parse.context import Context, Value
from derivcheck.lang.parse.growth import check_expansion
from derivcheck.lang.parse.laws import density
from derivcheck.lang.parse.magnitude import GROWING, check_argument
from derivcheck.lang.template import Family, Template

RANDOM = ("E", "Var", "Cov", "Prob")
LEADING_LAWS = {
    "KL": 2, "JS": 2, "TV": 2, "ChiSquare": 2, "Hellinger2": 2, "Renyi": 2, "W1": 2, "W2": 2,
    "Entropy": 1, "CrossEntropy": 2, "Cdf": 1, "Iid": 1,
}  # fmt: skip
"""How many arguments, from the first, are laws."""


def call(context: Context, node: ast.Call) -> Value:
    """A head applied to arguments."""
    _check_arguments(context, node)
    head = node.func
    match head:
        case ast.Subscript(value=ast.Name(id=word)) if word in RANDOM:
            return random_operator(context, node, head, word)
        case ast.Name(id=word) if word in UNRESERVED and context.scope.find(word) is None:
            return _unreserved(context, node, word)
        case ast.Name(id=word) if context.scope.find(word) is None:
            if word not in VOCABULARY:
                raise context.unknown(head)
            return _word(context, node, word)
    return _apply(context, node, context.value(head))


def _unreserved(context: Context, node: ast.Call, word: str) -> Value:
    """A function that is called by its name, and leaves the name to whoever declares it."""
    _check_count(context, node, 1)
    made: Value = UNRESERVED[word](context.expression(node.args[0]))
    return made


def _apply(context: Context, node: ast.Call, head: Value) -> Expr:
    if isinstance(head, Law | Family):
        return density(context, node, head)
    if isinstance(head, Template):
        arguments = [context.expression(item) for item in node.args]
        _check_count(context, node, len(head.parameters))
        check_expansion(head.body, head.parameters, arguments)
        return head(*arguments)
    if isinstance(head, Symbol) and isinstance(head.domain, FunctionDomain):
        _check_count(context, node, len(head.domain.arguments))
        return head(*(context.expression(item) for item in node.args))
    name = context.quote(node.func)
    raise context.error(
        node.func,
        f"{name} is not a function",
        f"write {name}*(...) for a product"
        + (f", or declare {name} a function" if name.isidentifier() else ""),
    )


def _word(context: Context, node: ast.Call, word: str) -> Value:
    if not node.args:
        raise context.error(node, f"{word} needs arguments")
    if word in BINDERS:
        return BINDERS[word](context, node, word)
    if word in RANDOM:
        raise context.error(
            node, f"{word} has no variable to average over", f"write {word}[x:p](...)"
        )
    if word == "Piecewise":
        return _build(context, node, word, [_branch(context, item) for item in node.args])
    if word == "Mixture":
        return _build(context, node, word, [_component(context, item) for item in node.args])
    return _build(context, node, word, _plain_arguments(context, node, word))


def _plain_arguments(context: Context, node: ast.Call, word: str) -> list[Law | Expr]:
    laws = len(node.args) if word == "Independent" else LEADING_LAWS.get(word, 0)
    arguments: list[Law | Expr] = [context.law(item) for item in node.args[:laws]]
    for item in node.args[laws:]:
        made = context.expression(item)
        if word in GROWING:
            check_argument(word, made)
        arguments.append(made)
    return arguments


def _build(context: Context, node: ast.Call, word: str, arguments: list[Any]) -> Value:
    make = VOCABULARY[word]
    if not callable(make) or word == "vector":
        raise context.error(node.func, f"{word} stands for no function here")
    try:
        inspect.signature(make).bind(*arguments)
    except TypeError:
        wanted = ", ".join(inspect.signature(make).parameters)
        raise context.error(
            node, f"{word} does not take {len(arguments)} argument(s)", f"write {word}({wanted})"
        ) from None
    made: Value = make(*arguments)
    return made


def _branch(context: Context, item: ast.expr) -> tuple[Any, Any]:
    value, when = _pair(context, item, "Piecewise((value, condition), ..., (value, True))")
    return context.expression(value), context.condition(when)


def _component(context: Context, item: ast.expr) -> tuple[Any, Any]:
    weight, law = _pair(context, item, "Mixture((w, p), (1 - w, q))")
    return context.expression(weight), context.law(law)


def _pair(context: Context, item: ast.expr, example: str) -> tuple[ast.expr, ast.expr]:
    if not isinstance(item, ast.Tuple) or len(item.elts) != 2:
        raise context.error(item, f"{context.quote(item)} is not a pair", f"write {example}")
    return item.elts[0], item.elts[1]


def _check_arguments(context: Context, node: ast.Call) -> None:
    for keyword in node.keywords:
        raise context.error(
            keyword.value, "arguments have no names in the language", "write the values in order"
        )
    for item in node.args:
        if isinstance(item, ast.Starred | ast.GeneratorExp):
            raise context.error(item, f"{context.quote(item)} is not in the language")


def _check_count(context: Context, node: ast.Call, expected: int) -> None:
    if len(node.args) != expected:
        name = context.quote(node.func)
        raise context.error(node, f"{name} takes {expected} argument(s), {len(node.args)} given")
