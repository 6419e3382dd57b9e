"""Make wrong versions of the steps of claims, and see that every one is caught.

A mutant is a step with one mistake in its right side: a sign, a factor, a lost term, p for q. It is
killed if the numbers refute it, equivalent if it is shown to be true as well; a survivor is a
mistake that would pass. The exit status is 1 if a mutant survived or stayed undecided. CLAIM is
all, a claim's id, a document, or a glob; claims expected to be refuted are left out.
"""

from __future__ import annotations

import argparse

SUMMARY = "make wrong versions of steps, and see that every one is caught"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.places import add_place
    from derivcheck.cli.run_options import add_run_options

    parser.add_argument("what", nargs="*", default=["all"], metavar="CLAIM")
    parser.add_argument("--format", choices=("terminal", "plain", "json"))
    parser.add_argument("--output", metavar="FILE", help="write the report there")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="carry on an interrupted audit with the same --output, from FILE.partial",
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="mutants of a step, at most")
    parser.add_argument("--sample", type=_count, metavar="N", help="mutants in all, at most")
    add_run_options(parser)
    add_place(parser)


def run(arguments: argparse.Namespace) -> int:
    """Audit the claims, write the report; 0 if every mutant was killed or is equivalent."""
    from derivcheck.cli.auditing import carry_out, ledger_of, planned, write_report
    from derivcheck.cli.places import settings_of

    settings = settings_of(arguments)
    ledger = ledger_of(arguments)
    result = carry_out(planned(arguments, settings), arguments, settings, ledger)
    write_report(result, arguments)
    if ledger:
        ledger.clear()
    return int(not result.ok)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of mutants (1, 2, ...)")
    return int(text)
