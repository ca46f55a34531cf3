from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.deciding import Evidence, judge
from assistant.questions import read_question

GOOD = Evidence(
    sentence_similarity=0.8,
    passage_similarity=0.7,
    coverage=0.9,
    answered=0.85,
    missed=0.5,
    quoted=0.85,
    missing=0.0,
    reading=1.0,
    best_reading=2.0,
)
STRANGE = Evidence(0.15, 0.1, 0.0, 0.1, 0.1, 0.0, 1.0)


def test_a_question_that_was_answered_before_is_answered() -> None:
    assert judge(GOOD).answers
    assert judge(GOOD).confidence > 0.5


def test_a_question_of_another_subject_is_declined() -> None:
    assert not judge(STRANGE).answers


def test_questions_like_it_that_were_left_open_speak_against_answering() -> None:
    left_open = replace(GOOD, answered=0.6, missed=0.9, quoted=0.6, reading=-1.5, best_reading=0.0)
    assert not judge(left_open).answers
    assert judge(replace(left_open, answered=0.9, missed=0.6)).answers


def test_a_reader_that_finds_no_answer_speaks_against_answering() -> None:
    doubtful = replace(GOOD, answered=0.8, missed=0.78)
    unread = replace(doubtful, reading=-4.0, best_reading=-3.5)
    assert judge(doubtful).answers
    assert not judge(unread).answers
    assert judge(unread).confidence < judge(doubtful).confidence


def test_one_sentence_that_answers_is_enough() -> None:
    one = replace(GOOD, answered=0.89, missed=0.86, reading=-2.3, best_reading=1.5)
    assert judge(one).answers


def test_a_document_without_known_questions_is_judged_by_its_text_alone() -> None:
    unknown = replace(GOOD, answered=0.2, missed=0.2, quoted=0.0)
    assert judge(unknown).answers
    assert not judge(replace(STRANGE, answered=0.2, missed=0.2)).answers


@pytest.mark.parametrize(
    ("text", "particulars"),
    [
        ("How many members does IOM have in 2012?", {"iom", "2012"}),
        ("How many members are there?", set()),
        ("Which projects did the World Bank run in Mali?", {"world", "bank", "mali"}),
    ],
)
def test_figures_and_names_are_the_particulars_of_a_question(
    text: str, particulars: set[str]
) -> None:
    assert read_question(text).particulars == particulars
