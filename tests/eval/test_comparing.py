from __future__ import annotations

import pytest

from assistant.errors import UserError
from eval.comparing import compare
from eval.figures import figures
from eval.printing import category_lines, comparison_lines, failure_line, figure_lines
from tests.eval.samples import REMITTANCES, answer, question, run_of

RIGHT = answer("It was USD 167 billion.", passages=[REMITTANCES], quotes=[REMITTANCES])
WRONG = answer("It was much.", passages=[REMITTANCES])
ASKED = [question((REMITTANCES, 1), id=f"q-{n}") for n in range(4)]
FIRST = run_of(list(zip(ASKED, [RIGHT, WRONG, WRONG, RIGHT], strict=True)), "one")
SECOND = run_of(list(zip(ASKED, [RIGHT, RIGHT, RIGHT, WRONG], strict=True)), "two")


def test_differences_are_second_minus_first_with_flips_by_question() -> None:
    made = compare(FIRST, SECOND)
    useful = next(d for d in made.differences if (d.name, d.category) == ("useful", "all"))
    assert (useful.first, useful.second, useful.difference, useful.n) == (0.5, 0.75, 0.25, 4)
    assert useful.low <= 0.25 <= useful.high
    assert not useful.is_clear
    assert [flip.first.id for flip in made.fixed] == ["q-1", "q-2"]
    assert [flip.first.id for flip in made.broken] == ["q-3"]


def test_a_difference_on_every_question_is_clear() -> None:
    worse = run_of([(asked, WRONG) for asked in ASKED])
    better = run_of([(asked, RIGHT) for asked in ASKED])
    useful = next(d for d in compare(worse, better).differences if d.name == "useful")
    assert (useful.low, useful.high, useful.is_clear) == (1.0, 1.0, True)


def test_a_run_compared_with_itself_differs_nowhere() -> None:
    made = compare(FIRST, FIRST)
    assert made.flips == ()
    assert {(d.difference, d.low, d.high) for d in made.differences} == {(0.0, 0.0, 0.0)}


def test_runs_over_different_questions_are_refused() -> None:
    other = run_of([(question((REMITTANCES, 1), id="another"), RIGHT)], "three")
    with pytest.raises(UserError, match=r"one asks 4 of dev .* three asks 1 of dev"):
        compare(FIRST, other)


def test_the_flips_are_printed_question_by_question() -> None:
    lines = list(comparison_lines(compare(FIRST, SECOND)))
    assert "fixed 2, broke 1" in lines
    assert [line.split()[:2] for line in lines[-3:]] == [
        ["broke", "q-3"],
        ["fixed", "q-1"],
        ["fixed", "q-2"],
    ]


def test_figures_are_taken_over_all_and_over_each_category_with_ordered_ends() -> None:
    mixed = run_of([*zip(ASKED, [RIGHT, WRONG, WRONG, RIGHT], strict=True), (question(), WRONG)])
    made = {(figure.name, figure.category): figure for figure in figures(mixed)}
    assert (made["useful", "all"].value, made["useful", "all"].n) == (0.4, 5)
    assert made["useful", "factoid"].value == 0.5
    assert made["useful", "unanswerable"].value == 0.0
    assert ("right", "unanswerable") not in made
    assert ("squad_em_answer", "all") not in made
    assert all(figure.low <= figure.value <= figure.high for figure in made.values())


def test_a_run_of_no_rows_has_no_figures() -> None:
    assert figures(run_of([])) == ()


def test_figures_and_failures_are_printed() -> None:
    made = figures(FIRST)
    assert any(line.startswith("useful") and "0.500" in line for line in figure_lines(made))
    assert any(line.startswith("factoid") for line in category_lines(made))
    assert failure_line(FIRST.rows) == "failed: 2 retrieved but not read"
