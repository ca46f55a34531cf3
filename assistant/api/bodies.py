"""What type a request's body has to be."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from assistant.api.problems import UnsupportedType

JSON, FORM = "application/json", "multipart/form-data"


def _json(request: Request) -> None:
    kind = _type_of(request)
    if not (kind == JSON or (kind.startswith("application/") and kind.endswith("+json"))):
        raise UnsupportedType(f"Send JSON, and say so: Content-Type: {JSON}")


def _form(request: Request) -> None:
    if _type_of(request) != FORM:
        raise UnsupportedType(f"Send the file as a form does: Content-Type: {FORM}")


def _type_of(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


JsonBody = Annotated[None, Depends(_json)]
"""Annotates a parameter of a handler whose body has to be JSON; its value is None."""
FormBody = Annotated[None, Depends(_form)]
"""Annotates a parameter of a handler whose body has to be a form with a file; its value is None."""
