"""The tables of the file, as numbered steps.

A step that has been shipped is never changed: a new one is added at the end. How many a file has
been through is its ``user_version``; that it is ours, its ``application_id``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from assistant.keeping.errors import KeepingFault

APPLICATION_ID = 0x52617070
"""The letters "Rapp", by which SQLite files of different programs are told apart."""

Migration = tuple[str, ...]
"""The statements of one step."""

_BEGINNING: Migration = (
    """
    CREATE TABLE conversations (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        title TEXT NOT NULL,     -- '' until a question or the owner gives one
        searched TEXT NOT NULL,  -- the title, folded
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX conversations_by_owner ON conversations (owner, changed)",
    """
    CREATE TABLE turns (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position > 0),
        question TEXT NOT NULL,
        documents TEXT NOT NULL,  -- a JSON array of ids
        state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'incomplete')),
        problem TEXT NOT NULL,
        searched TEXT NOT NULL,   -- question and answer, folded
        process TEXT NOT NULL,    -- the presence of the process that answers it
        asked TEXT NOT NULL,
        answer TEXT,              -- JSON, in full; last, so that a search need not read past it
        UNIQUE (conversation, position)
    ) STRICT
    """,
    "CREATE INDEX running_turns ON turns (process) WHERE state = 'running'",
    """
    CREATE TABLE items (
        id TEXT PRIMARY KEY,
        turn TEXT UNIQUE REFERENCES turns ON DELETE SET NULL,
        asker TEXT,                  -- NULL once the conversation is deleted
        state TEXT NOT NULL CHECK (state IN ('open', 'done')),
        was_done INTEGER NOT NULL,   -- 1 since all marks were first shown to everybody
        was_chosen INTEGER NOT NULL, -- 1 where staff put it here, feedback or not
        added TEXT NOT NULL,
        answer TEXT NOT NULL         -- JSON, in full
    ) STRICT
    """,
    "CREATE INDEX items_by_state ON items (state, added)",
    """
    CREATE TABLE feedback (
        item TEXT NOT NULL REFERENCES items ON DELETE CASCADE,
        marker INTEGER NOT NULL CHECK (marker >= 0),  -- 0: the answer as a whole
        kind TEXT NOT NULL CHECK (kind IN ('up', 'down', 'citation is wrong')),
        note TEXT NOT NULL,
        given TEXT NOT NULL,
        PRIMARY KEY (item, marker)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE marks (
        number INTEGER PRIMARY KEY,
        item TEXT NOT NULL REFERENCES items ON DELETE CASCADE,
        marker INTEGER NOT NULL CHECK (marker > 0),
        reviewer TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('supports', 'partly', 'does not support')),
        note TEXT NOT NULL,
        made TEXT NOT NULL,
        independent INTEGER NOT NULL  -- 1 where its reviewer had seen nobody's mark
    ) STRICT
    """,
    "CREATE INDEX marks_by_item ON marks (item, marker, reviewer)",
)

MIGRATIONS: tuple[Migration, ...] = (_BEGINNING,)


def migrate(
    connection: sqlite3.Connection, path: Path, steps: Sequence[Migration] = MIGRATIONS
) -> None:
    """Take a file through the steps that it lacks, each of them whole or not at all.

    Only for who holds the lock of the file's opening. Raises KeepingFault for a file of another
    program and for one that a newer version has written.
    """
    done = _steps_done(connection, path)
    if done > len(steps):
        raise KeepingFault(
            f"{path} was written by a newer version of Rapporteur: it is at step {done}, this "
            f"version knows {len(steps)}. Update Rapporteur, or name another folder with --home."
        )
    for number, statements in enumerate(steps[done:], start=done + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _steps_done(connection: sqlite3.Connection, path: Path) -> int:
    application = _number(connection, "PRAGMA application_id")
    is_empty = not _number(connection, "SELECT count(*) FROM sqlite_schema")
    if application != APPLICATION_ID and not is_empty:
        raise KeepingFault(
            f"{path} is a file of another program. Move it away, or name another folder with "
            "--home."
        )
    return _number(connection, "PRAGMA user_version")


def _number(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
