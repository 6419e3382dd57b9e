"""What a verdict rests on besides its claim: this program's own source, Python, the libraries."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.run.options import Options

ROOMS = ("lang", "core", "symbolic", "numeric", "run")
"""The rooms that have a word in a verdict, beside the names that authors import from the top;
reports and commands have none."""

LIBRARIES = ("sympy", "scipy", "numpy", "python_flint", "mpmath")
METADATA = re.compile(r"([A-Za-z0-9_.]+)-([^-]+)(?:-[^-]+)*\.(?:dist|egg)-info\Z")


def context(options: Options) -> str:
    """A digest of everything beside the claim that may change what is found of it.

    The time limit is no part of it: a result that a limit had a word in is not kept.
    """
    parts = (
        source_digest(package_folder()),
        sys.version,
        sys.platform,
        os.uname().machine,
        *(f"{name} {found}" for name, found in sorted(library_versions().items())),
        f"seed {options.seed}",
        f"memory {options.memory_limit}",
        *(f"rules {name}" for name in options.rules),
        f"path {options.path}",
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def package_folder() -> str:
    """The folder of this package."""
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@cache
def source_digest(package: str) -> str:
    """A digest of the modules that check claims: who edits a rule gets no stale result.

    Names, lengths and contents of all files are read: 10 ms, and nothing can be overlooked.
    """
    digest = hashlib.sha256()
    top = [os.path.join(package, name) for name in os.listdir(package) if name.endswith(".py")]
    rooms = [path for room in ROOMS for path in _modules(os.path.join(package, room))]
    for path in sorted(top) + sorted(rooms):
        with open(path, "rb", buffering=0) as file:
            content = file.read()
        digest.update(f"{os.path.relpath(path, package)} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def library_versions() -> dict[str, str]:
    """The versions of the libraries as their installers wrote them down, without importing them.

    `importlib.metadata` would say the same and costs as much as all the rest of a cached run.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        for name in _listed(folder):
            match = METADATA.match(name)
            if match and _normal(match[1]) in LIBRARIES:
                found.setdefault(_normal(match[1]), match[2])
    return found


def _modules(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _modules(entry.path)
            elif entry.name.endswith(".py"):
                found.append(entry.path)
    return found


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        # The import path may name folders that are not there, and zip files.
        return []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()
