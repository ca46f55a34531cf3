"""Sessions outlive a restart, and end."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from assistant.accounts.sessions import (
    FILE,
    IDLE_SECONDS,
    LONGEST_SECONDS,
    SEEN_SECONDS,
    Session,
    Sessions,
)
from assistant.keeping.errors import KeepingFault
from tests.assistant.accounts.people import Clock

ANNA = Session("anna", "stamp")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    return Sessions(tmp_path, clock)


def test_a_session_is_found_by_its_id_alone(sessions: Sessions) -> None:
    first, second = sessions.begin(ANNA), sessions.begin(Session("bo", "other"))
    assert first != second
    assert len(first) == 43  # 32 bytes in base64url, unpadded.
    assert sessions.find(first) == ANNA
    assert sessions.find(second) == Session("bo", "other")
    for wrong in ("", first[:-1], first + "x", first.swapcase(), "x\udc80"):
        assert sessions.find(wrong) is None


def test_a_session_outlives_a_restart(tmp_path: Path, clock: Clock) -> None:
    before = Sessions(tmp_path, clock)
    session = before.begin(ANNA)
    before.close()
    assert Sessions(tmp_path, clock).find(session) == ANNA


def test_the_file_is_private_and_names_no_session(sessions: Sessions, tmp_path: Path) -> None:
    session = sessions.begin(ANNA)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    for path in tmp_path.glob(f"{FILE}*"):
        assert session.encode() not in path.read_bytes()


def test_an_unused_session_ends(sessions: Sessions, clock: Clock) -> None:
    session = sessions.begin(ANNA)
    clock.now += IDLE_SECONDS
    assert sessions.find(session) == ANNA
    clock.now += IDLE_SECONDS + 1
    assert sessions.find(session) is None


def test_a_session_in_use_ends_after_a_week_all_the_same(sessions: Sessions, clock: Clock) -> None:
    session = sessions.begin(ANNA)
    begun = clock.now
    while clock.now + IDLE_SECONDS <= begun + LONGEST_SECONDS:
        clock.now += IDLE_SECONDS
        assert sessions.find(session) == ANNA
    clock.now = begun + LONGEST_SECONDS + 1
    assert sessions.find(session) is None


def test_use_is_kept_no_more_often_than_it_matters(
    sessions: Sessions, clock: Clock, tmp_path: Path
) -> None:
    session = sessions.begin(ANNA)

    def seen() -> float:
        with sqlite3.connect(tmp_path / FILE) as connection:
            (moment,) = connection.execute("SELECT seen FROM sessions").fetchone()
        connection.close()
        return float(moment)

    begun = seen()
    clock.now += SEEN_SECONDS - 1
    sessions.find(session)
    assert seen() == begun
    clock.now += 1
    sessions.find(session)
    assert seen() == begun + SEEN_SECONDS


def test_what_has_ended_is_forgotten(sessions: Sessions, clock: Clock, tmp_path: Path) -> None:
    for _ in range(5):
        sessions.begin(ANNA)
    clock.now += IDLE_SECONDS + 1
    sessions.begin(ANNA)
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    connection.close()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(KeepingFault, match=r"sessions\.db is damaged"):
        Sessions(tmp_path)


class Machine(RuleBasedStateMachine):
    """Sessions against a dictionary, while time passes."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.sessions = Sessions(self.folder, self.clock)
        self.plain: dict[str, tuple[Session, float, float]] = {}
        self.ended: set[str] = set()

    @rule(name=st.sampled_from(["anna", "bo"]))
    def begin(self, name: str) -> None:
        session = Session(name, "stamp")
        self.plain[self.sessions.begin(session)] = (session, self.clock.now, self.clock.now)

    # In steps that are longer than the exactness with which a last use is kept.
    @rule(hours=st.sampled_from([1, 5, 13, 80]))
    def wait(self, hours: int) -> None:
        self.clock.now += hours * 3600

    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        if self.plain:
            session = data.draw(st.sampled_from(sorted(self.plain)))
            self.sessions.end(session)
            self.ended.add(session)
            del self.plain[session]

    @invariant()
    def same(self) -> None:
        for key, (session, begun, seen) in list(self.plain.items()):
            now = self.clock.now
            lives = now - begun <= LONGEST_SECONDS and now - seen <= IDLE_SECONDS
            assert self.sessions.find(key) == (session if lives else None)
            if lives:
                self.plain[key] = (session, begun, now)
            else:
                self.ended.add(key)
                del self.plain[key]
        assert not any(self.sessions.find(key) for key in self.ended)

    def teardown(self) -> None:
        self.sessions.close()


def test_sessions_do_what_a_dictionary_would(tmp_path: Path) -> None:
    Machine.folder = tmp_path
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=20, stateful_step_count=20, deadline=None)
    )
