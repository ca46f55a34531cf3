"""A text of one's own against the documents: staff alone, for it takes a processor seconds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from pydantic import Field

from assistant.accounts.limits import Use
from assistant.accounts.requests import require, spend
from assistant.accounts.types import Role, User
from assistant.api.bodies import FormBody, JsonBody
from assistant.api.describing import problems
from assistant.api.models import Given
from assistant.api.services import ServicesOf, UserOf
from assistant.checking.reading import LONGEST_TEXT, read_draft
from assistant.checking.types import Report

LONGEST_NAME = 200

router = APIRouter(tags=["Checking"])


class TextGiven(Given):
    text: str = Field(
        min_length=1,
        max_length=LONGEST_TEXT,
        examples=["Recorded remittances came to USD 176 billion in 2005."],
    )
    name: str = Field("", max_length=LONGEST_NAME)
    """What to call it in the report."""


@router.post("/check", operation_id="check_text", responses=problems(400, 413, 415))
def check_text(
    given: TextGiven, request: Request, user: UserOf, services: ServicesOf, _: JsonBody
) -> Report:
    """Check a text: each quotation word for word, each other sentence for what supports it.

    Needs the role checker.
    """
    _admit(user, request)
    return services.checker.check(given.text, name=given.name)


@router.post("/check/upload", operation_id="check_file", responses=problems(400, 413, 415))
def check_file(
    file: Annotated[UploadFile, File(description="A .txt, .md, .docx or .pdf file.")],
    request: Request,
    user: UserOf,
    services: ServicesOf,
    _: FormBody,
) -> Report:
    """Check a file, as `/check` does a text. Needs the role checker."""
    _admit(user, request)
    draft = read_draft(file.filename or "", file.file.read())
    return services.checker.check_draft(draft)


def _admit(user: User, request: Request) -> None:
    require(user, Role.CHECKER)
    spend(request, Use.CHECKING)
