"""The normal form: rules tried bottom up, cheap before dear, until none of them applies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sympy

from derivcheck.symbolic.context import Context, OutOfReach
from derivcheck.symbolic.rule import Rule

LONGEST_CHAIN = 200
"""Rewrites in a row at one place; a cycle of rules would otherwise never end."""

Table = dict[type, list[Rule]]


def normal(value: Any, context: Context) -> Any:
    """An equal expression that the rules of the context leave alone; OutOfReach if undefined."""
    return _Normaliser(context).visit(value)


class _Normaliser:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.table: Table = defaultdict(list)
        for rule in context.rules:
            if rule.rewrite and context.allows(rule.name):
                for head in rule.on:
                    self.table[head].append(rule)

    def visit(self, value: Any) -> Any:
        if value.is_Atom or isinstance(value, sympy.Tuple):
            return value
        memo = self.context.memo
        key = ("normal", value)
        if key not in memo:
            memo[key] = self.rewrite(self.inside(value))
        return memo[key]

    def inside(self, value: Any) -> Any:
        """The expression with its arguments normal; the limits of a binder are left alone."""
        before = value.args
        after = tuple(self.visit(a) if isinstance(a, sympy.Expr) else a for a in before)
        if all(old is new for old, new in zip(before, after, strict=True)):
            return value
        made = value.func(*after)
        if made.has(sympy.nan, sympy.zoo):
            raise OutOfReach("an expression that mixes infinities")
        return made

    def rewrite(self, value: Any) -> Any:
        for _ in range(LONGEST_CHAIN):
            changed = self.once(value)
            if changed is None:
                return value
            if changed.has(sympy.nan, sympy.zoo):
                raise OutOfReach("an expression that mixes infinities")
            value = changed
            if value.is_Atom:
                return value
            settled = self.inside(value)
            if type(settled) is not type(value):
                return self.visit(settled)
            value = settled
        raise OutOfReach("the rules do not come to an end")

    def once(self, value: Any) -> Any:
        for head in type(value).__mro__:
            for rule in self.table.get(head, ()):
                changed = rule.rewrite(value, self.context) if rule.rewrite else None
                if changed is not None and changed != value:
                    self.context.use(rule.name)
                    return changed
        return None
