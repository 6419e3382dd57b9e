"""The coverage of documents: a table each, and by name what is missing or not as expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any, Final

from derivcheck.core.coverage import Coverage, DocumentCoverage, Item, Kind
from derivcheck.report.line import BLANK, Line, Span, line
from derivcheck.report.words import count

VERSION: Final = "derivcheck.coverage/1"
KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("claim", "claims"),
    ("equation", "equations"),
    ("erratum", "errata"),
)
STATES: Final = ("listed", "encoded", "prose", "note", "missing")
FINDINGS: Final = ("verified", "refuted", "not ok")
HEADS: Final = MappingProxyType({"refuted": "refuted as expected", "note": "notes"})


def tally(items: Iterable[Item], *, checked: bool) -> dict[str, int]:
    """How many items are listed, encoded, prose, notes and missing; of a run, its findings."""
    found = tuple(items)
    states = [item.state for item in found]
    counts = {name: states.count(name) for name in STATES[1:]}
    findings = [item.finding for item in found]
    of_run = {name: findings.count(name) for name in FINDINGS} if checked else {}
    return {"listed": len(found), **counts, **of_run}


def coverage_lines(coverage: Coverage) -> list[Line]:
    """The report as lines; the last says whether everything is there."""
    lines: list[Line] = []
    for document in coverage.documents:
        lines += [*_document(document, checked=coverage.checked), BLANK]
    for module in coverage.bare:
        lines += [line(Span("missing", "bad"), f": {module} has no inventory {module}.toml"), BLANK]
    return [*lines, _summary(coverage)]


def coverage_report(coverage: Coverage) -> dict[str, Any]:
    """The report as data; an item has a finding only where the claims were run."""
    return {
        "schema": VERSION,
        "complete": coverage.complete,
        "checked": coverage.checked,
        "documents": [
            {
                "slug": document.slug,
                "title": document.title,
                "module": document.module,
                **{
                    plural: {
                        **tally(document.of(kind), checked=coverage.checked),
                        "items": [_entry(item) for item in document.of(kind)],
                    }
                    for kind, plural in KINDS
                },
                "unlisted": list(document.unlisted),
            }
            for document in coverage.documents
        ],
        "without_inventory": list(coverage.bare),
    }


def _entry(item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "state": item.state,
        "claims": list(item.claims),
        **({"finding": item.finding} if item.finding else {}),
        **({"why": item.why} if item.why else {}),
    }


def _document(document: DocumentCoverage, *, checked: bool) -> list[Line]:
    title = line(Span(document.slug, "strong"), f": {document.title}")
    lines = [title, *_table(document, checked=checked)]
    lines += [_named("missing", item) for item in document.missing]
    lines += [_named("not ok", item) for item in document.failed]
    if document.unlisted:
        listed = ", ".join(document.unlisted)
        lines.append(line(Span("not in the inventory", "doubt"), f": {listed}", indent=2, hang=4))
    return lines


def _table(document: DocumentCoverage, *, checked: bool) -> list[Line]:
    columns = ("listed", "encoded", *(FINDINGS if checked else ()), "prose", "note", "missing")
    heads = [HEADS.get(name, name) for name in columns]
    rows = [line(Span(_row("", heads, heads), "dim"), whole=True)]
    for kind, plural in KINDS:
        counts = tally(document.of(kind), checked=checked)
        rows.append(line(_row(plural, [str(counts[name]) for name in columns], heads), whole=True))
    return rows


def _row(first: str, cells: Sequence[str], heads: Sequence[str]) -> str:
    padded = (cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))
    return f"  {first:<9}  {'  '.join(padded)}"


def _named(what: str, item: Item) -> Line:
    label = f"{item.label} of {item.claims[0]}" if item.kind == "equation" else item.label
    return line(Span(what, "bad"), f": {item.kind} {label}: {item.why}", indent=2, hang=4)


def _summary(coverage: Coverage) -> Line:
    items = [item for document in coverage.documents for item in document.items]
    parts = []
    for kind, plural in KINDS:
        counts = tally((item for item in items if item.kind == kind), checked=coverage.checked)
        parts.append(f"{counts['listed'] - counts['missing']}/{counts['listed']} {plural}")
    missing = sum(len(document.missing) for document in coverage.documents) + len(coverage.bare)
    failed = sum(len(document.failed) for document in coverage.documents)
    return line(
        f"accounted for: {', '.join(parts)} of {count(len(coverage.documents), 'document')}; ",
        Span(f"{missing} missing", "bad" if missing else "good"),
        Span(f", {failed} not ok", "bad" if failed else "good") if coverage.checked else "",
    )
