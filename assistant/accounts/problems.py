"""Problem documents: errors as programs read them (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse

from assistant.accounts.errors import Refused

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object
) -> JSONResponse:
    """The response for an error: ``detail`` is a plain sentence, the title that of the status.

    ``members`` are what else the document says ("instance").
    """
    phrase = HTTPStatus(status).phrase
    said = {"type": "about:blank", "title": phrase, "status": int(status), "detail": detail}
    content = {**said, **members}
    return JSONResponse(content, status, dict(headers or {}), MEDIA_TYPE)


def problem_of(refused: Refused) -> JSONResponse:
    """The problem document of a request that is not served."""
    return problem(refused.status, str(refused), refused.headers)
