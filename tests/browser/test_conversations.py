"""Conversations that are kept, in a real browser: their list, their addresses, what is cut off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.keeping.opening import open_keeping
from assistant.keeping.recording import STOPPED
from tests.assistant.accounts.people import PASSWORD, access_for, kept
from tests.browser.asking import ask, has_focus, overflow, tab_to
from tests.browser.conftest import NARROW, PAUSE_SECONDS, WIDE, OpenPage, serving
from tests.ui.fake import EXAMPLES, OFFICIAL, FakeAssistant
from ui.talk import NOT_KEPT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> **x** [a](javascript:alert(3))"


@pytest.fixture
def page(talk_page: Page) -> Page:
    return talk_page


def listed(page: Page, title: str) -> Locator:
    """The conversation of that title in the list."""
    return page.locator("#drawer li").filter(has=page.get_by_text(title, exact=True))


def unfold(item: Locator) -> Locator:
    """What can be done with a conversation of the list."""
    item.hover()
    item.locator(".more > summary").click()
    return item.locator(".more")


def test_a_conversation_has_an_address_at_which_it_is_found_again(page: Page) -> None:
    ask(page, EXAMPLES[0])
    page.wait_for_url("**/?conversation=*")
    address = page.url
    ask(page, EXAMPLES[1])
    assert page.url == address
    page.reload()
    page.locator(".exchange").nth(1).wait_for()
    assert page.locator(".question").all_inner_texts() == list(EXAMPLES[:2])
    assert EXAMPLES[0] in page.title()
    elsewhere = page.context.new_page()
    elsewhere.goto(address)
    elsewhere.locator(".exchange").nth(1).wait_for()


def test_an_address_that_leads_nowhere_is_told(open_page: OpenPage, talk_site: str) -> None:
    page = open_page(f"{talk_site}/?conversation=%3Cb%3E")
    page.get_by_role("alert").get_by_text("There is no such conversation.").wait_for()
    page.locator("#new").click()
    page.locator(".welcome").wait_for()


def test_the_list_leads_from_one_conversation_to_another_and_back(page: Page) -> None:
    ask(page, "Remittances, the first time")
    listed(page, "Remittances, the first time").wait_for()
    page.locator("#new").click()
    page.locator(".welcome").wait_for()
    assert page.url.endswith("/")
    ask(page, "Measures, the second time")
    newest = page.locator("#drawer li").first
    newest.get_by_text("Measures, the second time").wait_for()
    assert newest.locator("> a").get_attribute("aria-current") == "page"
    listed(page, "Remittances, the first time").locator("a").first.click()
    page.locator(".question").get_by_text("Remittances, the first time").wait_for()
    page.go_back()
    page.locator(".question").get_by_text("Measures, the second time").wait_for()


def test_by_keyboard_alone_a_conversation_is_found_renamed_and_deleted(page: Page) -> None:
    ask(page, "Remittances of Ruritania")
    listed(page, "Remittances of Ruritania").wait_for()
    search = page.get_by_role("searchbox", name="Search conversations")
    page.get_by_role("link", name="New conversation").focus()
    page.keyboard.press("Tab")
    assert has_focus(search)
    page.keyboard.type("ruritania")
    page.get_by_text("One found").wait_for()
    assert page.locator("#drawer li").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    item = listed(page, HOSTILE)
    item.wait_for()
    assert item.locator("img, script, strong").count() == 0
    assert has_focus(item.locator(".more > summary"))
    page.keyboard.press("Enter")
    tab_to(page, item.locator(".delete > summary"))
    page.keyboard.press("Enter")
    item.get_by_text("Delete this conversation with its one question?").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    item.wait_for(state="detached")
    page.get_by_text("No conversation has these words.").wait_for()
    page.locator(".welcome").wait_for()
    assert page.url.endswith("/")


def test_what_is_unfolded_is_folded_again_by_escape(page: Page) -> None:
    ask(page, EXAMPLES[2])
    item = page.locator("#drawer li").first
    item.wait_for()
    more = unfold(item)
    more.locator("input").focus()
    page.keyboard.press("Escape")
    assert more.locator("input").is_hidden()
    assert has_focus(more.locator("summary").first)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_conversation_is_saved_from_the_list(
    open_page: OpenPage, talk_site: str, size: tuple[int, int]
) -> None:
    page = open_page(talk_site, size)
    ask(page, EXAMPLES[0])
    if size == NARROW:
        page.locator("#list").click()
    item = page.locator("#drawer li").first
    item.wait_for()
    more = unfold(item)
    with page.expect_download() as download:
        more.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert overflow(page) <= 0


def test_on_a_phone_the_list_is_a_drawer(open_page: OpenPage, talk_site: str) -> None:
    page = open_page(talk_site, NARROW, has_touch=True)
    ask(page, "Remittances on a phone")
    drawer, toggle = page.locator("#drawer"), page.get_by_role("button", name="Conversations")
    assert drawer.is_hidden()
    toggle.tap()
    drawer.wait_for()
    assert toggle.get_attribute("aria-expanded") == "true"
    assert has_focus(page.get_by_role("searchbox"))
    assert page.evaluate("document.getElementById('talk').inert")
    assert page.get_by_role("link", name="Sources").is_visible()
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    assert has_focus(toggle)
    toggle.tap()
    listed(page, "Remittances on a phone").locator("a").first.tap()
    drawer.wait_for(state="hidden")
    assert not page.evaluate("document.getElementById('talk').inert")
    toggle.tap()
    page.touchscreen.tap(370, 500)
    drawer.wait_for(state="hidden")


def test_two_tabs_of_one_conversation_do_not_lose_each_others_turns(page: Page) -> None:
    ask(page, EXAMPLES[0])
    page.wait_for_url("**/?conversation=*")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".exchange").wait_for()
    ask(page, EXAMPLES[1])
    ask(other, EXAMPLES[2])
    assert other.locator(".question").all_inner_texts() == list(EXAMPLES)
    page.reload()
    page.locator(".exchange").nth(2).wait_for()
    assert page.locator(".question").all_inner_texts() == list(EXAMPLES)


def test_a_stream_that_is_left_half_way_keeps_what_was_said(
    open_page: OpenPage, slow_site: str
) -> None:
    page = open_page(slow_site)
    page.fill("#box textarea", EXAMPLES[0])
    page.keyboard.press("Enter")
    page.locator(".quote").first.wait_for()
    page.reload()
    page.locator(".exchange .problem").get_by_text(STOPPED).wait_for()
    assert page.locator(".question").inner_text() == EXAMPLES[0]
    assert page.locator(".quote").first.inner_text().startswith(OFFICIAL)
    page.get_by_role("button", name="Ask again").click()
    page.locator(".exchange").nth(1).wait_for()
    page.locator("#stop").click()
    page.locator("#send").wait_for()


def test_an_answer_is_not_shown_in_another_conversation(
    open_page: OpenPage, slow_site: str
) -> None:
    page = open_page(slow_site)
    page.fill("#box textarea", EXAMPLES[0])
    page.keyboard.press("Enter")
    page.locator(".quote").first.wait_for()
    address = page.url
    page.locator("#new").click()
    page.locator(".welcome").wait_for()
    page.wait_for_timeout(2 * 1000 * PAUSE_SECONDS)
    assert page.locator(".exchange").count() == 0
    page.goto(address)
    page.locator('.log[aria-busy="false"] .exchange .foot').wait_for()
    assert page.locator(".quote").count() == 2


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def program(home: Path, port: int = 0) -> subprocess.Popen[str]:
    """A server of its own, whose first line tells its address."""
    code = f"""
from pathlib import Path
from assistant.keeping.opening import open_keeping
from assistant.settings import Settings
from assistant.wiring import make_access
from tests.ui.fake import FakeAssistant
from ui.serving import serve
home = Path({str(home)!r})
access = make_access(Settings(home), "127.0.0.1")
with open_keeping(home) as keeping:
    serve(FakeAssistant(pause=1.0), "127.0.0.1", {port}, access=access, keeping=keeping)
"""
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def address_of(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    return server.stdout.readline().split()[3]


def test_a_restart_in_mid_answer_loses_nothing_that_was_shown(
    open_page: OpenPage, home: Path
) -> None:
    with program(home) as server:
        url = address_of(server)
        page = open_page(url)
        page.fill("#box textarea", EXAMPLES[0])
        page.keyboard.press("Enter")
        page.locator(".quote").first.wait_for()
        address = page.url
        server.kill()
    with program(home, int(url.rpartition(":")[2])) as server:
        assert address_of(server) == url
        # The page finds by itself that the server is back, and loads itself again.
        page.locator(".exchange .problem").wait_for()
        assert page.url == address
        assert page.locator(".question").inner_text() == EXAMPLES[0]
        assert page.locator(".quote").first.inner_text().startswith(OFFICIAL)
        server.kill()


def test_what_cannot_be_kept_is_said_once_and_works_meanwhile(
    open_page: OpenPage, slow_site: str
) -> None:
    page = open_page(slow_site)
    assert page.locator(".welcome").get_by_text(NOT_KEPT).is_visible()
    ask(page, "Who won?")
    assert NOT_KEPT not in page.locator("body").inner_text()
    page.reload()
    page.locator(".exchange").wait_for()


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[str]:
    """The address of a page that demands signing in, and keeps conversations."""
    with (
        open_keeping(tmp_path) as keeping,
        serving(FakeAssistant(), access=access_for(kept(tmp_path)), keeping=keeping) as url,
    ):
        yield url


def test_a_conversation_is_seen_by_its_owner_alone(open_page: OpenPage, shared: str) -> None:
    def signed_in(name: str, address: str) -> Page:
        page = open_page(address, ready="#password")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.locator("#conversation .log[role]").wait_for()
        return page

    page = signed_in("bo", shared)
    ask(page, "Remittances of Bo")
    listed(page, "Remittances of Bo").wait_for()
    other = signed_in("carla", page.url)
    other.get_by_role("alert").get_by_text("There is no such conversation.").wait_for()
    assert other.locator(".exchange").count() == 0
    assert listed(other, "Remittances of Bo").count() == 0
