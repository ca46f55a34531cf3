"""Whether everybody can use the page on every screen: its size, its colours, its names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import ask, overflow, serious_faults
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.ui.fake import EXAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

LOOKS = [(WIDE, "light"), (NARROW, "dark")]
FOLLOW_UP = "And how large were the unrecorded flows?"
SIDEWAYS = """() => [...document.querySelectorAll("#page *")]
  .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 1)
  .filter((part) => ["auto", "scroll"].includes(getComputedStyle(part).overflowX))
  .filter((part) => part.localName !== "textarea")
  .map((part) => part.outerHTML.slice(0, 80))"""
"""The parts of the page that can be scrolled sideways."""


def checked(page: Page) -> None:
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_state_of_the_page_fits_and_can_be_used_by_everybody(
    open_page: OpenPage, talk_site: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(talk_site, size, scheme, reduced_motion="reduce")
    page.route(
        "**/api/v1/suggestions?*", lambda route: route.fulfill(json={"questions": [*EXAMPLES]})
    )
    page.locator(".welcome").wait_for()
    checked(page)
    page.locator("#box textarea").press_sequentially("remit")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    checked(page)
    page.keyboard.press("Escape")
    ask(page, EXAMPLES[0] + " " + "x" * 300)
    ask(page, FOLLOW_UP)
    exchange = ask(page, EXAMPLES[0])
    exchange.get_by_role("button", name="Bad answer").click()
    exchange.locator(".foot .thanks").wait_for()
    for folded in (".wrong", ".say", ".save"):
        exchange.locator(f"{folded} > summary").first.click()
    checked(page)
    declined = ask(page, "Who won? " + "y" * 300)
    declined.locator(".evidence > summary").click()
    checked(page)
    declined.locator(".passage-link").first.click()
    page.locator("#panel .cited").wait_for()
    checked(page)
    page.get_by_role("button", name="Close the source").click()
    if size == NARROW:
        page.get_by_role("button", name="Conversations").click()
    item = page.locator("#drawer li").first
    item.hover()
    item.locator(".more > summary").click()
    item.locator(".delete > summary").click()
    checked(page)


@pytest.mark.parametrize("size", [WIDE, NARROW, (1000, 700)])
def test_the_parts_of_the_page_do_not_overlap(
    open_page: OpenPage, talk_site: str, size: tuple[int, int]
) -> None:
    page = open_page(talk_site, size)
    ask(page, EXAMPLES[0])
    parts = [page.locator(name) for name in ("#drawer", "#talk", "#panel")]
    boxes = [box for part in parts if (box := part.bounding_box())]
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"]
    assert boxes[-1]["x"] + boxes[-1]["width"] <= size[0]
    conversation, composer = (
        page.locator(name).bounding_box() for name in ("#conversation", "#composer")
    )
    assert conversation is not None
    assert composer is not None
    assert conversation["y"] + conversation["height"] <= composer["y"]
    assert composer["y"] + composer["height"] <= size[1]
