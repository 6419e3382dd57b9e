"""One claim as a task."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck.lang.errors import AuthorError, Location
from derivcheck.run.job import Unreadable, lost, perform, unreadable
from derivcheck.run.journal import Journal
from derivcheck.run.options import Options
from derivcheck.run.routes import Routes
from derivcheck.run.scan import scan
from tests.conftest import Write
from tests.run.fakes import CRASHES, fake_routes
from tests.run.test_check import chain


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal that nothing was written to."""
    return Journal(tmp_path / "journal")


def test_mistakes_in_the_code_are_the_authors(project: Write, journal: Journal) -> None:
    """A module that fails to import would stop the run, or count as our fault."""
    path = project(
        "import nowhere\nfrom derivcheck import claim\n@claim('a')\ndef a(d): '''A.'''\n"
    )
    result = perform(scan(str(path), path.read_text())[0], Options(), journal, fake_routes)
    assert (result.claim.id, result.verdict, result.fault) == ("a", "error", "author")
    assert "No module named 'nowhere'" in result.reason


def test_faults_of_ours_are_ours(journal: Journal) -> None:
    """A crash outside the routes would be blamed on the author."""

    def broken(options: Options) -> Routes:
        raise RuntimeError("no routes")

    result = perform(chain(1, 1), Options(), journal, broken)
    assert (result.verdict, result.fault) == ("error", "engine")
    assert result.reason == "RuntimeError: no routes"


def test_a_lost_worker_leaves_what_it_found(journal: Journal) -> None:
    """A refuted step would be forgotten because a later one hangs."""
    claim = chain(1, 2, 3, 3)
    journal.begin(claim)
    for step in perform(claim, Options(), Journal(journal.path.with_name("x")), fake_routes).steps:
        if step.step.index == 1:
            journal.record(step)
    result = lost(claim, journal, "timeout")
    assert [step.verdict for step in result.steps] == ["refuted", "undecided", "undecided"]
    assert [step.reason for step in result.steps[1:]] == ["timeout", "timeout"]
    assert (result.verdict, result.reason) == ("refuted", "timeout")


def test_a_dead_worker_is_an_error(journal: Journal) -> None:
    """A claim whose worker died would look merely undecided."""
    result = lost(chain(CRASHES, CRASHES), journal, "the worker died", crashed=True)
    assert (result.verdict, result.fault, result.reason) == ("error", "engine", "the worker died")


def test_what_cannot_be_read_has_its_place() -> None:
    """A bad claim of a file would have no message."""
    error = AuthorError("no such name", location=Location("claims.toml", 7, 3))
    result = unreadable(Unreadable("bad", error))
    assert (result.verdict, result.fault) == ("error", "author")
    assert result.reason == "claims.toml:7:3: no such name"
