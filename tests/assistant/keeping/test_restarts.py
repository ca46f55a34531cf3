"""What becomes of turns whose process is gone, with real processes."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.keeping.errors import KeepingFault
from assistant.keeping.opening import CUT_OFF, PRESENT, Keeping, open_keeping
from assistant.keeping.types import TurnState
from tests.assistant.keeping.samples import answered

ROOT = Path(__file__).resolve().parents[3]
IN_MID_ANSWER = """
import sys, time
from pathlib import Path
from assistant.keeping.opening import open_keeping
from assistant.keeping.recording import ask_and_keep
from tests.assistant.keeping.samples import SteppedAssistant

kept = open_keeping(Path(sys.argv[1])).conversations
for turn in ask_and_keep(SteppedAssistant(), kept, "ana", sys.argv[2], "Half-way?"):
    if turn.answer is not None and len(turn.answer.segments) == 2:
        print("shown", flush=True)
        time.sleep(600)
"""
"""Shows two of three pieces of an answer, then waits to be killed."""


@contextmanager
def process_in_mid_answer(home: Path, talk_id: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", IN_MID_ANSWER, str(home), talk_id]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "shown\n"
            yield process
        finally:
            process.kill()


def state_of(keeping: Keeping, talk_id: str) -> TurnState:
    return keeping.conversations.load("ana", talk_id).turns[-1].state


def test_what_a_killed_process_had_shown_is_kept_and_marked(tmp_path: Path) -> None:
    with open_keeping(tmp_path) as keeping:
        talk_id = keeping.conversations.create("ana").id
    with process_in_mid_answer(tmp_path, talk_id) as process:
        with open_keeping(tmp_path) as beside:
            assert state_of(beside, talk_id) is TurnState.RUNNING
        process.send_signal(signal.SIGKILL)
        process.wait()
        with open_keeping(tmp_path) as after:
            (turn,) = after.conversations.load("ana", talk_id).turns
            assert (turn.state, turn.problem) == (TurnState.INCOMPLETE, CUT_OFF)
            assert turn.answer is not None
            assert turn.answer.segments == answered("Half-way?").segments[:2]
            assert after.conversations.begin_turn("ana", talk_id, "Again?").position == 2
            # The sign of the process that is gone is gone too; one's own is there.
            assert len(list((tmp_path / PRESENT).iterdir())) == 1


def test_an_opening_leaves_the_turns_of_others_running(tmp_path: Path) -> None:
    with open_keeping(tmp_path) as one:
        talk_id = one.conversations.create("ana").id
        turn = one.conversations.begin_turn("ana", talk_id, "How much?")
        with open_keeping(tmp_path) as other:
            assert state_of(other, talk_id) is TurnState.RUNNING
        assert state_of(one, talk_id) is TurnState.RUNNING
        one.conversations.finish_turn("ana", turn.id, answered())
        assert state_of(one, talk_id) is TurnState.COMPLETE


def test_closing_ends_the_turns_that_run(tmp_path: Path) -> None:
    with open_keeping(tmp_path) as beside:
        one = open_keeping(tmp_path)
        talk_id = one.conversations.create("ana").id
        turn = one.conversations.begin_turn("ana", talk_id, "How much?")
        one.close()
        (kept,) = beside.conversations.load("ana", talk_id).turns
        assert (kept.state, kept.problem) == (TurnState.INCOMPLETE, CUT_OFF)
        with pytest.raises(KeepingFault, match="is closed: the program is ending"):
            one.conversations.update_turn("ana", turn.id, answered())


def test_processes_that_start_at_once_make_one_file(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.keeping.opening import open_keeping\n"
        "with open_keeping(Path(sys.argv[1])) as keeping:\n"
        "    for number in range(5): keeping.conversations.create('ana', str(number))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "home")]
    started = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [process.communicate()[1] for process in started] == [""] * 4
    with open_keeping(tmp_path / "home") as keeping:
        titles = [info.title for info in keeping.conversations.list("ana")]
    assert sorted(titles) == sorted("01234" * 4)
