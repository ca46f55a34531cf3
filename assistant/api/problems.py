"""Errors as problem documents (RFC 9457), whatever raised them, each with a plain sentence."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

from assistant.accounts.errors import AccountsFault, Refused
from assistant.accounts.problems import problem
from assistant.errors import ModelFault, UserError
from assistant.keeping.errors import KeepingFault, NotKept

UNEXPECTED = "Something went wrong here, not with the request. The server's log says what."
UNKEPT = "What is kept here cannot be read or written just now. The server's log says why."
SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The body cannot be read. Send it whole and as its type says.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address. /api/v1/docs lists all there are.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take {method}; it takes {allowed}.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large. Send less at a time.",
}
"""What is said of the errors that the framework itself raises."""
READING = "GET, HEAD"

_WORDS = {"missing": "it is missing", "extra_forbidden": "it is not known here"}
"""What is said of a field, by pydantic's type of the error; else what pydantic says of it."""

_log = logging.getLogger(__name__)


class NotThere(UserError):
    """What the address names is not there."""


class Conflict(UserError):
    """It cannot be done any more, because of what has happened meanwhile."""


class UnsupportedType(UserError):
    """The body is of a type that is not read here."""


STATUSES: tuple[tuple[type[UserError], HTTPStatus], ...] = (
    (NotThere, HTTPStatus.NOT_FOUND),
    (NotKept, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (UnsupportedType, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (ModelFault, HTTPStatus.BAD_GATEWAY),
    (UserError, HTTPStatus.BAD_REQUEST),
)
"""The status of each kind of error; the first that fits counts."""


def add_handlers(app: FastAPI) -> None:
    """Make ``app`` answer every error with a problem document."""
    app.exception_handler(UserError)(_of_user_error)
    app.exception_handler(RequestValidationError)(_of_validation)
    app.exception_handler(HTTPException)(_of_http)
    app.exception_handler(Exception)(_of_anything)


def problem_of(request: HTTPConnection, error: Exception) -> JSONResponse:
    """The problem document of what a handler raised.

    What the user can do nothing about goes to the log and is not told: it may name the server's
    files.
    """
    if isinstance(error, Refused):
        return _problem(request, error.status, str(error), error.headers)
    if isinstance(error, KeepingFault | AccountsFault):
        _log.error(UNKEPT, exc_info=error)
        return _problem(request, HTTPStatus.SERVICE_UNAVAILABLE, UNKEPT)
    for kind, status in STATUSES:
        if isinstance(error, kind):
            return _problem(request, status, str(error))
    _log.error("A request failed.", exc_info=error)
    return _problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED)


def _problem(
    request: HTTPConnection,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **members: object,
) -> JSONResponse:
    return problem(status, detail, headers, instance=quote(request.scope["path"]), **members)


async def _of_user_error(request: Request, error: UserError) -> JSONResponse:
    return problem_of(request, error)


async def _of_anything(request: Request, _: Exception) -> JSONResponse:
    # Starlette raises it again once this is sent, so that the server logs it.
    return _problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED)


async def _of_http(request: Request, error: HTTPException) -> JSONResponse:
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed(request) or headers.get("Allow", READING)
    sentence = SENTENCES.get(HTTPStatus(error.status_code), error.detail)
    detail = sentence.format(method=request.method, allowed=headers.get("Allow"))
    return _problem(request, error.status_code, detail, headers)


def _allowed(request: Request) -> str:
    """The methods that the request's address takes: Starlette names those of one of its routes.

    "" for an address that is not described: the pages and what they load.
    """
    path = getattr(request.scope.get("route"), "path", "")
    described = request.app.openapi()["paths"].get(path, {})
    return ", ".join(sorted(method.upper() for method in described))


async def _of_validation(request: Request, error: RequestValidationError) -> JSONResponse:
    faults = [_fault(item) for item in error.errors()]
    detail = " ".join(f"{_place(fault)}: {fault['detail']}." for fault in faults)
    return _problem(request, HTTPStatus.BAD_REQUEST, detail, errors=faults)


def _fault(error: Mapping[str, Any]) -> dict[str, str]:
    """One thing that is wrong: what, and where, as RFC 9457 has it in its example.

    ``pointer`` is a JSON pointer into the body (RFC 6901), ``parameter`` the name of anything else.
    """
    where, *path = error["loc"]
    if error["type"] == "json_invalid":
        return {"detail": f"it is not JSON: {error['ctx']['error']}", "pointer": "#"}
    message = str(error["msg"])
    words = _WORDS.get(error["type"], message[:1].lower() + message[1:])
    if where != "body":
        return {"detail": words, "parameter": ".".join(map(str, path)) or str(where)}
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return {"detail": words, "pointer": "#" + "".join(f"/{part}" for part in escaped)}


def _place(fault: Mapping[str, str]) -> str:
    return fault.get("parameter") or fault["pointer"].removeprefix("#/").removeprefix("#") or "body"
