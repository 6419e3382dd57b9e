"""JUnit XML."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from derivcheck.report import junit
from tests.report import samples
from tests.report.snapshot import check_snapshot


def test_snapshot() -> None:
    """The XML would change its form unnoticed."""
    check_snapshot("junit.xml", junit.report(samples.every_kind(), seconds=3.2))


def test_counts_agree_with_the_cases() -> None:
    """A build server would show a wrong number of failures."""
    root = ElementTree.fromstring(junit.report(samples.every_kind(), seconds=3.2))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("6", "2", "2")
    assert len(root.findall(".//failure")) == 2
    assert len(root.findall(".//error")) == 2


def test_failure_holds_the_readable_step() -> None:
    """A failing case would not say which step is wrong, or why."""
    root = ElementTree.fromstring(junit.report((samples.refuted(),), seconds=1.0))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "refuted: step 3 of 3 is refuted"
    assert "a factor 2 is missing" in (failure.text or "")


def test_control_characters_do_not_break_the_document() -> None:
    """One odd character in a reason would make the whole report unreadable."""
    odd = replace(samples.unreadable(), reason="bad \x00 byte & <tag>")
    root = ElementTree.fromstring(junit.report((odd,), seconds=1.0))
    error = root.find(".//error")
    assert error is not None
    assert error.get("message") == "bad \ufffd byte & <tag>"
