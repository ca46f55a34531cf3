"""What nobody gets without signing in, or without the role for it, of all that is served."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.assistant.accounts.people import PASSWORD, TOKEN
from tests.ui.visiting import HTML, Visitor, beginning
from ui.web import PUBLIC, ROLES


def routes_of(routes: Any) -> Iterator[tuple[str, str]]:
    """Method and path of every route, those of mounted applications and routers too."""
    for route in routes:
        inner = getattr(route, "original_router", route)
        path = getattr(route, "path", "")
        for method, below in routes_of(getattr(inner, "routes", None) or []):
            yield method, path + below
        # One that names no methods takes them all.
        for method in sorted(getattr(route, "methods", None) or {"GET", "POST"}):
            yield method, re.sub(r"\{[^}]*\}", "x", path)


def test_every_route_is_guarded_but_the_public_ones(guarded: FastAPI, visitor: Visitor) -> None:
    routes = sorted(set(routes_of(guarded.routes)))
    paths = {path for _, path in routes}
    assert {"/gradio_api/queue/join", "/gradio_api/heartbeat/x", "/gradio_api/file=x"} <= paths
    assert {"/", "/mcp", "/check", "/review", "/evaluate", "/source/x"} <= paths
    assert {"/api/v1/ask", "/api/v1/docs", "/api/v1/conversations", "/api/v1/check"} <= paths

    async def let_in() -> set[str]:
        return {path for method, path in routes if not await is_refused(guarded, method, path)}

    assert asyncio.run(let_in()) == PUBLIC


async def is_refused(app: FastAPI, method: str, path: str) -> bool:
    status, headers = await beginning(app, method, path)
    signs_in = status == 303 and headers["location"].startswith("/sign-in")
    return signs_in or status in (401, 404, 405)


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/api/v1/ask", "/mcp"])
def test_programs_are_told_in_a_problem_document(visitor: Visitor, path: str) -> None:
    refused = visitor().post(path, json={})
    assert refused.status_code == 401
    assert refused.json()["detail"].startswith("You are signed out.")
    assert "default-src 'self'" in refused.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/gradio_api/queue/data?session_hash=x", "/gradio_api/heartbeat/x", "/config"]
)
def test_gradios_streams_and_settings_are_guarded(visitor: Visitor, path: str) -> None:
    assert visitor().get(path).status_code in (303, 401)


def test_a_web_socket_is_guarded(visitor: Visitor) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        visitor().websocket_connect("/gradio_api/queue/join"),
    ):
        pass
    assert refused.value.code == 1008


def test_another_sites_form_neither_signs_in_nor_out(visitor: Visitor) -> None:
    client = visitor("bo")
    form = {"name": "carla", "password": PASSWORD}
    for path in ("/sign-in", "/sign-out"):
        refused = client.post(path, data=form, headers=HTML | {"origin": "http://evil.example"})
        assert refused.status_code == 403
        assert "comes from another site" in refused.text
    assert "Signed in as bo" in client.get("/sign-out").text


def test_pages_above_ones_role_are_refused_in_a_page(visitor: Visitor) -> None:
    assert {"/check", "/review", "/evaluate"} <= set(ROLES)
    client = visitor("bo")
    for path in (*ROLES, "/evaluate/reports/run-1"):
        refused = client.get(path, headers=HTML)
        assert refused.status_code == 403
        assert re.search("needs the role (checker|evaluator), and yours is delegate", refused.text)
        assert "frame-ancestors 'self'" in refused.headers["content-security-policy"]


def events_of(client: TestClient, page: str) -> list[dict[str, Any]]:
    """What a page sends to call each of its event handlers."""
    config = client.get("/config").json()
    data = {"start": ["dev", ""], "compare": [None, None]}
    return [
        {
            "fn_index": event["id"],
            "data": data.get(event["api_name"], []),
            "session_hash": f"page{event['id']}",
        }
        for event in config["dependencies"]
        if event["id"] in config["page"][page]["dependencies"]
    ]


def outcome(client: TestClient, event: dict[str, Any]) -> dict[str, Any]:
    """How the event ended: the last message of its stream."""
    assert client.post("/gradio_api/queue/join", json=event).status_code == 200
    hash_ = event["session_hash"]
    messages = [
        json.loads(line.removeprefix("data: "))
        for line in client.get(f"/gradio_api/queue/data?session_hash={hash_}").text.splitlines()
        if line
    ]
    return next(m for m in messages if m["msg"] == "process_completed")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Of pandas, as Gradio uses it.
def test_no_event_of_the_evaluate_page_can_be_called_around_it(visitor: Visitor) -> None:
    chief, delegate = visitor("ed"), visitor("bo")
    events = events_of(chief, "evaluate")
    assert len(events) == 5
    for event in events:
        assert outcome(delegate, event)["success"] is False
        assert outcome(chief, event)["success"] is True


def test_other_sites_are_not_invited_to_read_whatever_our_name_is(visitor: Visitor) -> None:
    client = visitor("bo")
    answer = client.get("/config", headers={"host": "r.example", "origin": "https://evil.example"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_token_serves_a_script_and_opens_no_session(visitor: Visitor) -> None:
    client = visitor()
    answer = client.get("/config", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
