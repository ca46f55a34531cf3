"""The Evaluate page as an evaluator uses it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import overflow, serious_faults, tab_to
from tests.browser.conftest import NARROW, WIDE, OpenPage, serving
from tests.ui.fake import FakeAssistant
from tests.ui.fake_evaluator import FakeEvaluator, summary

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Gradio counts finished events by what pandas is about to drop.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

READY = "#runs .runs, #runs .hint"
PAUSE_SECONDS = 0.4
"""Between two questions of a run: long enough for its progress to be seen."""
UNTIL_STOPPED = 3600
"""Between two questions of a run that is not to end by itself, however slow the machine is."""


@pytest.fixture(scope="module")
def shared() -> FakeEvaluator:
    """The suite that the site of this module has; each test begins with three finished runs."""
    return FakeEvaluator()


@pytest.fixture(scope="module")
def shared_site(shared: FakeEvaluator) -> Iterator[str]:
    with serving(FakeAssistant(), shared) as url:
        yield url


@pytest.fixture
def evaluated_site(shared: FakeEvaluator, shared_site: str) -> Iterator[str]:
    shared.kept = [summary("b", 0.65), summary("a", 0.5), summary("odd", 0.3)]
    shared.last, shared.pause = None, PAUSE_SECONDS
    yield shared_site
    shared.join()


@pytest.fixture
def page(open_page: OpenPage, evaluated_site: str) -> Page:
    return open_page(f"{evaluated_site}/evaluate", ready=READY)


def test_the_conversation_leads_to_the_evaluate_page_and_back(
    open_page: OpenPage, evaluated_site: str
) -> None:
    page = open_page(evaluated_site)
    page.get_by_role("link", name="Evaluate").click()
    page.locator(READY).wait_for()
    here = page.locator("#ways a[aria-current]")
    assert here.inner_text() == "Evaluate"
    assert page.locator("#ways a").all_inner_texts() == ["Ask", "Sources", "Evaluate"]
    page.get_by_role("link", name="Ask").click()
    page.locator("#conversation .log").wait_for()
    assert page.locator(".nav-holder:visible").count() == 0  # Gradio's own.


def test_without_a_suite_there_is_no_such_page(open_page: OpenPage, slow_site: str) -> None:
    page = open_page(slow_site)
    assert page.get_by_role("link", name="Evaluate").count() == 0


def test_the_last_runs_are_shown_and_open_their_reports(page: Page) -> None:
    rows = page.locator("#runs tbody tr")
    assert rows.count() == 3
    assert "65.0\xa0%" in rows.first.text_content().replace("\u202f", "\xa0")
    with page.expect_popup() as opened:
        rows.first.get_by_role("link", name="Report").click()
    report = opened.value
    report.get_by_role("heading", name="Accuracy report").wait_for()
    assert report.title() == "b"


def test_a_suite_is_run_with_a_progress_bar_and_joins_the_runs(page: Page) -> None:
    page.get_by_label("Questions").fill("8")
    page.locator("#run").click()
    bar = page.locator("#progress progress")
    page.locator("#progress").get_by_text(re.compile("^[1-7] of 8 questions of dev")).wait_for()
    assert 0 < bar.evaluate("bar => bar.position") < 1
    assert page.locator("#run").is_hidden()
    page.locator("#progress").get_by_text("Done: 8 of 8 questions of dev").wait_for()
    page.locator("#run").wait_for()
    assert page.locator("#halt").is_hidden()
    assert page.locator("#runs tbody tr").count() == 4


def test_a_run_is_stopped(page: Page, shared: FakeEvaluator) -> None:
    shared.pause = UNTIL_STOPPED
    page.locator("#run").click()
    page.locator("#halt").click()
    page.locator("#progress").get_by_text("Broken off:").wait_for()
    page.locator("#run").wait_for()
    assert page.locator("#runs tbody tr").first.get_by_text("unfinished").is_visible()


def test_a_page_opened_during_a_run_follows_it(
    page: Page, open_page: OpenPage, evaluated_site: str, shared: FakeEvaluator
) -> None:
    shared.pause = UNTIL_STOPPED
    page.locator("#run").click()
    page.locator("#progress progress").wait_for()
    other = open_page(f"{evaluated_site}/evaluate", ready="#progress progress")
    other.locator("#halt").wait_for()
    page.locator("#halt").click()
    other.locator("#progress").get_by_text("Broken off:").wait_for()


def test_by_keyboard_alone_a_suite_is_run_stopped_and_compared(
    page: Page, shared: FakeEvaluator
) -> None:
    shared.pause = UNTIL_STOPPED
    tab_to(page, page.get_by_label("Suite"))
    page.get_by_role("option", name="test").wait_for()
    tab_to(page, page.get_by_label("Questions"))
    tab_to(page, page.locator("#run"))
    page.keyboard.press("Enter")
    page.locator("#progress").get_by_text("0 of 20 questions of dev").wait_for()
    tab_to(page, page.locator("#halt"))
    page.keyboard.press("Enter")
    page.locator("#progress").get_by_text("Broken off:").wait_for()
    tab_to(page, page.locator("#compare"))
    page.keyboard.press("Enter")
    page.locator("#comparison .comparison").wait_for()
    tab_to(page, page.get_by_role("link", name="Ask"), "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("#conversation .log").wait_for()


def test_a_mistyped_number_is_told_in_a_plain_sentence(page: Page) -> None:
    page.get_by_label("Questions").fill("<b>many</b>")
    page.locator("#run").click()
    told = page.locator("#progress .problem")
    told.wait_for()
    assert "The number of questions is '<b>many</b>'." in told.inner_text()
    assert page.locator("#progress b").count() == 0
    assert page.locator("#run").is_visible()


def test_two_runs_are_compared_with_their_flips(page: Page) -> None:
    page.locator("#compare").click()
    comparison = page.locator("#comparison .comparison")
    comparison.wait_for()
    text = comparison.inner_text()
    assert "Fixed 1, broke 2" in text
    assert "a → b" in text
    assert "+15.0 better" in text
    assert "Who asked <script>alert(1)</script>?" in text
    assert "list · right → wrongly declined · q-2" in text


def test_another_pair_is_chosen_from_the_runs(page: Page) -> None:
    before = page.get_by_label("Before")
    before.click()
    page.get_by_role("option").nth(2).click()
    page.locator("#compare").click()
    page.locator("#comparison .problem").get_by_text("over different questions").wait_for()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways_or_hides_and_everybody_can_use_it(
    open_page: OpenPage, evaluated_site: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(f"{evaluated_site}/evaluate", size, scheme, READY)
    page.locator("#compare").click()
    page.locator("#comparison .comparison").wait_for()
    assert serious_faults(page) == []
    assert overflow(page) <= 0
    assert page.locator("#evaluate").evaluate("e => e.scrollWidth <= e.clientWidth")
    for name in ("#run", "#compare"):
        box = page.locator(name).bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]
