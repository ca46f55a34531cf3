"""The whole application behind its gate, and browsers that visit it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.access import Access
from assistant.accounts.storing import AccountsFile
from assistant.keeping.opening import open_keeping
from assistant.suggesting import Suggester
from tests.assistant.accounts.people import Clock, access_for, kept
from tests.assistant.api.samples import small_assistant
from tests.ui.fake_evaluator import FakeEvaluator, summary
from tests.ui.visiting import URL, Visitor, sign_in
from ui.programs import programs_for
from ui.web import web_app


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> AccountsFile:
    return kept(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def access(accounts: AccountsFile, clock: Clock) -> Access:
    return access_for(accounts, clock)


@pytest.fixture(scope="module")
def guarded(access: Access, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """All that is ever served: the pages, those for staff, the API and the tools."""
    assistant = small_assistant(tmp_path_factory.mktemp("index"))
    suggester = Suggester(assistant.corpus)

    async def build() -> FastAPI:
        return web_app(
            assistant,
            FakeEvaluator(kept=[summary("run-1", 0.5)]),
            access,
            keeping=keeping,
            suggester=suggester,
            programs=programs_for(assistant, suggester),
        )

    # Where no event loop runs, Gradio makes one of its own and never closes it.
    with (
        open_keeping(tmp_path_factory.mktemp("kept")) as keeping,
        ThreadPoolExecutor(1) as elsewhere,
    ):
        yield elsewhere.submit(lambda: asyncio.run(build())).result()


@pytest.fixture(scope="module")
def started(guarded: FastAPI) -> Iterator[TestClient]:
    """The application's events of its start have run, which they can but once."""
    with TestClient(guarded, base_url=URL) as client:
        yield client


@pytest.fixture
def visitor(guarded: FastAPI, started: TestClient, clock: Clock) -> Visitor:
    """Makes a browser that has signed in as somebody, or as nobody."""
    clock.now += 3600  # Nobody waits for what another test has tried.

    def made(name: str = "", base_url: str = URL) -> TestClient:
        client = TestClient(guarded, base_url=base_url, follow_redirects=False)
        client.portal = started.portal  # All are served by one event loop, as they are by a server.
        if name:
            assert sign_in(client, name).status_code == 303
        return client

    return made
