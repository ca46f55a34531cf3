"""Everything that is kept under one home folder, opened."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from assistant.keeping.conversations import Conversations
from assistant.keeping.database import BUSY_SECONDS, Database, plain_faults
from assistant.keeping.errors import KeepingFault
from assistant.keeping.migrations import migrate
from assistant.keeping.presence import Presence, tidy
from assistant.keeping.reviews import Reviews

FILE = "rapporteur.db"
LOCK = "rapporteur.db.lock"
"""Held while the file is opened, so that two processes which start at once do it in turn."""
PRESENT = "processes"
"""The folder of the presences of the processes that have the file open."""
PRIVATE = 0o600
"""Nobody but the user who runs the program reads what was asked."""
CUT_OFF = "The program ended before the answer was complete. Ask again for the whole of it."


@dataclass(frozen=True, slots=True)
class Keeping:
    """Conversations and reviews of one home folder; one is enough for a whole process."""

    conversations: Conversations
    reviews: Reviews
    database: Database
    presence: Presence

    def close(self) -> None:
        """Mark this process's running turns as incomplete and let go of the file."""
        try:
            self.conversations.cut_off(CUT_OFF)
        finally:
            self.database.close()
            self.presence.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_keeping(home: Path) -> Keeping:
    """Open ``rapporteur.db`` under a home folder, made where there is none yet.

    Turns that a process which is gone had left running are marked incomplete. Raises KeepingFault.
    """
    path = home / FILE
    with plain_faults(path):
        home.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(home / LOCK, timeout=BUSY_SECONDS):
                return _open(path)
        except Timeout as error:
            raise KeepingFault(
                f"{path} is being opened by another process. Try again in a moment."
            ) from error


def _open(path: Path) -> Keeping:
    path.touch(mode=PRIVATE)
    database = Database(path)
    try:
        with database.connected() as connection:
            migrate(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
        folder = path.parent / PRESENT
        _cut_off_all_but(tidy(folder), database)
        presence = Presence(folder)
    except BaseException:
        database.close()
        raise
    return Keeping(Conversations(database, presence), Reviews(database), database, presence)


def _cut_off_all_but(present: Collection[str], database: Database) -> None:
    """Mark the running turns of processes that are gone as incomplete."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE turns SET state = 'incomplete', problem = :problem WHERE state = 'running' "
            "AND process NOT IN (SELECT value FROM json_each(:present))",
            {"problem": CUT_OFF, "present": json.dumps(sorted(present))},
        )
