"""Check claims in files of data (*.toml, *.jsonl; `-` is JSON lines on standard input).

Reading a claim file never runs code.
"""

from __future__ import annotations

import argparse

SUMMARY = "check claim files"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.run_options import add_report_options, add_run_options

    parser.add_argument("files", nargs="+", metavar="FILE")
    add_run_options(parser)
    add_report_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check the files and report."""
    from derivcheck.cli.output import report_on
    from derivcheck.run.files import read_files
    from derivcheck.run.settings import find_settings

    return report_on(read_files(arguments.files), arguments, find_settings())
