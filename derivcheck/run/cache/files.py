"""The files that a claim was built from: seen by the worker as it opens them, compared later.

A claim of the catalogue is Python. What it rests on is known only after it has run: the modules it
imported, by whatever means, and the data it read.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from functools import cache
from importlib.util import source_from_cache
from time import time_ns

from derivcheck.run.cache.engine import package_folder
from derivcheck.run.settings import SHIPPED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from derivcheck.run.journal import Files

TRUSTED = ("sympy", "mpmath", "scipy", "numpy", "flint")
DEVICES = ("/dev", "/proc", "/sys")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
COMPILED = f"{os.sep}__pycache__{os.sep}"


class Witnessed:
    """Begins to note, in this process and until it ends, every file that is opened for reading."""

    __slots__ = ("modules", "opened", "started")

    def __init__(self) -> None:
        self.started = time_ns()
        self.modules = frozenset(sys.modules)
        self.opened: set[str] = set()
        # A hook cannot be taken back; a worker's process ends with its claim.
        sys.addaudithook(self._note)

    def files(self) -> Files | None:
        """The files so far with digests of their contents, by path.

        None where one of them was changed since, or is gone: nobody knows what was read.
        """
        loaded = (getattr(sys.modules[name], "__file__", None) for name in self._new_modules())
        paths = sorted({*self.opened, *(path for path in loaded if path)})
        digests = {path: self._digest(path) for path in paths if not is_covered(path)}
        if not all(digests.values()):
            return None
        return tuple(digests.items())

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes | os.PathLike) and not (flags or 0) & WRITING:
                self.opened.add(_source(os.path.abspath(os.fsdecode(path))))

    def _new_modules(self) -> list[str]:
        return [name for name in list(sys.modules) if name not in self.modules]

    def _digest(self, path: str) -> str:
        if os.path.exists(path) and os.stat(path).st_mtime_ns >= self.started:
            return ""
        return digest(path)


def unchanged(files: Mapping[str, str], known: dict[str, str]) -> bool:
    """Whether all files have the contents they had; `known` are the digests so far."""
    for path, expected in files.items():
        if path not in known:
            known[path] = digest(path)
        if not expected or known[path] != expected:
            return False
    return True


def digest(path: str) -> str:
    """A digest of a file's content; "missing" for one that is not there."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return "missing"


def is_covered(path: str) -> bool:
    """Whether a version or the digest of the engine stands for this file, or it is a device."""
    return path.startswith(covered_folders())


@cache
def covered_folders() -> tuple[str, ...]:
    """The folders of Python, of the libraries with versions in the key, and of this package.

    Not those of the shipped catalogue and of whatever else is installed.
    """
    installed = sysconfig.get_paths()
    libraries = [
        os.path.join(installed[site], name + ending)
        for site in ("purelib", "platlib")
        for name in TRUSTED
        for ending in (os.sep, ".libs" + os.sep)
    ]
    standard = [
        path
        for name in ("stdlib", "platstdlib")
        for path in _entries(installed[name])
        if not path.endswith("-packages")
    ]
    own = [path for path in _entries(package_folder()) if not path.endswith(SHIPPED)]
    return (*libraries, *standard, *own, *(folder + os.sep for folder in DEVICES))


def _entries(folder: str) -> list[str]:
    return [os.path.join(folder, name) for name in os.listdir(folder)]


def _source(path: str) -> str:
    """The module that a compiled file was made from: Python compares the two itself."""
    if COMPILED not in path:
        return path
    try:
        return source_from_cache(path)
    except ValueError:
        return path
