"""A claim's table to a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from derivcheck.core.claim import (
    Claim,
    Expectation,
    Lemma,
    Source,
    Statement,
    Step,
    conclude,
)
from derivcheck.core.claimfile.chains import Home, read_chain, read_comparison
from derivcheck.core.claimfile.definitions import declared, defined, local_names
from derivcheck.core.claimfile.table import Table
from derivcheck.core.derivation import ID, collect_names, implies, read_source
from derivcheck.lang.condition import Condition
from derivcheck.lang.node import Node
from derivcheck.lang.parse import Scope, normal_name, parse_condition

CLAIM_KEYS = (
    "id", "title", "source", "tags", "given", "let", "assume", "derivation", "conclusion",
    "lemma", "expect",
)  # fmt: skip
LEMMA_KEYS = ("id", "title", "assume", "derivation", "conclusion")
SOURCE_KEYS = ("document", "at", "equations")
WORD = re.compile(r"[^\W\d]\w*")


def read_claim(table: Table) -> Claim:
    """The claim of a table; AuthorError with the place of the first fault."""
    table.allow(CLAIM_KEYS, "a claim")
    id = _id(table, "a claim")
    given = table.table("given")
    scope = defined(table.table("let"), declared(given))
    assume = _conditions(table, scope)
    lemmas = _lemmas(table, scope)
    count = sum(len(lemma.steps) for lemma in lemmas)
    home = Home("", tuple(lemma.id for lemma in lemmas), count + 1)
    steps = read_chain(table, scope, home) if "derivation" in table.values or not lemmas else ()
    conclusion = _conclusion(table, scope, steps)
    _check_used(table, given)
    return Claim(
        id=id,
        title=table.string("title"),
        source=_source(table),
        tags=tuple(tag.text for tag in table.strings("tags")),
        given=collect_names(list(_roots(assume, lemmas, steps))),
        assume=assume,
        steps=steps,
        lemmas=lemmas,
        conclusion=conclusion,
        expect=_expect(table),
        location=table.places.error(table.path, "").location,
    )


def _id(table: Table, what: str) -> str:
    passage = table.require("id")
    if not ID.match(passage.text):
        raise passage.error(
            f"{passage.text!r} is not a kebab-case id for {what}",
            0,
            len(passage.text),
            remedy="write small-words-like-this",
        )
    return passage.text


def _conditions(table: Table, scope: Scope) -> tuple[Condition, ...]:
    return tuple(parse_condition(text, scope) for text in table.strings("assume"))


def _lemmas(table: Table, scope: Scope) -> tuple[Lemma, ...]:
    lemmas: list[Lemma] = []
    count = 0
    for part in table.tables("lemma"):
        part.allow(LEMMA_KEYS, "a lemma")
        id = _id(part, "a lemma")
        above = tuple(lemma.id for lemma in lemmas)
        if id in above:
            raise part.error("id", f"two lemmas are called {id}", "rename one of them")
        steps = read_chain(part, scope, Home(id, above, count + 1))
        _conclusion(part, scope, steps)
        count += len(steps)
        lemmas.append(Lemma(id, steps, _conditions(part, scope)))
    return tuple(lemmas)


def _conclusion(table: Table, scope: Scope, steps: tuple[Step, ...]) -> Statement | None:
    """The conclusion stated apart; the chain must establish exactly that."""
    if "conclusion" not in table.values:
        return None
    passage = table.require("conclusion")
    if not steps:
        raise passage.error(
            "a conclusion without a derivation", remedy='write derivation = ["...", "== ..."]'
        )
    left, relation, right = read_comparison(passage, scope)
    shown = conclude(steps)
    if shown.lhs != left.value:
        differs = f"the chain begins with {steps[0].written[0]}, the conclusion with {left.text}"
    elif shown.rhs != right.value:
        differs = f"the chain ends with {steps[-1].written[1]}, the conclusion with {right.text}"
    elif not implies(shown.relation, relation):
        differs = f"the chain shows {shown.relation}, the conclusion says {relation}"
    else:
        return Statement(left.value, relation, right.value)
    raise passage.error(
        differs, 0, len(passage.text), remedy="state what the chain shows, or add the missing step"
    )


def _source(table: Table) -> Source:
    value = table.values.get("source", "")
    if isinstance(value, str):
        return read_source(value)
    source = table.table("source")
    source.allow(SOURCE_KEYS, "a source")
    return Source(*(source.label(key) for key in SOURCE_KEYS))


def _expect(table: Table) -> Expectation:
    value = table.string("expect", "verified")
    for known in get_args(Expectation):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise table.error("expect", f"{value!r} cannot be expected", 'write "verified" or "refuted"')


def _roots(
    assume: tuple[Condition, ...], lemmas: tuple[Lemma, ...], steps: tuple[Step, ...]
) -> Iterator[Node]:
    for chain in (*(lemma.steps for lemma in lemmas), steps):
        for step in chain:
            yield from (step.statement.lhs, step.statement.rhs)
    yield from assume
    for lemma in lemmas:
        yield from lemma.assume


def _check_used(table: Table, given: Table) -> None:
    """Refuse a given name that no other text of the claim mentions."""
    mentioned = set(_mentioned(table.values))
    for key in given.values:
        if normal_name(key) not in mentioned:
            raise given.error(key, f"{key} is given and never used", f"remove {key}, or use it")


def _mentioned(values: Any) -> Iterator[str]:
    texts = [
        values.get("given", {}).values(),
        values.get("assume", []),
        [values.get("conclusion", "")],
        *(_entry_texts(entry) for entry in values.get("derivation", [])),
    ]
    for group in texts:
        for text in group:
            yield from _words(text)
    for head, text in values.get("let", {}).items():
        yield from set(_words(text)) - local_names(head)
    for lemma in values.get("lemma", []):
        yield from _mentioned(lemma)


def _entry_texts(entry: Any) -> list[str]:
    return [entry["to"], *entry.get("using", {}).values()] if isinstance(entry, dict) else [entry]


def _words(text: str) -> Iterator[str]:
    for word in WORD.findall(text):
        yield normal_name(word)
