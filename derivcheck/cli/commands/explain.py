"""Show the derivation of a claim as a person reads it, with the evidence of both routes."""

from __future__ import annotations

import argparse

SUMMARY = "show a derivation, why each step holds, and the evidence"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.places import add_place
    from derivcheck.cli.run_options import add_run_options

    parser.add_argument("what", nargs="+", metavar="CLAIM")
    parser.add_argument("--format", choices=("terminal", "markdown", "latex", "json"))
    add_run_options(parser)
    parser.set_defaults(fail_fast=False)
    add_place(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check the claim and explain it; the exit status is that of the check."""
    from derivcheck.cli.output import explain_all
    from derivcheck.cli.places import entries_of, settings_of
    from derivcheck.run.select import select

    settings = settings_of(arguments)
    return explain_all(select(entries_of(settings), arguments.what), arguments, settings)
