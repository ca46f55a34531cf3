"""Browsers without a screen, and how they sign in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from tests.assistant.accounts.people import PASSWORD

URL = "http://127.0.0.1:7860"
HTML = {"accept": "text/html"}
SECONDS = 20
"""How long an answer may take to begin, on a machine that has much else to do."""

Visitor = Callable[..., TestClient]
"""Makes a browser: ``visitor(name="", base_url=URL)``, signed in where there is a name."""


def sign_in(client: TestClient, name: str, password: str = PASSWORD, query: str = "") -> Any:
    form = {"name": name, "password": password}
    return client.post(f"/sign-in{query}", data=form, headers=HTML)


class Begun(Exception):
    """The answer has begun: no more is wanted of it."""


async def beginning(app: FastAPI, method: str, path: str) -> tuple[int, Headers]:
    """Status and headers of the answer to nobody; the rest, which may never end, is not awaited.

    Status 0 where none began.
    """
    begun: list[tuple[int, Headers]] = []
    sent = [(b"host", b"127.0.0.1:7860"), (b"accept", b"text/html")]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": sent}

    body = [{"type": "http.request", "body": b""}]

    async def receive() -> dict[str, Any]:
        if not body:
            await asyncio.Event().wait()  # It stays connected.
        return body.pop()

    async def send(message: Any) -> None:
        begun.append((message["status"], Headers(raw=message["headers"])))
        raise Begun

    with suppress(Exception):
        await asyncio.wait_for(app({**scope, "scheme": "http"}, receive, send), SECONDS)
    return begun[0] if begun else (0, Headers())
