"""How far a document is covered: what its inventory lists against what the catalogue holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["claim", "equation", "erratum"]
State = Literal["encoded", "prose", "note", "missing"]
Finding = Literal["", "verified", "refuted", "not ok"]


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, a printed equation or an erratum, and what has become of it.

    `claims` are the ids that encode it. `finding` is empty where nothing was run; "refuted" is a
    refutation that was expected. `why` says what is missing, what is not ok, or why there is
    nothing to encode.
    """

    kind: Kind
    label: str
    state: State
    claims: tuple[str, ...] = ()
    finding: Finding = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """The items of a document in the order of its inventory.

    `unlisted` are claims of its module that the inventory does not mention.
    """

    slug: str
    title: str
    module: str
    items: tuple[Item, ...]
    unlisted: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """The items of a kind."""
        return tuple(item for item in self.items if item.kind == kind)

    @property
    def missing(self) -> tuple[Item, ...]:
        """What the catalogue does not hold."""
        return tuple(item for item in self.items if item.state == "missing")

    @property
    def failed(self) -> tuple[Item, ...]:
        """What is encoded and did not come out as expected."""
        return tuple(item for item in self.items if item.finding == "not ok")


@dataclass(frozen=True, slots=True)
class Coverage:
    """All documents; `bare` are the modules of claims that have no inventory.

    `checked` says that the claims were run.
    """

    documents: tuple[DocumentCoverage, ...]
    bare: tuple[str, ...] = ()
    checked: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing; of a module without an inventory that cannot be said."""
        return not self.bare and not any(document.missing for document in self.documents)
