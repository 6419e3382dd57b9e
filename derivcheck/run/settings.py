"""The project's settings: `[tool.derivcheck]` in pyproject.toml, or their defaults."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KEYS = ("derivations", "rules")
SHIPPED = "_catalogue"


class Settings:
    """Where claims are and what checks them; paths are absolute.

    `rules` names importable modules, each with a tuple `RULES` of rules of the user's own that the
    prover may use beside the built-in ones. A plain class for the reason that `Entry` is one.
    """

    __slots__ = ("derivations", "root", "rules")

    def __init__(
        self, root: str, derivations: tuple[str, ...], rules: tuple[str, ...] = ()
    ) -> None:
        self.root = root
        self.derivations = derivations
        self.rules = rules


def find_settings(start: str | None = None) -> Settings:
    """The settings of the project around a directory; without a project, the shipped catalogue."""
    for folder in _upward(os.path.abspath(start or os.getcwd())):
        project = os.path.join(folder, "pyproject.toml")
        table = _table(project)
        listed = table.get("derivations", ["derivations"])
        paths = tuple(os.path.join(folder, path) for path in _strings("derivations", listed))
        if "derivations" in table or os.path.isdir(paths[0]):
            return Settings(folder, paths, _strings("rules", table.get("rules", [])))
        if os.path.exists(project):
            break
    return Settings(os.getcwd(), (shipped(),))


def shipped() -> str:
    """The catalogue that comes with the package: inside it, or beside it in a source tree."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, SHIPPED)
    return (
        inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "derivations")
    )


def _upward(folder: str) -> list[str]:
    folders = [folder]
    while os.path.dirname(folders[-1]) != folders[-1]:
        folders.append(os.path.dirname(folders[-1]))
    return folders


def _table(path: str) -> dict[str, Any]:
    """The table [tool.derivcheck] of a file; TOML is only read where the file speaks of it."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return {}
    if "tool.derivcheck" not in text:
        return {}
    return _parsed(path, text)


def _parsed(path: str, text: str) -> dict[str, Any]:
    import tomllib

    from derivcheck.lang.errors import UsageError

    try:
        table: dict[str, Any] = tomllib.loads(text).get("tool", {}).get("derivcheck", {})
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from error
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise UsageError(
            f"{path}: unknown key {unknown[0]!r} in [tool.derivcheck]; known: {', '.join(KEYS)}"
        )
    return table


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    if value == [] and key == "rules":
        return ()
    from derivcheck.lang.errors import UsageError

    raise UsageError(f"[tool.derivcheck] {key} must be a list of strings, not {value!r}")
