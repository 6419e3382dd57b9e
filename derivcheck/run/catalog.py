"""The catalogue: every claim under the given paths, found by reading source text."""

from __future__ import annotations

import os
from glob import escape, glob

from derivcheck.run.entry import Entry
from derivcheck.run.scan import scan


def catalog(paths: tuple[str, ...]) -> list[Entry]:
    """The claims of all modules under the paths (folders or files), by file name then by line.

    UsageError for a path that does not exist; AuthorError for an id that is given twice.
    """
    entries = [entry for path in paths for file in _modules(path) for entry in _read(file)]
    first: dict[str, Entry] = {}
    for entry in entries:
        if first.setdefault(entry.id, entry) is not entry:
            raise _duplicate(first[entry.id], entry)
    return entries


def _modules(path: str) -> list[str]:
    if os.path.isfile(path):
        return [path]
    if not os.path.isdir(path):
        from derivcheck.lang.errors import UsageError

        raise UsageError(f"no such folder of derivations: {path}")
    return sorted(glob(os.path.join(escape(path), "**", "*.py"), recursive=True))


def _read(path: str) -> list[Entry]:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        from derivcheck.lang.errors import UsageError

        raise UsageError(f"cannot read {path}: {error}") from error
    return scan(path, text)


def _duplicate(first: Entry, second: Entry) -> Exception:
    from derivcheck.lang.errors import AuthorError, Location

    return AuthorError(
        f"the id is taken already, at {first.path}:{first.line}",
        remedy="give one of the two another id",
        claim=second.id,
        location=Location(second.path, second.line),
    )
