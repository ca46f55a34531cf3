"""The address of the Check page, and what is answered there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Annotated, Protocol

from fastapi import FastAPI, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from assistant.accounts.limits import Use
from assistant.accounts.requests import current_user, require, spend
from assistant.accounts.types import Role
from assistant.checking.exports.writing import EXPORTS
from assistant.checking.reading import ENDINGS, Draft, normalised, read_draft
from assistant.checking.types import Place, Report
from assistant.errors import UserError
from corpus.loading import Corpus
from corpus.types import Span
from ui.checking.pages import FORMATS, PATH, form_page, report_page
from ui.frame import STAFF, Page, page_html
from ui.navigation import Link, links_for
from ui.reading.links import quote_url

MEDIA = {"md": "text/markdown", "html": "text/html", "json": "application/json"}
UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)
"""What has no place in the name of a file."""


class Checks(Protocol):
    """What the page needs of a checker."""

    def check_draft(self, draft: Draft) -> Report: ...


def add_checking(web: FastAPI, checker: Checks, corpus: Corpus, links: Sequence[Link]) -> None:
    """Serve the page on which staff check drafts. Nothing that is handed in is kept."""

    def place_url(place: Place) -> str:
        return quote_url(corpus.passage(place.passage_id), Span(place.start, place.end))

    def shown(request: Request, main: str, status: int = 200) -> Response:
        page = Page("Check a text", main, STAFF, here=PATH)
        return HTMLResponse(page_html(page, links_for(current_user(request), links)), status)

    @web.get(PATH)
    def form(request: Request) -> Response:
        require(current_user(request), Role.CHECKER)
        return shown(request, form_page(ENDINGS))

    @web.post(PATH)
    async def check(
        request: Request,
        text: Annotated[str, Form()] = "",
        name: Annotated[str, Form()] = "",
        file: UploadFile | None = None,
        wanted: Annotated[str, Form(alias="as")] = "",
    ) -> Response:
        require(current_user(request), Role.CHECKER)
        spend(request, Use.CHECKING)
        try:
            draft = await _draft(text, name, file)
            report = await run_in_threadpool(checker.check_draft, draft)
        except UserError as error:
            return shown(request, form_page(ENDINGS, text, str(error)), 400)
        if wanted in FORMATS:
            return _download(report, wanted)
        return shown(request, report_page(report, place_url))


async def _draft(text: str, name: str, file: UploadFile | None) -> Draft:
    """What was handed in: the file where there is one. Raises UserError."""
    if file is not None and file.filename:
        return read_draft(file.filename, await file.read())
    return Draft(name, normalised(text))


def _download(report: Report, ending: str) -> Response:
    stem = UNSAFE.sub("-", PurePath(report.name).stem).strip("-.") or "text"
    return Response(
        EXPORTS[f".{ending}"](report),
        media_type=f"{MEDIA[ending]}; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="check-of-{stem}.{ending}"'},
    )
