"""The small pieces of the page."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.fake import SUMMARY
from ui.markup import element, excerpt, imprint, reference


def test_text_in_an_element_is_escaped() -> None:
    assert element("p", "x", '<b>"&') == '<p class="x">&lt;b&gt;&quot;&amp;</p>'


def test_no_text_makes_no_element() -> None:
    assert element("p", "x", "") == ""


def test_an_id_cannot_leave_its_attribute() -> None:
    assert reference('a" onclick="x', 1, 2).count('"') == 6


def test_an_imprint_leaves_out_what_is_not_known() -> None:
    assert imprint(replace(SUMMARY, symbol="")) == (
        "1 September 2006 · International Organization for Migration"
    )


def test_a_short_text_is_its_own_excerpt_on_one_line() -> None:
    assert excerpt("one\n two", 40) == "one two"


def test_an_excerpt_ends_at_a_word_within_its_limit() -> None:
    assert excerpt("one two, three", 12) == "one two…"
    assert len(excerpt("word " * 100, 50)) <= 50
