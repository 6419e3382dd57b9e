"""Laws given values, and densities: p | z, p(x), p(x, y | z, t)."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from derivcheck.lang.domain import VectorDomain
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Abbreviated, Conditional, Density, Law, UnknownLaw
from derivcheck.lang.parse.context import Context, Value
from derivcheck.lang.parse.growth import check_expansion
from derivcheck.lang.template import Family


def conditional(context: Context, node: ast.BinOp) -> Law:
    """P | z or p | (z, t): the law given values."""
    listed = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    family = context.value(node.left)
    return _given(context, node.left, family, [context.expression(item) for item in listed], node)


def density(context: Context, node: ast.Call, head: Law | Family) -> Density:
    """p(x), p(x, y | z, t): the density or mass of a law at a point."""
    before, behind = _split(context, node)
    points = [context.expression(item) for item in before]
    law = _law_at(context, node, head, behind)
    _check_points(context, node, law, len(points))
    return Density(law, tuple(points))


def _law_at(context: Context, node: ast.Call, head: Law | Family, behind: list[ast.expr]) -> Law:
    if behind:
        values = [context.expression(item) for item in behind]
        return _given(context, node.func, head, values, node)
    if isinstance(head, Family):
        raise _no_bar(context, node, head.parameters)
    if isinstance(head, UnknownLaw) and head.domain.given:
        raise _no_bar(context, node, head.domain.given)
    return head


def _given(
    context: Context, place: ast.expr, family: Value, values: list[Expr], whole: ast.expr
) -> Law:
    parameters: Sequence[object]
    if isinstance(family, Family):
        parameters = family.parameters
    elif isinstance(family, UnknownLaw) and family.domain.given:
        parameters = family.domain.given
    elif isinstance(family, Law):
        name = context.quote(place)
        raise context.error(
            whole,
            f"{name} is one law, it takes nothing behind a bar",
            f'declare {name} a conditional density such as density(1 | 1), or define "{name} | z"'
            if isinstance(family, UnknownLaw | Abbreviated)
            else "",
        )
    else:
        raise context.error(whole, "the bar stands behind a law", "write p | z or p(x | z)")
    if len(values) != len(parameters):
        raise context.error(
            whole,
            f"{context.quote(place)} takes {len(parameters)} value(s) behind the bar, "
            f"{len(values)} given",
        )
    if isinstance(family, UnknownLaw):
        return Conditional(family, tuple(values))
    check_expansion(family.law, family.parameters, values)
    return family | tuple(values)


def _split(context: Context, node: ast.Call) -> tuple[list[ast.expr], list[ast.expr]]:
    before: list[ast.expr] = []
    behind: list[ast.expr] = []
    for item in node.args:
        if not (isinstance(item, ast.BinOp) and isinstance(item.op, ast.BitOr)):
            (behind if behind else before).append(item)
        elif behind:
            raise context.error(item, "a density has one bar", "write p(x, y | z, t)")
        else:
            before.append(item.left)
            behind = list(item.right.elts) if isinstance(item.right, ast.Tuple) else [item.right]
    if not before:
        raise context.error(node, "a density needs a point", "write p(x)")
    return before, behind


def _check_points(context: Context, node: ast.Call, law: Law, count: int) -> None:
    family = law.law if isinstance(law, Conditional) else law
    if isinstance(family, UnknownLaw):
        # One argument of a joint density is a vector of all its variables.
        expected = len(family.domain.variables)
    elif not isinstance(law.support, VectorDomain):
        expected = 1
    else:
        return
    if count not in (expected, 1):
        raise context.error(
            node, f"the density takes {expected} argument(s), {count} given", "p(x, y | z, t)"
        )


def _no_bar(context: Context, node: ast.Call, parameters: Sequence[object]) -> Exception:
    name = context.quote(node.func)
    return context.error(
        node,
        f"{name} is a family with {len(parameters)} parameter(s) behind a bar",
        f"write {name}(x | z)",
    )
