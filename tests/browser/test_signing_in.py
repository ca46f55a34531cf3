"""Signing in and out in a real browser, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.accounts.people import PASSWORD, access_for, kept
from tests.browser.asking import overflow, serious_faults
from tests.browser.conftest import NARROW, WIDE, OpenPage, serving
from tests.ui.fake import SUMMARY, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Of pandas, by Gradio.

FORM = "#password"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that demands signing in."""
    access = access_for(kept(tmp_path_factory.mktemp("people")))
    with serving(FakeAssistant(), access=access) as url:
        yield url


def sign_in(page: Page, name: str, password: str) -> None:
    """Type both and send them; the name has the focus from the beginning."""
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_a_link_to_a_passage_survives_signing_in(open_page: OpenPage, guarded: str) -> None:
    place = f"/source/{SUMMARY.id}?q=cost#para-40"
    page = open_page(guarded + place, ready=FORM)
    sign_in(page, "bo", "not the right words")
    page.locator(".problem").wait_for()
    assert page.locator(".problem").inner_text() == "The name or the password is wrong."
    assert page.evaluate("document.activeElement.id") == "password"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(guarded + place)


def test_who_signs_out_elsewhere_is_told_so_and_asks_nothing_more(
    open_page: OpenPage, guarded: str
) -> None:
    page = open_page(guarded, ready=FORM)
    sign_in(page, "bo", PASSWORD)
    page.locator("#conversation .log").wait_for()
    other = page.context.new_page()
    other.goto(f"{guarded}/sign-out")
    other.get_by_role("button", name="Sign out").press("Enter")
    other.wait_for_url(f"{guarded}/sign-in")
    page.locator("#box textarea").fill("Which measures on remittances were proposed?")
    page.keyboard.press("Enter")
    page.get_by_text("You are signed out. Load the page again to sign in").wait_for()
    page.reload()
    page.locator(FORM).wait_for()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_pages_fit_and_can_be_used_by_everybody(
    open_page: OpenPage, guarded: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(guarded, size, scheme, ready=FORM)
    sign_in(page, "carla", "not the right words")
    page.locator(".problem").wait_for()
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#conversation .log").wait_for()
    page.goto(f"{guarded}/sign-out")
    assert serious_faults(page) == []
    assert overflow(page) <= 0
