"""A web application with the pages for staff alone, and somebody who is signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

from assistant.accounts.errors import Refused
from assistant.accounts.limits import Limits, Use
from assistant.accounts.types import LOCAL, User
from ui.refusals import refusal

HOSTILE = "<script>alert(1)</script>"


def client_of(add: Callable[[FastAPI], None], user: User = LOCAL) -> TestClient:
    web = FastAPI()
    web.exception_handler(Refused)(refusal)
    limits = Limits({Use.ASKING: 100, Use.CHECKING: 100})

    @web.middleware("http")
    async def sign_in(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.user = user
        request.state.limits = limits
        return await call(request)

    add(web)
    return TestClient(web, base_url="http://127.0.0.1:7860", follow_redirects=False)
