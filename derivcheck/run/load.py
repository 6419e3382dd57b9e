"""Running the code of a claim: importing its module by path and building the frozen value."""

from __future__ import annotations

import importlib.util
import os
import sys
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType

from derivcheck.core.claim import Claim
from derivcheck.core.derivation import Definition
from derivcheck.lang.errors import AuthorError, Location
from derivcheck.run.entry import Entry


def load(entry: Entry) -> Claim:
    """The claim of an entry; AuthorError, with its place, for whatever goes wrong in its code."""
    definition = getattr(load_module(entry.path), entry.function, None)
    if not isinstance(definition, Definition) or definition.id != entry.id:
        raise AuthorError(
            f"the module defines no claim {entry.id!r} named {entry.function}",
            remedy="keep one name for one claim in a module",
            location=Location(entry.path, entry.line),
        )
    try:
        return definition.build()
    except AuthorError:
        raise
    except Exception as error:
        raise _failed(entry.path, entry.line, error).placed(claim=entry.id) from error


class _FromSource(SourceFileLoader):
    """Compiles the source each time: Python believes bytecode by the size and the whole seconds of
    the source, so that a quick edit would be checked as what it was before.
    """

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = self.source_to_code(self.get_data(self.path), self.path)
        return code


def load_module(path: str) -> ModuleType:
    """Import a module by its path, once a process; AuthorError where it fails."""
    name = f"derivations.{os.path.splitext(os.path.basename(path))[0]}"
    known = sys.modules.get(name)
    if known is not None and known.__file__ == path:
        return known
    spec = importlib.util.spec_from_file_location(name, path, loader=_FromSource(name, path))
    if spec is None or spec.loader is None:
        raise AuthorError("not a Python module", location=Location(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except AuthorError as error:
        del sys.modules[name]
        raise error.placed(location=_place(path, 1, error)) from error
    except Exception as error:
        del sys.modules[name]
        raise _failed(path, 1, error) from error
    return module


def _failed(path: str, line: int, error: Exception) -> AuthorError:
    return AuthorError(
        f"its code fails: {type(error).__name__}: {error}",
        remedy="mend this line; a derivation is Python that must run",
        location=_place(path, line, error),
    )


def _place(path: str, line: int, error: Exception) -> Location:
    """The last line of the author's own file that the error passed through."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return Location(path, error.lineno or 1, error.offset or 1)
    found, traceback = line, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == path:
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    return Location(path, found)
