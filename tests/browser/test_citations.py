"""Citations in a real browser: the words at a touch, the source, further evidence, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import ask, has_focus, overflow, tab_to
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.ui.fake import EXAMPLES, OFFICIAL, REPORT, REPORTED, SUMMARY

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

LOW = (390, 500)
"""A phone with its keyboard out: hardly any room above or below a marker."""


@pytest.fixture
def page(talk_page: Page) -> Page:
    return talk_page


def tooltip_of(page: Page, marker: Locator) -> Locator:
    """The tooltip, once it is shown, which must be what describes ``marker``."""
    tooltip = page.get_by_role("tooltip")
    tooltip.wait_for()
    assert marker.get_attribute("aria-describedby") == tooltip.get_attribute("id")
    return tooltip


def test_the_mouse_shows_the_words_and_their_place_and_may_go_to_them(page: Page) -> None:
    marker = ask(page, EXAMPLES[0]).locator(".marker").first
    marker.hover()
    tooltip = tooltip_of(page, marker)
    assert tooltip.locator(".quote").inner_text() == OFFICIAL
    assert tooltip.locator(".place").inner_text() == f"{SUMMARY.title}, para. 40"
    tooltip.hover()
    page.wait_for_timeout(400)
    assert tooltip.is_visible()
    page.keyboard.press("Escape")
    tooltip.wait_for(state="hidden")
    assert marker.get_attribute("aria-describedby") is None
    marker.hover()
    tooltip.wait_for()
    page.locator("#masthead").hover()
    tooltip.wait_for(state="hidden")


@pytest.mark.parametrize("size", [WIDE, NARROW, LOW])
def test_a_tooltip_is_never_cut_off(
    open_page: OpenPage, talk_site: str, size: tuple[int, int]
) -> None:
    page = open_page(talk_site, size)
    exchange = ask(page, EXAMPLES[0])
    for marker in exchange.locator(".marker").all():
        marker.evaluate("element => { element.dataset.quote += ' and so on'.repeat(150); }")
        marker.hover()
        box = tooltip_of(page, marker).bounding_box()
        at = marker.bounding_box()
        assert box is not None
        assert at is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        assert box["y"] + box["height"] <= at["y"] or at["y"] + at["height"] <= box["y"]
        page.mouse.move(0, 0)
        page.get_by_role("tooltip").wait_for(state="hidden")


def test_by_keyboard_alone_the_words_are_seen_the_source_is_opened_and_left(page: Page) -> None:
    exchange = ask(page, EXAMPLES[0])
    marker = exchange.locator(".marker").nth(1)
    tab_to(page, exchange.locator(".marker").first, "Shift+Tab")
    page.keyboard.press("Tab")
    tooltip = tooltip_of(page, marker)
    assert tooltip.locator(".quote").inner_text() == REPORTED
    page.keyboard.press("Escape")
    tooltip.wait_for(state="hidden")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        page.locator("#panel mark").wait_for()
        assert page.locator("#panel mark").inner_text() == REPORTED
        assert has_focus(page.locator("#panel .source h2"))
        page.keyboard.press("Escape")
        page.locator("#panel .source").wait_for(state="hidden")
        assert has_focus(marker)
        assert tooltip.is_hidden()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_tap_opens_the_source_at_the_words(
    open_page: OpenPage, talk_site: str, size: tuple[int, int]
) -> None:
    page = open_page(talk_site, size, has_touch=True)
    marker = ask(page, EXAMPLES[0]).locator(".marker").first
    marker.tap()
    mark = page.locator("#panel mark")
    mark.wait_for()
    assert mark.inner_text() == OFFICIAL
    assert page.get_by_role("tooltip").is_hidden()
    box = mark.bounding_box()
    assert box is not None
    assert 0 < box["y"] < size[1]
    page.get_by_role("button", name="Close the source").tap()
    page.locator("#panel .source").wait_for(state="hidden")
    assert has_focus(marker)


def test_the_open_source_leads_to_the_whole_document(page: Page) -> None:
    ask(page, EXAMPLES[0]).locator(".marker").first.click()
    start = SUMMARY.text.index(OFFICIAL)
    link = page.locator("#panel .read")
    link.wait_for()
    address = link.get_attribute("href")
    assert address == f"/source/{SUMMARY.id}?quote={start}-{start + len(OFFICIAL)}#2"


def test_further_evidence_is_unfolded_and_opens_its_place(page: Page) -> None:
    exchange = ask(page, "Who won?")
    more = exchange.locator(".evidence")
    assert more.locator(".passage-link").first.is_hidden()
    more.locator("summary").press("Enter")
    link = more.locator(".passage-link").first
    link.wait_for()
    assert "section B" in link.inner_text()
    link.click()
    page.locator("#panel .cited").wait_for()
    assert page.locator("#panel .source h2").inner_text() == REPORT.title
    page.keyboard.press("Escape")
    assert has_focus(link)


def test_a_declined_answer_says_why_and_what_was_searched(page: Page) -> None:
    exchange = ask(page, "Who won?")
    said = exchange.locator(".declined").inner_text()
    assert "The documents do not answer this" in said
    assert "No passage says anything that answers this question." in said
    assert "Searched in all 2 documents" in said
    assert "Nearest passages, which do not answer the question" in said
    assert exchange.locator(".marker").count() == 0


def test_an_answer_is_copied_as_plain_text_with_its_sources(
    open_page: OpenPage, talk_site: str
) -> None:
    page = open_page(talk_site, permissions=["clipboard-read", "clipboard-write"])
    exchange = ask(page, EXAMPLES[0])
    button = exchange.get_by_role("button", name="Copy with sources")
    button.press("Enter")
    exchange.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0].startswith(OFFICIAL)
    assert copied[-2:] == [
        f"[1] {SUMMARY.citation}, para. 40",
        f"[2] {REPORT.citation}, section B",
    ]


@pytest.mark.parametrize(("label", "suffix"), [("Word", "docx"), ("Markdown", "md")])
def test_an_answer_is_saved_as_a_file(page: Page, label: str, suffix: str) -> None:
    exchange = ask(page, EXAMPLES[0])
    exchange.locator(".save summary").press("Enter")
    with page.expect_download() as download:
        exchange.get_by_role("link", name=label).press("Enter")
    assert download.value.suggested_filename.endswith(f".{suffix}")
    assert exchange.get_by_role("link", name=label).is_hidden()
    assert overflow(page) <= 0


def test_a_thumb_and_a_wrong_citation_are_kept_thanked_for_and_taken_back(page: Page) -> None:
    exchange = ask(page, EXAMPLES[0])
    good = exchange.get_by_role("button", name="Good answer")
    good.press("Enter")
    exchange.locator(".foot .thanks").wait_for()
    assert good.get_attribute("aria-pressed") == "true"
    assert has_focus(good)
    flag = exchange.locator(".wrong summary").first
    flag.press("Enter")
    note = exchange.get_by_label("What is wrong with this citation?").first
    note.fill("<b>Another</b> year")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    exchange.get_by_text("You marked this citation as wrong.").wait_for()
    page.reload()
    exchange.get_by_text("You marked this citation as wrong.").wait_for()
    assert good.get_attribute("aria-pressed") == "true"
    exchange.get_by_role("button", name="Take it back").click()
    exchange.locator(".wrong summary").nth(1).wait_for()
    good.click()
    exchange.locator(".foot .thanks").wait_for(state="detached")


def test_what_is_wrong_with_an_answer_can_be_said(page: Page) -> None:
    exchange = ask(page, EXAMPLES[0])
    exchange.get_by_role("button", name="Bad answer").click()
    exchange.get_by_text("Say why").click()
    exchange.get_by_label("What is wrong with this answer?").fill("It is about 2004.")
    exchange.locator(".say button").click()
    exchange.get_by_text("Change your note").click()
    kept = exchange.get_by_label("What is wrong with this answer?")
    assert kept.input_value() == "It is about 2004."
