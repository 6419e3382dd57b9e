"""Check claims in files of data (*.toml, *.jsonl; `-` is JSON lines on standard input).

Reading a claim file never runs code. Files may be of any length: results are written as they come,
in the order of the claims. With --output FILE an interrupted run can be gone on with by --resume.
"""

from __future__ import annotations

import argparse

SUMMARY = "check claim files"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.run_options import add_report_options, add_run_options

    parser.add_argument("files", nargs="+", metavar="FILE")
    add_run_options(parser)
    add_report_options(parser, "jsonl")
    parser.add_argument(
        "--executor",
        choices=("processes", "dask"),
        default="processes",
        help="who checks: processes of this machine (default), or the workers of a Dask scheduler",
    )
    parser.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="of --executor dask")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with the report in --output where an interrupted run stopped",
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the files and report."""
    from derivcheck.cli.corpus import check_files
    from derivcheck.run.settings import find_settings

    return check_files(arguments, find_settings())
