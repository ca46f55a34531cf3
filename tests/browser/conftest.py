"""A server in a thread, and Debian's Chromium to look at it."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from assistant.accounts.access import Access
from assistant.evaluation import Evaluator
from assistant.keeping.opening import open_keeping
from tests.ui.fake import FakeAssistant
from tests.ui.turns import FakeSuggester, FakeSuggestions
from ui.serving import SHUTDOWN_SECONDS, address, listen
from ui.types import Assistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from assistant.assistant import Assistant as RealAssistant

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = (1280, 800)
NARROW = (390, 844)
PAUSE_SECONDS = 1.0
"""Between two steps of the slow assistant: long enough for a browser to be seen in between."""

OpenPage = Callable[..., "Page"]


@contextmanager
def serving(
    assistant: Assistant,
    evaluator: Evaluator | None = None,
    access: Access | None = None,
    **more: Any,
) -> Iterator[str]:
    """Serve ``assistant`` in a thread, with its accuracy suite if any; its address.

    ``access`` says who is let in; None: everybody. What ``web_app`` takes besides are ``more``.
    """
    import uvicorn

    from ui.web import web_app

    servers: list[uvicorn.Server] = []

    async def run(listener: socket.socket) -> None:
        config = uvicorn.Config(
            web_app(assistant, evaluator, access, **more),
            log_level="error",
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        servers.append(uvicorn.Server(config))
        await servers[0].serve(sockets=[listener])

    with closing(listen("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: asyncio.run(run(listener)))
        thread.start()
        # Nothing else goes on meanwhile. Which warnings are errors is a setting of the whole
        # process: whoever changes it for a while, as here and around an import, undoes what
        # another thread has changed.
        while thread.is_alive() and not (servers and servers[0].started):
            time.sleep(0.01)
        assert thread.is_alive(), "the page cannot be served: its thread's error says why"
        try:
            yield address(listener)
        finally:
            servers[0].should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def site(assistant: RealAssistant) -> Iterator[str]:
    """The address of the page over the shipped documents, as ``rapporteur serve`` has it."""
    from assistant.suggesting import Suggester
    from ui.programs import programs_for

    suggester = Suggester(assistant.corpus)
    suggester.wait()
    programs = programs_for(assistant, suggester)
    with serving(assistant, suggester=suggester, programs=programs) as url:
        yield url


@pytest.fixture(scope="session")
def talk_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that answers at once from two made-up documents, keeps
    conversations, and offers what may be asked next."""
    with open_keeping(tmp_path_factory.mktemp("kept")) as keeping:
        suggester = FakeSuggester(FakeSuggestions())
        with serving(FakeAssistant(), keeping=keeping, suggester=suggester) as url:
            yield url


@pytest.fixture(scope="session")
def slow_site() -> Iterator[str]:
    """The address of a page whose answers come slowly, and which fails on demand."""
    with serving(FakeAssistant(pause=PAUSE_SECONDS)) as url:
        yield url


@pytest.fixture(scope="module")  # Playwright holds an event loop while it is open
def browser() -> Iterator[Browser]:
    """A headless Chromium; the tests are skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("No Chromium on this machine: install it with `apt-get install chromium`.")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*CHROMIUM_OPTIONS])
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a fresh session of the given size, until ``ready`` is to be seen.

    Afterwards: nothing was asked of another host, and no script failed or was executed from text.
    """
    requested: list[str] = []
    failures: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        page.on("request", lambda request: requested.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("dialog", lambda dialog: failures.append(dialog.message) or dialog.dismiss())

    def opened(
        url: str,
        size: tuple[int, int] = WIDE,
        scheme: str = "light",
        ready: str = "#conversation .log[role]",
        **more: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, **more
        )
        contexts.append(context)
        context.on("page", watch)
        page = context.new_page()
        page.goto(url)
        page.locator(ready).wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    elsewhere = [url for url in requested if not url.startswith(("http://127.0.0.1:", "data:"))]
    assert requested
    assert elsewhere == []
    assert failures == []


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens addresses as ``watched`` does, for one test."""
    with watched(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def watched_page(browser: Browser, talk_site: str) -> Iterator[Page]:
    """A page of ``talk_site``, opened once for a whole file of tests: opening takes longest."""
    with watched(browser) as opened:
        yield opened(talk_site)


@pytest.fixture(scope="module")
def watched_site_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of ``site``, opened once for a whole file of tests."""
    with watched(browser) as opened:
        yield opened(site)


@pytest.fixture
def talk_page(watched_page: Page) -> Page:
    """The file's page of ``talk_site`` at 1280 pixels, as good as new."""
    return begin_anew(watched_page)


@pytest.fixture
def page(watched_site_page: Page) -> Page:
    """The file's page of ``site`` at 1280 pixels, as good as new."""
    return begin_anew(watched_site_page)


def begin_anew(page: Page) -> Page:
    """A page with a new conversation, and nothing typed, opened or sought."""
    page.unroute_all()
    page.mouse.move(0, 0)
    page.fill(".search", "")
    page.locator("#new").click()
    page.locator(".welcome").wait_for()
    page.fill("#box textarea", "")
    return page
