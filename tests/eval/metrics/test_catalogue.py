from __future__ import annotations

from dataclasses import replace

import pytest

from eval.metrics.catalogue import METRICS
from eval.types import Category
from tests.eval.samples import FLOWS, REMITTANCES, answer, outcome, question

TIMES = {"median_ms", "p95_ms"}


def test_names_are_those_of_their_metrics_and_each_says_what_it_is() -> None:
    for name, metric in METRICS.items():
        assert name == metric.name
        assert metric.title
        assert metric.definition
        assert metric.source


@pytest.mark.parametrize("name", sorted(set(METRICS) - TIMES))
def test_a_missing_answer_counts_as_the_worst_and_is_never_skipped(name: str) -> None:
    metric = METRICS[name]
    worst = 0.0 if metric.higher_is_better else 1.0
    for asked in (question((REMITTANCES, 1)), question()):
        expected = worst if metric.applies(asked) else None
        assert metric.score(asked, None) == expected


def test_correctness_and_refusals_stand_before_the_citations() -> None:
    names = list(METRICS)
    before = [names.index(name) for name in ("useful", "right", "false_declines")]
    assert max(before) < names.index("citation_recall") < names.index("verbatim")


def test_times_are_those_of_the_answer_in_milliseconds() -> None:
    asked = question()
    got = outcome(asked, answer(total=42.0))
    assert {METRICS[name].score(asked, got) for name in TIMES} == {42.0}
    assert METRICS["median_ms"].score(asked, None) is None


def test_declining_is_measured_on_the_questions_where_it_is_right_and_where_it_is_wrong() -> None:
    answerable, unanswerable = question((REMITTANCES, 1)), question()
    recall, false = METRICS["declined_unanswerable"], METRICS["false_declines"]
    refused = answer(declined=True)
    assert recall.score(unanswerable, outcome(unanswerable, refused)) == 1.0
    assert recall.score(unanswerable, outcome(unanswerable, answer())) == 0.0
    assert recall.score(answerable, outcome(answerable, refused)) is None
    assert false.score(answerable, outcome(answerable, refused)) == 1.0
    assert false.score(answerable, outcome(answerable, answer())) == 0.0
    assert false.score(unanswerable, outcome(unanswerable, refused)) is None


def test_squad_takes_the_best_of_the_given_answers_in_its_first_sentence_and_in_all() -> None:
    asked = question(
        (FLOWS, 1), category=Category.SQUAD, required=(("half as large", "USD 167 billion"),)
    )
    got = outcome(asked, answer(quotes=["the USD 167 billion", "and more"]))
    assert METRICS["squad_em_sentence"].score(asked, got) == 1.0
    assert METRICS["squad_f1_sentence"].score(asked, got) == 1.0
    assert METRICS["squad_em_answer"].score(asked, got) == 0.0
    assert METRICS["squad_f1_answer"].score(asked, got) == pytest.approx(3 / 4)


def test_squad_questions_without_an_answer_are_right_exactly_when_declined() -> None:
    asked = replace(question(), category=Category.SQUAD)
    for name in ("squad_em_sentence", "squad_f1_answer"):
        assert METRICS[name].score(asked, outcome(asked, answer(declined=True))) == 1.0
        assert METRICS[name].score(asked, outcome(asked, answer(quotes=["words"]))) == 0.0


def test_squad_metrics_do_not_apply_to_our_own_questions() -> None:
    asked = question((REMITTANCES, 1))
    assert METRICS["squad_em_answer"].score(asked, outcome(asked, answer())) is None
