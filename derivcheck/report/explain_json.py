"""A derivation as data: the claim's entry in the report, with what a reader needs beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.json import claim_entry, elapsed
from derivcheck.report.notation import LATEX, TEXT
from derivcheck.report.outline import Chain, Link, Outline, outline

VERSION: Final = "derivcheck.explanation/1"


def explain_json(result: ClaimResult, rules: Mapping[str, str]) -> str:
    """The derivation as a JSON object, indented."""
    return json.dumps(explanation(result, rules), indent=2, ensure_ascii=False) + "\n"


def explanation(result: ClaimResult, rules: Mapping[str, str]) -> dict[str, Any]:
    """The derivation as a dictionary: setting, chains with reasons, the report's own entry."""
    text, latex = outline(result, rules, TEXT), outline(result, rules, LATEX)
    return {
        "schema": VERSION,
        "description": result.claim.description,
        "statement": {"text": text.statement, "latex": latex.statement},
        "names": _names(text, latex),
        "definitions": [
            {"name": plain[0], "text": plain[1], "latex": " = ".join(typeset)}
            for plain, typeset in zip(text.definitions, latex.definitions, strict=True)
        ],
        "assumptions": _pairs(text.assumptions, latex.assumptions),
        "chains": [_chain(*both) for both in zip(text.chains, latex.chains, strict=True)],
        "rules": _rules(text, rules),
        "seconds": elapsed(result.seconds),
        "claim": claim_entry(result),
    }


def _names(text: Outline, latex: Outline) -> list[dict[str, str]]:
    return [
        {"name": name, "latex": symbol, "domain": domain}
        for (names, domain), (symbols, _) in zip(text.names, latex.names, strict=True)
        for name, symbol in zip(names, symbols, strict=True)
    ]


def _pairs(text: tuple[str, ...], latex: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"text": a, "latex": b} for a, b in zip(text, latex, strict=True)]


def _chain(text: Chain, latex: Chain) -> dict[str, Any]:
    return {
        "heading": text.heading,
        "case": _pairs(text.case, latex.case),
        "start": {"text": text.start, "latex": latex.start},
        "steps": [_link(link) for link in text.links],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "index": link.step.index,
        "note": link.step.note,
        "rules": [reason.name for reason in link.reasons],
    }


def _rules(plan: Outline, rules: Mapping[str, str]) -> dict[str, str]:
    """The statement of each rule that was used."""
    used = {reason.name for chain in plan.chains for link in chain.links for reason in link.reasons}
    return {name: rules[name] for name in sorted(used) if name in rules}
