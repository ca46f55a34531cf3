"""What tests of the conversation do again and again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SERIOUS = ("serious", "critical")


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, wait for the turn to be complete; its exchange."""
    turns = page.locator(".exchange").count()
    page.fill("#box textarea", question)
    page.keyboard.press("Enter")
    exchange = page.locator(".exchange").nth(turns)
    exchange.wait_for()
    page.locator('.log[aria-busy="false"]').wait_for()
    return exchange


def cited_at(exchange: Locator, locator: str) -> Locator:
    """The citation below an answer that names ``locator``."""
    return exchange.locator(".citation").filter(has_text=re.compile(re.escape(locator) + r"\b"))


def has_focus(locator: Locator) -> bool:
    return bool(locator.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, target: Locator, key: str = "Tab", limit: int = 40) -> None:
    """Press Tab until ``target`` has the focus."""
    for _ in range(limit):
        page.keyboard.press(key)
        if has_focus(target):
            return
    raise AssertionError(f"{target} is not reached within {limit} steps")


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def serious_faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds that keeps somebody from using the page: its rule and where."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        (fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in SERIOUS
    ]
