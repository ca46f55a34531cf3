"""Errors over HTTP: problem documents (RFC 9457), whatever went wrong."""

from __future__ import annotations

import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.gate import Rules
from assistant.api.app import PATH, make_api
from assistant.api.problems import UNEXPECTED, UNKEPT, add_handlers
from assistant.api.services import Services
from assistant.errors import ModelUnavailable
from assistant.keeping.errors import KeepingFault
from index.errors import IndexFault
from tests.assistant.api.conftest import ASKS
from tests.assistant.api.samples import FOUND, HOST, QUESTION, guarded

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "address", "sent", "status", "sentence"),
    [
        ("GET", "/none", {}, 404, "There is nothing at this address."),
        ("GET", "/documents/a%0Ab", {}, 404, "There is no document 'a\\nb'."),
        ("GET", "/ask", {}, 405, "This address does not take GET; it takes POST."),
        ("PUT", "/conversations", {}, 405, "does not take PUT; it takes"),
        ("POST", "/ask", {"content": "{", "headers": JSON}, 400, "body: it is not JSON"),
        ("POST", "/ask", {"content": b"\xff", "headers": JSON}, 400, "cannot be read."),
        ("POST", "/ask", {"content": "[" * 90_000, "headers": JSON}, 400, "cannot be read."),
        ("POST", "/ask", {"json": []}, 400, "body: input should be a valid"),
        ("POST", "/ask", {"json": {}}, 400, "question: it is missing."),
        ("POST", "/ask", {"content": '{"question": "a"}'}, 415, "Send JSON, and say so"),
        ("POST", "/ask", {"data": {"question": "a"}}, 415, "Send JSON, and say so"),
        ("POST", "/check/upload", {"json": {}}, 415, "Send the file as a form does"),
        ("POST", "/check/upload", {"files": {"fil": b"a"}}, 400, "file: it is missing."),
        ("POST", "/ask", {"json": {"question": "a" * 1_000_001}}, 413, "This is 1.0 MB; the most"),
    ],
)
def test_a_wrong_request_gets_a_problem_document(
    client: TestClient,
    method: str,
    address: str,
    sent: dict[str, object],
    status: int,
    sentence: str,
) -> None:
    response = client.request(method, address, **sent)  # type: ignore[arg-type]
    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert sentence in problem["detail"]
    assert problem["title"]


def test_a_body_that_does_not_say_how_long_it_is_is_cut_off(client: TestClient) -> None:
    endless = (b"x" * 100_000 for _ in range(20))
    response = client.post("/ask", content=endless, headers=JSON)
    assert (response.status_code, response.headers["content-type"]) == (413, PROBLEM)


def test_a_problem_says_where_it_lies(client: TestClient) -> None:
    given = {"question": QUESTION, "history": [{"question": "a"}, {"q/~": 1}]}
    problem = client.post("/ask", json=given).json()
    assert problem["instance"] == f"{PATH}/ask"
    assert problem["errors"] == [
        {"detail": "it is missing", "pointer": "#/history/1/question"},
        {"detail": "it is not known here", "pointer": "#/history/1/q~1~0"},
    ]
    problem = client.get("/passages?q=a&limit=x").json()
    assert [error["parameter"] for error in problem["errors"]] == ["limit"]


def test_an_address_that_is_not_ascii_is_named_as_one(client: TestClient) -> None:
    problem = client.get("/documents/caf%C3%A9%20%00").json()
    assert problem["instance"] == f"{PATH}/documents/caf%C3%A9%20%00"


def test_a_wrong_method_is_told_with_all_that_are_right(client: TestClient) -> None:
    for address, methods in (
        ("/conversations", "GET, POST"),
        ("/conversations/one", "DELETE, GET, PATCH"),
        ("/docs", "GET"),
        ("/docs/assets/swagger-ui.css", "GET, HEAD"),
    ):
        response = client.put(address)
        assert (response.status_code, response.headers["allow"]) == (405, methods)
        assert methods in response.json()["detail"]


@pytest.mark.parametrize("error", [RuntimeError("secret"), IndexFault("/secret/index is gone")])
def test_what_nobody_foresaw_is_logged_and_not_told(error: Exception) -> None:
    with failing(error) as client:
        response = client.get("/fail")
    assert (response.status_code, response.headers["content-type"]) == (500, PROBLEM)
    assert response.json()["detail"] == UNEXPECTED
    assert "secret" not in response.text


def test_what_the_user_can_do_nothing_about_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    broken = failing(KeepingFault("/secret/rapporteur.db is damaged."))
    with broken as client, caplog.at_level(logging.ERROR):
        response = client.get("/fail")
    assert (response.status_code, response.json()["detail"]) == (503, UNKEPT)
    assert "secret" not in response.text
    assert "/secret/rapporteur.db is damaged." in caplog.text


def test_a_language_model_that_is_away_is_told() -> None:
    with failing(ModelUnavailable("The language model cannot be reached.")) as client:
        response = client.get("/fail")
    assert (response.status_code, response.json()["detail"]) == (
        502,
        "The language model cannot be reached.",
    )


def failing(error: Exception) -> TestClient:
    """A server whose one address fails."""
    api = FastAPI()
    add_handlers(api)

    @api.get("/fail")
    def fail() -> None:
        raise error

    server = guarded(api, Rules(), None)
    return TestClient(server, f"{HOST}{PATH}", raise_server_exceptions=False)


@pytest.fixture
def unknown(delegate: TestClient) -> TestClient:
    """A program without a token at a server that has accounts."""
    del delegate.headers["Authorization"]
    return delegate


def test_whoever_is_not_signed_in_is_told_how_to(unknown: TestClient) -> None:
    response = unknown.post("/ask", json={"question": QUESTION})
    assert (response.status_code, response.headers["content-type"]) == (401, PROBLEM)
    assert "Authorization: Bearer" in response.json()["detail"]
    assert response.headers["www-authenticate"].startswith("Bearer")


def test_health_is_told_to_anybody(unknown: TestClient) -> None:
    assert unknown.get("/health").status_code == 200
    assert unknown.get("/documents").status_code == 401


def test_too_many_questions_have_to_wait(delegate: TestClient) -> None:
    for _ in range(ASKS - 1):
        assert delegate.post("/ask", json={"question": QUESTION}).status_code == 200
    assert delegate.get("/passages", params={"q": "money"}).status_code == 200
    for response in (
        delegate.post("/ask", json={"question": QUESTION}),
        delegate.post("/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}),
        delegate.get("/passages", params={"q": "money"}),
    ):
        assert (response.status_code, response.headers["content-type"]) == (429, PROBLEM)
        assert "too many questions" in response.json()["detail"]
        assert int(response.headers["retry-after"]) > 0


def test_an_api_that_nobody_guards_serves_nobody(services: Services) -> None:
    with TestClient(make_api(services), HOST) as client:
        for response in (
            client.post("/ask", json={"question": FOUND}),
            client.get("/documents"),
            client.get("/suggestions?q=a"),
            client.get("/conversations"),
        ):
            assert (response.status_code, response.headers["content-type"]) == (401, PROBLEM)
        assert client.get("/health").status_code == 200
