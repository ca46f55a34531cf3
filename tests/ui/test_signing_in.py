"""Signing in and out of the real application, and what nobody gets without."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import managing
from assistant.accounts.access import Access
from assistant.accounts.cookies import NAME, SECURE_NAME
from assistant.accounts.passwords import Passwords
from assistant.accounts.sessions import LONGEST_SECONDS
from assistant.accounts.storing import AccountsFile
from assistant.keeping.opening import open_keeping
from assistant.suggesting import Suggester
from tests.assistant.accounts.people import (
    CHEAP,
    PASSWORD,
    TOKEN,
    Clock,
    access_for,
    kept,
)
from tests.assistant.api.samples import small_assistant
from tests.ui.fake import FakeAssistant
from tests.ui.fake_evaluator import FakeEvaluator, summary
from ui.programs import programs_for
from ui.web import PUBLIC, ROLES, web_app

URL = "http://127.0.0.1:7860"
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> AccountsFile:
    return kept(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def access(file: AccountsFile, clock: Clock) -> Access:
    return access_for(file, clock)


@pytest.fixture(scope="module")
def app(access: Access, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
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
def started(app: FastAPI) -> Iterator[None]:
    """The application's events of its start have run; they can but once."""
    with TestClient(app, base_url=URL):
        yield


Visitor = Callable[..., TestClient]


@pytest.fixture
def visitor(app: FastAPI, started: None, clock: Clock) -> Visitor:
    """Makes a browser that has signed in as somebody, or as nobody."""
    clock.now += 3600  # Nobody waits for what another test has tried.

    def made(name: str = "", base_url: str = URL) -> TestClient:
        client = TestClient(app, base_url=base_url, follow_redirects=False)
        if name:
            assert sign_in(client, name).status_code == 303
        return client

    return made


def sign_in(client: TestClient, name: str, password: str = PASSWORD, query: str = "") -> Any:
    form = {"name": name, "password": password}
    return client.post(f"/sign-in{query}", data=form, headers=HTML)


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


def test_every_route_is_guarded_but_the_public_ones(app: FastAPI, visitor: Visitor) -> None:
    client = visitor()
    routes = sorted(set(routes_of(app.routes)))
    paths = {path for _, path in routes}
    assert {"/gradio_api/queue/join", "/gradio_api/heartbeat/x", "/gradio_api/file=x"} <= paths
    assert {"/", "/mcp", "/check", "/review", "/evaluate", "/source/x"} <= paths
    assert {"/api/v1/ask", "/api/v1/docs", "/api/v1/conversations", "/api/v1/check"} <= paths
    let_in = {
        (method, path)
        for method, path in routes
        if not is_refused(client.request(method, path, headers=HTML))
    }
    assert {path for _, path in let_in} == PUBLIC


def is_refused(response: Any) -> bool:
    signs_in = response.status_code == 303 and response.headers["location"].startswith("/sign-in")
    return signs_in or response.status_code in (401, 404, 405)


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
    from starlette.websockets import WebSocketDisconnect

    with (
        pytest.raises(WebSocketDisconnect) as refused,
        visitor().websocket_connect("/gradio_api/queue/join"),
    ):
        pass
    assert refused.value.code == 1008


def test_signing_in_opens_the_pages_and_leads_on(visitor: Visitor) -> None:
    client = visitor()
    asked = client.get("/evaluate?x=1", headers=HTML)
    assert asked.headers["location"] == "/sign-in?next=%2Fevaluate%3Fx%3D1"
    form = client.get(asked.headers["location"])
    assert form.status_code == 200
    assert "<h1>Sign in</h1>" in form.text
    assert 'autocomplete="current-password"' in form.text
    entered = sign_in(client, "Ed", query="?next=%2Fevaluate%3Fx%3D1")
    assert (entered.status_code, entered.headers["location"]) == (303, "/evaluate?x=1")
    page = client.get("/evaluate?x=1")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert client.get("/evaluate/reports/run-1").status_code == 200


@pytest.mark.parametrize(
    "place", ["https://evil.example", "//evil.example", "/\\evil.example", "/%09/evil.example"]
)
def test_signing_in_leads_to_no_other_site(visitor: Visitor, place: str) -> None:
    assert sign_in(visitor(), "bo", query=f"?next={place}").headers["location"] == "/"


def test_a_wrong_password_is_told_beside_the_form_and_what_was_typed_is_escaped(
    visitor: Visitor,
) -> None:
    refused = sign_in(visitor(), '"><script>alert(1)</script>', "a secret that was typed")
    assert refused.status_code == 401
    assert "The name or the password is wrong." in refused.text
    assert 'role="alert"' in refused.text
    assert "<script>" not in refused.text
    assert "a secret that was typed" not in refused.text
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"name", b"&" * 100, b"name=a&" * 100, b'{"name": "anna"}']
)
def test_a_form_that_is_none_is_a_wrong_password(visitor: Visitor, body: bytes) -> None:
    assert visitor().post("/sign-in", content=body).status_code == 401


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites(visitor: Visitor) -> None:
    plain = sign_in(visitor(), "bo").headers["set-cookie"]
    safe = sign_in(visitor(base_url="https://r.example"), "bo").headers["set-cookie"]
    assert plain.startswith(f"{NAME}=")
    assert safe.startswith(f"{SECURE_NAME}=")
    for cookie in (plain, safe):
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert {"httponly", "samesite=lax", "path=/", f"max-age={LONGEST_SECONDS}"} <= parts
        assert not any(part.startswith("domain") for part in parts)
        assert ("secure" in parts) is (cookie == safe)


def test_a_session_that_was_planted_is_not_taken_over(visitor: Visitor) -> None:
    client = visitor()
    form = {"name": "bo", "password": PASSWORD}
    planted = {"cookie": f"{NAME}=planted"}
    entered = client.post("/sign-in", data=form, headers=planted)
    assert entered.cookies[NAME] != "planted"
    assert visitor().get("/sign-out", headers=planted).status_code == 303


def test_signing_in_anew_ends_the_session_before(visitor: Visitor) -> None:
    client = visitor("bo")
    before = visitor()
    before.cookies.set(NAME, client.cookies[NAME])
    assert before.get("/sign-out").status_code == 200
    sign_in(client, "carla")
    assert before.get("/sign-out").status_code == 303


def test_signing_out_ends_the_session_itself(visitor: Visitor) -> None:
    client = visitor("bo")
    session = client.cookies[NAME]
    page = client.get("/sign-out")
    assert "Signed in as bo" in page.text
    assert "Your role is delegate." in page.text
    left = client.post("/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
    assert NAME not in client.cookies
    client.cookies.set(NAME, session)
    ended = client.post("/gradio_api/queue/join", json={})
    assert ended.status_code == 401
    assert "Load the page again to sign in" in ended.json()["detail"]


def test_a_new_password_ends_the_session(
    visitor: Visitor, file: AccountsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(managing, "Passwords", lambda: Passwords(CHEAP))
    client = visitor("bo")
    assert client.get("/").status_code == 200
    managing.set_password(file, "bo", PASSWORD)
    assert client.get("/").status_code == 303


def test_another_sites_form_neither_signs_in_nor_out(visitor: Visitor) -> None:
    client = visitor("bo")
    form = {"name": "carla", "password": PASSWORD}
    for path in ("/sign-in", "/sign-out"):
        refused = client.post(path, data=form, headers=HTML | {"origin": "http://evil.example"})
        assert refused.status_code == 403
        assert "comes from another site" in refused.text
    assert "Signed in as bo" in client.get("/sign-out").text


def test_guessing_is_held_up_on_the_page_too(visitor: Visitor) -> None:
    client = visitor()
    statuses = [sign_in(client, "bo", f"guess {number}").status_code for number in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    held_up = sign_in(client, "bo")
    assert held_up.status_code == 429
    assert held_up.headers["retry-after"] == "60"
    assert "Try again in 60 seconds." in held_up.text


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
    assert len(events) == 4
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


def test_without_accounts_nobody_signs_in(tmp_path: Path) -> None:
    nobody = access_for(AccountsFile(tmp_path / "accounts.json"))

    async def build() -> FastAPI:
        return web_app(FakeAssistant(), access=nobody)

    with ThreadPoolExecutor(1) as elsewhere:
        app = elsewhere.submit(lambda: asyncio.run(build())).result()
    with TestClient(app, base_url=URL, follow_redirects=False) as client:
        assert client.get("/").status_code == 200
        assert client.get("/sign-in?next=/x").headers["location"] == "/x"
        assert sign_in(client, "anna").headers["location"] == "/"
        assert "nobody needs to sign in here" in client.get("/sign-out").text
        assert client.get("/", headers={"host": "evil.example"}).status_code == 421
        kept(tmp_path)
        assert client.get("/").status_code == 303
