"""The benchmark's own arithmetic and its questions; what it measures is judged by nobody."""

from __future__ import annotations

from importlib.resources import files

import pytest

from eval.benchmark import milliseconds


@pytest.mark.parametrize(
    ("times", "quantile", "expected"),
    [
        ([0.3, 0.1, 0.2], 0.5, "200 ms"),
        ([0.001 * n for n in range(1, 101)], 0.95, "95 ms"),
        ([0.001 * n for n in range(1, 21)], 0.95, "19 ms"),
        ([0.07], 0.95, "70 ms"),
    ],
)
def test_a_quantile_is_the_nearest_rank(times: list[float], quantile: float, expected: str) -> None:
    assert milliseconds(times, quantile) == expected


def test_no_question_is_asked_twice_and_none_is_blank() -> None:
    questions = files("eval").joinpath("benchmark_questions.txt").read_text("utf-8").splitlines()
    assert len(questions) >= 50
    assert len(set(questions)) == len(questions)
    assert all(question.strip() for question in questions)
