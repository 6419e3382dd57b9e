"""What a document holds: its claims, the equations it prints, the errata found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["encoded", "prose"]


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A statement of the document; one without a mathematical core is prose, for a reason."""

    id: str
    title: str
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ListedEquation:
    """An equation as the document numbers it, and the id of the claim that has it as a step."""

    number: str
    claim: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """A mistake or an omission of the document.

    `claims` are the ids of the statement as printed and of its correction; none where there is
    nothing to compute, as in a misprint, and the note says it all.
    """

    id: str
    kind: str
    where: str
    note: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inventory:
    """The contents of one document; `module` is the module that encodes it."""

    module: str
    document: str
    slug: str
    claims: tuple[ListedClaim, ...] = ()
    equations: tuple[ListedEquation, ...] = ()
    errata: tuple[Erratum, ...] = ()
