"""The gate before a small application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from assistant.accounts.access import Access
from assistant.accounts.cookies import NAME, SECURE_NAME
from assistant.accounts.errors import Refused
from assistant.accounts.gate import BODY_BYTES, Gate, Rules
from assistant.accounts.limits import Use
from assistant.accounts.problems import MEDIA_TYPE, problem_of
from assistant.accounts.requests import current_user, require, spend
from assistant.accounts.storing import AccountsFile
from assistant.accounts.types import Role
from tests.assistant.accounts.people import PASSWORD, TOKEN, access_for, kept

RULES = Rules(
    public=frozenset({"/health"}),
    roles={"/evaluate": Role.EVALUATOR},
    uploads=frozenset({"/check"}),
    upload_bytes=3 * BODY_BYTES,
)


async def who(request: Request) -> Response:
    user = current_user(request)
    return JSONResponse({"id": user.id, "role": user.role})


async def ask(request: Request) -> Response:
    spend(request, Use.ASKING)
    return PlainTextResponse("asked")


async def check(request: Request) -> Response:
    require(current_user(request), Role.CHECKER)
    return PlainTextResponse(str(len(await request.body())))


async def health(request: Request) -> Response:
    return JSONResponse({"known": hasattr(request.state, "user")})


async def socket(connection: WebSocket) -> None:
    await connection.accept()
    await connection.send_text(current_user(connection).id)
    await connection.close()


def client_for(access: Access | None, **options: Any) -> TestClient:
    async def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return problem_of(error)

    app = Starlette(
        routes=[
            Route("/who", who, methods=["GET", "POST"]),
            Route("/ask", ask, methods=["POST"]),
            Route("/check", check, methods=["POST"]),
            Route("/evaluate/runs", who),
            Route("/evaluated", who),
            Route("/health", health),
            WebSocketRoute("/socket", socket),
        ],
        exception_handlers={Refused: refused},
    )
    gate = Gate(app, access, RULES)
    return TestClient(gate, **{"base_url": "http://127.0.0.1:7860", **options})


@pytest.fixture
def file(tmp_path: Path) -> AccountsFile:
    return kept(tmp_path)


@pytest.fixture
def access(file: AccountsFile) -> Access:
    return access_for(file, asks=2)


def signed_in(access: Access, name: str) -> TestClient:
    return client_for(access, cookies={NAME: access.sign_in(name, PASSWORD, "")})


def said(response: Any) -> str:
    """The sentence of a problem document."""
    document = response.json()
    assert response.headers["content-type"] == MEDIA_TYPE
    assert set(document) == {"type", "title", "status", "detail"}
    assert document["status"] == response.status_code
    return str(document["detail"])


def test_without_accounts_whoever_uses_this_machine_is_let_in(tmp_path: Path) -> None:
    nobody = access_for(AccountsFile(tmp_path / "accounts.json"))
    for client in (client_for(None), client_for(nobody)):
        assert client.get("/who").json() == {"id": "local", "role": "admin"}
        assert client.get("/evaluate/runs").status_code == 200
        assert "cache-control" not in client.get("/who").headers


def test_without_accounts_no_other_name_is_answered_to() -> None:
    for path in ("/who", "/health"):
        refused = client_for(None).get(path, headers={"host": "evil.example"})
        assert refused.status_code == 421
        assert "add an account first" in said(refused)


def test_who_has_not_signed_in_is_told_how(access: Access) -> None:
    refused = client_for(access).get("/who")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="Rapporteur"'
    assert said(refused) == (
        "You are signed out. Load the page again to sign in; a program sends a token instead: "
        "Authorization: Bearer TOKEN"
    )


def test_a_session_is_its_users(access: Access) -> None:
    assert signed_in(access, "bo").get("/who").json() == {"id": "bo", "role": "delegate"}
    assert signed_in(access, "anna").get("/who").json() == {"id": "anna", "role": "admin"}


def test_a_session_that_has_ended_is_told(access: Access) -> None:
    refused = client_for(access, cookies={NAME: "x" * 43}).get("/who")
    assert refused.status_code == 401
    assert said(refused) == "Your session has ended. Load the page again to sign in."


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", f"bearer  {TOKEN} "])
def test_a_token_is_its_owners(access: Access, header: str) -> None:
    known = client_for(access).get("/who", headers={"authorization": header})
    assert known.json() == {"id": "carla", "role": "checker"}


@pytest.mark.parametrize(
    "header", [f"Basic {TOKEN}", "Bearer", "Bearer x", TOKEN, f"Bearer {TOKEN}\xe9"]
)
def test_a_wrong_token_is_told_even_beside_a_session(access: Access, header: str) -> None:
    client = signed_in(access, "anna")
    refused = client.get("/who", headers={"authorization": header.encode("latin-1")})
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused.headers["www-authenticate"]
    assert "This token is not known" in said(refused)


@pytest.mark.parametrize("path", ["/health/", "//health", "/health/../who", "/HEALTH", "/healthy"])
def test_only_the_very_path_is_public(access: Access, path: str) -> None:
    assert client_for(access).get("/health").json() == {"known": False}
    assert client_for(access).get(path).status_code == 401


def test_a_page_above_ones_role_is_refused_with_all_below_it(access: Access) -> None:
    refused = signed_in(access, "carla").get("/evaluate/runs")
    assert refused.status_code == 403
    assert "needs the role evaluator, and yours is checker" in said(refused)
    assert signed_in(access, "carla").get("/evaluated").status_code == 200
    assert signed_in(access, "ed").get("/evaluate/runs").status_code == 200


def test_a_handler_may_ask_for_a_role(access: Access) -> None:
    assert signed_in(access, "bo").post("/check", content=b"x").status_code == 403
    assert signed_in(access, "carla").post("/check", content=b"x").text == "1"


def test_a_user_who_asks_too_much_waits(access: Access) -> None:
    client = signed_in(access, "bo")
    assert [client.post("/ask").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.post("/ask")
    assert refused.headers["retry-after"] == "30"
    assert "too many questions in a minute" in said(refused)
    assert signed_in(access, "carla").post("/ask").status_code == 200


def test_another_sites_page_can_change_nothing(access: Access) -> None:
    client = signed_in(access, "bo")
    from_there = {"origin": "http://evil.example"}
    assert client.post("/who", headers=from_there).status_code == 403
    assert client.post("/who", headers={"sec-fetch-site": "same-site"}).status_code == 403
    assert client.get("/who", headers=from_there).status_code == 200
    assert client.post("/who", headers={"origin": "http://127.0.0.1:7860"}).status_code == 200
    assert client_for(None).post("/who", headers=from_there).status_code == 403


@pytest.mark.parametrize(("path", "most"), [("/who", BODY_BYTES), ("/check", 3 * BODY_BYTES)])
def test_a_body_that_is_too_large_is_refused(access: Access, path: str, most: int) -> None:
    client = signed_in(access, "carla")
    assert client.post(path, content=b"x" * most).status_code == 200
    refused = client.post(path, content=b"x" * (most + 1))
    assert refused.status_code == 413
    assert "the most that is taken here is" in said(refused)


def test_a_body_that_does_not_say_its_size_is_counted(access: Access) -> None:
    client = signed_in(access, "carla")

    def pieces(count: int) -> Any:
        return (b"x" * 100_000 for _ in range(count))

    assert client.post("/check", content=pieces(30)).text == "3000000"
    assert client.post("/check", content=pieces(31)).status_code == 413


def test_a_web_socket_is_refused_and_let_in_alike(access: Access) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client_for(access).websocket_connect("/socket"),
    ):
        pass
    assert refused.value.code == 1008
    with signed_in(access, "bo").websocket_connect("/socket") as connection:
        assert connection.receive_text() == "bo"
    with (
        pytest.raises(WebSocketDisconnect),
        signed_in(access, "bo").websocket_connect(
            "/socket", headers={"origin": "http://evil.example"}
        ),
    ):
        pass


def test_what_is_said_to_a_user_is_kept_by_no_browser(access: Access) -> None:
    assert signed_in(access, "bo").get("/who").headers["cache-control"] == "no-store"


def test_over_https_only_the_cookie_that_cannot_be_planted_counts(access: Access) -> None:
    session = access.sign_in("bo", PASSWORD, "")
    safe = {"base_url": "https://r.example"}
    assert client_for(access, cookies={NAME: session}, **safe).get("/who").status_code == 401
    assert client_for(access, cookies={SECURE_NAME: session}, **safe).get("/who").is_success


def test_accounts_that_cannot_be_read_let_nobody_in(access: Access, file: AccountsFile) -> None:
    client = signed_in(access, "anna")
    file.path.write_text("damaged", encoding="utf-8")
    refused = client.get("/who")
    assert refused.status_code == 503
    assert said(refused) == "Accounts cannot be read just now. The server's log says why."
    assert client.get("/health").status_code == 503
