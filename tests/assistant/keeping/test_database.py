"""Files that cannot be used are named, with what to do about it."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from assistant.keeping import opening
from assistant.keeping.database import Database, plain_faults
from assistant.keeping.errors import KeepingFault
from assistant.keeping.opening import FILE, LOCK, Keeping, open_keeping
from tests.assistant.keeping.samples import answered


def test_nobody_else_may_read_the_file(keeping: Keeping, tmp_path: Path) -> None:
    keeping.conversations.create("ana")
    for path in tmp_path.glob(f"{FILE}*"):
        if path.name != LOCK:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"This is a letter." * 100)
    with pytest.raises(KeepingFault, match=r"rapporteur\.db is damaged or no database .* move it"):
        open_keeping(tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"This is a letter." * 100


def test_damage_that_is_met_later_is_told_too(tmp_path: Path) -> None:
    with open_keeping(tmp_path) as keeping:
        for number in range(50):
            turn = keeping.conversations.begin_turn(
                "ana", keeping.conversations.create("ana").id, f"Question {number}?"
            )
            keeping.conversations.finish_turn("ana", turn.id, answered())
    content = bytearray((tmp_path / FILE).read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 200] = os.urandom(200)
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(KeepingFault, match=r"rapporteur\.db is damaged"):
        look_into(tmp_path)


def look_into(home: Path) -> None:
    with open_keeping(home) as keeping:
        keeping.conversations.list("ana")


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(KeepingFault, match=r"home cannot be used: .* another folder with --home"):
        open_keeping(tmp_path / "home")


def test_a_folder_in_the_way_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(KeepingFault, match=r"rapporteur\.db cannot be written .* another folder"):
        open_keeping(tmp_path)


def test_a_file_that_may_only_be_read_is_named(keeping: Keeping, tmp_path: Path) -> None:
    path = tmp_path / FILE
    with pytest.raises(KeepingFault, match=r"cannot be written \(attempt to write a readonly"):
        write_in_vain(path)


def write_in_vain(path: Path) -> None:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        with plain_faults(path):
            connection.execute("DELETE FROM turns")
    finally:
        connection.close()


def test_a_stuck_process_is_not_waited_for_for_ever(
    keeping: Keeping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.keeping.database.BUSY_SECONDS", 0.05)
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    impatient = Database(tmp_path / FILE)
    with (
        keeping.database.writing(),
        pytest.raises(KeepingFault, match="being written by another process"),
        impatient.writing(),
    ):
        pass
    impatient.close()
    with (
        opening.FileLock(tmp_path / LOCK),
        pytest.raises(KeepingFault, match="being opened by another process"),
    ):
        open_keeping(tmp_path)


def test_a_mistake_of_our_own_is_no_fault_of_the_file(keeping: Keeping) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        run(keeping, "SELEKT 1")
    with pytest.raises(sqlite3.IntegrityError):
        run(keeping, "INSERT INTO feedback VALUES ('nothing', 0, 'up', '', '')")


def run(keeping: Keeping, statement: str) -> None:
    with keeping.database.writing() as connection:
        connection.execute(statement)


def test_a_write_that_fails_half_way_leaves_nothing(keeping: Keeping) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_half_way(keeping)
    assert keeping.conversations.list("ana") == ()
    assert keeping.conversations.create("ana").turns == 0


def fail_half_way(keeping: Keeping) -> None:
    with keeping.database.writing() as connection:
        connection.execute("INSERT INTO conversations VALUES ('c', 'ana', 't', 't', '', '')")
        _ = 1 / 0


def test_readers_do_not_wait_for_a_writer_and_see_one_state(keeping: Keeping) -> None:
    keeping.conversations.create("ana", "Before")
    seen: list[int] = []
    with keeping.database.writing() as connection:
        connection.execute("DELETE FROM conversations")
        thread = threading.Thread(
            target=lambda: seen.append(len(keeping.conversations.list("ana")))
        )
        thread.start()
        thread.join(timeout=5)
    assert seen == [1]
    assert keeping.conversations.list("ana") == ()


def test_a_writer_does_not_wait_for_readers(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.keeping.database.BUSY_SECONDS", 0.05)
    count = "SELECT count(*) FROM conversations"
    with keeping.database.reading() as connection:
        assert connection.execute(count).fetchone()[0] == 0
        keeping.conversations.create("ana")
        assert connection.execute(count).fetchone()[0] == 0
    assert len(keeping.conversations.list("ana")) == 1


def test_a_connection_in_use_at_the_end_is_closed_after_it(tmp_path: Path) -> None:
    keeping = open_keeping(tmp_path)
    with keeping.database.reading() as connection:
        keeping.close()
        assert connection.execute("SELECT count(*) FROM turns").fetchone()[0] == 0
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        connection.execute("SELECT 1")


def test_deleted_words_do_not_stay_in_the_file(tmp_path: Path) -> None:
    with open_keeping(tmp_path) as keeping:
        talk_id = keeping.conversations.create("ana", "Whereabouts of Melchizedek").id
        keeping.conversations.delete("ana", talk_id)
    assert b"Melchizedek" not in (tmp_path / FILE).read_bytes()
