"""What documents hold against what the catalogue holds, without running any claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from derivcheck.core.coverage import Coverage, DocumentCoverage, Finding, Item
from derivcheck.core.inventory import Erratum, Inventory, ListedClaim, ListedEquation
from derivcheck.core.verdict import ClaimResult, StepResult
from derivcheck.run.entry import Entry
from derivcheck.run.equations import labels, printed_numbers
from derivcheck.run.inventories import named
from derivcheck.run.select import slug

Results = Mapping[str, ClaimResult]


def cover(
    entries: Sequence[Entry], listed: Sequence[Inventory], results: Results | None = None
) -> Coverage:
    """Compare inventories with the catalogue; with the results of a run also what was found.

    Without results a claim is found by its id, an equation by the literal `eq="..."` in the
    source of its claim.
    """
    catalogue = _Catalogue({entry.id: entry for entry in entries}, results or {})
    modules = dict.fromkeys(entry.document for entry in entries)
    return Coverage(
        documents=tuple(_document(inventory, catalogue) for inventory in listed),
        bare=tuple(name for name in modules if all(name != found.module for found in listed)),
        checked=results is not None,
    )


def chosen(
    entries: Sequence[Entry], listed: Sequence[Inventory], words: Sequence[str]
) -> tuple[list[Entry], list[Inventory]]:
    """The claims and inventories of the documents that the words mean; UsageError for no match.

    A word is `all`, a module's name, a document's slug or its title.
    """
    modules: set[str] = set()
    for word in words:
        meant = {inventory.module for inventory in listed if named(inventory, word)}
        meant |= {entry.document for entry in entries if word == "all" or _names(entry, word)}
        if not meant:
            raise _unknown(word, entries, listed)
        modules |= meant
    return (
        [entry for entry in entries if entry.document in modules],
        [inventory for inventory in listed if inventory.module in modules],
    )


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Claims by id, the results of a run if there was one, the numbers in each module's source."""

    entries: Mapping[str, Entry]
    results: Results
    sources: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def numbers(self, id: str) -> frozenset[str]:
        """The equation numbers that the steps of a claim carry."""
        result = self.results.get(id)
        steps = result.claim.all_steps() if result else ()
        if steps:
            return frozenset().union(*(labels(step.equation) for step in steps))
        entry = self.entries[id]
        if entry.path not in self.sources:
            source = Path(entry.path).read_text(encoding="utf-8")
            self.sources[entry.path] = printed_numbers(entry.path, source)
        return self.sources[entry.path].get(entry.function, frozenset())

    def absent(self, ids: Sequence[str]) -> str:
        """Which of the claims are not there, as a reason; empty if all are."""
        missing = ", ".join(id for id in ids if id not in self.entries)
        return f"no claim {missing} in the catalogue" if missing else ""


def _document(inventory: Inventory, catalogue: _Catalogue) -> DocumentCoverage:
    items = (
        *(_claim(claim, catalogue) for claim in inventory.claims),
        *(_equation(equation, catalogue) for equation in inventory.equations),
        *(_erratum(erratum, catalogue) for erratum in inventory.errata),
    )
    mentioned = {id for item in items for id in item.claims}
    unlisted = (
        entry.id
        for entry in catalogue.entries.values()
        if entry.document == inventory.module and entry.id not in mentioned
    )
    return DocumentCoverage(
        inventory.slug, inventory.document, inventory.module, items, tuple(unlisted)
    )


def _claim(claim: ListedClaim, catalogue: _Catalogue) -> Item:
    if claim.status == "encoded":
        return _encoded(Item("claim", claim.id, "encoded", (claim.id,)), catalogue)
    if claim.id in catalogue.entries:
        why = "the inventory says prose, and the catalogue has it"
        return Item("claim", claim.id, "missing", (claim.id,), why=why)
    return Item("claim", claim.id, "prose", why=claim.reason)


def _erratum(erratum: Erratum, catalogue: _Catalogue) -> Item:
    if not erratum.claims:
        return Item("erratum", erratum.id, "note", why=erratum.note)
    return _encoded(Item("erratum", erratum.id, "encoded", erratum.claims), catalogue)


def _encoded(item: Item, catalogue: _Catalogue) -> Item:
    """An item that claims stand for, with what was found of them."""
    if why := catalogue.absent(item.claims):
        return Item(item.kind, item.label, "missing", item.claims, why=why)
    if not catalogue.results:
        return item
    results = [(id, catalogue.results.get(id)) for id in item.claims]
    wrong = [_wrong(id, result) for id, result in results if result is None or not result.ok]
    refuted = any(result and result.verdict == "refuted" for _, result in results)
    finding: Finding = "not ok" if wrong else "refuted" if refuted else "verified"
    return Item(item.kind, item.label, "encoded", item.claims, finding, "; ".join(wrong))


def _wrong(id: str, result: ClaimResult | None) -> str:
    if result is None:
        return f"{id} was not run"
    return f"{id} is {result.verdict}, expected {result.claim.expect}"


def _equation(equation: ListedEquation, catalogue: _Catalogue) -> Item:
    claims, wanted = (equation.claim,), labels(equation.number)
    why = catalogue.absent(claims)
    if not why and (lacking := sorted(wanted - catalogue.numbers(equation.claim))):
        why = f'no step of {equation.claim} has eq="{", ".join(lacking)}"'
    if why:
        return Item("equation", equation.number, "missing", claims, why=why)
    result = catalogue.results.get(equation.claim)
    if not catalogue.results:
        return Item("equation", equation.number, "encoded", claims)
    steps = [step for step in result.steps if labels(step.step.equation) & wanted] if result else []
    finding, why = _finding(result, steps)
    return Item("equation", equation.number, "encoded", claims, finding, why)


def _finding(result: ClaimResult | None, steps: Sequence[StepResult]) -> tuple[Finding, str]:
    """What was found of an equation: by its own steps, whatever became of the rest."""
    if result is None or not steps:
        return "not ok", "its claim was not run" if result is None else result.reason
    verdicts = {step.verdict for step in steps}
    if verdicts == {"proved"}:
        return "verified", ""
    if result.ok and verdicts <= {"proved", "refuted"}:
        return "refuted", ""
    return "not ok", f"its step is {', '.join(sorted(verdicts - {'proved'}))}"


def _names(entry: Entry, word: str) -> bool:
    return slug(word) in map(slug, (entry.document, entry.document_title, entry.source_document))


def _unknown(word: str, entries: Sequence[Entry], listed: Sequence[Inventory]) -> Exception:
    from difflib import get_close_matches

    from derivcheck.lang.errors import UsageError

    known = [*(entry.document for entry in entries), *(found.slug for found in listed)]
    near = get_close_matches(word, sorted(set(known)), n=3, cutoff=0.4)
    hint = f"did you mean {', '.join(near)}?" if near else "derivcheck list shows what there is"
    return UsageError(f"no document is called {word!r}; {hint}")
