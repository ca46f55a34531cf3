from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.keeping import opening
from assistant.keeping.errors import KeepingFault
from assistant.keeping.migrations import MIGRATIONS, Migration, migrate
from assistant.keeping.opening import FILE, open_keeping

SHIPPED = ("3b87",)
"""The first digits of the SHA-256 of each step that has been shipped. Never change one: add."""
NEXT: Migration = ("ALTER TABLE conversations ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'",)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    yield opened
    opened.close()


def step(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_step_that_was_shipped_is_never_changed() -> None:
    digests = [hashlib.sha256("\0".join(steps).encode()).hexdigest() for steps in MIGRATIONS]
    assert [digest[:4] for digest in digests] == list(SHIPPED)


def test_a_file_is_taken_through_the_steps_that_it_lacks(tmp_path: Path) -> None:
    with open_keeping(tmp_path) as keeping:
        created = keeping.conversations.create("ana", "Kept")
    connection = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    migrate(connection, tmp_path / FILE, [*MIGRATIONS, NEXT])
    migrate(connection, tmp_path / FILE, [*MIGRATIONS, NEXT])
    assert step(connection) == len(MIGRATIONS) + 1
    rows = connection.execute("SELECT id, title, colour FROM conversations").fetchall()
    connection.close()
    assert rows == [(created.id, "Kept", "red")]


def test_a_step_is_taken_whole_or_not_at_all(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    broken: Migration = (*NEXT, "ALTER TABLE nowhere ADD COLUMN colour TEXT")
    with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
        migrate(connection, tmp_path / FILE, [*MIGRATIONS, broken])
    assert step(connection) == len(MIGRATIONS)
    assert not connection.in_transaction
    migrate(connection, tmp_path / FILE, [*MIGRATIONS, NEXT])
    assert step(connection) == len(MIGRATIONS) + 1


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_keeping(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(KeepingFault, match=r"newer version .* at step 99, this version knows 1\."):
        open_keeping(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    connection.execute("CREATE TABLE turns (lathe TEXT)")
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(KeepingFault, match="a file of another program"):
        open_keeping(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_an_opening_holds_the_lock_while_it_takes_the_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked_out(connection: sqlite3.Connection, path: Path) -> None:
        with pytest.raises(opening.Timeout):
            opening.FileLock(tmp_path / opening.LOCK, timeout=0).acquire()
        migrate(connection, path)

    monkeypatch.setattr(opening, "migrate", locked_out)
    open_keeping(tmp_path).close()
