"""The report as data: "derivcheck.report/1", for programs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from derivcheck.core.claim import Source, Step
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.core.verdict import ClaimResult, StepResult
from derivcheck.lang.errors import Location
from derivcheck.lang.node import Node
from derivcheck.report.notation import LATEX, TEXT
from derivcheck.report.outline import conclusion
from derivcheck.report.schema import VERSION
from derivcheck.report.tally import Tally, tally
from derivcheck.report.words import short_path

COUNTED = ("verified", "supported", "refuted", "undecided", "error")
MICROSECOND = 6


def report(
    results: Sequence[ClaimResult], *, seed: int, engine: Mapping[str, str], seconds: float
) -> dict[str, Any]:
    """The whole report; equal runs give equal reports but for the values of "seconds".

    A number that is not finite becomes null, which is what JSON has for it.
    """
    return {
        "schema": VERSION,
        "engine": dict(engine),
        "seed": seed,
        "summary": summary(results, seconds),
        "claims": [claim_entry(result) for result in results],
    }


def summary(results: Sequence[ClaimResult], seconds: float) -> dict[str, Any]:
    """How many claims have each verdict; "conflict" is there only where one has it."""
    return summary_of(tally(results), seconds)


def summary_of(found: Tally, seconds: float) -> dict[str, Any]:
    """The same of claims that were counted one by one."""
    counts = {name: found.verdicts[name] for name in COUNTED}
    conflicts = found.verdicts["conflict"]
    return {
        "claims": found.claims,
        **counts,
        **({"conflict": conflicts} if conflicts else {}),
        "seconds": elapsed(seconds),
    }


def claim_entry(result: ClaimResult) -> dict[str, Any]:
    """One claim with its steps; "reason" and "cached" are there only where they say something."""
    claim = result.claim
    return {
        "id": claim.id,
        "title": claim.title,
        "source": source_entry(claim.source),
        "verdict": result.verdict,
        "expected": claim.expect,
        "ok": result.ok,
        **({"reason": result.reason} if result.reason else {}),
        **({"cached": True} if result.cached else {}),
        "location": location_entry(claim.location),
        "conclusion": conclusion_entry(result),
        "side_conditions": list(result.side_conditions),
        "steps": [step_entry(step) for step in result.steps],
    }


def source_entry(source: Source) -> dict[str, str]:
    """Where the statement stands."""
    return {"document": source.document, "at": source.at, "equations": source.equations}


def location_entry(location: Location | None) -> dict[str, Any] | None:
    """A place in a source file; null where there is none."""
    if location is None:
        return None
    return {
        "file": short_path(location.file),
        "line": location.line,
        "column": location.column,
    }


def conclusion_entry(result: ClaimResult) -> dict[str, str]:
    """What the claim states; empty texts where its steps could not be read."""
    stated = conclusion(result.claim)
    return {
        "text": TEXT.statement(stated) if stated else "",
        "latex": LATEX.statement(stated) if stated else "",
        "verdict": result.conclusion,
    }


def step_entry(result: StepResult) -> dict[str, Any]:
    """One step; "lemma" and "reason" are there only where they say something."""
    step = result.step
    return {
        "index": step.index,
        **({"lemma": step.lemma} if step.lemma else {}),
        "relation": step.statement.relation,
        "lhs": side_entry(step.statement.lhs),
        "rhs": side_entry(step.statement.rhs),
        "equation": equation_entry(step),
        "verdict": result.verdict,
        **({"reason": result.reason} if result.reason else {}),
        "symbolic": symbolic_entry(result.symbolic),
        "numeric": numeric_entry(result.numeric),
        "witness": witness_entry(result.witness),
        "diagnosis": result.diagnosis,
    }


def side_entry(node: Node) -> dict[str, str]:
    """An expression in the claim language and in LaTeX."""
    return {"text": TEXT.node(node), "latex": LATEX.node(node)}


def equation_entry(step: Step) -> str | None:
    """The number of the equation in the source; null where it has none."""
    return step.equation or None


def symbolic_entry(evidence: SymbolicEvidence) -> dict[str, Any]:
    """What the prover did; "fast_path" is null where it was not taken."""
    return {
        "status": evidence.status,
        "rules": list(evidence.rules),
        "trusts": list(evidence.trusts),
        "fast_path": evidence.fast_path or None,
        **({"definitional": True} if evidence.definitional else {}),
        **({"reason": evidence.reason} if evidence.reason else {}),
        "seconds": elapsed(evidence.seconds),
    }


def numeric_entry(evidence: NumericEvidence) -> dict[str, Any]:
    """What the numbers say; what has nothing to say is left out."""
    return {
        "status": evidence.status,
        "points": evidence.points,
        "max_error": finite(evidence.max_error),
        "bound": finite(evidence.bound),
        "method": evidence.method,
        **({"instances": evidence.instances} if evidence.instances else {}),
        **({"rigour": evidence.rigour} if evidence.rigour else {}),
        **({"reason": evidence.reason} if evidence.reason else {}),
        "seconds": elapsed(evidence.seconds),
    }


def witness_entry(witness: Witness | None) -> dict[str, Any] | None:
    """A point where the relation fails, with both values and their error bounds, as text."""
    if witness is None:
        return None
    return {
        "point": dict(witness.point),
        "lhs": {"value": witness.lhs, "error": finite(witness.lhs_error)},
        "rhs": {"value": witness.rhs, "error": finite(witness.rhs_error)},
        "certified": witness.certified,
    }


def finite(value: float) -> float | None:
    """The number, or None where JSON has no word for it."""
    return value if math.isfinite(value) else None


def elapsed(seconds: float) -> float:
    """Seconds to the microsecond."""
    return round(seconds, MICROSECOND)
