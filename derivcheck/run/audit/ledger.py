"""What an audit has found so far, in a file: an interrupted one is carried on from there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from derivcheck.core.audit import MutantResult
from derivcheck.core.evidence import Witness


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file of one mutant's result a line; a line that was cut off is passed over."""

    path: Path

    def add(self, result: MutantResult) -> None:
        """Write a result down."""
        with self.path.open("a+b") as file:
            file.write(b"" if _ends_well(file) else b"\n")
            file.write(f"{json.dumps(asdict(result))}\n".encode())

    def results(self) -> dict[str, MutantResult]:
        """The results by key; nothing where there is no file."""
        return {result.key: result for result in self._read()}

    def clear(self) -> None:
        """Forget what is there."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> Iterator[MutantResult]:
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                found = _parsed(line)
                if found is not None:
                    yield found


def _ends_well(file: BinaryIO) -> bool:
    """Whether a file is empty or ends with a whole line."""
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return True
    file.seek(size - 1)
    return file.read(1) == b"\n"


def _parsed(line: str) -> MutantResult | None:
    if not line.endswith("\n"):
        return None
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return None
    shown = row.pop("witness")
    return MutantResult(**row, witness=_witness(shown) if shown else None)


def _witness(row: dict[str, object]) -> Witness:
    point = tuple((name, value) for name, value in row.pop("point"))  # type: ignore[attr-defined]
    return Witness(point, **row)  # type: ignore[arg-type]
