r"""A derivation as a LaTeX fragment, to be input where amsmath and amssymb are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from derivcheck.core.verdict import ClaimResult
from derivcheck.report.evidence import numeric_sentence, symbolic_sentence, witness_sentence
from derivcheck.report.latex_text import latex_text, typewriter
from derivcheck.report.notation import LATEX
from derivcheck.report.outline import Chain, Link, Outline, outline
from derivcheck.report.words import MEANINGS, cost, outcome, without_period


def explain_latex(result: ClaimResult, rules: Mapping[str, str]) -> str:
    """The derivation as LaTeX: the chain in align*, then a reason for each step."""
    plan = outline(result, rules, LATEX)
    blocks = [r"% needs \usepackage{amsmath, amssymb}", *_head(plan), *_setting(plan)]
    for chain in plan.chains:
        blocks += [_heading(chain), _typeset(chain), _itemize(_reason(x) for x in chain.links)]
    return "\n\n".join([*blocks, *_close(result)]) + "\n"


def _head(plan: Outline) -> Iterator[str]:
    claim = plan.claim
    yield rf"\section*{{{latex_text(without_period(claim.title or claim.id))}}}"
    source = f"{latex_text(str(claim.source))}, " if str(claim.source) else ""
    yield rf"\noindent {source}{typewriter(claim.id)}."
    body = "\n".join(claim.description.splitlines()[1:]).strip()
    if body:
        yield latex_text(body)
    if plan.statement:
        yield f"\\[\n{plan.statement}\n\\]"


def _setting(plan: Outline) -> Iterator[str]:
    items = [rf"\({', '.join(names)} {domain}\)" for names, domain in plan.names]
    items += [rf"\({name} = {meaning}\)" for name, meaning in plan.definitions]
    if items:
        yield "where\n" + _itemize(items)
    if plan.assumptions:
        yield "Assuming " + ", ".join(rf"\({text}\)" for text in plan.assumptions) + "."


def _heading(chain: Chain) -> str:
    case = ", for " + " and ".join(rf"\({text}\)" for text in chain.case) if chain.case else ""
    return rf"\subsection*{{{latex_text(chain.heading)}{case}}}"


def _typeset(chain: Chain) -> str:
    rows = [f"& {chain.start}"]
    for link in chain.links:
        tag = rf" \tag{{{latex_text(link.step.equation)}}}" if link.step.equation else ""
        rows.append(rf"\overset{{({link.step.index})}}{{{link.relation}}}{{}}& {link.rhs}{tag}")
    body = " \\\\\n".join(rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"


def _reason(link: Link) -> str:
    result = link.result
    why = f": {latex_text(result.reason)}" if result.reason else ""
    parts = [rf"Step ({link.step.index}) is \textbf{{{result.verdict}}}{why}."]
    if link.step.note:
        parts.append(latex_text(link.step.note))
    for reason in link.explained:
        parts.append(f"By {typewriter(reason.name)}: {latex_text(reason.sentence)}")
    if link.named:
        parts.append(f"By {typewriter(link.named)}.")
    parts.append(f"Symbolic: {latex_text(symbolic_sentence(result.symbolic, rules=False))}.")
    parts.append(f"Numeric: {latex_text(numeric_sentence(result.numeric))}.")
    if result.witness:
        parts.append(f"Witness: {latex_text(witness_sentence(result.witness))}.")
    if result.diagnosis:
        parts.append(f"Diagnosis: {latex_text(result.diagnosis)}.")
    return "\\newline\n  ".join(parts)


def _itemize(items: Iterable[str]) -> str:
    # The empty group keeps an item that begins with a bracket from being read as a label.
    body = "\n".join(rf"\item{{}} {item}" for item in items)
    return f"\\begin{{itemize}}\n{body}\n\\end{{itemize}}"


def _close(result: ClaimResult) -> Iterator[str]:
    if result.side_conditions:
        listed = _itemize(latex_text(text) for text in result.side_conditions)
        yield "\\subsection*{Side conditions}\n" + listed
    reason = latex_text(result.reason or MEANINGS[result.verdict])
    yield (
        rf"\subsection*{{Verdict}} \textbf{{{outcome(result).text}}}: {reason}. The conclusion "
        f"on its own is {result.conclusion}. Checked in {cost(result)}."
    )
