"""What a verdict rests on beside its claim."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from derivcheck.run.cache.engine import ROOMS, context, library_versions, source_digest
from derivcheck.run.options import Options


def test_versions_are_those_of_the_installer() -> None:
    """A library that was upgraded would go unnoticed."""
    found = library_versions()
    for package in ("sympy", "scipy", "numpy", "python-flint"):
        assert found[package.replace("-", "_")] == version(package)


def test_an_edited_rule_is_another_engine(tmp_path: Path) -> None:
    """Who edits a rule would be shown what the old one found."""
    for room in ROOMS:
        (tmp_path / room / "deep").mkdir(parents=True)
        (tmp_path / room / "deep" / "a.py").write_text(room)
    digests = [source_digest(str(tmp_path))]
    (tmp_path / "symbolic" / "deep" / "a.py").write_text("another")
    source_digest.cache_clear()
    digests.append(source_digest(str(tmp_path)))
    (tmp_path / "symbolic" / "deep" / "a.py").rename(tmp_path / "symbolic" / "deep" / "b.py")
    source_digest.cache_clear()
    digests.append(source_digest(str(tmp_path)))
    (tmp_path / "public.py").write_text("names")
    source_digest.cache_clear()
    digests.append(source_digest(str(tmp_path)))
    assert len(set(digests)) == 4


@pytest.mark.parametrize(
    "other",
    [Options(seed=1), Options(rules=("own",)), Options(path="/there"), Options(memory_limit=9)],
)
def test_options_count(other: Options) -> None:
    """A result found under other options would be taken for this run's."""
    assert context(other) != context(Options())


def test_the_time_limit_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results that no limit had a word in would be found anew."""
    assert context(Options(time_limit=1.0)) == context(Options())
