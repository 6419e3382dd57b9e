"""Verdicts, numbers and places in words."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.report.line import Span, Tone

TYPE_CHECKING = False  # a table of cached results is made of words, and loads no claim
if TYPE_CHECKING:
    from derivcheck.core.claim import Step
    from derivcheck.core.verdict import ClaimResult
    from derivcheck.lang.errors import Location

TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "verified": "good",
        "proved": "good",
        "supported": "doubt",
        "undecided": "doubt",
        "refuted": "bad",
        "conflict": "bad",
        "error": "bad",
    }
)

GLYPHS: Mapping[str, str] = MappingProxyType(
    {
        "verified": "✓",
        "proved": "✓",
        "supported": "~",
        "undecided": "?",
        "refuted": "✗",
        "conflict": "‼",
        "error": "!",
    }
)

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "verified": "every step is proved, and the numbers agree",
        "proved": "a symbolic proof closes it, and the numbers agree",
        "supported": "no proof was found; the numbers agree at every point tried",
        "undecided": "neither proved nor refuted",
        "refuted": "false at the point shown",
        "conflict": "one route proves what the other refutes: a fault in this program or a library",
        "error": "could not be read or checked",
    }
)


def glyph(verdict: str) -> Span:
    """The sign of a verdict."""
    return Span(GLYPHS[verdict], TONES[verdict])


def outcome(result: ClaimResult) -> Span:
    """A claim's verdict; where a refutation was expected, whether this is it."""
    return outcome_of(result.verdict, result.claim.expect, ok=result.ok)


def outcome_of(verdict: str, expect: str, *, ok: bool) -> Span:
    """The same of a result that is known by these alone."""
    if verdict == "refuted" and ok:
        return Span("refuted as expected", "good")
    if ok:
        return Span(verdict, "good")
    tone = TONES[verdict]
    if expect == "verified":
        return Span(verdict, tone)
    if verdict == "refuted":
        return Span("refuted without a witness", "bad")
    return Span(f"{verdict}, expected refuted", "bad" if tone == "good" else tone)


def mark(result: ClaimResult) -> Span:
    """The sign in front of a claim: whether it is what was expected, else its verdict's."""
    return mark_of(result.verdict, ok=result.ok)


def mark_of(verdict: str, *, ok: bool) -> Span:
    """The same of a result that is known by these alone."""
    if ok:
        return Span(GLYPHS["verified"], "good")
    return Span(GLYPHS["refuted"], "bad") if verdict == "verified" else glyph(verdict)


def place(location: Location | None) -> str:
    """path:line, the path from the current folder where it lies below it."""
    if location is None:
        return ""
    return f"{short_path(location.file)}:{location.line}"


def short_path(file: str) -> str:
    """The path of a file, from the current folder where it lies below it."""
    if not os.path.isabs(file):
        return file
    relative = os.path.relpath(file)
    return file if relative.startswith(os.pardir) else relative


def step_heading(step: Step, total: int) -> str:
    """Which step it is: step 3 of 11, eq. 44, in lemma ratio."""
    parts = [f"step {step.index} of {total}"]
    if step.equation:
        parts.append(f"eq. {step.equation}")
    if step.lemma:
        parts.append(f"in {lemma_name(step.lemma)}")
    return ", ".join(parts)


def lemma_name(id: str) -> str:
    """What a lemma is called: fact 3 for the id the builder gives, lemma ratio for an author's."""
    fact, _, number = id.partition("fact-")
    return f"fact {number}" if not fact and number.isdecimal() else f"lemma {id}"


def number(value: float) -> str:
    """Two significant digits; oo and "unknown" for what is not finite."""
    if math.isnan(value):
        return "unknown"
    if math.isinf(value):
        return "oo" if value > 0 else "-oo"
    digits, _, exponent = f"{value:.2g}".partition("e")
    return f"{digits}e{int(exponent)}" if exponent else digits


def without_period(text: str) -> str:
    """A sentence as a heading or in front of more."""
    return text.removesuffix(".")


def cost(result: ClaimResult) -> str:
    """What the result took; for a cached one, what it took when it was found."""
    return f"{duration(result.seconds)}, cached" if result.cached else duration(result.seconds)


def duration(seconds: float) -> str:
    """Seconds to hundredths, whole seconds from 100 on."""
    return f"{seconds:.0f} s" if seconds >= 100 else f"{seconds:.2f} s"


def count(amount: int, thing: str) -> str:
    """1 point, 2 points."""
    return f"{amount} {thing}" if amount == 1 else f"{amount} {thing}s"
