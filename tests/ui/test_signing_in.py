"""Signing in and out of the real application."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import managing
from assistant.accounts.cookies import NAME, SECURE_NAME
from assistant.accounts.passwords import Passwords
from assistant.accounts.sessions import LONGEST_SECONDS
from assistant.accounts.storing import AccountsFile
from tests.assistant.accounts.people import CHEAP, PASSWORD, access_for, kept
from tests.ui.fake import FakeAssistant
from tests.ui.visiting import HTML, URL, Visitor, sign_in
from ui.web import web_app


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
    visitor: Visitor, accounts: AccountsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(managing, "Passwords", lambda: Passwords(CHEAP))
    client = visitor("bo")
    assert client.get("/").status_code == 200
    managing.set_password(accounts, "bo", PASSWORD)
    assert client.get("/").status_code == 303


def test_guessing_is_held_up_on_the_page_too(visitor: Visitor) -> None:
    client = visitor()
    statuses = [sign_in(client, "bo", f"guess {number}").status_code for number in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    held_up = sign_in(client, "bo")
    assert held_up.status_code == 429
    assert held_up.headers["retry-after"] == "60"
    assert "Try again in 60 seconds." in held_up.text
    assert 'name="password"' in held_up.text


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
