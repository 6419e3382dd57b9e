"""From claims to reports: check them with live progress, and write what was found."""

from __future__ import annotations

import os
import sys

from derivcheck.cli.checking import Run, check_jobs, exit_status

TYPE_CHECKING = False  # a run whose results are all cached loads no claim
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from derivcheck.run.job import Job
    from derivcheck.run.settings import Settings


def report_on(jobs: Sequence[Job], arguments: argparse.Namespace, settings: Settings) -> int:
    """Check the claims, write the report that was asked for; returns the exit status."""
    if arguments.output:
        check_writable(arguments.output)
    run = check_with_progress(jobs, arguments, settings)
    style = arguments.format or default_format(arguments.output)
    if style == "terminal" and not arguments.output:
        from derivcheck.report.terminal import show_found

        show_found(run.found, seconds=run.seconds, verbose=arguments.verbose)
    else:
        write(render(run, style, verbose=arguments.verbose), arguments.output)
    if arguments.output:
        _last_line(run)
    return exit_status(run.counts)


def explain_all(jobs: Sequence[Job], arguments: argparse.Namespace, settings: Settings) -> int:
    """Check the claims and show their derivations; returns the exit status."""
    from derivcheck.report.explain import explain
    from derivcheck.run.routes import all_rules

    run = check_with_progress(jobs, arguments, settings)
    rules = {rule.name: rule.statement for rule in all_rules(settings.rules, settings.root)}
    if arguments.format is None and sys.stdout.isatty():
        from derivcheck.report.terminal import show_explanation

        for result in run.results:
            show_explanation(result, rules)
    else:
        style = arguments.format or "terminal"
        write(_joined([explain(result, style, rules) for result in run.results], style), None)
    return exit_status(run.counts)


def check_with_progress(
    jobs: Sequence[Job], arguments: argparse.Namespace, settings: Settings
) -> Run:
    """Check the claims, drawing progress where somebody watches a terminal."""
    if not sys.stderr.isatty():
        return check_jobs(jobs, arguments, settings, _unseen)
    from derivcheck.report.progress import progress

    with progress() as watch:
        return check_jobs(jobs, arguments, settings, watch)


def default_format(output: str | None) -> str:
    """Terminal where a person reads, plain where a program or a file does."""
    return "terminal" if sys.stdout.isatty() and not output else "plain"


def render(run: Run, style: str, *, verbose: bool) -> str:
    """The report as text."""
    if style == "json":
        return _json(run)
    if style == "junit":
        from derivcheck.report import junit

        return junit.report(run.results, seconds=run.seconds)
    from derivcheck.report import plain

    return plain.report_found(run.found, seconds=run.seconds, verbose=verbose)


def write(text: str, output: str | None) -> None:
    """Write a text to a file, or to standard output."""
    if output:
        with open(output, "w", encoding="utf-8") as file:
            file.write(text if text.endswith("\n") else f"{text}\n")
    else:
        print(text.rstrip("\n"))


def _joined(texts: list[str], style: str) -> str:
    if style != "json":
        return "\n\n".join(text.rstrip("\n") for text in texts)
    return texts[0] if len(texts) == 1 else f"[{','.join(texts)}]"


def _json(run: Run) -> str:
    import json

    from derivcheck.report import json as report
    from derivcheck.run.versions import versions

    made = report.report(run.results, seed=run.seed, engine=versions(), seconds=run.seconds)
    return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False)


def _last_line(run: Run) -> None:
    from derivcheck.report.line import plain
    from derivcheck.report.summary import summary_of

    print(plain([summary_of(run.counts, run.seconds)]).rstrip(), file=sys.stderr)


def check_writable(output: str) -> None:
    """UsageError where the output cannot be written, before any work is done."""
    folder = os.path.dirname(os.path.realpath(output))
    trouble = ""
    if not os.path.isdir(folder):
        trouble = f"there is no folder {folder}"
    elif os.path.isdir(output):
        trouble = "it is a folder; name a file in it"
    if trouble:
        from derivcheck.lang.errors import UsageError

        raise UsageError(f"--output {output}: {trouble}")


def _unseen(event: object) -> None:
    """Nobody watches."""
