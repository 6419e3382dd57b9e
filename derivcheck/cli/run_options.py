"""The options of the commands that check claims."""

from __future__ import annotations

import argparse

FORMATS = ("terminal", "plain", "json", "junit")


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """-j, --time-limit, --seed, --no-cache, --verbose."""
    parser.add_argument(
        "-j", "--jobs", type=_count, metavar="N", help="workers; default: one a processor"
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=120.0,
        metavar="S",
        help="seconds a claim may take (default 120)",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="of the points where numbers are compared (default 0)"
    )
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="check every claim anew, and remember nothing",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="every step with its evidence; faults in full"
    )


def add_report_options(parser: argparse.ArgumentParser, *further: str) -> None:
    """--format, --output, --fail-fast."""
    parser.add_argument(
        "--format",
        choices=FORMATS + further,
        help="default: terminal, or plain where output is piped",
    )
    parser.add_argument("--output", metavar="FILE", help="write the report there")
    parser.add_argument(
        "--fail-fast", action="store_true", help="stop at the first claim that is not ok"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of workers (1, 2, ...)")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds
