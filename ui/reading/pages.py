"""The pages for reading as HTML: the list of the documents, a document, and what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.languages import detect
from corpus.types import Document, ParsedDocument, PassageKind
from ui.frame import Look, Page, page_html
from ui.markup import counted, element, imprint
from ui.reading.contents import contents_html, contents_of
from ui.reading.flow import flow_html
from ui.reading.links import SHELF, document_url
from ui.reading.passages import Dress

LANGUAGE_SAMPLE = 3000
"""Characters that a document's language is told from: a page, hundreds of small words."""

READING = Look("reading", "reading.css", "reading.js")
SHELF_LOOK = Look("shelf", "reading.css")


def shelf_page(documents: Sequence[ParsedDocument]) -> Page:
    """The list of all documents."""
    entries = "".join(_shelf_entry(parsed) for parsed in documents)
    body = (
        '<h1>Sources</h1><p class="hint">The documents that answers are quoted from, to be read '
        f"from start to end. Every passage has a permanent link.</p><ul>{entries}</ul>"
    )
    return Page("Sources", body, SHELF_LOOK, here=SHELF)


def document_page(
    parsed: ParsedDocument, search: str, dresses: Mapping[str, Dress], notice: str = ""
) -> Page:
    """A document from start to end. ``search`` is the form and what it found, as HTML.

    ``dresses`` names, by passage id, what is shown with a passage.
    """
    document = parsed.document
    language = detect(document.text[:LANGUAGE_SAMPLE])
    contents = contents_html(contents_of(parsed.passages))
    table = (
        '<nav class="contents" aria-label="Contents"><h2>Contents</h2><details>'
        f'<summary>Contents</summary><div id="_contents" lang="{language}">{contents}</div>'
        "</details></nav>"
    )
    body = (
        f'{_title_html(parsed)}<div class="aside">{search}{table if contents else ""}</div>'
        f'<div class="text">{element("p", "notice", notice)}'
        f'<article id="_text" tabindex="-1" lang="{language}" aria-labelledby="_title">'
        f"\n{flow_html(parsed, dresses)}\n</article>"
        f'<p class="end"><a href="#_main">To the top</a> <a href="{SHELF}">All sources</a></p>'
        "</div>"
    )
    jump = '<a class="jump" href="#_contents">Contents</a>' if contents else ""
    here = element("span", "here", document.name)
    return Page(document.title, body, READING, SHELF, here + jump, start="_text")


def missing_page(problem: str, ways: Sequence[tuple[str, str]]) -> str:
    """Why there is nothing at an address; ``ways`` are names and addresses of pages there are."""
    links = "".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for name, address in ways
    )
    body = f"<h1>Not found</h1><p>{escape(problem)}</p><ul>{links}</ul>"
    return page_html(Page("Not found", body))


def _title_html(parsed: ParsedDocument) -> str:
    document = parsed.document
    return (
        f'<header class="title"><h1 id="_title">{escape(document.title)}</h1>'
        f"{element('p', 'imprint', imprint(document))}{_cite_html(document)}"
        '<p class="hint">The place named at each passage is its permanent link.</p></header>'
    )


def _cite_html(document: Document) -> str:
    if not document.citation:
        return ""
    return f'<p class="cite"><span>How to cite</span> {escape(document.citation)}</p>'


def _shelf_entry(parsed: ParsedDocument) -> str:
    document = parsed.document
    passages = sum(passage.kind is not PassageKind.HEADING for passage in parsed.passages)
    known = " · ".join(filter(None, (imprint(document), counted(passages, "passage"))))
    return (
        f'<li><h2><a href="{document_url(document.id)}">{escape(document.title)}</a></h2>'
        f"{element('p', 'imprint', known)}"
        f"{_cite_html(document)}</li>"
    )
