"""Compare the documents' own inventories with the claims there are, and name what is missing.

An inventory is a file MODULE.toml beside MODULE.py: it lists the claims of a document, the
equations it prints and the errata found in it. Nothing is run unless --run is given. The exit
status is 1 if something is missing. DOCUMENT is all, a module's name, or a document's title.
"""

from __future__ import annotations

import argparse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.core.verdict import ClaimResult
    from derivcheck.run.entry import Entry
    from derivcheck.run.settings import Settings

SUMMARY = "show what of the documents is encoded, and name what is missing"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.places import add_place
    from derivcheck.cli.run_options import add_run_options

    parser.add_argument("what", nargs="*", default=["all"], metavar="DOCUMENT")
    parser.add_argument("--format", choices=("plain", "json"), default="plain")
    parser.add_argument(
        "--run", dest="check", action="store_true", help="check the claims, and count verdicts"
    )
    add_run_options(parser)
    parser.set_defaults(fail_fast=False)
    add_place(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the coverage; 1 if something is missing or, with --run, not as expected."""
    from derivcheck.cli.places import entries_of, settings_of
    from derivcheck.run.coverage import chosen, cover
    from derivcheck.run.inventories import inventories

    settings = settings_of(arguments)
    listed = inventories(settings.derivations)
    if not listed:
        raise _none(settings)
    entries, documents = chosen(entries_of(settings), listed, arguments.what)
    results = _checked(entries, arguments, settings) if arguments.check else None
    coverage = cover(entries, documents, results)
    if arguments.format == "json":
        import json

        from derivcheck.report.coverage import coverage_report

        print(json.dumps(coverage_report(coverage), indent=2, ensure_ascii=False))
    else:
        from derivcheck.report.coverage import coverage_lines
        from derivcheck.report.line import plain

        print(plain(coverage_lines(coverage)), end="")
    return _status(results) or int(not coverage.complete)


def _checked(
    entries: list[Entry], arguments: argparse.Namespace, settings: Settings
) -> dict[str, ClaimResult]:
    from derivcheck.cli.output import check_with_progress

    run = check_with_progress(entries, arguments, settings)
    return {result.claim.id: result for result in run.results}


def _status(results: dict[str, ClaimResult] | None) -> int:
    if results is None:
        return 0
    from derivcheck.cli.checking import exit_status
    from derivcheck.report.tally import tally

    return exit_status(tally(results.values()))


def _none(settings: Settings) -> Exception:
    from derivcheck.lang.errors import UsageError

    places = ", ".join(settings.derivations)
    return UsageError(f"no inventories in {places}; an inventory is MODULE.toml beside MODULE.py")
