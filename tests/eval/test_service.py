"""The accuracy suite as the Evaluate page uses it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.assistant import Assistant
from assistant.errors import UserError
from assistant.evaluation import load_evaluator
from assistant.settings import Settings
from assistant.types import Answer
from eval import service
from eval.service import Service
from eval.storing import append_row, write_info
from tests.eval.samples import REMITTANCES, answer, question, run_of

ASKED = tuple(question((REMITTANCES, 1), id=f"q-{n}") for n in range(6))
RIGHT = answer("It was USD 167 billion.", passages=[REMITTANCES], quotes=[REMITTANCES])
WRONG = answer("It was much.", passages=[REMITTANCES])
SOON = 10.0
"""Seconds within which a thread of this test has done what it is waited for."""


class SteppedAssistant:
    """Answers a question each time that it is allowed to."""

    def __init__(self) -> None:
        self.documents = ()
        self.retriever = SimpleNamespace(fingerprint="f")
        self.allowed = threading.Semaphore(0)
        self.fails = False

    def ask(self, question: str, history: object = (), **others: Any) -> Answer:
        assert self.allowed.acquire(timeout=SOON)
        if self.fails:
            raise RuntimeError("broken on purpose")
        return RIGHT


@pytest.fixture
def assistant() -> SteppedAssistant:
    return SteppedAssistant()


@pytest.fixture
def evaluator(
    assistant: SteppedAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Service:
    monkeypatch.setattr(service, "suite_questions", lambda suite, home: ASKED)
    return Service(Settings(home=tmp_path), cast(Assistant, assistant))


def keep(home: Path, run_id: str, answers: list[Answer], finished: bool = True) -> None:
    """Put a run into the home folder, as if it had been run."""
    run = run_of(list(zip(ASKED, answers, strict=False)), run_id)
    info = run.info if finished else replace(run.info, finished="", questions=len(ASKED))
    write_info(info, home / "runs" / run_id)
    for row in run.rows:
        append_row(row, home / "runs" / run_id)


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end, "it did not come to this"
        time.sleep(0.01)


def has_ended(evaluator: Service) -> bool:
    progress = evaluator.progress()
    return progress is not None and not progress.running


def test_a_run_goes_on_by_itself_and_tells_how_far_it_is(
    evaluator: Service, assistant: SteppedAssistant
) -> None:
    assert evaluator.progress() is None
    evaluator.start("dev")
    assistant.allowed.release(2)
    wait_until(lambda: (p := evaluator.progress()) is not None and p.done == 2)
    progress = evaluator.progress()
    assert progress is not None
    assert (progress.total, progress.running, progress.problem) == (6, True, "")
    assistant.allowed.release(4)
    wait_until(lambda: has_ended(evaluator))
    (run,) = evaluator.runs()
    assert (run.suite, run.done, run.total, run.is_complete) == ("dev", 6, 6, True)
    assert [(f.label, f.value, f.unit) for f in run.figures[:2]] == [
        ("Useful", 1.0, "%"),
        ("Right answers", 1.0, "%"),
    ]
    assert run.figures[-1].unit == "ms"


def test_a_stopped_run_keeps_its_rows_and_goes_on_when_started_again(
    evaluator: Service, assistant: SteppedAssistant
) -> None:
    evaluator.start("dev")
    assistant.allowed.release(2)
    wait_until(lambda: (p := evaluator.progress()) is not None and p.done == 2)
    evaluator.stop()
    assistant.allowed.release()
    wait_until(lambda: has_ended(evaluator))
    (broken_off,) = evaluator.runs()
    assert (broken_off.done, broken_off.is_complete) == (3, False)
    evaluator.start("dev")
    assistant.allowed.release(3)
    wait_until(lambda: has_ended(evaluator))
    (whole,) = evaluator.runs()
    assert (whole.id, whole.is_complete) == (broken_off.id, True)
    assert not assistant.allowed.acquire(blocking=False)


def test_only_one_run_goes_on_at_a_time(evaluator: Service, assistant: SteppedAssistant) -> None:
    evaluator.start("dev")
    with pytest.raises(UserError, match="A run goes on already"):
        evaluator.start("dev")
    assistant.allowed.release(6)
    wait_until(lambda: has_ended(evaluator))
    evaluator.start("dev", 1)
    assistant.allowed.release()
    wait_until(lambda: has_ended(evaluator))
    assert [run.total for run in evaluator.runs()] == [1, 6]


def test_a_failing_run_says_so_and_the_next_one_can_start(
    evaluator: Service, assistant: SteppedAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.fails = True
    assistant.allowed.release(7)
    evaluator.start("dev")
    wait_until(lambda: has_ended(evaluator))
    progress = evaluator.progress()
    assert progress is not None
    assert progress.problem == service.UNEXPECTED
    assert "broken on purpose" in caplog.text
    assistant.fails = False
    evaluator.start("dev")
    wait_until(lambda: has_ended(evaluator))
    assert evaluator.progress() == replace(progress, done=6, problem="")


@pytest.mark.parametrize(
    ("suite", "limit", "said"),
    [("nope", None, r"no suite 'nope': choose dev or test"), ("dev", 0, "takes a number from 1")],
)
def test_what_cannot_be_run_is_refused(
    evaluator: Service, suite: str, limit: int | None, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        evaluator.start(suite, limit)
    assert evaluator.progress() is None


def test_two_runs_are_compared_with_their_flips(evaluator: Service, tmp_path: Path) -> None:
    keep(tmp_path, "a", [WRONG, WRONG, RIGHT])
    keep(tmp_path, "b", [RIGHT, WRONG, WRONG])
    made = evaluator.compare("a", "b")
    assert (made.first, made.second) == ("a", "b")
    (useful,) = (d for d in made.differences if d.label == "Useful")
    assert (useful.before, useful.after, useful.change, useful.unit) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        pytest.approx(0),
        "%",
    )
    assert [(f.id, f.before, f.after) for f in made.fixed] == [
        ("q-0", "retrieved but not read", "right")
    ]
    assert [(f.id, f.before, f.after) for f in made.broken] == [
        ("q-2", "right", "retrieved but not read")
    ]


def test_runs_over_different_questions_are_not_compared(evaluator: Service, tmp_path: Path) -> None:
    keep(tmp_path, "a", [WRONG, RIGHT])
    keep(tmp_path, "b", [RIGHT])
    with pytest.raises(UserError, match="over different questions"):
        evaluator.compare("a", "b")


def test_the_report_of_an_unfinished_run_shows_what_there_is(
    evaluator: Service, tmp_path: Path
) -> None:
    keep(tmp_path, "half", [RIGHT, WRONG], finished=False)
    assert "2 of 6 asked" in evaluator.report("half")
    keep(tmp_path, "none", [], finished=False)
    with pytest.raises(UserError, match="has asked no question yet"):
        evaluator.report("none")


@pytest.mark.parametrize("run_id", ["nope", "", ".", "..", "../runs/a", "a/../a", "/etc"])
def test_no_name_leads_out_of_the_folder_of_runs(
    evaluator: Service, tmp_path: Path, run_id: str
) -> None:
    keep(tmp_path, "a", [RIGHT])
    with pytest.raises(UserError, match="There is no run"):
        evaluator.report(run_id)


def test_only_the_shipped_corpus_has_a_suite(tmp_path: Path) -> None:
    assistant = cast(Assistant, SteppedAssistant())
    made = load_evaluator(Settings(home=tmp_path), assistant)
    assert isinstance(made, Service)
    assert load_evaluator(Settings(home=tmp_path, corpus=tmp_path), assistant) is None
