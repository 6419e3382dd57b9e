"""Where the cache lies."""

from __future__ import annotations

import os

import pytest

from derivcheck.run.cache.folder import cache_folder


def test_the_variable_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user could not move the cache."""
    monkeypatch.setenv("DERIVCHECK_CACHE", "~/elsewhere")
    assert cache_folder() == os.path.expanduser("~/elsewhere")


@pytest.mark.parametrize(
    ("platform", "base", "folder"),
    [
        ("linux", "", "/home/u/.cache/derivcheck"),
        ("linux", "/var/c", "/var/c/derivcheck"),
        ("linux", "relative", "/home/u/.cache/derivcheck"),
        ("darwin", "/var/c", "/home/u/Library/Caches/derivcheck"),
    ],
)
def test_the_convention_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, platform: str, base: str, folder: str
) -> None:
    """The cache would lie where nobody looks for one, or in the current folder."""
    monkeypatch.delenv("DERIVCHECK_CACHE")
    monkeypatch.setenv("HOME", "/home/u")
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    monkeypatch.setattr("sys.platform", platform)
    assert cache_folder() == folder
