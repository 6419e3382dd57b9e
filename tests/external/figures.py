"""What the program makes of the statements in true.toml and false.toml, counted by field."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivcheck.core.claim import Claim
from derivcheck.core.reader import read_claims

HERE = Path(__file__).parent
TRUE, FALSE = HERE / "true.toml", HERE / "false.toml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One statement: whether it is true, its field, the verdict, and whether it has a witness."""

    id: str
    true: bool
    field: str
    verdict: str
    witness: bool

    @property
    def is_wrong(self) -> bool:
        """A true statement refuted, a false one proved, or the two routes at odds."""
        against = "refuted" if self.true else "verified"
        return self.verdict in (against, "conflict", "error")

    @property
    def is_best(self) -> bool:
        """A true statement proved, a false one refuted with a witness."""
        return self.verdict == "verified" if self.true else self.witness


def statements(path: Path) -> list[Claim]:
    """The claims of a file; each must be readable."""
    found = list(read_claims(path))
    unreadable = [claim.id for claim in found if not isinstance(claim, Claim)]
    if unreadable:
        raise ValueError(f"unreadable: {', '.join(unreadable)}")
    return [claim for claim in found if isinstance(claim, Claim)]


def outcomes(path: Path, limit: int) -> Iterator[Outcome]:
    """What `derivcheck check` says of a file, `limit` seconds for each claim."""
    options = ["--format", "json", "--no-cache", "--time-limit", str(limit)]
    command = [sys.executable, "-m", "derivcheck", "check", str(path), *options]
    report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    fields = {claim.id: claim.tags[0] for claim in statements(path)}
    for row in json.loads(report)["claims"]:
        yield _outcome(row, path == TRUE, fields[row["id"]])


def _outcome(row: dict[str, Any], true: bool, field: str) -> Outcome:
    witness = any(step["witness"] for step in row["steps"])
    return Outcome(row["id"], true, field, row["verdict"], witness)


def table(found: list[Outcome]) -> Iterator[str]:
    """The figures as lines of Markdown, one row a field."""
    yield "| field | true | proved | only supported | false | refuted with a witness | wrong |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for field in dict.fromkeys(outcome.field for outcome in found):
        yield _row(field, [outcome for outcome in found if outcome.field == field])
    yield _row("**all**", found)


def _row(name: str, found: list[Outcome]) -> str:
    true, false = ([o for o in found if o.true is side] for side in (True, False))
    counts = Counter(outcome.verdict for outcome in true)
    refuted = sum(outcome.is_best for outcome in false)
    wrong = sum(outcome.is_wrong for outcome in found)
    cells = len(true), counts["verified"], counts["supported"], len(false), refuted, wrong
    return f"| {name} | {' | '.join(map(str, cells))} |"


def left_over(found: list[Outcome]) -> Iterator[str]:
    """The statements that are neither proved nor refuted as they should be."""
    for outcome in found:
        if not outcome.is_best:
            side = "true" if outcome.true else "false"
            yield f"* `{outcome.id}` ({side}): {'wrong: ' * outcome.is_wrong}{outcome.verdict}"
