"""A checked derivation laid out for reading: statement, names, chains with reasons, verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derivcheck.core.claim import Claim, Statement, Step, conclude
from derivcheck.core.verdict import ClaimResult, StepResult
from derivcheck.report.meanings import definitions, domains, expressions
from derivcheck.report.notation import Notation
from derivcheck.report.words import lemma_name


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step holds: a rule, and its statement unless that was given above."""

    name: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation and the expression behind it, with what is known of the step."""

    relation: str
    rhs: str
    result: StepResult
    reasons: tuple[Reason, ...]

    @property
    def explained(self) -> tuple[Reason, ...]:
        """The rules whose statement is given here."""
        return tuple(reason for reason in self.reasons if reason.sentence)

    @property
    def named(self) -> str:
        """The other rules, listed: their statement stands above, or nobody gave one."""
        return ", ".join(reason.name for reason in self.reasons if not reason.sentence)

    @property
    def step(self) -> Step:
        """The step as the author wrote it."""
        return self.result.step


@dataclass(frozen=True, slots=True)
class Chain:
    """The main derivation, or a lemma or case on the way to it."""

    heading: str
    case: tuple[str, ...]
    start: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A claim in one notation."""

    claim: Claim
    result: ClaimResult
    statement: str
    names: tuple[tuple[tuple[str, ...], str], ...]
    definitions: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    chains: tuple[Chain, ...]


def outline(result: ClaimResult, rules: Mapping[str, str], notation: Notation) -> Outline:
    """The layout of a result; `rules` maps the name of a rule to its statement."""
    claim = result.claim
    stated = conclusion(claim)
    return Outline(
        claim=claim,
        result=result,
        statement=notation.statement(stated) if stated else "",
        names=tuple(
            (tuple(notation.name(name) for name in names), notation.domain(domain))
            for domain, names in domains(claim.given).items()
        ),
        definitions=tuple(definitions(expressions(claim), notation)),
        assumptions=tuple(notation.node(condition) for condition in claim.assume),
        chains=_chains(result, rules, notation),
    )


def conclusion(claim: Claim) -> Statement | None:
    """What a claim states: as its author put it, else first against last; None without steps."""
    if claim.conclusion or not claim.steps:
        return claim.conclusion
    return conclude(claim.steps)


def _chains(result: ClaimResult, rules: Mapping[str, str], notation: Notation) -> tuple[Chain, ...]:
    told: set[str] = set()
    chains = []
    for lemma, steps in _by_lemma(result).items():
        home = next((known for known in result.claim.lemmas if known.id == lemma), None)
        case = tuple(notation.node(condition) for condition in home.assume) if home else ()
        links = tuple(_link(step, rules, notation, told) for step in steps)
        start = notation.node(steps[0].step.statement.lhs)
        name = lemma_name(lemma) if lemma else "derivation"
        heading = name[0].upper() + name[1:]
        chains.append(Chain(heading, case, start, links))
    return tuple(chains)


def _by_lemma(result: ClaimResult) -> dict[str, list[StepResult]]:
    """The steps of each lemma in the order they are used, the main chain last."""
    groups: dict[str, list[StepResult]] = {lemma.id: [] for lemma in result.claim.lemmas}
    for step in result.steps:
        groups.setdefault(step.step.lemma, []).append(step)
    groups[""] = groups.pop("", [])
    return {lemma: steps for lemma, steps in groups.items() if steps}


def _link(result: StepResult, rules: Mapping[str, str], notation: Notation, told: set[str]) -> Link:
    statement = result.step.statement
    return Link(
        relation=notation.relation(statement.relation),
        rhs=notation.node(statement.rhs),
        result=result,
        reasons=tuple(_reason(name, rules, told) for name in _rules_of(result)),
    )


def _rules_of(result: StepResult) -> tuple[str, ...]:
    named = (result.step.by,) if result.step.by else ()
    return tuple(dict.fromkeys((*named, *result.symbolic.rules)))


def _reason(name: str, rules: Mapping[str, str], told: set[str]) -> Reason:
    if name in told:
        return Reason(name)
    told.add(name)
    return Reason(name, rules.get(name, ""))
