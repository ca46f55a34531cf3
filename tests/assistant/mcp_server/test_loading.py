"""Tools whose parts are made beside the server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import Client
from mcp_types import TextContent

from assistant.checking.checker import make_checker
from assistant.errors import UserError
from assistant.mcp_server.loading import Loading
from assistant.mcp_server.server import make_server
from assistant.mcp_server.tools import Parts
from tests.assistant.api.samples import FOUND, small_assistant


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    assistant = small_assistant(tmp_path)
    return Parts(assistant, make_checker(assistant))


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a loading waits for; opened at the end of a test at the latest."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def unforeseen(monkeypatch: pytest.MonkeyPatch) -> list[BaseException | None]:
    """What threads have ended with."""
    errors: list[BaseException | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda hook: errors.append(hook.exc_value))
    return errors


def ended(loading: Loading) -> None:
    """Run it to its end in a thread, as ``start`` does."""
    thread = threading.Thread(target=loading._run)
    thread.start()
    thread.join()


def test_an_assistant_is_greeted_before_the_parts_are_made(
    parts: Parts, gate: threading.Event
) -> None:
    def make() -> Parts:
        gate.wait()
        return parts

    loading = Loading(make, patience=0.1)
    server = make_server(parts.assistant.documents, loading.parts, "1")

    async def speaking() -> tuple[list[str], str, bool]:
        async with Client(server) as client:
            listed = await client.list_tools()
            early = await client.call_tool("check_quotation", {"quotation": FOUND})
            (content,) = early.content
            assert isinstance(content, TextContent)
            gate.set()
            await asyncio.to_thread(loading._made.result)
            late = await client.call_tool("check_quotation", {"quotation": FOUND})
            return [tool.name for tool in listed.tools], content.text, late.is_error

    loading.start()
    tools, early, failed = asyncio.run(speaking())
    assert tools == ["ask", "find_passages", "check_quotation"]
    assert "Rapporteur is still loading." in early
    assert "Ask again in a minute." in early
    assert not failed


def test_what_is_wrong_is_told_by_every_tool(unforeseen: list[BaseException | None]) -> None:
    def make() -> Parts:
        raise UserError("The model is damaged.")

    loading = Loading(make)
    ended(loading)
    for _ in range(2):
        with pytest.raises(UserError, match=r"The model is damaged\."):
            loading.parts()
    assert unforeseen == []


def test_what_nobody_foresaw_leaves_a_traceback(unforeseen: list[BaseException | None]) -> None:
    fault = RuntimeError("a fault")

    def make() -> Parts:
        raise fault

    loading = Loading(make)
    ended(loading)
    with pytest.raises(RuntimeError, match="a fault"):
        loading.parts()
    assert unforeseen == [fault]


def test_at_the_end_of_the_program_it_leaves_none(unforeseen: list[BaseException | None]) -> None:
    def make() -> Parts:
        loading.end()
        raise RuntimeError("cannot schedule new futures after shutdown")

    loading = Loading(make)
    ended(loading)
    assert unforeseen == []
