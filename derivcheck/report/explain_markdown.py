"""A derivation as Markdown, its mathematics as LaTeX between dollar signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.evidence import numeric_sentence, symbolic_sentence, witness_sentence
from derivcheck.report.latex_text import latex_text
from derivcheck.report.notation import LATEX
from derivcheck.report.outline import Chain, Link, Outline, outline
from derivcheck.report.words import MEANINGS, cost, outcome, without_period

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def explain_markdown(result: ClaimResult, rules: Mapping[str, str]) -> str:
    """The derivation as Markdown: the chain typeset whole, then a reason for each step."""
    plan = outline(result, rules, LATEX)
    blocks = [*_head(plan), *_setting(plan)]
    for chain in plan.chains:
        blocks += [_heading(chain), _typeset(chain), *_reasons(chain)]
    return "\n\n".join([*blocks, *_close(result)]) + "\n"


def escaped(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return SPECIAL.sub(r"\\\1", text)


def display(latex: str) -> str:
    """A formula on lines of its own."""
    return f"$$\n{latex}\n$$"


def _head(plan: Outline) -> Iterator[str]:
    claim = plan.claim
    yield f"# {escaped(without_period(claim.title or claim.id))}"
    source = f"{escaped(str(claim.source))} · " if str(claim.source) else ""
    yield f"{source}`{claim.id}`"
    body = "\n".join(claim.description.splitlines()[1:]).strip()
    if body:
        yield escaped(body)
    if plan.statement:
        yield display(plan.statement)


def _setting(plan: Outline) -> Iterator[str]:
    items = [f"${', '.join(names)} {domain}$" for names, domain in plan.names]
    items += [f"${name} = {meaning}$" for name, meaning in plan.definitions]
    if items:
        yield "where\n\n" + "\n".join(f"- {item}" for item in items)
    if plan.assumptions:
        yield "assuming " + ", ".join(f"${text}$" for text in plan.assumptions)


def _heading(chain: Chain) -> str:
    case = ", for " + " and ".join(f"${text}$" for text in chain.case) if chain.case else ""
    return f"## {escaped(chain.heading)}{case}"


def _typeset(chain: Chain) -> str:
    rows = [f"& {chain.start}"]
    for link in chain.links:
        number = rf" && \text{{({latex_text(link.step.equation)})}}" if link.step.equation else ""
        rows.append(rf"\overset{{{link.step.index}}}{{{link.relation}}}{{}}& {link.rhs}{number}")
    body = " \\\\\n".join(rows)
    return display(f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}")


def _reasons(chain: Chain) -> Iterator[str]:
    yield "\n".join(line for link in chain.links for line in _reason(link))


def _reason(link: Link) -> Iterator[str]:
    result = link.result
    why = f": {escaped(result.reason)}" if result.reason else ""
    note = f" {escaped(link.step.note)}" if link.step.note else ""
    yield f"- **Step {link.step.index}: {result.verdict}**{why}.{note}"
    for reason in link.explained:
        yield f"  - by `{reason.name}`: {escaped(reason.sentence)}"
    if link.named:
        yield f"  - by `{link.named}`"
    yield f"  - symbolic: {escaped(symbolic_sentence(result.symbolic, rules=False))}"
    yield f"  - numeric: {escaped(numeric_sentence(result.numeric))}"
    if result.witness:
        yield f"  - witness: {escaped(witness_sentence(result.witness))}"
    if result.diagnosis:
        yield f"  - diagnosis: {escaped(result.diagnosis)}"


def _close(result: ClaimResult) -> Iterator[str]:
    if result.side_conditions:
        listed = "\n".join(f"- {escaped(text)}" for text in result.side_conditions)
        yield f"## Side conditions\n\n{listed}"
    reason = result.reason or MEANINGS[result.verdict]
    yield (
        f"## Verdict\n\n**{outcome(result).text}**: {escaped(reason)}. The conclusion on its own "
        f"is {result.conclusion}. Checked in {cost(result)}."
    )
