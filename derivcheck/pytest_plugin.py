"""pytest collects the claims of `derivations/` as items: `derivations/cs236_hw3.py::some-claim`.

pytest loads this in every project, so nothing of the package is imported before a claim is met:
a file is one of ours if it lies under `derivations/` (or a folder that `[tool.derivcheck]` names)
and its text has a claim in it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from derivcheck.core.verdict import ClaimResult
    from derivcheck.run.cache.memory import Memory
    from derivcheck.run.entry import Entry
    from derivcheck.run.options import Options
    from derivcheck.run.settings import Settings
    from derivcheck.run.workers import Workers

TIME_LIMIT, SEED = "derivcheck_time_limit", "derivcheck_seed"
NO_CACHE = "--derivcheck-no-cache"
SETTINGS = pytest.StashKey["Settings"]()
CONFIGURED = pytest.StashKey[bool]()
WORKERS = pytest.StashKey["Workers"]()
MEMORY = pytest.StashKey["Memory | None"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings of the plugin in pytest's own configuration.

    The option's name is long because other plugins may have a `--no-cache` of their own.
    """
    parser.getgroup("derivcheck").addoption(
        NO_CACHE, action="store_true", help="check every claim of derivcheck anew"
    )
    parser.addini(TIME_LIMIT, "seconds that a claim of derivcheck may take", default="120")
    parser.addini(SEED, "seed of the points where derivcheck compares numbers", default="0")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """A file of claims is collected as that, and not as a module of tests as well."""
    found = yield
    if not _has_claims(file_path, parent.config):
        return found
    others = [node for node in found if not isinstance(node, pytest.Module)]
    return [*others, ClaimFile.from_parent(parent, path=file_path)]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the workers and close the cache, if either was used."""
    workers = session.config.stash.get(WORKERS, None)
    if workers is not None:
        workers.close()
    memory = session.config.stash.get(MEMORY, None)
    if memory is not None:
        memory.close()


class ClaimFile(pytest.File):
    """A module of derivations; its source is read, not run."""

    def collect(self) -> Iterable[pytest.Item]:
        """One item a claim."""
        from derivcheck.lang.errors import AuthorError
        from derivcheck.run.scan import scan

        try:
            entries = scan(str(self.path), self.path.read_text(encoding="utf-8"))
        except AuthorError as error:
            raise self.CollectError(str(error)) from error
        for entry in entries:
            yield ClaimItem.from_parent(self, name=entry.id, entry=entry)


class ClaimItem(pytest.Item):
    """A claim; passes if its verdict is the expected one."""

    def __init__(self, *, entry: Entry, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.entry = entry

    def runtest(self) -> None:
        """Check the claim in a worker that is killed at the time limit, if it is not cached."""
        result = _result(self.entry, self.config)
        if result.cached:
            self.user_properties.append(("cached", "true"))
        if not result.ok:
            raise NotOk(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The step that fails, and no Python traceback."""
        from derivcheck.lang.errors import DerivcheckError

        if isinstance(excinfo.value, NotOk | DerivcheckError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the claim stands."""
        return self.path, self.entry.line - 1, self.name


class NotOk(Exception):
    """A claim whose verdict is not the expected one."""

    def __init__(self, result: ClaimResult) -> None:
        from derivcheck.report.steps import failure_text

        super().__init__(failure_text(result))


def _has_claims(path: Path, config: pytest.Config) -> bool:
    if path.suffix != ".py" or not _is_derivation(path, config):
        return False
    text = path.read_text(encoding="utf-8", errors="replace")
    return "\n@claim(" in text or "\n@derivcheck.claim(" in text


def _is_derivation(path: Path, config: pytest.Config) -> bool:
    if "derivations" in path.parts:
        return True
    if CONFIGURED not in config.stash:
        project = config.rootpath / "pyproject.toml"
        config.stash[CONFIGURED] = project.is_file() and "tool.derivcheck" in project.read_text(
            encoding="utf-8"
        )
    return config.stash[CONFIGURED] and any(
        path.is_relative_to(folder) for folder in _settings(config).derivations
    )


def _settings(config: pytest.Config) -> Settings:
    if SETTINGS not in config.stash:
        from derivcheck.run.settings import find_settings

        config.stash[SETTINGS] = find_settings(str(config.rootpath))
    return config.stash[SETTINGS]


def _result(entry: Entry, config: pytest.Config) -> ClaimResult:
    """What an earlier run found of a claim, else what a worker finds."""
    memory = _memory(config)
    known = memory.find(entry) if memory is not None else None
    if known is not None:
        return known.result
    task = _workers(config).submit(entry)
    result = task.result()
    if memory is not None:
        memory.keep(entry, result, task.files())
    return result


def _memory(config: pytest.Config) -> Memory | None:
    if MEMORY not in config.stash:
        from derivcheck.run.cache.memory import recall

        chosen = not config.getoption(NO_CACHE)
        config.stash[MEMORY] = recall(_options(config)) if chosen else None
    return config.stash[MEMORY]


def _workers(config: pytest.Config) -> Workers:
    if WORKERS not in config.stash:
        from derivcheck.run.workers import Workers

        config.stash[WORKERS] = Workers(1, _options(config), preload=("pytest",))
    return config.stash[WORKERS]


def _options(config: pytest.Config) -> Options:
    from derivcheck.run.options import Options

    settings = _settings(config)
    return Options(
        seed=int(config.getini(SEED)),
        time_limit=float(config.getini(TIME_LIMIT)),
        rules=settings.rules,
        path=settings.root,
    )
