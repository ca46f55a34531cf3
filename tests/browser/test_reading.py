"""The pages for reading in a real browser, with the shipped documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from corpus.loading import Corpus, load_corpus
from tests.browser.asking import ask, overflow, serious_faults
from tests.browser.conftest import NARROW, WIDE, OpenPage, serving
from tests.ui.fake import CORPUS, OFFICIAL, FakeAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

SIZES = [WIDE, NARROW]
COUNCIL = "/source/iom-council-2012"
BOOK = "/source/hld-book-2013"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
READY = "main"
OVERLAPPING = """() => {
  const box = (element) => element.getBoundingClientRect();
  const isAmiss = (passage) => {
    const [place, words] = [...passage.children].map(box);
    const apart = place.right <= words.left || place.bottom <= words.top + 1 || !place.height;
    return !apart || place.bottom > box(passage).bottom + 1;
  };
  const first = [...document.querySelectorAll('.passage')].slice(0, 200);
  return first.filter(isAmiss).map((passage) => passage.id);
}"""
"""The passages whose place lies over their words or hangs out of them."""


@pytest.fixture(scope="module")
def reading(corpus: Corpus) -> Iterator[str]:
    """The address of pages over the documents that the chat quotes, and the shipped ones."""
    both = Corpus((*CORPUS.documents, *corpus.documents))
    with serving(FakeAssistant(corpus=both)) as url:
        yield url


def top(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"]


def focused(page: Page) -> str | None:
    """The address of the link that has the focus."""
    return page.evaluate("document.activeElement.getAttribute('href')")


def tab_to_link(page: Page, href: str, limit: int = 60) -> None:
    """Press Tab until the link to ``href`` has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if focused(page) == href:
            return
    raise AssertionError(f"no link to {href} within {limit} steps")


def is_shown_below_the_head(page: Page, name: str) -> bool:
    """Whether the passage begins on the screen, not under what sticks to its upper edge."""
    head = page.locator(".masthead").bounding_box()
    assert head is not None
    height = page.viewport_size["height"]
    return head["y"] + head["height"] <= top(page.locator(f"[id='{name}']")) < height - 100


@pytest.mark.parametrize(
    ("path", "name", "size"),
    [
        (COUNCIL, "para-31", WIDE),
        (COUNCIL, "para-31", NARROW),
        (BOOK, "ch17-s2-p3", WIDE),
        (BOOK, "ch29-note-12", NARROW),
    ],
)
def test_a_permanent_link_opens_its_passage_highlighted(
    open_page: OpenPage, reading: str, path: str, name: str, size: tuple[int, int]
) -> None:
    page = open_page(f"{reading}{path}#{name}", size, ready=f"[id='{name}']")
    assert is_shown_below_the_head(page, name)
    highlighted = page.locator(".passage:target")
    assert highlighted.get_attribute("id") == name
    other = page.locator(".passage:not(:target)").first
    colour = "element => getComputedStyle(element).backgroundColor"
    assert highlighted.evaluate(colour) != other.evaluate(colour)


def test_the_contents_are_used_by_keyboard_alone(open_page: OpenPage, reading: str) -> None:
    page = open_page(reading + BOOK, ready=READY)
    page.keyboard.press("Tab")
    assert focused(page) == "#_text"  # What stands before the text can be skipped.
    tab_to_link(page, "#ch7-intro-heading")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # The fold beside the chapter.
    page.keyboard.press("Tab")
    assert focused(page) == "#ch7-s1-heading"
    page.keyboard.press("Enter")
    page.wait_for_url("**#ch7-s1-heading")
    assert is_shown_below_the_head(page, "ch7-s1-heading")
    page.keyboard.press("Tab")  # The reader goes on from there, not from the contents.
    assert focused(page) == f"{BOOK}#ch7-s1-heading"
    page.keyboard.press("Tab")
    assert focused(page) == f"{BOOK}#ch7-s1-heading-2"


def test_the_contents_follow_what_is_read(open_page: OpenPage, reading: str) -> None:
    page = open_page(f"{reading}{BOOK}#ch7-s2-p1", ready=".contents [aria-current]")
    assert page.locator(".contents [aria-current]").get_attribute("href") == "#ch7-s2-heading"
    assert page.locator(".contents [aria-current]").is_visible()
    page.evaluate("document.getElementById('ch20-s1-heading').scrollIntoView()")
    page.locator(".contents [aria-current][href='#ch20-s1-heading']").wait_for()
    assert page.locator(".contents [aria-current]").count() == 1
    assert page.locator(".contents [href='#ch20-s1-heading']").is_visible()
    assert page.locator(".contents [href='#ch7-s2-heading']").is_hidden()


def test_on_a_phone_the_contents_fold_and_open_from_anywhere(
    open_page: OpenPage, reading: str
) -> None:
    page = open_page(reading + COUNCIL, NARROW, ready=READY)
    entry = page.locator(".contents a[href='#heading-13']")
    assert entry.is_hidden()
    page.locator(".contents summary").click()
    entry.click()
    page.wait_for_url("**#heading-13")
    assert is_shown_below_the_head(page, "heading-13")
    page.locator(".contents details").evaluate("element => { element.open = false; }")
    page.get_by_role("link", name="Contents").click()
    entry.wait_for()
    assert top(page.locator("#_contents")) < NARROW[1]


def test_a_footnote_is_reached_and_left_again(open_page: OpenPage, reading: str) -> None:
    page = open_page(f"{reading}{BOOK}#ch1-p26", ready="[id='ch1-p26']")
    page.locator("[id='ch1-p26'] sup a", has_text="18").click()
    page.wait_for_url("**#ch1-note-18")
    assert is_shown_below_the_head(page, "ch1-note-18")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "#_mark-ch1-note-18"
    page.keyboard.press("Enter")
    page.wait_for_url("**#_mark-ch1-note-18")
    mark = page.locator("sup:target")
    assert mark.inner_text() == "18"
    assert top(mark) > 50
    page.keyboard.press("Tab")
    assert focused(page) == "#ch1-note-18"


def test_a_place_copies_its_permanent_link(open_page: OpenPage, reading: str) -> None:
    page = open_page(f"{reading}{COUNCIL}?q=secretariat", ready=".results")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[id='para-31'] > .place").click()
    page.get_by_role("status").get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{reading}{COUNCIL}#para-31"
    assert page.url == f"{reading}{COUNCIL}?q=secretariat#para-31"


def test_words_are_found_and_one_hit_leads_to_the_next(open_page: OpenPage, reading: str) -> None:
    page = open_page(reading + BOOK, ready=READY)
    page.get_by_label("Search in this document").fill("diaspora “bonds”")
    page.keyboard.press("Enter")
    page.locator(".results").wait_for()
    entries = page.locator(".results li")
    assert re.fullmatch(r"\d+ hits in 7 passages", page.locator(".results h2").inner_text())
    assert entries.count() == 7
    entries.nth(1).locator("a").click()
    target = page.locator(".passage:target")
    assert target.locator(".place").inner_text().replace("\xa0", " ") == (
        entries.nth(1).locator(".locator").inner_text()
    )
    assert target.locator("mark").first.is_visible()
    assert entries.nth(1).locator("a").get_attribute("aria-current") == "true"
    here = target.get_attribute("id")
    target.get_by_label("Next passage found").click()
    assert page.locator(".passage:target").get_attribute("id") != here
    assert "3 of 7" in page.locator(".passage:target .steps").inner_text()
    page.locator(".passage:target").get_by_label("Previous passage found").click()
    assert page.locator(".passage:target").get_attribute("id") == here


def test_without_javascript_a_search_works_too(browser: Browser, reading: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{reading}{COUNCIL}?q={quote('“Geneva Migration Group”')}")
    assert page.locator(".results h2").inner_text().endswith("in 2 passages")
    page.locator(".results a").last.click()
    assert page.locator(".passage:target mark").first.inner_text() == "Geneva Migration Group"
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_quote_is_highlighted_word_for_word(
    open_page: OpenPage, reading: str, corpus: Corpus, size: tuple[int, int]
) -> None:
    passage = corpus.passage("hld-book-2013#ch2-s1-p3-a-2")
    start, end = passage.end - 150, passage.end - 20  # Far down in a long passage.
    address = f"{reading}{BOOK}?quote={start}-{end}#ch2-s1-p3-a-2"
    page = open_page(address, size, ready="mark")
    marks = page.locator("article mark")
    text = corpus.document("hld-book-2013").document.text[start:end]
    assert "".join(marks.all_inner_texts()) == text
    assert 0 < top(marks.first) < size[1] - 50
    assert page.locator(".passage:target").get_attribute("id") == "ch2-s1-p3-a-2"


def test_a_link_to_no_passage_says_so_with_the_way_back(open_page: OpenPage, reading: str) -> None:
    page = open_page(f"{reading}{COUNCIL}#para-99", ready="h1:text('Not found')")
    assert page.url == f"{reading}{COUNCIL}?passage=para-99"
    page.get_by_role("link", name="Read IOM Council, 2012").click()
    page.locator("#para-31").wait_for()
    page.evaluate("location.hash = '%zz'")
    page.locator("h1:text('Not found')").wait_for()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways_or_overlaps(
    open_page: OpenPage, reading: str, size: tuple[int, int]
) -> None:
    for path in ("/sources", BOOK, COUNCIL + "?q=migration"):
        page = open_page(reading + path, size, ready=READY)
        assert overflow(page) <= 0
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        assert overflow(page) <= 0
        assert page.evaluate(OVERLAPPING) == []


@pytest.mark.parametrize(
    ("path", "size", "scheme"),
    [
        ("/sources", NARROW, "dark"),
        (COUNCIL + "#para-31", WIDE, "light"),
        (COUNCIL + "?q=migrants#para-22", WIDE, "dark"),
        (COUNCIL + "?q=migrants#para-22", NARROW, "light"),
        (COUNCIL + "?q=the", NARROW, "dark"),
        (COUNCIL + "/x", WIDE, "light"),
    ],
)
def test_axe_finds_no_serious_fault(
    open_page: OpenPage, reading: str, path: str, size: tuple[int, int], scheme: str
) -> None:
    assert serious_faults(open_page(reading + path, size, scheme, ready=READY)) == []


def test_the_page_shows_the_document_whole_in_the_browser_too(
    open_page: OpenPage, reading: str, corpus: Corpus
) -> None:
    page = open_page(reading + BOOK, ready=READY)
    shown = page.evaluate(
        """() => {
          const article = document.getElementById('_text').cloneNode(true);
          for (const added of article.querySelectorAll('[data-added]')) added.remove();
          return article.textContent;
        }"""
    )
    text = corpus.document("hld-book-2013").document.text
    assert "".join(shown.split()) == "".join(text.split())


def test_on_paper_there_is_the_document_and_nothing_else(open_page: OpenPage, reading: str) -> None:
    page = open_page(reading + COUNCIL, ready=READY)
    page.emulate_media(media="print")
    for gone in (".masthead", ".aside", ".back", ".end"):
        assert page.locator(gone).first.is_hidden(), gone
    for kept in ("#_title", "#para-31", "[id='para-31'] > .place", "#note-7"):
        assert page.locator(kept).is_visible(), kept


def test_markup_in_a_document_is_shown_as_text(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(f"{HOSTILE}\n\n1. A {HOSTILE} paragraph.\n")
    (tmp_path / "manifest.toml").write_text(
        f"[[document]]\nid = 'bad'\nfile = 'bad.txt'\ntitle = '{HOSTILE}'\n"
    )
    with serving(FakeAssistant(corpus=load_corpus(tmp_path))) as url:
        for path in ("/sources", "/source/bad", f"/source/bad?q={quote(HOSTILE)}"):
            page = open_page(url + path, ready=READY)
            assert HOSTILE in page.locator("main").inner_text()
            assert page.locator("main img, main script").count() == 0
            assert overflow(page) <= 0


def test_from_an_answers_source_the_document_opens_at_the_quote(
    open_page: OpenPage, reading: str
) -> None:
    page = open_page(reading)
    ask(page, "What of remittances in 2005?").locator(".marker").first.click()
    with page.expect_popup() as opened:  # The conversation stays open.
        page.locator("#panel").get_by_role("link", name="Read in the document").click()
    document = opened.value
    document.locator(".passage:target").wait_for()
    assert "".join(document.locator("article mark").all_inner_texts()) == OFFICIAL
    assert document.locator(".passage:target .place").inner_text() == "para.\xa040"


def test_the_chat_leads_to_the_sources(open_page: OpenPage, reading: str) -> None:
    page = open_page(reading)
    page.get_by_role("link", name="Sources").first.click()
    page.get_by_role("heading", name="Sources").wait_for()
    page.get_by_role("link", name="with the letter of the Chairman").click()
    page.locator("#para-57").wait_for()
