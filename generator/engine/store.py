"""Traces on disk: one SQLite file per version of the program."""

from __future__ import annotations

import contextlib
import fcntl
import marshal
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.engine.trace import Plain

_SCHEMA = "CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, content BLOB)"


class BusyError(Exception):
    """Another process has the memory."""


class Store:
    """Remembers plain values by name from run to run; losing it costs time and nothing else.

    One process at a time has it. ``None`` for a file remembers nothing beyond this run.

    Raises:
        BusyError: another process has it.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = -1
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._take_lock(file.with_name("lock"))
        self._connection = self._open()

    def _take_lock(self, file: Path) -> None:
        self._lock = os.open(file, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._lock)
            raise BusyError(str(file)) from error

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            # A file that is no database, or of a run that lost its disk, remembers nothing.
            if self._file is not None:
                self._file.unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file or ":memory:", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_SCHEMA)
        return connection

    def read(self, name: str) -> object:
        """What is remembered under a name; ``None`` if nothing is, or it cannot be read."""
        row = self._connection.execute(
            "SELECT content FROM memory WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else _load(row[0])

    def write(self, values: Mapping[str, Plain]) -> None:
        """Remember values, all or nothing."""
        with self.writing():
            self.put(values)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Whatever is ``put`` meanwhile is remembered when this ends well, and else none of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def put(self, values: Mapping[str, Plain]) -> None:
        """Remember values, as part of a ``writing``."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO memory VALUES (?, ?)",
            [(name, marshal.dumps(value)) for name, value in values.items()],
        )

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _load(content: bytes) -> object:
    try:
        value: object = marshal.loads(content)  # noqa: S302 - the cache is as trusted as the program
    except (ValueError, EOFError, TypeError):
        return None
    return value
