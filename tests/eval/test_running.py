from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.assistant import Assistant
from assistant.errors import UserError
from assistant.settings import Settings
from assistant.types import Answer, Turn
from eval import running
from eval.figures import figures
from eval.running import run_suite
from eval.storing import ROWS, append_row, read_info, read_rows, read_run, write_info
from eval.types import Failure, Run
from tests.eval.samples import REMITTANCES, answer, question, run_of

QUESTIONS = tuple(
    replace(question((REMITTANCES, 1), id=f"q-{n}"), question=f"Question {n}?") for n in range(5)
)


class Killed(BaseException):
    """What no one catches."""


class Stub:
    """Answers every question alike, keeps what it was asked, and is killed at ``fatal``."""

    retriever = SimpleNamespace(fingerprint="f")
    documents = (SimpleNamespace(id="paper", text=REMITTANCES),)

    def __init__(self, fatal: str = "") -> None:
        self.asked: list[str] = []
        self.fatal = fatal

    def ask(self, asked: str, history: Sequence[Turn] = (), *, documents: object = None) -> Answer:
        if asked == self.fatal:
            raise Killed
        self.asked.append(asked)
        if asked == "Question 3?":
            raise UserError("It cannot be searched for.")
        return answer("It was USD 167 billion.", passages=[REMITTANCES], quotes=[REMITTANCES])


def run(stub: Stub, folder: Path, suite: str = "dev") -> Run:
    return run_suite(suite, QUESTIONS, cast(Assistant, stub), Settings(), folder)


def test_a_run_has_a_row_a_question_in_order_and_reads_back_equal(tmp_path: Path) -> None:
    made = run(Stub(), tmp_path / "run")
    assert [row.id for row in made.rows] == [asked.id for asked in QUESTIONS]
    again = read_run(tmp_path / "run")
    assert again.info == made.info
    assert json.loads(json.dumps([dict(row.figures) for row in made.rows])) == [
        dict(row.figures) for row in again.rows
    ]
    assert figures(again) == figures(made)


def test_a_refused_question_is_a_row_that_counts_as_nothing(tmp_path: Path) -> None:
    row = run(Stub(), tmp_path / "run").rows[3]
    assert (row.failure, row.error) == (Failure.NO_ANSWER, "It cannot be searched for.")
    assert (row.answer, row.figures["useful"], row.figures["median_ms"]) == (None, 0.0, None)


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with pytest.raises(Killed):
        run(Stub(fatal="Question 2?"), folder)
    with pytest.raises(UserError, match="not finished: it has 2 of 5 rows"):
        read_run(folder)
    stub = Stub()
    made = run(stub, folder)
    assert stub.asked == ["Question 2?", "Question 3?", "Question 4?"]
    assert made.info.finished
    assert figures(made) == figures(run(Stub(), tmp_path / "whole"))


def test_a_line_cut_in_half_is_asked_again(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with pytest.raises(Killed):
        run(Stub(fatal="Question 2?"), folder)
    rows = (folder / ROWS).read_bytes()
    (folder / ROWS).write_bytes(rows[:-40])
    stub = Stub()
    assert len(run(stub, folder).rows) == 5
    assert stub.asked[0] == "Question 1?"
    assert len(read_rows(folder)) == 5


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    run(Stub(), tmp_path / "run")
    with pytest.raises(UserError, match="finished run already"):
        run(Stub(), tmp_path / "run")


@pytest.mark.parametrize("what", ["suite", "code"])
def test_an_unfinished_run_of_something_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    with pytest.raises(Killed):
        run(Stub(fatal="Question 2?"), tmp_path / "run")
    if what == "code":
        monkeypatch.setattr(running, "_code", lambda: "changed")
    with pytest.raises(UserError, match="something else"):
        run(Stub(), tmp_path / "run", suite="test" if what == "suite" else "dev")


def test_what_was_run_is_recorded(tmp_path: Path) -> None:
    info = run(Stub(), tmp_path / "run").info
    assert (info.id, info.suite, info.questions, info.index) == ("run", "dev", 5, "f")
    assert {"python", "torch", "code"} <= set(info.versions)
    assert info.settings == {"corpus": "", "encoder": ""}
    assert info.started <= info.finished


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 1}', '{"format": 0}'])
def test_a_folder_that_holds_no_readable_run_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UserError, match=r"it has no run\.json"):
        read_info(tmp_path)
    (tmp_path / "run.json").write_text(content, "utf-8")
    with pytest.raises(UserError, match="Run the suite again"):
        read_info(tmp_path)


def test_a_row_keeps_what_the_judge_thought(tmp_path: Path) -> None:
    made = run_of([(QUESTIONS[0], answer("Words."))])
    write_info(made.info, tmp_path)
    opinion = {"judge faithfulness": None, "judge correctness": 3.5}
    append_row(replace(made.rows[0], judged=opinion), tmp_path)
    assert read_run(tmp_path).rows[0].judged == opinion


def test_a_run_of_before_there_was_a_judge_is_read_and_one_that_lacks_more_is_not(
    tmp_path: Path,
) -> None:
    write_info(run_of([]).info, tmp_path)
    values = json.loads((tmp_path / "run.json").read_text("utf-8"))
    del values["judge"]
    (tmp_path / "run.json").write_text(json.dumps(values), "utf-8")
    assert read_info(tmp_path).judge == ""
    del values["seed"]
    (tmp_path / "run.json").write_text(json.dumps(values), "utf-8")
    with pytest.raises(UserError, match="lacks or has too much: seed"):
        read_info(tmp_path)
