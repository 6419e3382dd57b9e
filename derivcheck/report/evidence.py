"""What each route found, in a sentence."""

from __future__ import annotations

from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.report.words import count, number

EVERYWHERE = "every point (no name is free)"
VACUOUS = "no point of the domains satisfies the assumptions"


def symbolic_sentence(evidence: SymbolicEvidence, *, rules: bool = True) -> str:
    """How the prover closed the step, or why it did not; `rules` says whether to name them."""
    if evidence.status == "proved":
        parts = ["true by definition" if evidence.definitional else "proved"]
    else:
        word = "not proved" if evidence.status == "open" else "error"
        parts = [f"{word}: {evidence.reason}" if evidence.reason else word]
    if rules and evidence.rules:
        parts[0] += f" by {', '.join(evidence.rules)}"
    if evidence.trusts:
        parts.append(f"trusts {', '.join(evidence.trusts)}")
    if evidence.fast_path in ("proved", "refuted"):
        parts.append(f"the algebraic fast path says {evidence.fast_path}")
    return "; ".join(parts)


def numeric_sentence(evidence: NumericEvidence) -> str:
    """What was evaluated, where, and how far apart the sides are."""
    parts = [_finding(evidence) + _tried(evidence)]
    if evidence.points and evidence.status in ("agrees", "disagrees"):
        gap, bound = number(evidence.max_error), number(evidence.bound)
        parts.append(f"largest gap {gap}, error bound {bound}")
    words = f"{evidence.method}, {evidence.rigour}".split(", ")
    means = dict.fromkeys(word for word in words if word)
    return "; ".join([*parts, ", ".join(means)] if means else parts)


def _finding(evidence: NumericEvidence) -> str:
    if evidence.status == "agrees":
        return "sides agree"
    if evidence.status == "disagrees":
        return "sides disagree"
    word = "error" if evidence.status == "error" else "undecided"
    reason = evidence.reason
    if evidence.status == "vacuous" and reason in ("", "vacuous"):
        reason = VACUOUS
    return f"{word}: {reason}" if reason else word


def _tried(evidence: NumericEvidence) -> str:
    if not evidence.points:
        return ""
    lead = " at" if evidence.status == "agrees" else "; tried at"
    tried = f"{lead} {count(evidence.points, 'point')}"
    if evidence.instances:
        return f"{tried} with {count(evidence.instances, 'instance')} of the unknowns"
    return tried


def value_with_error(value: str, error: float) -> str:
    """A side's value at a witness with its error bound."""
    if value in ("undefined", "oo", "-oo"):
        return value
    return f"{value} ± {number(error)}"


def certainty(witness: Witness) -> str:
    """How the values at a witness were obtained."""
    return "interval arithmetic encloses both values" if witness.certified else ""


def witness_sentence(witness: Witness) -> str:
    """The point and both sides there, on one line."""
    point = ", ".join(f"{name} = {value}" for name, value in witness.point)
    left = value_with_error(witness.lhs, witness.lhs_error)
    right = value_with_error(witness.rhs, witness.rhs_error)
    sides = f"at {point or EVERYWHERE} the left side is {left}, the right side {right}"
    certain = certainty(witness)
    return f"{sides}; {certain}" if certain else sides
