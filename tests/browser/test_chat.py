"""The page as people use it, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import ask, cited_at, overflow
from tests.browser.conftest import NARROW, WIDE, OpenPage
from ui.types import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Gradio counts finished events by what pandas is about to drop.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

QUESTION = "How much did officially recorded remittances to developing countries come to in 2005?"
WORDS = "USD 167 billion"
LOCATOR = "para. 40"
FOLLOW_UP = "And how large were the unrecorded flows?"
UNANSWERED = "Who won the football World Cup in 1998?"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> **x** [a](javascript:alert(3))"


def test_a_question_is_answered_with_numbered_citations(page: Page) -> None:
    exchange = ask(page, QUESTION)
    assert WORDS in exchange.locator(".answer").inner_text()
    assert exchange.locator(".quote .marker").first.inner_text() == "1"
    citation = cited_at(exchange, LOCATOR).first
    assert "quote verified" in citation.inner_text()
    assert page.locator("#box textarea").input_value() == ""


def test_a_click_on_a_citation_opens_the_source_at_the_highlighted_words(page: Page) -> None:
    citation = cited_at(ask(page, QUESTION), LOCATOR).first
    citation.click()
    mark = page.locator("#panel mark").filter(has_text=WORDS)
    mark.wait_for()
    assert mark.is_visible()
    panel = page.locator("#panel .source")
    assert panel.locator("h2").inner_text() == citation.locator(".title").get_attribute("title")
    assert panel.locator(".where .locator").inner_text().startswith(LOCATOR)
    assert panel.locator(".verified").is_visible()
    assert panel.locator(".neighbour").count() >= 2
    top = mark.bounding_box()
    assert top is not None
    assert 0 < top["y"] < WIDE[1]


def test_a_follow_up_is_answered_from_the_conversation(page: Page) -> None:
    ask(page, QUESTION)
    follow_up = ask(page, FOLLOW_UP)
    assert "Searched for:" in follow_up.locator(".searched").inner_text()
    assert cited_at(follow_up, LOCATOR).count() >= 1


def test_a_new_conversation_starts_from_nothing(page: Page, assistant: Assistant) -> None:
    ask(page, QUESTION).locator(".marker").first.click()
    page.locator("#panel mark").first.wait_for()
    page.locator("#new").click()
    page.locator(".welcome").wait_for()
    page.locator("#panel .shelf").wait_for()
    assert page.locator(".chip").count() == len(assistant.examples)
    follow_up = ask(page, FOLLOW_UP)
    assert "Searched for:" not in follow_up.inner_text()


def test_a_page_begins_a_conversation_of_its_own(open_page: OpenPage, site: str) -> None:
    ask(open_page(site), QUESTION)
    other = open_page(site)
    assert other.locator(".exchange").count() == 0
    assert "Searched for:" not in ask(other, FOLLOW_UP).inner_text()


def test_a_declined_question_says_so_and_opens_the_nearest_passages(page: Page) -> None:
    exchange = ask(page, UNANSWERED)
    assert "The documents do not answer this" in exchange.inner_text()
    assert exchange.locator(".marker").count() == 0
    nearest = exchange.locator(".passage-link").first
    nearest.click()
    page.locator("#panel .cited").wait_for()
    title = page.locator("#panel .source h2").inner_text()
    assert nearest.locator(".title").get_attribute("title") == title


def test_an_example_is_asked_by_a_click(page: Page, assistant: Assistant) -> None:
    page.locator(".chip").first.click()
    page.locator(".exchange").wait_for()
    assert page.locator(".question").inner_text() == assistant.examples[0]


@pytest.mark.parametrize(
    ("typed", "word"), [("how much did remit", "remittances"), ("combien d'arg", "argent")]
)
def test_known_questions_are_offered_in_the_language_that_is_typed(
    page: Page, typed: str, word: str
) -> None:
    page.locator("#box textarea").press_sequentially(typed)
    page.get_by_role("option").first.wait_for()
    options = page.get_by_role("option").all_inner_texts()
    assert 1 <= len(options) <= 5
    assert all(word in option for option in options)


def test_what_the_cited_passages_answer_is_offered_next(page: Page) -> None:
    chips = ask(page, QUESTION).locator(".following .chip")
    assert 1 <= chips.count() <= 3
    chips.first.click()
    page.locator(".exchange").nth(1).locator(".answer .marker").first.wait_for()


def test_only_the_ticked_documents_are_searched(
    open_page: OpenPage, site: str, assistant: Assistant
) -> None:
    page = open_page(site)
    cited = cited_at(ask(page, QUESTION), LOCATOR).first.locator(".title")
    name, title = cited.inner_text(), cited.get_attribute("title")
    page.locator("#filter > button").click()
    page.get_by_role("button", name="All documents", exact=True).click()
    page.get_by_role("checkbox", name=title).check()
    known = len(assistant.documents)
    page.locator("#filter > button").get_by_text(f"In 1 of {known} documents").wait_for()
    exchange = ask(page, QUESTION)
    assert f"Only in: {title}" in exchange.inner_text()
    assert set(exchange.locator(".citation .title").all_inner_texts()) == {name}
    assert page.locator("#filter fieldset").is_hidden()


def test_markup_in_a_question_is_shown_as_typed(page: Page) -> None:
    exchange = ask(page, HOSTILE)
    assert exchange.locator(".question").inner_text() == HOSTILE
    assert exchange.locator("img, script, strong, .question *").count() == 0


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_question_does_nothing(page: Page, blank: str) -> None:
    page.fill("#box textarea", blank)
    page.keyboard.press("Enter")
    page.locator("#send").click()
    page.wait_for_timeout(500)
    assert page.locator(".exchange").count() == 0
    assert page.locator(".welcome").is_visible()
    assert WORDS in ask(page, QUESTION).inner_text()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_scrolls_sideways(open_page: OpenPage, site: str, size: tuple[int, int]) -> None:
    page = open_page(site, size)
    assert overflow(page) <= 0
    exchange = ask(page, QUESTION + " " + "x" * 300)
    assert overflow(page) <= 0
    exchange.locator(".marker").first.click()
    page.locator("#panel mark").first.wait_for()
    assert overflow(page) <= 0
    sideways = page.evaluate(
        "['#conversation', '#panel .scroll', '.shelf'].map((name) => document.querySelector(name))"
        ".filter((part) => part.scrollWidth > part.clientWidth).length"
    )
    assert sideways == 0


def test_on_a_phone_the_source_is_a_sheet_that_closes(open_page: OpenPage, site: str) -> None:
    page = open_page(site, NARROW)
    assert page.locator("#panel").is_hidden()
    marker = ask(page, QUESTION).locator(".marker").first
    for _ in range(2):  # The same citation opens again after it was closed.
        marker.click()
        page.locator("#panel mark").first.wait_for()
        sheet = page.locator("#panel").bounding_box()
        assert sheet is not None
        assert sheet["width"] == NARROW[0]
        assert page.evaluate("document.getElementById('talk').inert")
        page.get_by_role("button", name="Close the source").click()
        page.locator("#panel").wait_for(state="hidden")
        assert not page.evaluate("document.getElementById('talk').inert")


def test_beside_each_other_conversation_and_source_do_not_overlap(page: Page) -> None:
    ask(page, QUESTION).locator(".marker").first.click()
    page.locator("#panel mark").first.wait_for()
    talk, panel = (page.locator(name).bounding_box() for name in ("#talk", "#panel"))
    assert talk is not None
    assert panel is not None
    assert talk["x"] + talk["width"] <= panel["x"]
    assert panel["x"] + panel["width"] <= WIDE[0]


def test_the_page_is_dark_where_the_reader_wants_it_dark(open_page: OpenPage, site: str) -> None:
    def brightness(scheme: str) -> int:
        page = open_page(site, WIDE, scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in re.findall(r"\d+", colour)[:3])

    assert brightness("dark") < 200 < 600 < brightness("light")


def test_gradios_own_footer_is_not_shown(page: Page) -> None:
    assert page.locator("footer:visible").count() == 0
    assert "Gradio" not in page.locator("body").inner_text()
    assert page.title() == "Rapporteur"


def test_an_answer_grows_on_the_page_as_it_comes(open_page: OpenPage, slow_site: str) -> None:
    page = open_page(slow_site)
    page.fill("#box textarea", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".pending").wait_for()
    page.locator('.log[aria-busy="true"] .quote').wait_for()
    assert page.locator(".quote").count() == 1
    page.locator('.log[aria-busy="false"] .foot').wait_for()
    assert page.locator(".quote").count() == 2


def test_a_running_answer_is_stopped_and_the_next_question_asked(
    open_page: OpenPage, slow_site: str
) -> None:
    page = open_page(slow_site)
    page.fill("#box textarea", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".answer .source").first.wait_for()
    page.locator("#stop").click()
    page.get_by_text("Stopped before the answer was complete.").wait_for()
    page.locator("#send").wait_for()
    assert page.locator(".quote").count() < 2
    assert WORDS in ask(page, QUESTION).inner_text()


def test_a_question_sent_during_a_turn_waits_in_the_box(
    open_page: OpenPage, slow_site: str
) -> None:
    page = open_page(slow_site)
    page.fill("#box textarea", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".answer .source").first.wait_for()
    page.fill("#box textarea", FOLLOW_UP)
    page.keyboard.press("Enter")
    page.locator('.log[aria-busy="false"]').wait_for()
    assert page.locator(".exchange").count() == 1
    assert page.locator("#box textarea").input_value() == FOLLOW_UP


def test_a_mistake_and_a_failure_are_told_in_plain_sentences(
    open_page: OpenPage, slow_site: str
) -> None:
    page = open_page(slow_site)
    told = ask(page, "x" * 5001).locator(".problem p").inner_text()
    assert told == "This question is longer than 5,000 characters. Please shorten it."
    assert "Something went wrong here" in ask(page, "break").locator(".problem").inner_text()
