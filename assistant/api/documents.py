"""Documents and their passages: what there is, and what is nearest to a question."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from pydantic import Field

from assistant.accounts.limits import Use
from assistant.accounts.requests import spend
from assistant.api.describing import problems
from assistant.api.models import EvidenceShown, Given, Shown
from assistant.api.problems import NotThere
from assistant.api.services import Services, ServicesOf
from assistant.assistant import PASSAGES_SHOWN
from assistant.questions import LONGEST
from corpus.types import ParsedDocument, Passage, PassageKind

MOST_FOUND = 50
"""Passages of one search: nobody reads more, and the score says little of those further down."""
MOST_LISTED = 200
"""Passages of a document in one response: about 100 kB."""
FURTHEST = 1_000_000
"""No list is as long; a greater number is a mistake, and one beyond 64 bits would be no number
for the database."""

Offset = Annotated[int, Field(ge=0, le=FURTHEST)]

router = APIRouter(tags=["Documents"])


class DocumentShown(Shown):
    """A document of the corpus."""

    id: str
    title: str
    short_title: str
    symbol: str
    """The publisher's own number of it, or ""."""
    date: str
    """As exact as it is known: "2012-11-02", "2013", or ""."""
    publisher: str
    citation: str
    """How a footnote would cite it."""
    sha256: str
    """Of the source file."""
    characters: int
    """Length of its canonical text, which all offsets count in."""
    passages: int
    link: str
    """The page to read it on, on this server."""


class HeadingShown(Shown):
    """One line of a table of contents."""

    title: str
    level: int = Field(ge=1)
    """1 for the outermost."""
    passage_id: str
    locator: str
    start: int


class DocumentInFull(DocumentShown):
    """A document with its table of contents."""

    contents: list[HeadingShown]


class PassageShown(Shown):
    """The unit that is cited: a paragraph, a list, a footnote, a heading."""

    id: str
    document_id: str
    kind: PassageKind
    locator: str
    """Where it stands, as people say it: "para. 40", "ch. 17, section 2, (b)"."""
    headings: list[str]
    """The headings above it, outermost first."""
    page: int | None
    """Printed page on which it begins, where that is certain."""
    text: str
    start: int
    end: int
    link: str
    """Its permanent link, on this server."""


class Documents(Shown):
    documents: list[DocumentShown]


class Passages(Shown):
    """A part of a document's passages, in reading order."""

    total: int
    """How many there are to go through."""
    passages: list[PassageShown]


class Found(Shown):
    """The passages nearest to what was looked for, best first."""

    passages: list[EvidenceShown]


class Search(Given):
    q: str = Field(min_length=1, max_length=LONGEST, examples=["remittances in 2005"])
    """A question or a few words."""
    limit: int = Field(PASSAGES_SHOWN, ge=1, le=MOST_FOUND)
    documents: list[str] | None = Field(None, min_length=1)
    """Ids of the documents to search; left out for all."""


class Part(Given):
    offset: Offset = 0
    limit: int = Field(50, ge=1, le=MOST_LISTED)
    kind: PassageKind | None = None
    """Passages of this kind alone."""


@router.get("/documents", operation_id="list_documents", responses=problems())
def list_documents(services: ServicesOf) -> Documents:
    """Every document there is."""
    parsed = services.assistant.corpus.documents
    return Documents(documents=[DocumentShown(**_document(one)) for one in parsed])


@router.get("/documents/{document_id}", operation_id="get_document", responses=problems(404))
def get_document(document_id: str, services: ServicesOf) -> DocumentInFull:
    """A document with its table of contents."""
    parsed = find_document(services, document_id)
    contents = [_heading(p) for p in parsed.passages if p.kind is PassageKind.HEADING]
    return DocumentInFull(**_document(parsed), contents=contents)


@router.get(
    "/documents/{document_id}/passages", operation_id="list_passages", responses=problems(400, 404)
)
def list_passages(
    document_id: str, part: Annotated[Part, Query()], services: ServicesOf
) -> Passages:
    """A document's passages in reading order: read on with a greater `offset`."""
    parsed = find_document(services, document_id)
    kept = [p for p in parsed.passages if part.kind in (None, p.kind)]
    shown = kept[part.offset : part.offset + part.limit]
    return Passages(total=len(kept), passages=[_passage(passage) for passage in shown])


@router.get("/passages", operation_id="find_passages", responses=problems(400))
def find_passages(
    search: Annotated[Search, Query()], request: Request, services: ServicesOf
) -> Found:
    """The passages nearest to a question or to a few words, as an answer is made of them."""
    spend(request, Use.ASKING)
    documents = frozenset(search.documents) if search.documents else None
    found = services.assistant.find(search.q, limit=search.limit, documents=documents)
    return Found(passages=[EvidenceShown.model_validate(passage) for passage in found])


@router.get("/passages/{passage_id}", operation_id="get_passage", responses=problems(404))
def get_passage(passage_id: str, services: ServicesOf) -> PassageShown:
    """One passage. In an address, the `#` of its id is written `%23`."""
    return _passage(find_passage(services, passage_id))


def find_document(services: Services, document_id: str) -> ParsedDocument:
    """Raises NotThere, which lists the ids there are, for an unknown one."""
    corpus = services.assistant.corpus
    if document_id not in corpus.ids:
        raise NotThere(
            f"There is no document {document_id!r}. The documents are: {', '.join(corpus.ids)}."
        )
    return corpus.document(document_id)


def find_passage(services: Services, passage_id: str) -> Passage:
    """Raises NotThere for an unknown id."""
    try:
        return services.assistant.corpus.passage(passage_id)
    except KeyError as error:
        raise NotThere(
            f"There is no passage {passage_id!r}. Take its id from an answer, a search or a list."
        ) from error


def _document(parsed: ParsedDocument) -> dict[str, Any]:
    document = parsed.document
    return {
        "id": document.id,
        "title": document.title,
        "short_title": document.short_title,
        "symbol": document.symbol,
        "date": document.date,
        "publisher": document.publisher,
        "citation": document.citation,
        "sha256": document.sha256,
        "characters": len(document.text),
        "passages": len(parsed.passages),
        "link": f"/source/{quote(document.id, safe='')}",
    }


def _heading(passage: Passage) -> HeadingShown:
    return HeadingShown(
        title=" ".join(passage.text.split()),
        level=len(passage.headings) + 1,
        passage_id=passage.id,
        locator=passage.locator,
        start=passage.start,
    )


def _passage(passage: Passage) -> PassageShown:
    place = passage.id.removeprefix(f"{passage.document_id}#")
    return PassageShown(
        id=passage.id,
        document_id=passage.document_id,
        kind=passage.kind,
        locator=passage.locator,
        headings=list(passage.headings),
        page=passage.page,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        link=f"/source/{quote(passage.document_id, safe='')}#{quote(place, safe='')}",
    )
