from __future__ import annotations

import pytest

from assistant.errors import UserError
from assistant.questions import LONGEST, Wanted, clean, read_question


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  How   many?\n", "How many?"),
        ("a\x00b\x07c", "a b c"),
        ("zero\u200bwidth", "zero width"),
        ("¿Cuántos países?", "¿Cuántos países?"),
    ],
)
def test_a_question_is_kept_as_typed_but_for_stray_characters(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "There is no question"),
        (" \t\n", "There is no question"),
        ("\x00\x01\x02", "There is no question"),
        ("🙂🙃", "no words in the question"),
        ("?!…", "no words in the question"),
        ("a" * 10_000, r"has 10,000 characters; the most is 2,000"),
    ],
)
def test_what_cannot_be_searched_for_is_said_in_a_sentence(typed: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        clean(typed)


def test_the_longest_question_is_taken() -> None:
    assert len(clean("a" * LONGEST)) == LONGEST


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How much did remittances come to?", Wanted.NUMBER),
        ("What share of migrants are women?", Wanted.NUMBER),
        ("When was the GMG founded?", Wanted.DATE),
        ("In what year did it meet?", Wanted.DATE),
        ("Which countries took part?", Wanted.LIST),
        ("What are the gaps that UNEP sees?", Wanted.LIST),
        ("List the members.", Wanted.LIST),
        ("Why do people leave?", Wanted.OTHER),
    ],
)
def test_the_kind_of_answer_wanted_is_read_from_the_question(text: str, wanted: Wanted) -> None:
    assert read_question(text).wanted is wanted


def test_content_words_are_stemmed_and_stop_words_left_out() -> None:
    assert read_question("What are the costs of remittances?").terms == {"cost", "remitt"}
