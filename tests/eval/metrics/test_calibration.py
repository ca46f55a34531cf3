from __future__ import annotations

import pytest

from eval.metrics.calibration import brier, reliability
from tests.eval.samples import REMITTANCES, answer, outcome, question, run_of

ASKED = question((REMITTANCES, 1))
RIGHT = "It was USD 167 billion."


def test_brier_is_the_squared_distance_from_the_truth() -> None:
    assert brier(outcome(ASKED, answer(RIGHT, confidence=0.9))) == pytest.approx(0.01)
    assert brier(outcome(ASKED, answer("No.", confidence=0.9))) == pytest.approx(0.81)
    refused = answer(declined=True, confidence=0.3)
    assert brier(outcome(question(), refused)) == pytest.approx(0.09)


def test_the_reliability_table_has_the_answered_questions_in_tenths() -> None:
    run = run_of(
        [
            (ASKED, answer(RIGHT, confidence=0.70)),
            (ASKED, answer("No.", confidence=0.78)),
            (ASKED, answer(RIGHT, confidence=1.0)),
            (ASKED, answer(declined=True, confidence=0.1)),
            (ASKED, None),
        ]
    )
    seventies, top = reliability(run.rows)
    assert (seventies.low, seventies.high, seventies.n) == (0.7, 0.8, 2)
    assert (seventies.confidence, seventies.right) == (pytest.approx(0.74), 0.5)
    assert (top.low, top.high, top.n, top.confidence, top.right) == (0.9, 1.0, 1, 1.0, 1.0)


def test_no_answers_make_an_empty_table() -> None:
    assert reliability(()) == ()
