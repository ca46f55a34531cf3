from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.exporting.wording import citation_of, confidence, origin
from assistant.types import Mode
from tests.assistant.exporting.samples import declined, document, small_corpus, usual_answer

MONEY = document("money", ("Text.",), title="Money").document


@pytest.mark.parametrize(
    ("fields", "cited"),
    [
        ({}, "Money, para. 4"),
        ({"symbol": "M/1", "date": "2012-11-02"}, "Money, M/1, 2 November 2012, para. 4"),
        ({"citation": "Council, Money, M/1, 2012", "symbol": "M/1", "date": "2012-11-02"},
         "Council, Money, M/1, 2012, para. 4"),
        ({"citation": "Council, Money", "date": "2012"}, "Council, Money, 2012, para. 4"),
    ],
)  # fmt: skip
def test_a_place_is_cited_in_the_documents_own_form(fields: dict[str, str], cited: str) -> None:
    assert citation_of(replace(MONEY, **fields), "para. 4") == cited


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (1.0, "very likely to be right (100 %)"),
        (0.9, "very likely to be right (90 %)"),
        (0.66, "is likely to be right"),
        (0.5, "about as likely as not to be right (50 %)"),
        (0.32, "is unlikely to be right"),
        (0.0, "very unlikely to be right (0 %)"),
    ],
)
def test_confidence_is_put_in_words(probability: float, words: str) -> None:
    assert words in confidence(replace(usual_answer(), confidence=probability))


def test_a_declined_answer_is_not_said_to_be_right_or_wrong() -> None:
    assert confidence(declined(small_corpus())) == (
        "An answer, had one been given, would be unlikely to be right (20 %)."
    )


def test_the_model_that_worded_an_answer_is_named_with_the_index() -> None:
    assert origin(replace(usual_answer(), mode=Mode.LLM, model="m-7b")) == (
        "Worded by m-7b and checked against its sources. Index 10ccf3370f6baf5c."
    )
    assert "no language model" in origin(usual_answer())
