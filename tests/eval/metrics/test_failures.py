from __future__ import annotations

from dataclasses import replace

from eval.metrics.failures import failure
from eval.types import Failure
from tests.eval.samples import BORDERS, FLOWS, REMITTANCES, answer, outcome, question

ASKED = question((REMITTANCES, 1))


def test_each_failure_is_named_by_its_first_cause() -> None:
    listed = [f"{REMITTANCES} {FLOWS}", BORDERS]
    for given, cause in (
        (answer("USD 167 billion.", passages=listed, quotes=[REMITTANCES]), Failure.NONE),
        (answer("Others.", passages=[BORDERS], quotes=[BORDERS]), Failure.NOT_RETRIEVED),
        (answer(passages=[BORDERS], declined=True), Failure.NOT_RETRIEVED),
        (answer("Others.", passages=listed, quotes=[BORDERS]), Failure.NOT_READ),
        (answer("Others.", passages=listed, quotes=[FLOWS]), Failure.NOT_QUOTED),
        (answer(passages=listed, declined=True), Failure.WRONGLY_DECLINED),
    ):
        assert failure(outcome(ASKED, given)) is cause


def test_unanswerable_questions_fail_only_by_an_answer() -> None:
    assert failure(outcome(question(), answer("Words."))) is Failure.WRONGLY_ANSWERED
    assert failure(outcome(question(), answer(declined=True))) is Failure.NONE


def test_a_refused_question_has_no_answer() -> None:
    assert failure(None) is Failure.NO_ANSWER


def test_a_right_answer_fails_nowhere_even_where_the_gold_was_not_retrieved() -> None:
    lucky = answer("It was USD 167 billion.", passages=[BORDERS])
    assert failure(outcome(replace(ASKED, notes="lucky"), lucky)) is Failure.NONE
