"""The inventories beside the derivations: one TOML file a module, read as data."""

from __future__ import annotations

from glob import escape, glob
from pathlib import Path

from derivcheck.core.claimfile.inventory import read_inventory
from derivcheck.core.claimfile.text import decoded
from derivcheck.core.inventory import Inventory
from derivcheck.lang.errors import UsageError
from derivcheck.run.select import slug


def inventories(paths: tuple[str, ...]) -> list[Inventory]:
    """All inventories under the paths (folders or modules), by file name.

    AuthorError for a broken one; UsageError for one that cannot be opened.
    """
    files = [file for path in paths for file in _files(Path(path))]
    return [read_inventory(_text(file), str(file)) for file in files]


def named(inventory: Inventory, word: str) -> bool:
    """Whether a word means this document: all, its module's name, its slug, its title."""
    names = (inventory.module, inventory.slug, inventory.document)
    return word == "all" or slug(word) in {slug(name) for name in names}


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [
            Path(file) for file in sorted(glob(f"{escape(str(path))}/**/*.toml", recursive=True))
        ]
    beside = path.with_suffix(".toml")
    return [beside] if beside.is_file() else []


def _text(file: Path) -> str:
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from None
