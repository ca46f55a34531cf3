from __future__ import annotations

from dataclasses import replace

import pytest

from eval.metrics.citations import citation_precision, citation_recall, verbatim_share
from tests.eval.samples import BORDERS, FLOWS, REMITTANCES, answer, outcome, question

BOTH = question((REMITTANCES, 1), (FLOWS, 2))


@pytest.mark.parametrize(
    ("quotes", "recall", "precision"),
    [
        ([], 0.0, 0.0),
        ([REMITTANCES], 0.5, 1.0),
        ([REMITTANCES, REMITTANCES], 0.5, 1.0),
        ([BORDERS, FLOWS, REMITTANCES], 1.0, 2 / 3),
        ([BORDERS], 0.0, 0.0),
    ],
)
def test_recall_and_precision(quotes: list[str], recall: float, precision: float) -> None:
    got = outcome(BOTH, answer(quotes=quotes))
    assert citation_recall(got) == pytest.approx(recall)
    assert citation_precision(got) == pytest.approx(precision)


def test_a_clause_of_the_gold_is_a_precise_citation_but_does_not_cover_it() -> None:
    clause = "In 2005 recorded remittances"
    got = outcome(question((REMITTANCES, 1)), answer(quotes=[clause]))
    assert (citation_recall(got), citation_precision(got)) == (0.0, 1.0)


def test_verbatim_is_checked_against_the_document_and_not_believed() -> None:
    given = answer(quotes=[REMITTANCES, FLOWS])
    assert verbatim_share(outcome(BOTH, given)) == 1.0
    forged = replace(given.citations[0], quote=REMITTANCES.replace("167", "176"))
    assert forged.verified
    given = replace(given, citations=(forged, given.citations[1]))
    assert verbatim_share(outcome(BOTH, given)) == 0.5


def test_verbatim_of_no_citation_an_empty_quote_and_a_refusal() -> None:
    assert verbatim_share(outcome(BOTH, answer("Words."))) == 0.0
    assert verbatim_share(outcome(BOTH, answer(quotes=[""]))) == 0.0
    assert verbatim_share(outcome(BOTH, answer(declined=True))) is None
