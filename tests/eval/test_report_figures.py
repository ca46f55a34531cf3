"""What a report shows, as values."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eval.figures import figures
from eval.metrics.catalogue import METRICS
from eval.reporting.charts import Column
from eval.reporting.figures import as_json, bars, columns, outcomes, round_step, times
from eval.reporting.markup import change, number, span, unit_of
from eval.types import Run
from tests.eval.samples import REMITTANCES, answer, question, run_of

RIGHT = answer("USD 167 billion.", passages=[REMITTANCES], quotes=[REMITTANCES], total=20)
WRONG = answer("Much.", passages=[REMITTANCES], total=120)
RUN = run_of(
    [
        (question((REMITTANCES, 1), id="a"), RIGHT),
        (question((REMITTANCES, 1), id="b"), WRONG),
        (question((REMITTANCES, 1), id="c"), None),
        (question(id="d"), WRONG),
    ]
)


def test_bars_are_one_figure_in_every_category_all_of_them_first() -> None:
    made = bars(figures(RUN), "useful")
    assert [(bar.label, bar.value, bar.n) for bar in made] == [
        ("all", 0.25, 4),
        ("factoid", pytest.approx(1 / 3), 3),
        ("unanswerable", 0.0, 1),
    ]


def test_outcomes_count_every_question_most_first() -> None:
    counts = outcomes(RUN.rows)
    assert counts == {
        "right": 1,
        "retrieved but not read": 1,
        "no answer": 1,
        "wrongly answered": 1,
    }
    assert next(iter(outcomes([*RUN.rows, RUN.rows[1]]))) == "retrieved but not read"


def test_a_refused_question_has_no_time() -> None:
    assert times(RUN.rows) == [20, 120, 120]


@pytest.mark.parametrize(
    ("least", "step"),
    [(0, 1), (0.7, 1), (1, 1), (1.1, 2), (3, 5), (6, 10), (70, 100), (0.03, 0.05)],
)
def test_columns_have_widths_that_people_count_in(least: float, step: float) -> None:
    assert round_step(least) == pytest.approx(step)


def test_columns_hold_every_value_once_and_the_slowest_few_share_the_last() -> None:
    values = [*range(99), 5000.0]
    made = columns(values)
    assert sum(column.count for column in made) == 100
    assert made[0] == Column(0, 10, 10)
    assert made[-1] == Column(100, None, 1)


def test_columns_of_little_or_nothing() -> None:
    assert columns([]) == []
    assert columns([0.0]) == [Column(0, 1, 1)]
    assert [column.count for column in columns([7.0, 7.0, 7.0])][-1] == 3


def test_the_data_file_has_a_models_opinion_apart_from_the_figures() -> None:
    rows = (replace(RUN.rows[0], judged={"judge correctness": 3.0}), *RUN.rows[1:])
    data = as_json(Run(replace(RUN.info, judge="m at s"), rows), figures(RUN))
    assert data["judge"][1] == {
        "column": "judge correctness",
        "mean": 3.0,
        "judged": 1,
        "not_judged": 1,
    }
    assert as_json(RUN, figures(RUN))["judge"] == []


def test_the_data_file_has_the_figures_in_plain_json() -> None:
    data = json.loads(json.dumps(as_json(RUN, figures(RUN))))
    useful = next(f for f in data["figures"] if (f["name"], f["category"]) == ("useful", "all"))
    assert (useful["value"], useful["n"]) == (0.25, 4)
    assert data["rows"] == 4
    assert data["outcomes"]["no answer"] == 1
    assert [bin_["n"] for bin_ in data["reliability"]] == [3]
    assert sum(column["count"] for column in data["latency_ms"]) == 3


def test_shares_scores_and_times_are_written_as_people_read_them() -> None:
    assert unit_of(METRICS["useful"]) == "%"
    assert unit_of(METRICS["brier"]) == ""
    assert unit_of(METRICS["median_ms"]) == "ms"
    assert number(0.4567, "%") == "45.7\xa0%"
    assert number(0.4567, "") == "0.457"
    assert number(1234.5, "ms") == "1,234\xa0ms"
    assert number(None, "%") == "–"
    assert span(0.1, 0.25, "%") == "10.0 to 25.0\xa0%"
    assert change(-0.05, "%") == "−5.0"
    assert change(0.05, "") == "+0.050"
    assert change(0.0, "%") == "0"
    assert change(-3, "ms") == "−3\xa0ms"
