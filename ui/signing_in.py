"""Signing in and out: two pages that need no script."""

from __future__ import annotations

from functools import partial
from html import escape
from urllib.parse import parse_qs

import anyio
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts import cookies
from assistant.accounts.access import Access
from assistant.accounts.errors import Refused, SignedOut, TooMany
from assistant.accounts.requests import current_user
from assistant.accounts.types import LOCAL, User
from ui.frame import BACK, Page, page_html
from ui.navigation import HOME, SIGN_IN, SIGN_OUT
from ui.refusals import safe_next

AT_ONCE = 2
"""Passwords that are hashed side by side; more wait in line. Each takes 64 MiB and a core."""


def add_signing_in(web: FastAPI, access: Access | None) -> None:
    """Serve the two pages; without ``access`` they only say that nobody needs to sign in."""
    line = anyio.CapacityLimiter(AT_ONCE)

    @web.get(SIGN_IN)
    def form(next: str = HOME) -> Response:
        if access is None or access.is_open():
            return RedirectResponse(safe_next(next), 303)
        return HTMLResponse(sign_in_page())

    @web.post(SIGN_IN)
    async def sign_in(request: Request, next: str = HOME) -> Response:
        if access is None or access.is_open():
            return RedirectResponse(safe_next(next), 303)
        name, password = _typed(await request.body())
        address = request.client.host if request.client else ""
        attempt = partial(access.sign_in, name, password, address)
        try:
            session = await anyio.to_thread.run_sync(attempt, limiter=line)
        except (SignedOut, TooMany) as refused:
            return HTMLResponse(sign_in_page(name, refused), refused.status, refused.headers)
        await anyio.to_thread.run_sync(access.sign_out, cookies.session_id(request))
        response = RedirectResponse(safe_next(next), 303)
        cookies.keep(response, request, session)
        return response

    @web.get(SIGN_OUT)
    def account(request: Request) -> Response:
        return HTMLResponse(sign_out_page(current_user(request)))

    @web.post(SIGN_OUT)
    def sign_out(request: Request) -> Response:
        if access is not None:
            access.sign_out(cookies.session_id(request))
        response = RedirectResponse(SIGN_IN, 303)
        cookies.forget(response, request)
        return response


def sign_in_page(name: str = "", refused: Refused | None = None) -> str:
    """The form, with what was typed as name, and why the last attempt failed if it did."""
    problem, described, focus = "", "", ("autofocus", "")
    if refused is not None:
        problem = f'<p class="problem" role="alert" id="problem">{escape(str(refused))}</p>'
        described, focus = ' aria-describedby="problem"', ("", "autofocus")
    # Without an action the form goes to this address, and what stands behind "#" is kept: a
    # link to a passage survives signing in.
    body = (
        '<h1>Sign in</h1><p class="hint">To ask the documents, and to read them.</p>'
        f'{problem}<form method="post"><label for="name">Name</label>'
        f'<input id="name" name="name" value="{escape(name)}" required autocomplete="username" '
        f'autocapitalize="none" spellcheck="false"{described} {focus[0]}>'
        '<label for="password">Password</label><input id="password" name="password" '
        f'type="password" required autocomplete="current-password"{described} {focus[1]}>'
        "<button>Sign in</button></form>"
        '<p class="hint">Whoever looks after this server gives you an account, and a new password '
        "if yours is lost.</p>"
    )
    return page_html(Page("Sign in", body))


def sign_out_page(user: User) -> str:
    """Who is signed in, and the button that ends it."""
    if user == LOCAL:
        body = (
            "<h1>No account</h1><p>This server answers to its own machine alone, so nobody needs "
            f"to sign in here.</p>{BACK}"
        )
        return page_html(Page("No account", body))
    body = (
        f"<h1>Signed in as {escape(user.id)}</h1><p>Your role is {escape(user.role.value)}.</p>"
        f'<form method="post" action="{SIGN_OUT}"><button>Sign out</button></form>'
        f"{BACK}"
    )
    return page_html(Page("Your account", body))


def _typed(body: bytes) -> tuple[str, str]:
    """Name and password of a form; "" for one that is not there."""
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:
        fields = {}
    return fields.get("name", [""])[0], fields.get("password", [""])[0]
