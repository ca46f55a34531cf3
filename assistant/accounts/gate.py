"""ASGI middleware: lets a request in, with the name of who sent it, or refuses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.accounts.access import Access
from assistant.accounts.checks import check_host, check_origin, check_size
from assistant.accounts.cookies import session_id
from assistant.accounts.errors import Refused, SignedOut
from assistant.accounts.limits import Limits
from assistant.accounts.problems import problem_of
from assistant.accounts.requests import current_user, require
from assistant.accounts.types import LOCAL, Role, User

BODY_BYTES = 1_000_000
"""Of a request's body; a question or a note has a few thousand."""
POLICY_VIOLATION = 1008
"""The code with which a web socket is refused (RFC 6455, section 7.4.1)."""

UNKNOWN = (
    "You are signed out. Load the page again to sign in; a program sends a token instead: "
    "Authorization: Bearer TOKEN"
)
ENDED = "Your session has ended. Load the page again to sign in."
WRONG_TOKEN = "This token is not known. `rapporteur users token NAME` prints a new one."
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Rapporteur"'}
WRONG_TOKEN_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Rapporteur", error="invalid_token"'}

Render = Callable[[HTTPConnection, Refused], Response]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate knows of the paths behind it. A path stands for all below it too."""

    public: frozenset[str] = frozenset()
    """Exact paths that are served to everybody."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Paths that not every user may see."""
    uploads: frozenset[str] = frozenset()
    """Paths that take larger bodies."""
    upload_bytes: int = BODY_BYTES
    """How large, with all that a form puts around its file."""


class Gate:
    """Writes the ``User`` and the ``Limits`` into the request's state, for ``requests``."""

    def __init__(
        self,
        app: ASGIApp,
        access: Access | None,
        rules: Rules,
        render: Render = lambda request, refused: problem_of(refused),
    ) -> None:
        """``access`` None: everybody on this machine is let in as ``LOCAL``.

        ``render`` makes the response to a request that is refused.
        """
        self._app = app
        self._access = access
        self._rules = rules
        self._render = render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        try:
            await self._admit(request)
        except Refused as refused:
            await self._refuse(request, refused, receive, send)
        else:
            # Bodies that do not say how long they are, are counted while they are read.
            app = RequestBodyLimitMiddleware(self._app, self._most(request))
            is_local = scope["state"].get("user") == LOCAL
            await app(scope, receive, send if is_local else private(send))

    async def _admit(self, request: HTTPConnection) -> None:
        """Raise Refused unless the request may be served."""
        check_origin(request)
        check_size(request, self._most(request))
        state = request.scope.setdefault("state", {})
        state["limits"] = self._access.limits if self._access else Limits({})
        if self._is_open():
            check_host(request)
            state["user"] = LOCAL
        elif request.scope["path"] in self._rules.public:
            return
        else:
            state["user"] = await run_in_threadpool(self._identify, request)
        for path, role in self._rules.roles.items():
            if _is_below(request, path):
                require(current_user(request), role)

    def _is_open(self) -> bool:
        return self._access is None or self._access.is_open()

    def _identify(self, request: HTTPConnection) -> User:
        assert self._access is not None
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme:
            known = scheme.lower() == "bearer" and self._access.user_of_token(token.strip())
            if not known:
                raise SignedOut(WRONG_TOKEN, WRONG_TOKEN_CHALLENGE)
            return known
        session = session_id(request)
        if not session:
            raise SignedOut(UNKNOWN, CHALLENGE)
        user = self._access.user_of_session(session)
        if user is None:
            raise SignedOut(ENDED, CHALLENGE)
        return user

    def _most(self, request: HTTPConnection) -> int:
        is_upload = any(_is_below(request, path) for path in self._rules.uploads)
        return self._rules.upload_bytes if is_upload else BODY_BYTES

    async def _refuse(
        self, request: HTTPConnection, refused: Refused, receive: Receive, send: Send
    ) -> None:
        if request.scope["type"] == "websocket":
            await receive()  # Its wish to connect.
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await self._render(request, refused)(request.scope, receive, send)


def private(send: Send) -> Send:
    """``send``, telling browsers to keep no copy of what was said to whom has signed in."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            kind = headers.get(b"content-type", b"")
            said = kind.startswith((b"text/html", b"application/json"))
            if said and b"cache-control" not in headers:
                kept = [*message["headers"], (b"cache-control", b"no-store")]
                message = {**message, "headers": kept}
        await send(message)

    return sending


def _is_below(request: HTTPConnection, path: str) -> bool:
    asked: str = request.scope["path"]
    return asked == path or asked.startswith(f"{path}/")
