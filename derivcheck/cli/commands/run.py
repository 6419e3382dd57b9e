"""Check claims: every step by a symbolic proof and by the numbers.

WHAT is `all`, a document (its module's name or its title), a claim's id, or a glob over ids.
"""

from __future__ import annotations

import argparse

SUMMARY = "check claims"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.places import add_place
    from derivcheck.cli.run_options import add_report_options, add_run_options

    parser.add_argument("what", nargs="+", metavar="WHAT", help="all, a document, a claim, a glob")
    add_run_options(parser)
    add_report_options(parser)
    add_place(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check the claims and report."""
    from derivcheck.cli.output import report_on
    from derivcheck.cli.places import entries_of, settings_of
    from derivcheck.run.select import select

    settings = settings_of(arguments)
    return report_on(select(entries_of(settings), arguments.what), arguments, settings)
