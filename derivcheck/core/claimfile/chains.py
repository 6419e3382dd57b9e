"""The entries of a derivation to steps: a first expression, then relations and sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.core.claim import Certificate, Relation, Statement, Step, compose
from derivcheck.core.claimfile.places import Path
from derivcheck.core.claimfile.table import Table
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr
from derivcheck.lang.parse import (
    Passage,
    Scope,
    comparison_sides,
    did_you_mean,
    is_comparison,
    leading_relation,
    parse_definition,
    parse_expression,
)
from derivcheck.lang.shape import check_statement

RELATION_SIGNS = tuple("=<>!")
ENTRY_KEYS = ("to", "by", "using", "equation", "note")


@dataclass(frozen=True, slots=True)
class Side:
    """One expression of a chain and the text it was read from."""

    value: Expr
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation and the side it leads to, with the author's remarks."""

    relation: Relation
    side: Side
    passage: Passage
    remarks: Table | None
    certificate: Certificate = ()


@dataclass(frozen=True, slots=True)
class Home:
    """Where a chain stands: its lemma (or none), the lemmas above, the index of its first step."""

    lemma: str
    above: tuple[str, ...]
    first: int


def read_chain(table: Table, scope: Scope, home: Home) -> tuple[Step, ...]:
    """The steps of a table's derivation."""
    entries = table.elements("derivation")
    if not entries:
        raise table.error(
            "derivation", "there is no derivation", 'write derivation = ["...", "== ..."]'
        )
    before, links = _first(table, entries[0], scope)
    links += [_link(table, entry, scope) for entry in entries[1:]]
    if not links:
        raise table.error(
            "derivation",
            "a derivation of one expression says nothing",
            'add "== ...", or compare two sides',
        )
    steps: list[Step] = []
    for link in links:
        steps.append(_step(before, link, home, home.first + len(steps)))
        _check_relations(steps, link)
        before = link.side
    return tuple(steps)


def read_side(passage: Passage, scope: Scope) -> Side:
    """An expression with its text."""
    stripped = passage.stripped()
    return Side(parse_expression(stripped, scope), stripped.text)


def read_comparison(passage: Passage, scope: Scope) -> tuple[Side, Relation, Side]:
    """Two sides and their relation; their shapes fit."""
    left, relation, right = comparison_sides(passage)
    sides = read_side(left, scope), read_side(right, scope)
    _check_shapes(sides[0], relation, sides[1], passage)
    return sides[0], relation, sides[1]  # type: ignore[return-value]


def _first(table: Table, entry: tuple[Path, Any], scope: Scope) -> tuple[Side, list[Link]]:
    passage, remarks = _entry(table, entry)
    if passage.text.lstrip()[:1] in RELATION_SIGNS:
        raise passage.error(
            "the first entry of a derivation has no relation",
            remedy="begin with an expression, or compare two sides",
        )
    if not is_comparison(passage):
        return read_side(passage, scope), []
    left, relation, right = read_comparison(passage, scope)
    return left, [Link(relation, right, passage, remarks, _certificate(remarks, scope))]


def _link(table: Table, entry: tuple[Path, Any], scope: Scope) -> Link:
    passage, remarks = _entry(table, entry)
    relation, rest = leading_relation(passage)
    side, using = read_side(rest, scope), _certificate(remarks, scope)
    return Link(relation, side, passage, remarks, using)  # type: ignore[arg-type]


def _entry(table: Table, entry: tuple[Path, Any]) -> tuple[Passage, Table | None]:
    element = table.element(*entry)
    if isinstance(element, Passage):
        return element, None
    element.allow(ENTRY_KEYS, "an entry")
    return element.require("to"), element


def _step(before: Side, link: Link, home: Home, index: int) -> Step:
    _check_shapes(before, link.relation, link.side, link.passage)
    remarks = link.remarks
    return Step(
        index=index,
        statement=Statement(before.value, link.relation, link.side.value),
        by=_rule(remarks, home) if remarks else "",
        certificate=link.certificate,
        equation=remarks.label("equation") if remarks else "",
        note=remarks.string("note") if remarks else "",
        lemma=home.lemma,
        location=link.passage.location(),
        written=(before.text, link.side.text),
    )


def _rule(remarks: Table, home: Home) -> str:
    by = remarks.string("by")
    lemma = by.removeprefix("lemma:")
    if by != lemma and lemma not in home.above:
        raise remarks.error(
            "by",
            f"there is no lemma {lemma} above",
            did_you_mean(lemma, home.above, "a lemma is used below its own table"),
        )
    return by


def _certificate(remarks: Table | None, scope: Scope) -> Certificate:
    """What the author hands to the rule named by `by`, by keyword."""
    if remarks is None or "using" not in remarks.values:
        return ()
    if "by" not in remarks.values:
        raise remarks.error("using", "using hands something to a rule", 'name it: by = "..."')
    read = ((key, parse_definition(text, scope)) for key, text in remarks.table("using").passages())
    return tuple(sorted(read))


def _check_relations(steps: list[Step], link: Link) -> None:
    used: set[Relation] = {step.statement.relation for step in steps}
    try:
        compose(used)
    except AuthorError as error:
        raise link.passage.error(
            error.message, 0, len(link.relation), remedy=error.remedy
        ) from None


def _check_shapes(left: Side, relation: str, right: Side, passage: Passage) -> None:
    try:
        check_statement(left.value, relation, right.value)
    except AuthorError as error:
        raise error.placed(
            location=passage.location(), excerpt=passage.excerpt(0, len(passage.text))
        ) from None
