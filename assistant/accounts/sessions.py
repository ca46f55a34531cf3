"""Sessions: who signed in with which browser, kept in a file so that they outlive a restart.

Of a session's id only the hash is kept: whoever reads the file can sign in with nothing in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from assistant.accounts.tokens import digest, new_secret
from assistant.keeping.database import BUSY_SECONDS, Database, plain_faults
from assistant.keeping.migrations import Migration, migrate

FILE = "sessions.db"
PRIVATE = 0o600
IDLE_SECONDS = 12 * 3600
"""Unused for as long, a session has ended: a browser left open is signed out by the next
morning."""
LONGEST_SECONDS = 7 * 24 * 3600
"""A session's whole life, however much it is used. Both figures are within what OWASP's session
management sheet calls common for a program of low to middling risk."""
SEEN_SECONDS = 60
"""Its last use is kept this exactly: one write a minute, not one a request."""

MIGRATIONS: tuple[Migration, ...] = (
    (
        """
        CREATE TABLE sessions (
            digest TEXT PRIMARY KEY,  -- SHA-256 of the id
            name TEXT NOT NULL,
            stamp TEXT NOT NULL,      -- of the account when it began
            begun REAL NOT NULL,      -- seconds since 1970, as is the next
            seen REAL NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ),
)


@dataclass(frozen=True, slots=True)
class Session:
    """A session that has not ended of its own accord."""

    name: str
    """Of the account that signed in."""
    stamp: str
    """The account's at that moment: another one now means that the session has ended."""


class Sessions:
    """The sessions of one file. Safe to share between threads, and with other processes."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Open ``sessions.db`` in ``folder``, or begin it. ``clock`` gives seconds since 1970.

        Raises KeepingFault, as the other methods do.
        """
        path = folder / FILE
        self._clock = clock
        self._database = Database(path)
        with plain_faults(path):
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{path}.lock", timeout=BUSY_SECONDS):
                path.touch(mode=PRIVATE)
                with self._database.connected() as connection:
                    migrate(connection, path, MIGRATIONS)
                    connection.execute("PRAGMA journal_mode = WAL")

    def begin(self, session: Session) -> str:
        """Keep a session and return its id; those that have ended are forgotten meanwhile."""
        secret, now = new_secret(), self._clock()
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE begun < ? OR seen < ?",
                (now - LONGEST_SECONDS, now - IDLE_SECONDS),
            )
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)",
                (digest(secret), session.name, session.stamp, now, now),
            )
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of that id, which is used at this moment; None where it has ended."""
        now = self._clock()
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT * FROM sessions WHERE digest = ? AND begun >= ? AND seen >= ?",
                (digest(secret), now - LONGEST_SECONDS, now - IDLE_SECONDS),
            ).fetchone()
        if row is None:
            return None
        if now - row["seen"] >= SEEN_SECONDS:
            with self._database.writing() as connection:
                connection.execute(
                    "UPDATE sessions SET seen = ? WHERE digest = ?", (now, row["digest"])
                )
        return Session(row["name"], row["stamp"])

    def end(self, secret: str) -> None:
        """Forget the session of that id, if there is one."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE digest = ?", (digest(secret),))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
