"""The Evaluate page's handlers, as plain functions."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import UserError
from tests.ui.fake_evaluator import FakeEvaluator, summary
from ui import evaluate
from ui.evaluate import TWO_RUNS, compared, during_updates, kept_updates, moments, read_limit


@pytest.mark.parametrize(("text", "limit"), [("", None), ("  ", None), ("7", 7), (" 012 ", 12)])
def test_a_number_of_questions_is_read(text: str, limit: int | None) -> None:
    assert read_limit(text) == limit


@pytest.mark.parametrize("text", ["0", "00", "-1", "1.5", "all", "²", "<b>", "9" * 5000])
def test_anything_else_is_told_with_what_to_do(text: str) -> None:
    with pytest.raises(UserError, match=r"Give a number from 1 on, or leave the box empty") as told:
        read_limit(text)
    assert len(str(told.value)) < 200


def test_a_run_is_followed_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "POLL_SECONDS", 0.005)
    evaluator = FakeEvaluator(pause=0.01)
    evaluator.start("dev", 5)
    seen = [moment for moment in moments(evaluator) if moment is not None]
    assert [moment.running for moment in seen] == [True] * (len(seen) - 1) + [False]
    assert seen[-1].done == 5
    assert len(seen) > 3


def test_where_nothing_runs_there_is_one_moment() -> None:
    assert list(moments(FakeEvaluator())) == [None]


def test_while_a_suite_runs_stop_stands_where_run_was() -> None:
    evaluator = FakeEvaluator(pause=60)
    evaluator.start("dev")
    running = during_updates(evaluator, evaluator.progress())
    idle = during_updates(evaluator, None)
    assert [button.visible for button in running[1:3]] == [False, True]
    assert [button.visible for button in idle[1:3]] == [True, False]
    evaluator.stop()


def test_the_last_two_finished_runs_are_chosen_to_compare() -> None:
    runs = [summary("new", 0.7, done=3), summary("c", 0.7), summary("b", 0.6), summary("a", 0.5)]
    table, before, after = kept_updates(runs)
    assert "unfinished" in table
    assert (before.value, after.value) == ("b", "c")
    assert [run_id for _, run_id in values(before)] == ["c", "b", "a"]


def test_with_fewer_runs_nothing_is_chosen_that_is_not_there() -> None:
    _, before, after = kept_updates([summary("a", 0.5)])
    assert (before.value, after.value) == (None, "a")
    _, before, after = kept_updates([])
    assert (before.value, after.value) == (None, None)


@pytest.mark.parametrize(("first", "second"), [(None, "a"), ("a", None), ("a", "a"), ("", "")])
def test_two_runs_are_asked_for(first: str | None, second: str | None) -> None:
    assert TWO_RUNS in compared(FakeEvaluator(), first, second)


def test_runs_that_cannot_be_compared_are_told_why() -> None:
    assert "over different questions" in compared(FakeEvaluator(), "odd", "a")
    assert "Fixed 1" in compared(FakeEvaluator(), "b", "a")


def values(dropdown: Any) -> list[tuple[str, str]]:
    return list(dropdown.choices)
