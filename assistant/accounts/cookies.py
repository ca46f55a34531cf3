"""The cookie in which a browser keeps its session's id."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response

from assistant.accounts.sessions import LONGEST_SECONDS

NAME = "rapporteur"
SECURE_NAME = "__Host-rapporteur"
"""Over https: browsers take a cookie of this name from this very host alone, not from a neighbour
of its domain (RFC 6265bis, section 4.1.3.2)."""


def session_id(request: HTTPConnection) -> str:
    """The id that the browser sent; "" for none."""
    return request.cookies.get(_name(request), "")


def keep(response: Response, request: HTTPConnection, session: str) -> None:
    """Have the browser keep the id of a session."""
    response.set_cookie(
        _name(request),
        session,
        max_age=LONGEST_SECONDS,
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def forget(response: Response, request: HTTPConnection) -> None:
    """Have the browser forget its session."""
    response.delete_cookie(
        _name(request), secure=_is_secure(request), httponly=True, samesite="lax"
    )


def _is_secure(request: HTTPConnection) -> bool:
    # Behind a proxy that is trusted, the server has set this to what the browser used.
    return request.url.scheme == "https"


def _name(request: HTTPConnection) -> str:
    return SECURE_NAME if _is_secure(request) else NAME
