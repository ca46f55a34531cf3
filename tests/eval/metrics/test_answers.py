from __future__ import annotations

import pytest

from eval.metrics.answers import (
    first_words,
    holds_string,
    is_right,
    is_useful,
    normalised,
    token_f1,
)
from eval.metrics.catalogue import METRICS
from tests.eval.samples import REMITTANCES, answer, outcome, question

TWO = (("Mali", "the Republic of Mali"), ("Tunisia",))


@pytest.mark.parametrize(
    ("text", "wanted", "holds"),
    [
        ("It came to USD\n167 billion.", "usd 167 billion", True),
        ("the “State’s” duty", '"state\'s" duty', True),
        ("In 2005.", "2005", True),
        ("167 countries", "67", False),
        ("67.5 per cent", "67", False),
        ("1,067 people", "067", False),
        ("67 per cent", "67", True),
        ("anything", " ", False),
    ],
)
def test_a_string_stands_in_a_text_or_not(text: str, wanted: str, holds: bool) -> None:
    assert holds_string(text, wanted) is holds


def test_markers_are_not_words_and_reading_ends_at_120() -> None:
    text = " ".join(["word [1]"] * 119 + ["Mali [2]", "Tunisia [3]"])
    assert first_words(text).split() == ["word"] * 119 + ["Mali"]


@pytest.mark.parametrize(
    ("text", "right"),
    [("Tunisia and Mali [1].", True), ("Mali [1] and Mali [2].", False), ("", False)],
)
def test_a_right_answer_has_a_string_of_every_group(text: str, right: bool) -> None:
    got = outcome(question((REMITTANCES, 1), required=TWO), answer(text))
    assert is_right(got) is right
    assert METRICS["right"].score(got.question, got) == float(right)


def test_a_refusal_is_never_right_and_useful_only_where_nothing_answers() -> None:
    words = "Perhaps USD 167 billion."
    refused = outcome(question((REMITTANCES, 1)), answer(words, declined=True))
    assert not is_right(refused)
    assert not is_useful(refused)
    assert is_useful(outcome(question(), answer(words, declined=True)))
    assert not is_useful(outcome(question(), answer(words)))


def test_normalisation_is_that_of_squad() -> None:
    assert normalised("The  U.S.'s an-other, A cat!") == "uss another cat"


@pytest.mark.parametrize(
    ("prediction", "truth", "f1"),
    [
        ("the cat sat", "A cat sat down", 4 / 5),
        ("cat cat cat", "cat", 1 / 2),
        ("dog", "cat", 0.0),
        ("", "cat", 0.0),
        ("the", "", 1.0),
    ],
)
def test_f1_of_words(prediction: str, truth: str, f1: float) -> None:
    assert token_f1(prediction, truth) == pytest.approx(f1)


def test_f1_of_an_answer_is_taken_without_markers_and_nought_for_a_refusal() -> None:
    asked = question((REMITTANCES, 1))
    metric = METRICS["token_f1"]
    said = outcome(asked, answer("USD 167 billion [1]."))
    assert metric.score(asked, said) == 1.0
    refused = outcome(asked, answer("USD 167 billion.", declined=True))
    assert metric.score(asked, refused) == 0.0
