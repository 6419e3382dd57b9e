"""Words that bind a variable: integrals, sums, derivatives, limits, optima, expectations."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.domain import FunctionDomain, SequenceDomain, VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.parse.context import Context, Value
from derivcheck.lang.parse.limits import MAX_ORDER
from derivcheck.lang.probability import Binding, Operator


def ranged(context: Context, node: ast.Call, word: str) -> Value:
    """Integral(f, (x, a, b), (y, c, d)): x is innermost, and its bounds may mention y."""
    if len(node.args) < 2:
        raise context.error(node, f"{word} needs a body and a range", f"write {word}(f, (x, a, b))")
    if word in OPTIMA and len(node.args) > 2:
        raise context.error(node.args[2], f"{word} has one variable", f"write {word}(f, (x, a, b))")
    limits: list[tuple[Any, ...]] = []
    inside = context
    for item in reversed(node.args[1:]):
        names, bounds = _limit(inside, item)
        variable, inside = _bind(inside, names)
        limits.insert(0, (variable, *bounds))
    body = inside.expression(node.args[0])
    made: Value = VOCABULARY[word](body, *limits)
    return made


def derivative(context: Context, node: ast.Call, word: str) -> Value:
    """Derivative(f, x), Derivative(f, (x, 2)), Derivative(f, x, y)."""
    if len(node.args) < 2:
        raise context.error(node, f"{word} needs a body and a variable", f"write {word}(f, x)")
    variables = []
    for item in node.args[1:]:
        if isinstance(item, ast.Tuple) and len(item.elts) == 2:
            variables.append((_variable(context, item.elts[0]), _order(context, item.elts[1])))
        else:
            variables.append((_variable(context, item), 1))
    made: Value = VOCABULARY[word](context.expression(node.args[0]), *variables)
    return made


def gradient(context: Context, node: ast.Call, word: str) -> Value:
    """Gradient(f, x), Hessian(f, x)."""
    if len(node.args) != 2:
        raise context.error(node, f"{word} needs a body and a variable", f"write {word}(f, x)")
    variable = _variable(context, node.args[1])
    made: Value = VOCABULARY[word](context.expression(node.args[0]), variable)
    return made


def limit(context: Context, node: ast.Call, word: str) -> Value:
    """Limit(f, x, a), Limit(f, x, a, '+')."""
    if len(node.args) not in (3, 4):
        raise context.error(node, "a limit is written Limit(f, x, a) or Limit(f, x, a, '+')")
    direction = ""
    if len(node.args) == 4:
        direction = _direction(context, node.args[3])
    point = context.expression(node.args[2])
    variable, inside = _bind(context, node.args[1])
    made: Value = VOCABULARY[word](inside.expression(node.args[0]), variable, point, direction)
    return made


def random_operator(context: Context, node: ast.Call, head: ast.Subscript, word: Any) -> Value:
    """E[x:p, z:q | x](f) and likewise Var, Cov, Prob: a later law may use an earlier variable."""
    bindings: list[Binding] = []
    inside = context
    for item in head.slice.elts if isinstance(head.slice, ast.Tuple) else [head.slice]:
        if not isinstance(item, ast.Slice) or not item.lower or not item.upper or item.step:
            raise context.error(head, "a random variable is written x:p", f"write {word}[x:p](...)")
        law = inside.law(item.upper)
        variable, inside = _bind(inside, item.lower)
        if any(binding.variable == variable for binding in bindings):
            raise context.error(item.lower, f"{variable.name} is bound twice", "rename one")
        bindings.append(Binding(variable, law))
    read = inside.condition if word == "Prob" else inside.expression
    return Operator(word, tuple(bindings))(*(read(item) for item in node.args))


def _limit(context: Context, item: ast.expr) -> tuple[ast.expr, tuple[Any, ...]]:
    if isinstance(item, ast.Tuple) and len(item.elts) == 3:
        name, lower, upper = item.elts
        return name, (context.expression(lower), context.expression(upper))
    if isinstance(item, ast.Tuple) and len(item.elts) == 2:
        name, region = item.elts
        return name, (_vectors(context, region),)
    raise context.error(
        item, "a bound variable has its range with it", "write (x, a, b) or (x, vector(n))"
    )


def _vectors(context: Context, node: ast.expr) -> VectorDomain:
    match node:
        case ast.Call(func=ast.Name(id="vector"), args=[size], keywords=[]):
            return VectorDomain(context.expression(size))
    raise context.error(
        node, f"{context.quote(node)} is no range", "write (x, a, b) or (x, vector(n))"
    )


def _bind(context: Context, node: ast.expr) -> tuple[Symbol, Context]:
    if not isinstance(node, ast.Name):
        raise context.error(node, f"{context.quote(node)} cannot be bound", "bind a plain name")
    try:
        variable, scope = context.scope.bind(node.id)
    except AuthorError as error:
        raise context.placed(error, node) from None
    return variable, context.inside(scope)


def _variable(context: Context, node: ast.expr) -> Symbol:
    value = context.value(node) if isinstance(node, ast.Name) else None
    if isinstance(value, Symbol) and not isinstance(value.domain, FunctionDomain | SequenceDomain):
        return value
    raise context.error(
        node,
        f"{context.quote(node)} is no variable to differentiate in",
        "use a given name or a parameter",
    )


def _order(context: Context, node: ast.expr) -> int:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_ORDER:
        return value
    raise context.error(node, f"a derivative's order is one of 1, ..., {MAX_ORDER}")


def _direction(context: Context, node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and node.value in ("+", "-", "+-"):
        return str(node.value)
    raise context.error(node, "a limit's direction is '+' or '-'")


OPTIMA = ("ArgMax", "ArgMin", "Sup", "Inf")

BINDERS: Mapping[str, Callable[[Context, ast.Call, str], Value]] = MappingProxyType(
    {
        **dict.fromkeys(("Integral", "Sum", "Product", *OPTIMA), ranged),
        "Derivative": derivative,
        "Gradient": gradient,
        "Hessian": gradient,
        "Limit": limit,
    }
)
