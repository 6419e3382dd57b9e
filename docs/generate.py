"""Reference pages written from the program itself while the documentation is built."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from counterexamples import Counterexample, counterexamples
from document_pages import document_page
from errata_page import errata_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import derivcheck
from derivcheck.core.claim import Claim
from derivcheck.core.inventory import Inventory
from derivcheck.lang.functions import Function
from derivcheck.run.catalog import catalog
from derivcheck.run.entry import Entry
from derivcheck.run.inventories import inventories
from derivcheck.run.load import load
from derivcheck.run.routes import routes
from derivcheck.symbolic.registry import RULES
from derivcheck.symbolic.rule import Example, Rule

DERIVATIONS = Path(__file__).parent.parent / "derivations"
PAGES = {
    "reference/rules.md": lambda: rules_page(RULES),
    "reference/claims.md": lambda: claims_page(catalogue(), places()),
    "reference/names.md": lambda: names_page(),
    "reference/errata.md": lambda: errata_page(stock(), places(), refuted()),
}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages of the documents to the navigation."""
    reference = next(part["Reference"] for part in config.nav or [] if "Reference" in part)
    reference += [{found.document: _page(found)} for found in stock()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to those written by hand."""
    pages = {path: write() for path, write in PAGES.items()}
    for found in stock():
        entries = (entry for entry in catalogue() if entry.document == found.module)
        derived = [claims()[entry.id] for entry in entries]
        pages[_page(found)] = document_page(found, derived, places(), refuted())
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


@cache
def stock() -> list[Inventory]:
    """The inventories of the documents."""
    return inventories((str(DERIVATIONS),))


@cache
def catalogue() -> list[Entry]:
    """The claims of the catalogue as listed."""
    return catalog((str(DERIVATIONS),))


@cache
def claims() -> dict[str, Claim]:
    """The claims of the catalogue as written, by id."""
    return {entry.id: load(entry) for entry in catalogue()}


@cache
def places() -> dict[str, str]:
    """The page of each claim's document, by the claim's id."""
    pages = {found.module: f"{found.slug}.md" for found in stock()}
    return {entry.id: pages[entry.document] for entry in catalogue() if entry.document in pages}


@cache
def refuted() -> dict[str, Counterexample]:
    """What refutes the statements that the errata are about, by the claim's id."""
    named = {id for found in stock() for erratum in found.errata for id in erratum.claims}
    return counterexamples((claims()[id] for id in claims() if id in named), routes().numeric)


def unlinked(text: str) -> str:
    """Text in which E[x:p](f) is no link; code stays as it is."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else part.replace("](", r"]\(") for part in parts)


def _page(inventory: Inventory) -> str:
    return f"reference/documents/{inventory.slug}.md"


def rules_page(rules: tuple[Rule, ...]) -> str:
    """Every rule of the prover: what it says, where it comes from, its examples."""
    intro = (
        "# Rules\n\nWhat the prover knows, from `derivcheck rules`. A rule rewrites an expression "
        "or reduces a step to obligations; it never approves a step. Each carries steps that it "
        "closes and steps that must stay open: they are its tests.\n"
    )
    ordered = sorted(rules, key=lambda rule: rule.name)
    return "\n".join([intro, *(_rule(rule) for rule in ordered)])


def _rule(rule: Rule) -> str:
    lines = [f"## {rule.name}", "", unlinked(rule.statement), "", f"Source: {rule.source}.", ""]
    for label, examples in (("Holds", rule.holds), ("Stays open", rule.fails)):
        lines += [f"{label}:", "", *(f"* {_example(example)}" for example in examples), ""]
    return "\n".join(lines)


def _example(example: Example) -> str:
    where = "; ".join([example.given, *example.assume])
    return f"`{example.step}`" + (f" (`{where}`)" if where else "")


def claims_page(entries: list[Entry], pages: Mapping[str, str]) -> str:
    """The claims of the catalogue by document; `pages` tells where one is derived."""
    lines = ["# Claims", "", "The catalogue that comes with the package, from `derivcheck list`."]
    for document in dict.fromkeys(entry.document for entry in entries):
        members = [entry for entry in entries if entry.document == document]
        lines += ["", f"## {members[0].document_title.rstrip('.')}", ""]
        lines += [f"`derivcheck run {document}`", "", "| claim | what it says | where |"]
        lines += ["| --- | --- | --- |", *(_claim(entry, pages) for entry in members)]
    return "\n".join([*lines, ""])


def _claim(entry: Entry, pages: Mapping[str, str]) -> str:
    title = entry.title.replace("|", "\\|")
    place = entry.source_text.removeprefix(entry.source_document).lstrip(":, ")
    page = pages.get(entry.id)
    name = f"[`{entry.id}`](documents/{page}#{entry.id})" if page else f"`{entry.id}`"
    return f"| {name} | {title} | {place} |"


def names_page() -> str:
    """Every public name with the first line of its docstring."""
    head = "# Names\n\nEverything that `from derivcheck import ...` offers.\n\n| name | what |"
    rows = [f"| `{name}` | {_what(name)} |" for name in sorted(derivcheck.__all__)]
    return "\n".join([head, "| --- | --- |", *rows, ""])


def _what(name: str) -> str:
    value = getattr(derivcheck, name)
    if isinstance(value, Function):
        return "an elementary function"
    described = inspect.isroutine(value) or inspect.isclass(value)
    text = (inspect.getdoc(value) or "") if described else _operator(name)
    return unlinked(next(iter(text.splitlines()), "")).replace("|", "\\|")


def _operator(name: str) -> str:
    operators: Iterator[tuple[str, str]] = iter(
        (
            ("E", "`E[x:p](f)`, the mean of f where x has the law p"),
            ("Var", "`Var[x:p](f)`, the variance"),
            ("Cov", "`Cov[x:p](f, g)`, the covariance"),
            ("Prob", "`Prob[x:p](condition)`, a probability"),
            ("pi", "the number pi"),
            ("oo", "infinity"),
            ("EulerGamma", "Euler's constant"),
        )
    )
    return dict(operators)[name]
