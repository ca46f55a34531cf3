"""What the API says of itself: the OpenAPI description, and a page that shows it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from assistant.accounts import cookies
from assistant.accounts.problems import MEDIA_TYPE

ABOUT = """\
Answers to questions about a fixed collection of documents, in the documents' own words, with the
exact place of every word quoted. Offsets count characters of a document's canonical text and are
half-open.

Every error is a problem document (RFC 9457) whose `detail` is a plain sentence. On the server's
own machine nobody needs to sign in while there are no accounts. With accounts, send a token:
`Authorization: Bearer TOKEN` (`rapporteur users token NAME` prints one).
"""

TAGS = [
    {"name": "Asking", "description": "Questions, and what to ask."},
    {"name": "Documents", "description": "The documents and their passages."},
    {"name": "Checking", "description": "A text of one's own against the documents."},
    {"name": "Conversations", "description": "Questions and answers that are kept."},
    {"name": "Server", "description": "Whether it works, and with what."},
]

SECURITY: list[dict[str, list[str]]] = [{"token": []}, {"session": []}, {}]
"""Any of these: a token, a browser's session, or nothing, where there are no accounts."""
SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that `rapporteur users token NAME` printed.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": cookies.NAME,
        "description": f"The session of who signed in on the page; {cookies.SECURE_NAME} on https.",
    },
}
PUBLIC: dict[str, Any] = {"security": []}
"""``openapi_extra`` of an operation for which nobody needs to sign in."""

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong: a problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "about:blank: the status says what kind it is."},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What went wrong, and what to do about it."},
        "instance": {"type": "string", "description": "The path of the request."},
        "errors": {
            "type": "array",
            "description": "What is wrong with the request, one by one.",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "Where in the body (RFC 6901)."},
                    "parameter": {"type": "string", "description": "Which other part."},
                },
            },
        },
    },
    "example": {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "question: it is missing.",
        "instance": "/api/v1/ask",
        "errors": [{"detail": "it is missing", "pointer": "#/question"}],
    },
}

_EVERYWHERE = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """``responses`` of an operation: the problems of these statuses, and those of any operation."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    own: dict[int | str, dict[str, Any]] = {
        int(status): {"description": HTTPStatus(status).phrase, "content": content}
        for status in sorted({*statuses, *_EVERYWHERE})
    }
    return {**own, "default": {"description": "Any other problem.", "content": content}}


def describe(app: FastAPI) -> None:
    """Complete the OpenAPI description of ``app``, whose routes are all there."""
    schema = app.openapi()  # Made once and kept: what is added stays.
    components = schema.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = SCHEMES
    schema["security"] = SECURITY
    for path in schema["paths"].values():
        for operation in path.values():
            operation["summary"] = operation["summary"].capitalize()
