"""Conversations that go with the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ui.borrowing import borrow_keeping


def test_what_is_borrowed_works_as_what_stays_does() -> None:
    keeping = borrow_keeping()
    kept = keeping.conversations.create("anna", "Title")
    assert [info.id for info in keeping.conversations.list("anna")] == [kept.id]
    assert keeping.database.path.exists()


def test_two_programs_do_not_share_what_they_borrow() -> None:
    borrow_keeping().conversations.create("anna", "Title")
    assert borrow_keeping().conversations.list("anna") == ()


def test_nothing_is_left_when_the_program_ends() -> None:
    code = "from ui.borrowing import borrow_keeping; print(borrow_keeping().database.path)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    path = Path(done.stdout.strip())
    assert path.name == "rapporteur.db"
    assert not path.parent.exists()
