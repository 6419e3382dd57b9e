"""The derivation as a person reads it, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from derivcheck.core.verdict import ClaimResult
from derivcheck.lang.errors import UsageError
from derivcheck.report.explain_json import explain_json
from derivcheck.report.explain_latex import explain_latex
from derivcheck.report.explain_markdown import explain_markdown
from derivcheck.report.explain_terminal import explain_terminal

Explain = Callable[[ClaimResult, Mapping[str, str]], str]

FORMATS: Mapping[str, Explain] = MappingProxyType(
    {
        "terminal": explain_terminal,
        "markdown": explain_markdown,
        "latex": explain_latex,
        "json": explain_json,
    }
)


def explain(result: ClaimResult, format: str, rules: Mapping[str, str]) -> str:
    """The derivation, why each step holds, and the evidence of both routes.

    `rules` maps the name of a rule to its statement, one sentence.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    return FORMATS[format](result, rules)
