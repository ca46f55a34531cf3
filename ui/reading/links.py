"""The addresses of documents, passages and quotes. They are permanent: ids do not change."""

from __future__ import annotations

from urllib.parse import quote

from corpus.types import Passage, Span

SHELF = "/sources"
"""The list of the documents."""
DOCUMENT = "/source/"
"""Before a document's id."""


def document_url(document_id: str) -> str:
    return DOCUMENT + quote(document_id, safe="")


def slug(passage: Passage) -> str:
    """The id of a passage inside its document: "para-31" of "iom-council-2012#para-31"."""
    return passage.id.removeprefix(f"{passage.document_id}#")


def fragment(passage: Passage) -> str:
    """The end of a link to a passage of the page that is open: "#para-31"."""
    return "#" + quote(slug(passage), safe="")


def passage_url(passage: Passage) -> str:
    """The permanent link of a passage: "/source/iom-council-2012#para-31"."""
    return document_url(passage.document_id) + fragment(passage)


def quote_url(passage: Passage, quoted: Span | None = None) -> str:
    """The link that opens a passage, the characters of ``quoted``, if any, highlighted."""
    query = f"?quote={quoted.start}-{quoted.end}" if quoted else ""
    return document_url(passage.document_id) + query + fragment(passage)
