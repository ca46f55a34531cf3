"""The tools over standard input and output, by the real command, and over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.server import MCPServer
from starlette.applications import Starlette
from starlette.middleware import Middleware

from assistant.accounts.access import Access
from assistant.accounts.gate import Gate, Rules
from assistant.accounts.types import Role
from assistant.mcp_server.web import PATH, web_part
from tests.assistant.accounts.people import TOKEN, access_for, account, kept
from tests.assistant.api.samples import FOUND, QUESTION, listening
from tests.index.samples import REMITTANCES

ROOT = Path(__file__).resolve().parents[3]
COMMAND = "import sys; from assistant.cli import main; sys.exit(main())"


def test_nothing_but_the_protocol_goes_to_standard_output(tmp_path: Path) -> None:
    """By the real command, with the real embedding model and a document of one paragraph."""
    said = tmp_path / "said"
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "money.txt").write_text(f"1. {REMITTANCES}\n", encoding="utf-8")
    command = [sys.executable, "-c", COMMAND, "mcp", "--corpus", str(documents)]
    parameters = StdioServerParameters(
        command="sh",
        args=["-c", '"$@" | tee "$SAID"', "sh", *command, "--home", str(tmp_path / "home")],
        env={**os.environ, "SAID": str(said)},
        cwd=ROOT,
    )

    async def speaking() -> tuple[dict[str, Any], dict[str, Any]]:
        async with Client(stdio_client(parameters)) as client:
            asked = await client.call_tool("find_passages", {"query": QUESTION})
            checked = await client.call_tool("check_quotation", {"quotation": FOUND})
            return asked.structured_content or {}, checked.structured_content or {}

    found, checked = asyncio.run(speaking())
    assert REMITTANCES in found["passages"][0]["text"]
    assert checked["verdict"] == "exact"
    lines = said.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 3
    assert {json.loads(line)["jsonrpc"] for line in lines} == {"2.0"}


def web_server(server: MCPServer[Any], access: Access | None = None) -> Starlette:
    """The tools' address behind the gate, as the page's server has it."""
    part = web_part(server)
    gate = Middleware(Gate, access=access, rules=Rules())
    return Starlette(routes=part.routes, middleware=[gate], lifespan=part.router.lifespan_context)


def checked_over_http(
    server: MCPServer[Any], access: Access | None = None, token: str = "", times: int = 1
) -> list[str]:
    """What becomes of ``FOUND`` each time it is checked: its verdict, or what is said instead."""

    async def speaking(origin: str) -> list[str]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with AsyncExitStack() as stack:
            http = await stack.enter_async_context(httpx2.AsyncClient(headers=headers))
            transport = streamable_http_client(f"{origin}{PATH}", http_client=http)
            client = await stack.enter_async_context(Client(transport))
            results = [
                await client.call_tool("check_quotation", {"quotation": FOUND})
                for _ in range(times)
            ]
        return [
            str((result.structured_content or {}).get("verdict", result.content))
            for result in results
        ]

    with listening(web_server(server, access)) as origin:
        return asyncio.run(speaking(origin))


@pytest.fixture
def access(tmp_path: Path) -> Access:
    return access_for(kept(tmp_path, [account("dora", Role.DELEGATE, TOKEN)]), asks=2)


def test_the_tools_are_used_over_http(server: MCPServer[Any]) -> None:
    assert checked_over_http(server) == ["exact"]


def test_a_token_is_asked_for_where_there_are_accounts(
    server: MCPServer[Any], access: Access
) -> None:
    assert checked_over_http(server, access, TOKEN) == ["exact"]
    with listening(web_server(server, access)) as origin:
        response = httpx2.post(f"{origin}{PATH}", json={})
    assert (response.status_code, response.headers["content-type"]) == (
        401,
        "application/problem+json",
    )


def test_too_many_uses_have_to_wait(server: MCPServer[Any], access: Access) -> None:
    *allowed, refused = checked_over_http(server, access, TOKEN, times=3)
    assert allowed == ["exact", "exact"]
    assert "too many questions" in refused


def test_another_sites_page_is_refused(server: MCPServer[Any]) -> None:
    with listening(web_server(server)) as origin:
        for headers in ({"Origin": "https://example.org"}, {"Host": "example.org"}):
            response = httpx2.post(f"{origin}{PATH}", json={}, headers=headers)
            assert response.status_code in (403, 421)
