"""The file in which conversations and reviews are kept: connections, transactions, faults.

Several threads of several processes may use it at once. Readers never wait (SQLite's write-ahead
log); writers wait for one another, up to ``BUSY_SECONDS``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from assistant.keeping.errors import KeepingFault

BUSY_SECONDS = 10.0
"""How long a writer waits for another: a write takes milliseconds, so this is a stuck process."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_CLOSED_TO_US = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class Database:
    """One SQLite file. Safe to share between threads: each transaction has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the file throughout. Raises KeepingFault."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is kept whole at its end, or not at all where its body raises.

        Raises KeepingFault.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction. Raises KeepingFault."""
        with plain_faults(self.path):
            if self._closed:
                raise KeepingFault(f"{self.path} is closed: the program is ending. Start it again.")
            try:
                connection = self._idle.get_nowait()
            except Empty:
                connection = self._connect()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def close(self) -> None:
        """Let go of the file: idle connections now, the others when their transactions end."""
        self._closed = True
        self._close_idle()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self.connected() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        # Each connection serves one thread at a time, though not always the same one.
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        # Each step of a streamed answer is a transaction: with the write-ahead log this setting
        # waits for no disk, and only a power cut can lose the last moments, never a killed process.
        connection.execute("PRAGMA synchronous = NORMAL")
        # What a user deletes does not stay readable in the file's free pages.
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:  # It could not be rolled back: it serves nobody any more.
            connection.close()
            return
        self._idle.put(connection)
        if self._closed:
            self._close_idle()

    def _close_idle(self) -> None:
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return


@contextmanager
def plain_faults(path: Path) -> Iterator[None]:
    """Turn what the file or its folder is to blame for into a KeepingFault with the next step."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _sentence(path, error)
        if sentence is None:
            raise
        raise KeepingFault(sentence) from error
    except OSError as error:
        raise KeepingFault(
            f"{error.filename or path} cannot be used: {error.strerror or error}. Give yourself "
            "the right to write there, or name another folder with --home."
        ) from error


def _sentence(path: Path, error: sqlite3.Error) -> str | None:
    """What the user can do about it; None where our own statement is at fault."""
    # The low byte is the kind of error, the others its circumstances (sqlite.org/rescode.html).
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if kind in _BUSY:
        return f"{path} is being written by another process. Try again in a moment."
    if kind in _DAMAGED:
        return (
            f"{path} is damaged or no database ({error}). Put a copy of it back in its place, or "
            "move it away: then a new one is begun, without what was kept in this one."
        )
    if kind in _CLOSED_TO_US:
        return (
            f"{path} cannot be written ({error}). Give yourself the right to write to it and to "
            "its folder, or name another folder with --home."
        )
    if kind in _DISK:
        return f"{path} cannot be written ({error}). Make room on its disk and try again."
    return None
