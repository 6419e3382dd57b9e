"""Fixtures for tests of projects: a folder with derivations of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

MODULE = '''"""A homework: on numbers."""

from derivcheck import Derivation, claim


@claim("one-is-one", source="A homework: problem 1, eq. 1")
def one(d: Derivation) -> None:
    """One is one."""
    d.start(1)
    d.eq(1, eq="1")


@claim(
    "one-is-two",
    source={"document": "A homework", "at": "problem 2"},
    tags=("false",),
    expect="refuted",
)
def two(d: Derivation) -> None:
    """One is not two."""
    d.start(1)
    d.eq(2)
'''

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a cache of its own, empty at first: none sees what another found."""
    monkeypatch.setenv("DERIVCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write modules into derivations/ of an empty project that is the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(text: str = MODULE, name: str = "homework.py", folder: str = "derivations") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
