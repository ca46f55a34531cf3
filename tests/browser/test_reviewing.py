"""The pages on which staff review answers, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.keeping.opening import open_keeping
from tests.assistant.accounts.people import PASSWORD, access_for, kept
from tests.browser.asking import ask, overflow, serious_faults, tab_to
from tests.browser.conftest import NARROW, WIDE, OpenPage, serving
from tests.ui.fake import OFFICIAL, FakeAssistant
from tests.ui.fake_evaluator import FakeEvaluator

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
QUESTION = f"How large were remittances, {HOSTILE}?"


@pytest.fixture
def evaluator() -> FakeEvaluator:
    return FakeEvaluator()


@pytest.fixture
def reviewing(tmp_path: Path, evaluator: FakeEvaluator) -> Iterator[str]:
    """The address of a page that keeps conversations, and has a suite to add test cases to."""
    with (
        open_keeping(tmp_path) as keeping,
        serving(FakeAssistant(), evaluator, keeping=keeping) as url,
    ):
        yield url


def open_review(page: Page) -> None:
    """Ask, and put the answer before the reviewers, by keyboard."""
    exchange = ask(page, QUESTION)
    exchange.get_by_role("button", name="Review").press("Enter")
    page.locator("#citation-1").wait_for()


def test_by_keyboard_alone_an_answer_is_reviewed_from_the_chat_to_its_end(
    open_page: OpenPage, reviewing: str
) -> None:
    page = open_page(reviewing)
    exchange = ask(page, QUESTION)
    tab_to(page, exchange.get_by_role("button", name="Review"), "Shift+Tab")
    page.keyboard.press("Enter")
    card = page.locator("section.card").first
    card.wait_for()
    assert card.locator("blockquote").inner_text() == OFFICIAL
    tab_to(page, card.get_by_label("supports", exact=True))
    page.keyboard.press("ArrowDown")
    assert card.get_by_label("partly").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    card.get_by_role("button", name="Change").wait_for()
    assert page.url.endswith("#citation-1")
    assert card.get_by_label("partly").is_checked()
    assert card.get_by_label("Note").input_value() == HOSTILE
    tab_to(page, page.get_by_role("button", name="The review is done"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open it again").wait_for()
    assert page.get_by_role("radio").count() == 0
    tab_to(page, page.locator("main").get_by_role("link", name="Review"))
    page.keyboard.press("Enter")
    page.get_by_text("No answer waits for a review.").wait_for()
    tab_to(page, page.get_by_role("link", name="Done"))
    page.keyboard.press("Enter")
    page.get_by_role("link", name=QUESTION).wait_for()


def test_what_askers_say_in_the_chat_lands_in_the_queue_as_text(
    open_page: OpenPage, reviewing: str
) -> None:
    page = open_page(reviewing)
    exchange = ask(page, QUESTION)
    exchange.locator(".wrong summary").first.click()
    exchange.get_by_label("What is wrong with this citation?").first.fill(HOSTILE)
    exchange.locator(".wrong button").first.click()
    exchange.get_by_text("You marked this citation as wrong.").wait_for()
    page.locator("#masthead").get_by_role("link", name="Review").click()
    page.get_by_text("The asker says that a citation is wrong").wait_for()
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_text(f"The asker says that a citation is wrong [1]: {HOSTILE}").wait_for()
    assert page.locator("h1").inner_text() == QUESTION
    assert page.locator("main img, main script").count() == 0


def test_an_answer_is_made_a_test_case(
    open_page: OpenPage, reviewing: str, evaluator: FakeEvaluator
) -> None:
    page = open_page(reviewing)
    open_review(page)
    page.get_by_label("What a right answer must say").fill("")
    page.get_by_role("button", name="Add to the test cases").press("Enter")
    page.get_by_role("alert").get_by_text("it needs what a right answer must say").wait_for()
    page.get_by_label("What a right answer must say").fill("167 billion | 167bn")
    page.get_by_role("button", name="Add to the test cases").press("Enter")
    page.get_by_role("status").get_by_text("It is a test case now.").wait_for()
    (case,) = evaluator.proposed
    assert (case.question, case.required) == (QUESTION, (("167 billion", "167bn"),))


def test_a_delegate_is_shown_no_way_to_the_reviews(open_page: OpenPage, tmp_path: Path) -> None:
    with (
        open_keeping(tmp_path) as keeping,
        serving(FakeAssistant(), access=access_for(kept(tmp_path)), keeping=keeping) as url,
    ):
        for name, sees in (("bo", False), ("carla", True)):
            page = open_page(url, ready="#password")
            page.fill("#name", name)
            page.fill("#password", PASSWORD)
            page.keyboard.press("Enter")
            page.locator("#conversation .log[role]").wait_for()
            exchange = ask(page, QUESTION)
            assert exchange.locator(".review").count() == sees
            assert page.get_by_role("link", name="Review").is_visible() is sees


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_pages_fit_and_can_be_used_by_everybody(
    open_page: OpenPage, reviewing: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(reviewing, size, scheme)
    open_review(page)
    page.get_by_label("What a right answer must say").fill("")
    page.get_by_label("A right answer in your own words").fill("x" * 300)
    page.get_by_role("button", name="Add to the test cases").click()
    page.get_by_role("alert").wait_for()
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    page.goto(f"{reviewing}/review")
    page.get_by_role("link", name=QUESTION).wait_for()
    assert serious_faults(page) == []
    assert overflow(page) <= 0
