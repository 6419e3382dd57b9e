"""The catalogue a command works on: the project's, the shipped one, or a folder that is named."""

from __future__ import annotations

import argparse
import os

from derivcheck.run.catalog import catalog
from derivcheck.run.entry import Entry
from derivcheck.run.settings import Settings, find_settings


def add_place(parser: argparse.ArgumentParser) -> None:
    """The option --from."""
    parser.add_argument(
        "--from",
        dest="place",
        action="append",
        metavar="PATH",
        help="a folder or module of derivations, instead of the project's",
    )


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings of the project, with the derivations that --from names."""
    settings = find_settings()
    if arguments.place:
        paths = tuple(os.path.abspath(path) for path in arguments.place)
        return Settings(settings.root, paths, settings.rules)
    return settings


def entries_of(settings: Settings) -> list[Entry]:
    """The claims there are; UsageError where there is none."""
    entries = catalog(settings.derivations)
    if not entries:
        from derivcheck.lang.errors import UsageError

        places = ", ".join(settings.derivations)
        raise UsageError(f"no claims in {places}; a claim is a function under @claim(...)")
    return entries
