"""Texts that go on from what has been typed."""

from __future__ import annotations

import pytest

from assistant.typeahead import TypeAhead, is_slip

TEXTS = (
    "How large were remittances in 2005?",
    "How large was the remittance industry?",
    "Who founded the Geneva Migration Group?",
    "What did the Geneva Migration Group become?",
    "Où le Dialogue de haut niveau s'est-il tenu ?",
    "How large is it?",
    "Large, how?",
)


def found(typed: str, limit: int = 10, *, forgiving: bool = False) -> list[str]:
    return [TEXTS[at] for at in TypeAhead(TEXTS).search(typed, limit, forgiving=forgiving)]


def test_the_last_word_may_be_begun() -> None:
    assert found("geneva migr") == [TEXTS[2], TEXTS[3]]
    assert found("geneva migr ") == []


def test_a_text_that_begins_as_typed_stands_first() -> None:
    assert found("how large") == [TEXTS[5], TEXTS[0], TEXTS[1], TEXTS[6]]


def test_then_those_that_have_most_of_the_words() -> None:
    assert found("the geneva migration group become") == [TEXTS[3], TEXTS[2]]


def test_of_equals_the_shortest_stands_first() -> None:
    assert found("geneva group") == [TEXTS[2], TEXTS[3]]


def test_case_and_accents_are_no_hindrance() -> None:
    assert found("OU LE DIALOGUE de haut") == [TEXTS[4]]


def test_a_word_may_be_missing_where_the_rest_tells_enough() -> None:
    assert found("who founded the geneva migration group exactly") == [TEXTS[2]]
    assert found("zebras founded elephants") == []


def test_there_are_no_more_than_asked_for() -> None:
    assert found("how large", limit=2) == [TEXTS[5], TEXTS[0]]
    assert found("how large", limit=0) == []


@pytest.mark.parametrize("typed", ["", " ", "?!", "zebra"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert found(typed, forgiving=True) == []


def test_nothing_is_found_among_no_texts() -> None:
    assert TypeAhead(()).search("how", 5, forgiving=True) == []


@pytest.mark.parametrize(
    "typed", ["remitances in", "remitttances in", "remmttances in", "larg were rmeitt"]
)
def test_a_slip_is_forgiven_where_it_is_asked_for(typed: str) -> None:
    assert found(typed) == []
    assert found(typed, forgiving=True)[0] == TEXTS[0]


def test_a_short_word_is_taken_as_it_stands() -> None:
    assert found("whu", forgiving=True) == found("iss ", forgiving=True) == []


@pytest.mark.parametrize(
    ("typed", "word", "is_prefix", "expected"),
    [
        ("group", "group", False, True),
        ("gorup", "group", False, True),
        ("grop", "group", False, True),
        ("groupp", "group", False, True),
        ("grouq", "group", False, True),
        ("gorpu", "group", False, False),
        ("gro", "group", False, False),
        ("gro", "group", True, True),
        ("gor", "group", True, True),
        ("grx", "group", True, True),
        ("gxx", "group", True, False),
        ("groupss", "group", True, False),
    ],
)
def test_one_slip_and_no_more(typed: str, word: str, is_prefix: bool, expected: bool) -> None:
    assert is_slip(typed, word, is_prefix=is_prefix) is expected
