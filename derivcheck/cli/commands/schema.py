"""Print the JSON Schema (draft 2020-12) of claim files, or of the report.

An editor that knows the schema completes keys and marks mistakes while a claim file is written.
"""

from __future__ import annotations

import argparse

SUMMARY = "print the JSON Schema of claim files or of the report"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "of",
        nargs="?",
        choices=("file", "claim", "report"),
        default="file",
        help="a TOML file of claims (default), one claim (a line of JSON), or the report",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    print(json.dumps(_schema(arguments.of), indent=2, ensure_ascii=False))
    return 0


def _schema(of: str) -> object:
    if of == "report":
        from derivcheck.report.schema import schema

        return schema()
    from derivcheck.core.claimfile.schema import claim_schema, file_schema

    return file_schema() if of == "file" else claim_schema()
