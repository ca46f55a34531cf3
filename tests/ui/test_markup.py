"""The small pieces of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.fake import SUMMARY
from ui.markup import element, excerpt, imprint, reference, spelled_date


def test_text_in_an_element_is_escaped() -> None:
    assert element("p", "x", '<b>"&') == '<p class="x">&lt;b&gt;&quot;&amp;</p>'


def test_no_text_makes_no_element() -> None:
    assert element("p", "x", "") == ""


def test_an_id_cannot_leave_its_attribute() -> None:
    assert reference('a" onclick="x', 1, 2).count('"') == 6


@pytest.mark.parametrize(
    ("date", "spelled"),
    [
        ("2012-11-02", "2 November 2012"),
        ("2013-02", "February 2013"),
        ("2013", "2013"),
        ("", ""),
        ("2013-00", "2013-00"),
        ("autumn", "autumn"),
    ],
)
def test_a_date_is_spelled_as_exactly_as_it_is_known(date: str, spelled: str) -> None:
    assert spelled_date(date) == spelled


def test_an_imprint_leaves_out_what_is_not_known() -> None:
    assert imprint(replace(SUMMARY, symbol="")) == (
        "1 September 2006 · International Organization for Migration"
    )


def test_a_short_text_is_its_own_excerpt_on_one_line() -> None:
    assert excerpt("one\n two", 40) == "one two"


def test_an_excerpt_ends_at_a_word_within_its_limit() -> None:
    assert excerpt("one two, three", 12) == "one two…"
    assert len(excerpt("word " * 100, 50)) <= 50
