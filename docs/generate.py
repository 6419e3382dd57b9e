"""Reference pages written from the program itself while the documentation is built."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import derivcheck
from derivcheck.lang.functions import Function
from derivcheck.run.catalog import catalog
from derivcheck.run.entry import Entry
from derivcheck.symbolic.registry import RULES
from derivcheck.symbolic.rule import Example, Rule

DERIVATIONS = Path(__file__).parent.parent / "derivations"
PAGES = {
    "reference/rules.md": lambda: rules_page(RULES),
    "reference/claims.md": lambda: claims_page(catalog((str(DERIVATIONS),))),
    "reference/names.md": lambda: names_page(),
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to those written by hand."""
    for path, write in PAGES.items():
        files.append(File.generated(config, path, content=write()))
    return files


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
    lines = [f"## {rule.name}", "", rule.statement, "", f"Source: {rule.source}.", ""]
    for label, examples in (("Holds", rule.holds), ("Stays open", rule.fails)):
        lines += [f"{label}:", "", *(f"* {_example(example)}" for example in examples), ""]
    return "\n".join(lines)


def _example(example: Example) -> str:
    where = "; ".join([example.given, *example.assume])
    return f"`{example.step}`" + (f" (`{where}`)" if where else "")


def claims_page(entries: list[Entry]) -> str:
    """The claims of the catalogue by document."""
    lines = ["# Claims", "", "The catalogue that comes with the package, from `derivcheck list`."]
    for document in dict.fromkeys(entry.document for entry in entries):
        members = [entry for entry in entries if entry.document == document]
        lines += ["", f"## {members[0].document_title.rstrip('.')}", ""]
        lines += [f"`derivcheck run {document}`", "", "| claim | what it says | where |"]
        lines += ["| --- | --- | --- |", *(_claim(entry) for entry in members)]
    return "\n".join([*lines, ""])


def _claim(entry: Entry) -> str:
    title = entry.title.replace("|", "\\|")
    place = entry.source_text.removeprefix(entry.source_document).lstrip(":, ")
    return f"| `{entry.id}` | {title} | {place} |"


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
    return next(iter(text.splitlines()), "").replace("|", "\\|")


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
