"""List the claims there are, by document, without running any code of theirs."""

from __future__ import annotations

import argparse

from derivcheck.run.entry import Entry

SUMMARY = "list the claims by document"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.places import add_place

    parser.add_argument("what", nargs="*", default=["all"], metavar="DOCUMENT|CLAIM")
    parser.add_argument("--format", choices=("plain", "json"), default="plain")
    add_place(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from derivcheck.cli.places import entries_of, settings_of
    from derivcheck.run.select import select

    chosen = select(entries_of(settings_of(arguments)), arguments.what)
    documents: dict[str, list[Entry]] = {}
    for entry in chosen:
        documents.setdefault(entry.document, []).append(entry)
    if arguments.format == "json":
        import json

        print(json.dumps([_json(claims) for claims in documents.values()], indent=2))
    else:
        width = max(len(entry.id) for entry in chosen)
        print("\n\n".join(_plain(claims, width) for claims in documents.values()))
    return 0


def _plain(claims: list[Entry], width: int) -> str:
    lines = [f"{claims[0].document}: {claims[0].document_title}"]
    lines += [f"  {claim.id:{width}}  {claim.title}" for claim in claims]
    return "\n".join(lines)


def _json(claims: list[Entry]) -> dict[str, object]:
    return {
        "document": claims[0].document,
        "title": claims[0].document_title,
        "claims": [
            {
                "id": claim.id,
                "title": claim.title,
                "source": claim.source,
                "tags": list(claim.tags),
                "expect": claim.expect,
                "location": {"file": claim.path, "line": claim.line, "column": 1},
            }
            for claim in claims
        ],
    }
