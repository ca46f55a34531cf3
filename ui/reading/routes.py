"""The addresses of the pages for reading, and what is answered there."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.requests import current_user
from corpus.loading import Corpus
from ui.frame import Page, page_html
from ui.navigation import Link, links_for
from ui.reading.links import DOCUMENT, SHELF, document_url, passage_url
from ui.reading.pages import missing_page, shelf_page
from ui.reading.reader import Reader

GZIP_LEVEL = 4
"""Of 1 to 9: it makes 0.38 MB of the shipped book's page of 1.5 MB in 19 ms; the default of 9 takes
three times as long for 7 % less."""


def add_reading(web: FastAPI, corpus: Corpus, links: Sequence[Link]) -> None:
    """Serve the list of the documents of ``corpus`` and a page for each.

    ``links`` lead to other pages, for those who may see them.
    """
    readers = {parsed.document.id: Reader(parsed) for parsed in corpus.documents}

    def shown(request: Request, page: Page) -> Response:
        return _response(request, page_html(page, links_for(current_user(request), links)))

    @web.get(SHELF)
    def shelf(request: Request) -> Response:
        return shown(request, shelf_page(corpus.documents))

    @web.get(DOCUMENT + "{document_id:path}")
    def document(
        request: Request, document_id: str, q: str = "", quote: str = "", passage: str = ""
    ) -> Response:
        reader = readers.get(document_id)
        if reader is None:
            return _no_document(document_id, readers)
        if passage:
            return _passage(reader, passage)
        if q.strip():
            return shown(request, reader.searched(q.strip()))
        return shown(request, reader.quoted(quote) if quote else reader.plain)


def _passage(reader: Reader, name: str) -> Response:
    """The permanent link of a passage that is named in the query, or that there is none."""
    found = reader.passages.get(name)
    if found is not None:
        return RedirectResponse(passage_url(found), 303)
    document = reader.parsed.document
    near = [reader.passages[like] for like in _like(name, reader.passages)]
    ways = [(f"Did you mean {passage.locator}?", passage_url(passage)) for passage in near]
    problem = f"“{document.name}” has no passage “{name}”."
    return _missing(problem, [*ways, (f"Read {document.name}", document_url(document.id))])


def _no_document(name: str, known: Iterable[str]) -> Response:
    ways = [(f"Did you mean {near}?", document_url(near)) for near in _like(name, known)]
    return _missing(f"There is no document “{name}”.", ways)


def _like(name: str, known: Iterable[str]) -> list[str]:
    """Those of ``known`` that differ from ``name`` in nothing but case and punctuation around."""
    return [other for other in known if other.casefold() == name.strip("/ .").casefold()]


def _missing(problem: str, ways: list[tuple[str, str]]) -> Response:
    return HTMLResponse(missing_page(problem, [*ways, ("All sources", SHELF)]), 404)


def _response(request: Request, page: str) -> Response:
    """A page, compressed for browsers that take it so: a book is long."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(page, headers={"vary": "accept-encoding"})
    packed = gzip.compress(page.encode(), GZIP_LEVEL, mtime=0)
    return HTMLResponse(packed, headers={"content-encoding": "gzip", "vary": "accept-encoding"})
