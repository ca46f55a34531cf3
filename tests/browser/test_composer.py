"""The question box in a real browser: what is offered while typing and after an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.asking import ask, has_focus, tab_to
from tests.browser.conftest import NARROW, OpenPage
from tests.ui.fake import EXAMPLES
from tests.ui.turns import NEXT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

KNOWN = (*EXAMPLES, "Remittances & <b>households</b>?")
FOLLOW_UP = "And how large were the unrecorded flows?"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> **x** [a](javascript:alert(3))"


@pytest.fixture
def page(talk_page: Page) -> Page:
    offer(talk_page, KNOWN)
    return talk_page


def offer(page: Page, questions: Sequence[str]) -> list[str]:
    """Let the API suggest ``questions`` whatever is typed; what it was asked."""
    typed: list[str] = []

    def answer(route: Route) -> None:
        typed.extend(parse_qs(urlsplit(route.request.url).query)["q"])
        route.fulfill(json={"questions": [*questions]})

    page.route("**/api/v1/suggestions?*", answer)
    return typed


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Your question")


def type_in(page: Page, text: str) -> Locator:
    """Type, and wait for what is suggested; the options."""
    box_of(page).press_sequentially(text)
    options = page.get_by_role("option")
    options.first.wait_for()
    return options


def active(page: Page) -> str | None:
    """The option that the box names as the active one."""
    name = box_of(page).get_attribute("aria-activedescendant")
    return page.locator(f"#{name}").inner_text() if name else None


def test_the_arrows_go_through_the_suggestions_and_enter_asks_the_chosen_one(page: Page) -> None:
    options = type_in(page, "remit")
    box = box_of(page)
    assert box.get_attribute("aria-expanded") == "true"
    assert options.all_inner_texts() == list(KNOWN)
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(active(page))
    assert seen == [KNOWN[0], KNOWN[1], KNOWN[0], None, KNOWN[-1]]
    assert has_focus(box)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".foot").wait_for()
    assert page.locator(".question").inner_text() == KNOWN[0]
    assert box.input_value() == ""
    assert box.get_attribute("aria-expanded") == "false"


def test_enter_asks_what_is_typed_where_no_suggestion_is_chosen(page: Page) -> None:
    type_in(page, "measures")
    page.keyboard.press("Enter")
    page.locator(".foot").wait_for()
    assert page.locator(".question").inner_text() == "measures"
    page.wait_for_timeout(400)
    assert page.get_by_role("option").count() == 0


def test_escape_closes_the_suggestions_and_nothing_else(page: Page) -> None:
    ask(page, EXAMPLES[0]).locator(".marker").first.click()
    page.locator("#panel mark").wait_for()
    box_of(page).focus()
    type_in(page, "remit")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.get_by_role("listbox").wait_for(state="hidden")
    assert box_of(page).input_value() == "remit"
    assert page.locator("#panel .source").is_visible()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Tab")
    page.get_by_role("listbox").wait_for(state="hidden")


def test_a_click_asks_a_suggestion(page: Page) -> None:
    type_in(page, "remit").nth(1).click()
    page.locator(".foot").wait_for()
    assert page.locator(".question").inner_text() == KNOWN[1]


def test_a_click_on_ask_empties_the_box(page: Page) -> None:
    box_of(page).fill(EXAMPLES[0])
    page.locator("#send").click()
    page.locator(".foot").wait_for()
    assert box_of(page).input_value() == ""


def test_a_tap_asks_a_suggestion_that_fits_a_phone(open_page: OpenPage, talk_site: str) -> None:
    page = open_page(talk_site, NARROW, has_touch=True)
    offer(page, [f"{question} {question}" for question in KNOWN])
    options = type_in(page, "remit")
    for option in options.all():
        box = option.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW[0]
    options.first.tap()
    page.locator(".foot").wait_for()


def test_suggestions_wait_for_a_pause_and_stay_text(open_page: OpenPage, talk_site: str) -> None:
    page = open_page(talk_site)
    typed = offer(page, [HOSTILE])
    options = type_in(page, "remittances in")
    assert typed[-1] == "remittances in"
    assert len(typed) < 5
    assert options.all_inner_texts() == [HOSTILE]
    assert options.locator("*").count() == 0


def test_the_page_works_where_nothing_can_be_suggested(open_page: OpenPage, talk_site: str) -> None:
    page = open_page(talk_site)
    page.route("**/api/v1/suggestions?*", lambda route: route.abort())
    box_of(page).press_sequentially("measures")
    page.wait_for_timeout(400)
    assert page.get_by_role("option").count() == 0
    page.keyboard.press("Enter")
    page.locator(".foot").wait_for()


def test_what_may_be_asked_next_is_asked_by_keyboard(page: Page) -> None:
    exchange = ask(page, EXAMPLES[0])
    chips = exchange.locator(".following .chip")
    assert chips.all_inner_texts() == list(NEXT)
    tab_to(page, chips.first, "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(".exchange").nth(1).wait_for()
    page.locator('.log[aria-busy="false"]').wait_for()
    asked = page.locator(".question").nth(1)
    assert asked.inner_text() == NEXT[0]
    assert has_focus(asked)
    assert exchange.locator(".following").count() == 0


def test_a_resolved_question_is_shown_and_can_be_asked_as_typed(page: Page) -> None:
    ask(page, EXAMPLES[0])
    resolved = ask(page, FOLLOW_UP)
    note = resolved.locator(".searched")
    assert "How large were the unrecorded flows of remittances?" in note.inner_text()
    note.get_by_role("button", name="Ask as typed instead").click()
    page.locator(".exchange").nth(2).wait_for()
    page.locator('.log[aria-busy="false"]').wait_for()
    typed = page.locator(".exchange").nth(2)
    assert typed.locator(".question").inner_text() == FOLLOW_UP
    assert typed.locator(".declined").is_visible()
    assert "unrecorded flows of remittances" not in typed.inner_text()


def test_a_question_that_is_not_taken_stays_in_the_box(open_page: OpenPage, talk_site: str) -> None:
    page = open_page(talk_site)
    page.locator("#filter > button").click()
    page.get_by_role("button", name="All documents", exact=True).click()
    page.locator("#filter > button").get_by_text("In 0 of").wait_for()
    page.keyboard.press("Escape")
    box_of(page).fill(EXAMPLES[0])
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("No document is chosen.").wait_for()
    assert box_of(page).input_value() == EXAMPLES[0]
    assert page.locator(".exchange").count() == 0


def test_shift_and_enter_begin_a_new_line(page: Page) -> None:
    box = box_of(page)
    box.fill("measures")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("on remittances")
    assert box.input_value() == "measures\non remittances"
    page.keyboard.press("Enter")
    page.locator(".foot").wait_for()
    assert page.locator(".question").inner_text() == "measures\non remittances"
