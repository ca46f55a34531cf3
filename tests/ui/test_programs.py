"""The API and the tools beside the page, on one server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.types import LOCAL
from assistant.keeping.opening import Keeping, open_keeping
from assistant.suggesting import Suggester
from tests.assistant.api.samples import FOUND, HOST, QUESTION, small_assistant
from ui.programs import programs_for
from ui.web import web_app


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeping]:
    with open_keeping(tmp_path_factory.mktemp("programs-home")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, keeping: Keeping) -> Iterator[TestClient]:
    assistant = small_assistant(tmp_path_factory.mktemp("programs-index"))
    suggester = Suggester(assistant.corpus)
    programs = programs_for(assistant, suggester)

    async def build() -> FastAPI:
        return web_app(assistant, keeping=keeping, suggester=suggester, programs=programs)

    # Where no event loop runs, Gradio makes one of its own and never closes it.
    with ThreadPoolExecutor(1) as elsewhere:
        app = elsewhere.submit(lambda: asyncio.run(build())).result()
    with TestClient(app, base_url=HOST) as client:
        yield client


def test_the_page_is_still_there(client: TestClient) -> None:
    page = client.get("/")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_a_question_over_http_is_kept_where_the_page_keeps_its_own(
    client: TestClient, keeping: Keeping
) -> None:
    kept = keeping.conversations.create(LOCAL.id)
    given = {"question": QUESTION, "conversation_id": kept.id}
    answer = client.post("/api/v1/ask", json=given)
    assert answer.json()["citations"][0]["quote"] == FOUND
    (turn,) = keeping.conversations.load(LOCAL.id, kept.id).turns
    assert turn.question == QUESTION


def test_the_documentation_is_a_page_of_this_server(client: TestClient) -> None:
    page = client.get("/api/v1")
    assert page.url.path == "/api/v1/docs"
    assert "default-src 'self'" in page.headers["content-security-policy"]


def test_the_tools_are_there(client: TestClient) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    listed = client.post("/mcp", json=asked, headers=headers).json()
    names = [tool["name"] for tool in listed["result"]["tools"]]
    assert names == ["ask", "find_passages", "check_quotation"]


def test_another_name_of_the_server_is_refused_as_on_the_page(client: TestClient) -> None:
    for path in ("/api/v1/documents", "/mcp"):
        assert client.get(path, headers={"Host": "example.org"}).status_code == 421
