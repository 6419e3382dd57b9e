"""JUnit XML: one test suite a document, one test case a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.overview import by_document
from derivcheck.report.steps import failing_steps, failure_text
from derivcheck.report.words import outcome, short_path, step_heading

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def report(results: Sequence[ClaimResult], *, seconds: float) -> str:
    """The report as an XML document; a claim that is not ok is a failure, a fault an error."""
    root = Element("testsuites", _counts(results, "derivcheck", seconds))
    for document, group in by_document(results).items():
        spent = sum(result.seconds for result in group)
        suite = SubElement(root, "testsuite", _counts(group, document, spent))
        for result in group:
            _case(suite, document, result)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + (
        ElementTree.tostring(root, encoding="unicode") + "\n"
    )


def _counts(results: Sequence[ClaimResult], name: str, seconds: float) -> dict[str, str]:
    faults = sum(_is_fault(result) for result in results)
    failures = sum(not result.ok for result in results) - faults
    return {
        "name": _clean(name),
        "tests": str(len(results)),
        "failures": str(failures),
        "errors": str(faults),
        "skipped": "0",
        "time": f"{seconds:.3f}",
    }


def _case(suite: Element, document: str, result: ClaimResult) -> None:
    claim = result.claim
    place = {}
    if claim.location:
        place = {"file": short_path(claim.location.file), "line": str(claim.location.line)}
    case = SubElement(
        suite,
        "testcase",
        {
            "classname": _clean(document),
            "name": _clean(claim.id),
            **place,
            "time": f"{result.seconds:.3f}",
        },
    )
    if result.cached:
        SubElement(SubElement(case, "properties"), "property", name="cached", value="true")
    if result.ok:
        return
    kind = "error" if _is_fault(result) else "failure"
    attributes = {"message": _clean(_message(result)), "type": result.verdict}
    SubElement(case, kind, attributes).text = _clean(failure_text(result))


def _is_fault(result: ClaimResult) -> bool:
    return result.verdict in ("error", "conflict") and not result.ok


def _message(result: ClaimResult) -> str:
    failing = failing_steps(result)
    if not failing:
        return result.reason or outcome(result).text
    heading = step_heading(failing[0].step, len(result.claim.all_steps()))
    return f"{outcome(result).text}: {heading} is {failing[0].verdict}"


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)
