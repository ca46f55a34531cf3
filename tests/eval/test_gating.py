from __future__ import annotations

import pytest

from assistant.errors import UserError
from eval.figures import Figure
from eval.gating import Bound, read_bound, shortfalls

FIGURES = (
    Figure("useful", "all", 0.7, 0.6, 0.8, 100),
    Figure("useful", "list", 0.1, 0.0, 0.2, 10),
    Figure("false_declines", "all", 0.2, 0.1, 0.3, 80),
)


def test_bounds_that_are_kept_say_nothing() -> None:
    assert (
        shortfalls(FIGURES, [Bound("useful", 0.7, True), Bound("false_declines", 0.2, False)]) == []
    )


def test_each_bound_that_is_not_kept_is_named_with_both_values() -> None:
    bounds = [Bound("useful", 0.71, True), Bound("false_declines", 0.1, False)]
    assert shortfalls(FIGURES, bounds) == [
        "useful is 0.7; it must be at least 0.71.",
        "false_declines is 0.2; it must be at most 0.1.",
    ]


def test_a_figure_that_the_run_lacks_falls_short() -> None:
    (said,) = shortfalls(FIGURES, [Bound("right", 0.0, True)])
    assert said == "right must be at least 0; the run has no such figure."


def test_bounds_are_read_from_the_command_line() -> None:
    assert read_bound("useful=0.7", is_floor=True) == Bound("useful", 0.7, True)
    assert read_bound("p95_ms=150", is_floor=False) == Bound("p95_ms", 150.0, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("useful", "takes name=number"),
        ("useful=high", "takes name=number"),
        ("usefull=0.7", "no figure 'usefull'"),
        ("judge faithfulness=1", "a language model's opinion is no figure, and no gate"),
        ("judge_correctness=4", "a language model's opinion is no figure, and no gate"),
    ],
)
def test_other_bounds_are_refused(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_bound(text, is_floor=True)


def test_not_a_number_is_no_bound() -> None:
    with pytest.raises(UserError, match="takes name=number"):
        read_bound("useful=nan", is_floor=True)
