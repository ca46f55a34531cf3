"""The page on which staff check a text, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import overflow, serious_faults, tab_to
from tests.browser.conftest import NARROW, WIDE, OpenPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

READY = "main"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
DRAFT = (
    "In 2005, remittances to developing countries were estimated at USD 176 billion. "
    "The Secretary-General of the United Nations established the Global Migration Group in 2006. "
    f"Nobody has ever seen {HOSTILE} on the moon."
)


def check(page: Page, draft: str) -> None:
    """Paste ``draft`` into the form, have it checked, wait for what was found."""
    page.fill("#text", draft)
    page.get_by_role("button", name="Check", exact=True).press("Enter")
    page.get_by_role("heading", name="The draft", exact=True).wait_for()


def test_by_keyboard_alone_a_text_is_checked_and_its_source_opened(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}/check", ready=READY)
    tab_to(page, page.get_by_label("Paste a text"))
    page.keyboard.insert_text(DRAFT)
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    page.keyboard.press("Enter")
    amiss = page.locator(".card.amiss").first
    amiss.wait_for()
    assert "Claim: partly supported" in amiss.inner_text()
    assert amiss.locator("mark").all_inner_texts() == ["USD 176 billion", "USD 167 billion"]
    tab_to(page, amiss.locator("h3 a"))
    page.keyboard.press("Enter")  # From the finding to its words in the draft.
    assert "USD 176 billion" in page.locator("mark:target").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # And back.
    assert page.locator(".card:target").get_attribute("id") == amiss.get_attribute("id")
    tab_to(page, amiss.locator(".places a").first)
    page.keyboard.press("Enter")
    page.locator(".passage:target").wait_for()
    assert "USD 167 billion" in page.locator("article mark").first.inner_text()


def test_what_else_bears_on_a_claim_is_unfolded(open_page: OpenPage, site: str) -> None:
    page = open_page(f"{site}/check", ready=READY)
    check(page, DRAFT)
    card = page.locator(".card:has(details)").first
    further = card.locator("details .places")
    assert further.first.is_hidden()
    card.locator("summary").press("Enter")
    assert further.first.is_visible()
    places = card.locator(".places a").all_inner_texts()
    assert len(places) == len(set(places)) > 1


@pytest.mark.parametrize(
    ("label", "ending"), [("Markdown", "md"), ("Web page", "html"), ("JSON", "json")]
)
def test_a_file_is_checked_and_the_findings_are_taken_along(
    open_page: OpenPage, site: str, label: str, ending: str
) -> None:
    page = open_page(f"{site}/check", ready=READY)
    name = f"{HOSTILE.replace('/', '')}.txt"
    page.set_input_files(
        "#file", {"name": name, "mimeType": "text/plain", "buffer": DRAFT.encode()}
    )
    page.get_by_role("button", name="Check", exact=True).press("Enter")
    page.get_by_role("heading", name=f"Check of {name}").wait_for()
    assert HOSTILE in page.locator(".text").inner_text()
    assert page.locator("main img, main script").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name=label).press("Enter")
    assert download.value.suggested_filename.endswith(f".{ending}")


def test_what_cannot_be_checked_is_told_and_what_was_pasted_stays(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(f"{site}/check", ready=READY)
    page.fill("#text", DRAFT)
    page.set_input_files("#file", {"name": "a.xls", "mimeType": "x/x", "buffer": b"x"})
    page.get_by_role("button", name="Check", exact=True).press("Enter")
    page.get_by_role("alert").get_by_text("a.xls cannot be checked").wait_for()
    assert page.locator("#text").input_value() == DRAFT


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_pages_fit_and_can_be_used_by_everybody(
    open_page: OpenPage, site: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(f"{site}/check", size, scheme, ready=READY)
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert serious_faults(page) == []
    check(page, DRAFT + " x" + "y" * 300)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert serious_faults(page) == []
    assert overflow(page) <= 0
