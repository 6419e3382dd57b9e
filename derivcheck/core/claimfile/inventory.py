"""TOML text to the inventory of a document; every mistake in it is an error with its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import PurePath
from typing import TypeVar

from derivcheck.core.claimfile.limits import MAX_BYTES
from derivcheck.core.claimfile.places import toml_places
from derivcheck.core.claimfile.table import Table
from derivcheck.core.claimfile.toml import toml_values
from derivcheck.core.inventory import Erratum, Inventory, ListedClaim, ListedEquation, Status
from derivcheck.lang.errors import AuthorError, Location
from derivcheck.lang.parse import did_you_mean

KEYS = ("document", "slug", "claim", "equation", "erratum")
CLAIM_KEYS = ("id", "title", "status", "reason")
EQUATION_KEYS = ("number", "claim")
ERRATUM_KEYS = ("id", "kind", "where", "note", "claims")
STATUSES: tuple[Status, ...] = ("encoded", "prose")

Item = TypeVar("Item")


def read_inventory(text: str, file: str) -> Inventory:
    """The inventory in a text; AuthorError with place, cause and remedy for the first mistake."""
    if len(text) > MAX_BYTES:
        raise AuthorError(f"more than {MAX_BYTES} characters", location=Location(file))
    text = text.replace("\r\n", "\n")
    top = Table(toml_values(text, file), (), toml_places(text, file))
    top.allow(KEYS, "an inventory")
    return Inventory(
        module=PurePath(file).stem,
        document=_filled(top, "document"),
        slug=_filled(top, "slug"),
        claims=_items(top, "claim", _claim, lambda claim: claim.id),
        equations=_items(top, "equation", _equation, lambda found: (found.claim, found.number)),
        errata=_items(top, "erratum", _erratum, lambda erratum: erratum.id),
    )


def _items(
    top: Table, key: str, read: Callable[[Table], Item], identity: Callable[[Item], Hashable]
) -> tuple[Item, ...]:
    """The entries under a key; one that says what another has said is an error."""
    items: dict[Hashable, Item] = {}
    for table in top.tables(key):
        item = read(table)
        if items.setdefault(identity(item), item) is not item:
            raise table.error("id", f"this {key} is listed already", "remove one of the two")
    return tuple(items.values())


def _claim(table: Table) -> ListedClaim:
    table.allow(CLAIM_KEYS, "a claim of an inventory")
    id, title, reason = _filled(table, "id"), _filled(table, "title"), table.string("reason")
    status = _status(table)
    if status == "prose" and not reason:
        raise table.error("reason", f"{id} is prose, and why is not said", 'add reason = "..."')
    return ListedClaim(id, title, status, reason)


def _status(table: Table) -> Status:
    written = _filled(table, "status")
    for known in STATUSES:
        if written == known:
            return known
    remedy = did_you_mean(written, STATUSES, f"a claim is {' or '.join(STATUSES)}")
    raise table.error("status", f"unknown status {written}", remedy)


def _equation(table: Table) -> ListedEquation:
    table.allow(EQUATION_KEYS, "an equation of an inventory")
    number = table.label("number")
    if not number.strip():
        raise table.error("number", "number is missing", 'add number = "42", as it is printed')
    return ListedEquation(number, _filled(table, "claim"))


def _erratum(table: Table) -> Erratum:
    table.allow(ERRATUM_KEYS, "an erratum")
    claims = tuple(passage.text for passage in table.strings("claims"))
    if repeated := _repeated(claims):
        raise table.error("claims", f"{repeated} is named twice", "name each claim once")
    return Erratum(
        id=_filled(table, "id"),
        kind=_filled(table, "kind"),
        where=_filled(table, "where"),
        note=_filled(table, "note"),
        claims=claims,
    )


def _repeated(names: Iterable[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _filled(table: Table, key: str) -> str:
    text = table.require(key).text.strip()
    if not text:
        raise table.error(key, f"{key} is empty", f'write {key} = "..."')
    return text
