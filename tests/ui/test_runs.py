"""The Evaluate page's HTML: figures as people read them, every text escaped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evaluation import RunProgress
from tests.ui.fake_evaluator import HOSTILE, comparison, summary
from ui.runs import comparison_html, problem_html, progress_html, run_name, runs_html, shown


@pytest.mark.parametrize(
    ("value", "unit", "sign", "text"),
    [
        (0.7254, "%", "", "72.5\xa0%"),
        (-0.05, "%", "+", "−5.0"),
        (0.05, "%", "+", "+5.0"),
        (0.2504, "", "", "0.250"),
        (-0.01, "", "+", "−0.010"),
        (1234.6, "ms", "", "1,235\xa0ms"),
        (-7, "ms", "+", "−7\xa0ms"),
    ],
)
def test_figures_are_written_as_people_read_them(
    value: float, unit: str, sign: str, text: str
) -> None:
    assert shown(value, unit, sign) == text


def test_a_run_stands_in_a_row_with_its_figures_intervals_and_report() -> None:
    html = runs_html([summary("20261125-dev", 0.7)])
    assert "25 November 2026, 21:43 · 20 questions" in html
    assert '<td>70.0\xa0%<span class="imprint">60.0 to 80.0\xa0%</span></td>' in html
    assert '<a href="/evaluate/reports/20261125-dev" target="_blank">' in html
    assert "unfinished" not in html


def test_an_unfinished_run_says_how_far_it_is() -> None:
    html = runs_html([summary("a", 0.7, done=7)])
    assert "unfinished" in html
    assert "7 of 20 questions" in html


def test_a_run_without_a_figure_of_the_others_keeps_its_columns() -> None:
    html = runs_html([summary("a", 0.7), replace(summary("b", 0.7), figures=())])
    assert html.count('<th scope="col">') == 4
    assert html.count("<td>–</td>") == 3


def test_columns_are_those_of_every_run_even_where_the_newest_has_none() -> None:
    html = runs_html([replace(summary("b", 0.7), figures=()), summary("a", 0.7)])
    assert '<th scope="col">Useful</th>' in html


def test_no_run_says_what_to_do() -> None:
    assert "There is no run yet." in runs_html([])


def test_names_of_runs_and_suites_are_escaped() -> None:
    html = runs_html([replace(summary('"><script>', 0.7), suite=HOSTILE, started=HOSTILE)])
    assert "<script>" not in html
    assert "/evaluate/reports/%22%3E%3Cscript%3E" in html


def test_a_run_is_named_by_suite_time_and_size() -> None:
    assert run_name(summary("a", 0.7)) == "dev · 25 November 2026, 21:43 · 20 questions"


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (RunProgress("dev", 0, 0, running=True), "Getting ready"),
        (RunProgress("dev", 3, 20, running=True), ">3 of 20 questions of dev"),
        (RunProgress("dev", 20, 20, running=False), ">Done: 20 of 20 questions of dev"),
        (RunProgress("dev", 3, 20, running=False), ">Broken off: 3 of 20 questions of dev"),
        (RunProgress(HOSTILE, 3, 20, False, HOSTILE), "&lt;script&gt;"),
    ],
)
def test_progress_says_how_far_it_is(progress: RunProgress, text: str) -> None:
    html = progress_html(progress)
    assert text in html
    assert "<script>" not in html


def test_the_bar_has_a_length_once_the_total_is_known() -> None:
    assert 'max="20" value="3"' in progress_html(RunProgress("dev", 3, 20, running=True))
    assert "max=" not in progress_html(RunProgress("dev", 0, 0, running=True))


def test_nothing_is_shown_before_the_first_run() -> None:
    assert progress_html(None) == ""


def test_a_comparison_shows_what_is_clear_and_which_questions_flipped() -> None:
    html = comparison_html(comparison("one", "two"))
    assert "Fixed 1</b>" in html
    assert "broke 2</b>" in html
    assert "one → two" in html
    assert '<span class="better">+15.0 better</span>' in html
    assert '<span class="worse">+20.0 worse</span>' in html
    assert '<span class="">−7\xa0ms </span>' in html
    assert "list · right → wrongly declined · q-2" in html
    assert "<script>" not in html


def test_a_comparison_without_flips_lists_none() -> None:
    html = comparison_html(replace(comparison("one", "two"), fixed=(), broken=()))
    assert "<h3>" not in html


def test_a_problem_is_escaped() -> None:
    assert problem_html(HOSTILE) == '<p class="problem">&lt;script&gt;alert(1)&lt;/script&gt;</p>'
