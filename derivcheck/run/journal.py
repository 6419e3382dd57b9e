"""What a worker found before it was killed: step results, written down as they come."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivcheck.core.claim import Claim
from derivcheck.core.verdict import StepResult

Files = tuple[tuple[str, str], ...]
"""Paths with digests of their contents."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The claim was checked to the end; the files it rests on, None where they are unknown."""

    files: Files | None


@dataclass(frozen=True, slots=True)
class Journal:
    """A file of pickled records; its reader stops at a record that was cut off."""

    path: Path

    def begin(self, claim: Claim) -> None:
        """The claim has been read."""
        self._append(claim)

    def record(self, result: StepResult) -> None:
        """Something is known of a step; what comes later about the same step replaces it."""
        self._append(result)

    def finish(self, files: Files | None) -> None:
        """The claim has been checked to the end, and rests on these files."""
        self._append(Finished(files))

    def files(self) -> Files | None:
        """The files that the claim rests on; None where it was not checked to the end."""
        finished = (record for record in self._records() if isinstance(record, Finished))
        return next((record.files for record in finished), None)

    def claim(self) -> Claim | None:
        """The claim, if it had been read."""
        return next((record for record in self._records() if isinstance(record, Claim)), None)

    def steps(self) -> dict[int, StepResult]:
        """The last result of each step, by the step's index."""
        return {r.step.index: r for r in self._records() if isinstance(r, StepResult)}

    def _append(self, record: Claim | StepResult | Finished) -> None:
        with self.path.open("ab") as file:
            file.write(pickle.dumps(record))

    def _records(self) -> Iterator[Any]:
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)
                except (EOFError, pickle.UnpicklingError):
                    return
