"""What is shown where a request is refused: a page to readers, a problem document to programs."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.errors import Refused, SignedOut
from assistant.accounts.problems import problem_of
from ui.frame import BACK, Page, page_html
from ui.navigation import HOME, SIGN_IN, SIGN_OUT

PROGRAMS = ("/api/", "/gradio_api/", "/mcp")
"""Paths that programs ask, unless they say that they take HTML."""


def refusal(request: HTTPConnection, refused: Refused) -> Response:
    """The response to a request that is refused; readers who are signed out may sign in first."""
    if not wants_page(request):
        return problem_of(refused)
    if isinstance(refused, SignedOut):
        return RedirectResponse(_sign_in_for(request), 303)
    title = {"FORBIDDEN": "Not for you"}.get(refused.status.name, refused.status.phrase)
    body = f"<h1>{title}</h1><p>{escape(str(refused))}</p>{BACK}"
    return HTMLResponse(page_html(Page(title, body)), refused.status, refused.headers)


async def not_there(request: Request, error: HTTPException) -> Response:
    """The response to an address at which there is nothing: a page where a browser asks for one."""
    if "text/html" not in request.headers.get("accept", ""):
        return await http_exception_handler(request, error)
    body = f"<h1>Not found</h1><p>There is nothing at this address.</p>{BACK}"
    return HTMLResponse(page_html(Page("Not found", body)), error.status_code)


def wants_page(request: HTTPConnection) -> bool:
    """Whether a reader's browser shows the response as a page."""
    if "text/html" in request.headers.get("accept", ""):
        return True
    is_read = request.scope.get("method") in ("GET", "HEAD")
    return is_read and not request.scope["path"].startswith(PROGRAMS)


def safe_next(place: str) -> str:
    """``place`` where it is a path of this site, else the start page.

    Browsers take a backslash for a slash and leave control characters out, so that "/\\x.org" and
    "/ /x.org" with a tab in it lead to x.org, as "//x.org" does.
    """
    is_path = place.startswith("/") and not place.startswith(("//", SIGN_IN, SIGN_OUT))
    is_plain = place.isprintable() and "\\" not in place
    return place if is_path and is_plain else HOME


def _sign_in_for(request: HTTPConnection) -> str:
    """The sign-in page that leads on to what was asked for, if that can be asked for again."""
    query = request.scope["query_string"].decode("latin-1")
    place = quote(request.scope["path"]) + (f"?{query}" if query else "")
    if request.scope["method"] != "GET" or safe_next(place) == HOME:
        return SIGN_IN
    return f"{SIGN_IN}?next={quote(place, safe='')}"
