"""What has been written of a report, so that a run that was killed can go on where it stopped.

Beside the report lies a file OUTPUT.resume: a line that says what is being checked and how, then a
record of 18 bytes for each claim whose piece is in the report. A record is written after its piece
and holds the place where that ends. So whatever was half written, on either side, is cut off.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, get_args

from derivcheck.core.verdict import ClaimVerdict, Fault
from derivcheck.lang.errors import UsageError
from derivcheck.run.bulk.outcome import Outcome
from derivcheck.run.bulk.stream import digest

SUFFIX = ".resume"
RECORD = Struct("<QQBB")
VERDICTS: tuple[ClaimVerdict, ...] = get_args(ClaimVerdict)
FAULTS: tuple[Fault, ...] = get_args(Fault)
OK, CACHED, FAULT = 1, 2, 2
"""Two bits that say yes or no; the place of those that number the fault."""
MOST_HEADER = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim whose piece is in the report, which it ends at the byte `end`."""

    id: int
    end: int
    verdict: ClaimVerdict
    ok: bool
    cached: bool
    fault: Fault


def entry(found: Outcome, end: int) -> Entry:
    """The entry of an outcome."""
    return Entry(digest(found.id), end, found.verdict, found.ok, found.cached, found.fault)


class Ledger:
    """The open file beside a report; no other run can have it meanwhile."""

    def __init__(self, output: str, file: BinaryIO) -> None:
        self._path = Path(output + SUFFIX)
        self._file = file

    def add(self, made: Entry) -> None:
        """Note a claim whose piece has been written."""
        flags = OK * made.ok | CACHED * made.cached | FAULTS.index(made.fault) << FAULT
        packed = RECORD.pack(made.id, made.end, VERDICTS.index(made.verdict), flags)
        self._file.write(packed)
        self._file.flush()

    def finish(self) -> None:
        """The report is complete: nothing is left to resume."""
        self._path.unlink(missing_ok=True)
        self._file.close()

    def close(self) -> None:
        """Leave the file for a later run."""
        self._file.close()


def begin(output: str, identity: Mapping[str, Any]) -> Ledger:
    """A new ledger, in place of an older one."""
    file = _opened(output)
    file.truncate(0)
    file.write(json.dumps(identity).encode() + b"\n")
    file.flush()
    return Ledger(output, file)


def resume(
    output: str, identity: Mapping[str, Any], note: Callable[[Entry], None]
) -> tuple[Ledger, int, int]:
    """The ledger of a run that was interrupted, how many claims it has, and where they end.

    `note` is told each of them, in order. What follows them in the report is half written.
    UsageError where there is no such run, or where it was another one.
    """
    if not Path(output + SUFFIX).exists():
        raise UsageError(
            f"{output} is not the report of an interrupted run: there is no {output}{SUFFIX}; "
            f"without --resume it is written anew"
        )
    file = _opened(output)
    try:
        _check_same(output, identity, file.readline(MOST_HEADER))
    except UsageError:
        file.close()
        raise
    size = os.path.getsize(output) if os.path.exists(output) else 0
    count, end, whole = 0, 0, file.tell()
    for made in _written(file, size):
        note(made)
        count, end, whole = count + 1, made.end, whole + RECORD.size
    file.seek(whole)
    file.truncate()
    return Ledger(output, file), count, end


def _opened(output: str) -> BinaryIO:
    path = output + SUFFIX
    try:
        file = open(path, "r+b" if Path(path).exists() else "w+b")  # noqa: SIM115 (it stays open)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise UsageError(f"another run is writing {output}; wait for it, or end it") from None
    return file


def _check_same(output: str, identity: Mapping[str, Any], header: bytes) -> None:
    try:
        before = json.loads(header)
    except ValueError:
        before = None
    if not isinstance(before, dict):
        raise UsageError(f"{output}{SUFFIX} is damaged; without --resume the run begins anew")
    differs = [key for key in identity if before.get(key) != json.loads(json.dumps(identity[key]))]
    if differs:
        raise UsageError(
            f"{output} was begun by another run: {', '.join(differs)} differ; "
            f"without --resume it is written anew"
        )


def _written(file: BinaryIO, size: int) -> Iterator[Entry]:
    """The entries whose pieces are wholly in the report, up to the first that is not."""
    end = 0
    while len(packed := file.read(RECORD.size)) == RECORD.size:
        id, place, verdict, flags = RECORD.unpack(packed)
        if not end < place <= size or verdict >= len(VERDICTS) or flags >> FAULT >= len(FAULTS):
            return
        end = place
        yield Entry(
            id,
            place,
            VERDICTS[verdict],
            ok=bool(flags & OK),
            cached=bool(flags & CACHED),
            fault=FAULTS[flags >> FAULT],
        )
