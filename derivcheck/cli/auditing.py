"""An audit from its arguments to its report."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter

from derivcheck.cli.checking import options_of, processors
from derivcheck.cli.output import default_format, write
from derivcheck.cli.places import entries_of
from derivcheck.core.audit import AuditResult, MutantResult
from derivcheck.lang.errors import UsageError
from derivcheck.run.audit.execute import Tell, execute
from derivcheck.run.audit.ledger import Ledger
from derivcheck.run.audit.plan import Case, Plan, open_cases, plan
from derivcheck.run.audit.pool import Pool
from derivcheck.run.load import load
from derivcheck.run.select import select
from derivcheck.run.settings import Settings


def planned(arguments: argparse.Namespace, settings: Settings) -> Plan:
    """The mutants that were asked for; UsageError where the claims have none to make."""
    entries = select(entries_of(settings), arguments.what)
    claims = [load(entry) for entry in entries if entry.expect == "verified"]
    made = plan(claims, seed=arguments.seed, limit=arguments.limit, sample=arguments.sample)
    if not made.cases:
        raise UsageError("nothing to audit: these claims are all expected to be refuted")
    return made


def ledger_of(arguments: argparse.Namespace) -> Ledger | None:
    """Where results are written down as they come; emptied unless --resume is given."""
    if not arguments.output:
        if arguments.resume:
            raise UsageError("--resume carries on what --output FILE began; name that file")
        return None
    path = Path(f"{arguments.output}.partial")
    if not path.resolve().parent.is_dir():
        raise UsageError(f"--output {arguments.output}: there is no folder {path.resolve().parent}")
    ledger = Ledger(path)
    if not arguments.resume:
        ledger.clear()
    return ledger


def carry_out(
    made: Plan, arguments: argparse.Namespace, settings: Settings, ledger: Ledger | None
) -> AuditResult:
    """Run the audit, or what the ledger says is left of it."""
    began = perf_counter()
    results = ledger.results() if ledger else {}
    left = open_cases(made.cases, results)

    def keep(result: MutantResult) -> None:
        results[result.key] = result
        if ledger:
            ledger.add(result)

    if left:
        _watched(left, len(made.cases), arguments, settings, keep)
    return AuditResult(
        tuple(results[case.key] for case in made.cases),
        made.claims,
        made.steps,
        made.made,
        arguments.seed,
        perf_counter() - began,
    )


def write_report(result: AuditResult, arguments: argparse.Namespace) -> None:
    """The report in the format that was asked for, to the file or to standard output."""
    from derivcheck.report.audit import audit_lines, audit_report, summary
    from derivcheck.report.line import plain

    style = arguments.format or default_format(arguments.output)
    if style == "json":
        shown = json.dumps(audit_report(result), indent=2, ensure_ascii=False, allow_nan=False)
        write(shown, arguments.output)
    elif style == "terminal" and not arguments.output:
        from derivcheck.report.terminal import print_lines

        print_lines(audit_lines(result))
    else:
        write(plain(audit_lines(result)), arguments.output)
    if arguments.output:
        print(plain([summary(result)]).rstrip(), file=sys.stderr)


def _watched(
    left: list[Case], total: int, arguments: argparse.Namespace, settings: Settings, keep: Tell
) -> None:
    """Audit the cases, drawing progress where somebody watches a terminal."""
    count = min(arguments.jobs or processors(), len(left))
    with Pool(count, options_of(arguments, settings)) as pool:
        if not sys.stderr.isatty():
            execute(left, pool, keep)
            return
        from derivcheck.report.audit_progress import audit_progress

        with audit_progress(total, total - len(left)) as tell:

            def both(result: MutantResult) -> None:
                keep(result)
                tell(result)

            execute(left, pool, both)
