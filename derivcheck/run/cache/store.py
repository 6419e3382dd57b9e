"""The database of results: one SQLite file that any number of runs may share.

Every row carries a digest of itself. A row that does not match it is dropped, a file that is no
database is replaced; where nothing can be written the run goes on without a cache and says so.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from functools import partial
from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    T = TypeVar("T")
    Values = Sequence[tuple[object, ...]]

DAY = 86400
KEPT_DAYS = 60
"""A row that no run has asked for in so long is removed."""

PATIENCE = 5.0
"""Seconds to wait for another run that is writing."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, value BLOB NOT NULL, files TEXT NOT NULL, glance TEXT NOT NULL,
    digest TEXT NOT NULL, used INTEGER NOT NULL
)"""


class Row:
    """A stored result: its text, the files it rests on and its glance, as text too."""

    __slots__ = ("files", "glance", "key", "value")

    def __init__(self, key: str, value: bytes, files: str, glance: str = "") -> None:
        self.key = key
        self.value = value
        self.files = files
        self.glance = glance

    @property
    def digest(self) -> str:
        """What the row must match to be believed."""
        made = hashlib.sha256()
        for part in (self.key.encode(), self.files.encode(), self.glance.encode(), self.value):
            made.update(f"{len(part)}:".encode())
            made.update(part)
        return made.hexdigest()


class Store:
    """The rows of one file; `trouble` says why it is no longer used, if it is not."""

    __slots__ = ("_connection", "_lock", "path", "trouble")

    def __init__(self, path: str) -> None:
        self.path = path
        self.trouble = ""
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()

    def get(self, key: str) -> Row | None:
        """The row of a key; None where there is none, or a damaged one, which is dropped."""
        return self._try(partial(self._get, key))

    def put(self, rows: list[Row]) -> None:
        """Add rows, in place of those with the same keys."""
        today = _today()
        values = [(row.key, row.value, row.files, row.glance, row.digest, today) for row in rows]
        if values:
            sql = "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)"
            self._try(lambda database: _in_one(database, sql, values))

    def touch(self, keys: list[str]) -> None:
        """Note that rows were of use; what was of no use for long is removed."""
        today = _today()
        if self._try(lambda database: _any_old(database, keys, today)):
            sql = "UPDATE results SET used = ? WHERE key = ?"
            self._try(lambda database: _in_one(database, sql, [(today, key) for key in keys]))
            old = "DELETE FROM results WHERE used < ?"
            self._try(lambda database: _in_one(database, old, [(today - KEPT_DAYS,)]))

    def drop(self, key: str) -> None:
        """Remove a row."""
        sql = "DELETE FROM results WHERE key = ?"
        self._try(lambda database: _in_one(database, sql, [(key,)]))

    def count(self) -> int:
        """How many rows there are."""
        return self._try(lambda database: _number(database, "SELECT count(*) FROM results")) or 0

    def clear(self) -> None:
        """Remove the file; runs that have it open finish without it."""
        self.close()
        remove(self.path)

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _get(self, key: str, database: sqlite3.Connection) -> Row | None:
        sql = "SELECT value, files, glance, digest FROM results WHERE key = ?"
        found = database.execute(sql, (key,)).fetchone()
        if found is None:
            return None
        value, files, glance, digest = found
        if isinstance(value, bytes) and isinstance(files, str) and isinstance(glance, str):
            row = Row(key, value, files, glance)
            if row.digest == digest:
                return row
        _in_one(database, "DELETE FROM results WHERE key = ?", [(key,)])
        return None

    def _try(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the database; None where it has failed, which `trouble` tells."""
        with self._lock:
            return None if self.trouble else self._tried(action)

    def _tried(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        try:
            return action(self._open())
        except (sqlite3.Error, OSError) as error:
            if not is_damage(error):
                self._give_up(error)
                return None
        try:
            self.clear()  # what is damaged is rebuilt
            return action(self._open())
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            # Threads of one run share it; the lock keeps their transactions apart.
            self._connection = sqlite3.connect(
                self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(SCHEMA)
        return self._connection

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.path}: {error}"
        self.close()


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file is not what it should be, and may be replaced.

    Not where a disk is full, a folder is read-only or another run holds the file.
    """
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def remove(path: str) -> None:
    """Remove a database with what SQLite keeps beside it."""
    for suffix in ("-wal", "-shm", ""):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def _in_one(database: sqlite3.Connection, sql: str, values: Values) -> None:
    """Execute a statement for all values in one transaction, which another run sees whole."""
    database.execute("BEGIN IMMEDIATE")
    try:
        database.executemany(sql, values)
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _any_old(database: sqlite3.Connection, keys: list[str], today: int) -> bool:
    sql = "SELECT 1 FROM results WHERE key = ? AND used < ?"
    return any(database.execute(sql, (key, today)).fetchone() for key in keys)


def _number(database: sqlite3.Connection, sql: str) -> int:
    (found,) = database.execute(sql).fetchone()
    return int(found)


def _today() -> int:
    return int(time.time()) // DAY
