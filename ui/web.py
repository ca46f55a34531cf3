"""The web application around the page: what is served, and what browsers may load."""

from __future__ import annotations

import logging
import re
import socket
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from assistant.accounts.access import Access
from assistant.accounts.errors import Refused
from assistant.accounts.gate import BODY_BYTES, Gate, Rules
from assistant.accounts.types import Role
from assistant.errors import UserError
from assistant.evaluation import Evaluator
from assistant.keeping.opening import Keeping
from ui import app as ui_app  # First: it sets what Gradio reads while it is imported.
from ui import evaluate, runs, theme
from ui.borrowing import borrow_keeping
from ui.checking import pages as checking
from ui.checking.routes import add_checking
from ui.exports import add_exports
from ui.navigation import REVIEW, SIGN_IN, Link
from ui.programs import ProgramsFor, add_programs
from ui.reading.links import SHELF
from ui.reading.routes import add_reading
from ui.refusals import not_there, refusal
from ui.reviewing.routes import add_reviewing
from ui.signing_in import add_signing_in
from ui.types import Assistant, Desk, Suggester

import gradio as gr  # isort: skip
import uvicorn  # isort: skip
from fastapi import FastAPI  # isort: skip
from fastapi.responses import HTMLResponse, PlainTextResponse, Response  # isort: skip
from starlette.routing import Mount  # isort: skip

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

GRADIO = "/gradio_api/"
OPEN_ROUTES = ("startup-events", "queue/", "heartbeat/", "app_id", "theme.css")
"""All that the page needs of Gradio's routes; its uploads, proxies and API pages stay shut."""

HEADERS = (
    (
        b"content-security-policy",
        # Gradio's scripts and styles are inline, and its templates are compiled in the browser.
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    ),
    # Without any referrer, browsers would not say either that a form comes from our own page.
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
"""Sent with every response: a browser then refuses whatever another host would send."""

INVITING = b"access-control-"
"""What the names of headers begin with that let other sites' scripts read a response."""

PAGES = ("/", f"/{evaluate.PATH}")
"""The paths of Gradio's own pages, which name other hosts until they are rewritten."""

PUBLIC = frozenset({SIGN_IN, "/favicon.ico", "/api/v1/health"})
"""All that is served to whom has not signed in."""
ROLES = {
    f"/{evaluate.PATH}": Role.EVALUATOR,
    checking.PATH: Role.CHECKER,
    REVIEW: Role.CHECKER,
}
"""Pages that not every user may see, with all below them."""
UPLOADS = frozenset({"/api/v1/check", "/check"})
"""Paths to which files are sent."""

FOREIGN_META = re.compile(rb'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*?/>')
MANIFEST = re.compile(rb'\s*<link rel="manifest"[^>]*>')


def web_app(
    assistant: Assistant,
    evaluator: Evaluator | None = None,
    access: Access | None = None,
    *,
    keeping: Keeping | None = None,
    suggester: Suggester | None = None,
    programs: ProgramsFor | None = None,
    upload_bytes: int = 0,
) -> FastAPI:
    """The page, mounted at "/" of an application whose other paths are free for more routes.

    ``access`` says who is let in; None: whoever uses this machine. ``keeping`` holds the
    conversations; None: they go with the program. ``suggester`` knows what may be asked next,
    ``programs`` makes what other programs use, and ``upload_bytes`` is the size of the largest
    file that is taken.
    """
    desk = Desk(assistant, keeping or borrow_keeping(), suggester, keeps=keeping is not None)
    links = [Link("Sources", SHELF)]
    if keeping is not None:
        links.append(Link("Review", REVIEW, Role.CHECKER))
    if programs is not None:
        links.insert(1, Link("Check", checking.PATH, Role.CHECKER))
    if evaluator is not None:
        links.append(Link("Evaluate", f"/{evaluate.PATH}", Role.EVALUATOR))
    web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    web.exception_handler(Refused)(refusal)
    add_signing_in(web, access)
    add_reading(web, assistant.corpus, links)
    add_exports(web, desk.keeping.conversations, assistant.corpus)
    if evaluator is not None:
        add_reports(web, evaluator)
    if keeping is not None:
        add_reviewing(web, keeping.reviews, assistant.corpus, evaluator, links)
    if programs is not None:
        made = programs(desk.keeping)
        add_checking(web, made.checker, assistant.corpus, links)
        add_programs(web, made)
    with warnings.catch_warnings():
        # Said of every app of two pages, even where rendering on the server is off already.
        warnings.filterwarnings("ignore", message="SSR mode is not supported with multi-page")
        gr.mount_gradio_app(
            web,
            ui_app.create_app(desk, evaluator, links),
            path="/",
            footer_links=[],
            run_history=False,
            favicon_path=str(theme.FAVICON),
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            theme=theme.theme(),
            head=theme.head(),
        )
    # Mounted last, Gradio's part is asked for every address that no other route has.
    last = web.routes[-1]
    assert isinstance(last, Mount)
    assert isinstance(last.app, FastAPI)
    last.app.exception_handler(404)(not_there)
    rules = Rules(PUBLIC, ROLES, UPLOADS, upload_bytes + BODY_BYTES)
    web.add_middleware(Gate, access=access, rules=rules, render=refusal)
    web.add_middleware(Guard)
    return web


def add_reports(web: FastAPI, evaluator: Evaluator) -> None:
    """Serve the report of every kept run, at the path that the Evaluate page links to."""

    @web.get(runs.REPORTS + "{run_id}")
    def report(run_id: str) -> Response:
        try:
            return HTMLResponse(evaluator.report(run_id))
        except UserError as error:
            return PlainTextResponse(str(error), status_code=404)


def own_page(html: bytes) -> bytes:
    """Gradio's page without what it says of itself to other sites: preview images, web app."""
    return MANIFEST.sub(b"", FOREIGN_META.sub(b"", html))


class Server(uvicorn.Server):
    """A server that ends without a word about the pages that are still open."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # An open page's connection has to be cut off, which uvicorn reports with a traceback.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


class Guard:
    """ASGI middleware: adds ``HEADERS``, shuts unused routes, rewrites the page itself."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif is_shut(scope["path"]):
            await send({"type": "http.response.start", "status": 404, "headers": [*HEADERS]})
            await send({"type": "http.response.body", "body": b"Not found"})
        elif scope["path"] in PAGES:
            await self.app(without_compression(scope), receive, rewriting(with_headers(send)))
        else:
            await self.app(scope, receive, with_headers(send))


def is_shut(path: str) -> bool:
    """Whether ``path`` is one of Gradio's routes that the page does not use."""
    if path.startswith(GRADIO):
        return not path.removeprefix(GRADIO).startswith(OPEN_ROUTES)
    return path.startswith("/monitoring")


def without_compression(scope: Message) -> Message:
    """The request as if the browser took no compressed answer."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


def with_headers(send: Send) -> Send:
    """``send``, with ``HEADERS`` added to the response, and no other site invited to read it.

    Gradio invites every site wherever its own name is not localhost.
    """

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [pair for pair in message["headers"] if not pair[0].startswith(INVITING)]
            message = {**message, "headers": [*own, *HEADERS]}
        await send(message)

    return sending


def rewriting(send: Send) -> Send:
    """``send``, holding the response back until it is whole, then sending ``own_page`` of it."""
    start: Message = {}
    body = bytearray()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        if message["type"] != "http.response.body":
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        page = own_page(bytes(body))
        kept = [pair for pair in start["headers"] if pair[0] != b"content-length"]
        length = (b"content-length", str(len(page)).encode())
        await send({**start, "headers": [*kept, length]})
        await send({"type": "http.response.body", "body": page})

    return sending
