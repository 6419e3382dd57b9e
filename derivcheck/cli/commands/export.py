"""Write claims of the catalogue as claim files, which `derivcheck check` reads.

WHAT is `all`, a document (its module's name or its title), a claim's id, or a glob over ids. What
is written has been read back and is the same claim.
"""

from __future__ import annotations

import argparse

SUMMARY = "write claims as claim files"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from derivcheck.cli.places import add_place

    parser.add_argument("what", nargs="+", metavar="WHAT", help="all, a document, a claim, a glob")
    parser.add_argument(
        "--format", choices=("toml", "jsonl"), default="toml", help="default: toml, for people"
    )
    parser.add_argument("--output", metavar="FILE", help="write there")
    add_place(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the claims."""
    from derivcheck.cli.output import check_writable, write
    from derivcheck.cli.places import entries_of, settings_of
    from derivcheck.core.export import export
    from derivcheck.run.load import load
    from derivcheck.run.select import select

    if arguments.output:
        check_writable(arguments.output)
    chosen = select(entries_of(settings_of(arguments)), arguments.what)
    texts = [export(load(entry), arguments.format) for entry in chosen]
    write("\n".join(texts), arguments.output)
    return 0
