"""Text to nodes: a restricted grammar of expressions, read without running anything."""

from __future__ import annotations

from derivcheck.lang.parse.domain import parse_domain
from derivcheck.lang.parse.growth import Budget
from derivcheck.lang.parse.passage import Passage, passage
from derivcheck.lang.parse.reading import (
    comparison_sides,
    is_comparison,
    leading_relation,
    parse_comparison,
    parse_condition,
    parse_definition,
    parse_expression,
    parse_law,
    parse_relation,
)
from derivcheck.lang.parse.scope import Entry, Scope, normal_name
from derivcheck.lang.parse.suggest import did_you_mean

__all__ = [
    "Budget",
    "Entry",
    "Passage",
    "Scope",
    "comparison_sides",
    "did_you_mean",
    "is_comparison",
    "leading_relation",
    "normal_name",
    "parse_comparison",
    "parse_condition",
    "parse_definition",
    "parse_domain",
    "parse_expression",
    "parse_law",
    "parse_relation",
    "passage",
]
