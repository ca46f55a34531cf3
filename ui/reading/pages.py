"""The pages for reading as HTML: the list of the documents, a document, and what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from assistant.languages import ENGLISH, detect
from corpus.types import Document, ParsedDocument, PassageKind
from ui.markup import element, imprint
from ui.navigation import Link, nav_html
from ui.plain import palette, plain_page
from ui.reading.contents import contents_html, contents_of
from ui.reading.flow import flow_html
from ui.reading.links import SHELF, document_url
from ui.reading.passages import Dress
from ui.theme import STATIC

LANGUAGE_SAMPLE = 3000
"""Characters that a document's language is told from: a page, hundreds of small words."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, whoever looks at it."""

    title: str
    """Plain text."""
    main: str
    """HTML."""
    trail: str = ""
    """HTML that follows the ways to other pages at the page's head."""
    start: str = "_main"
    """Id of the element that holds the text, for those who skip what stands before it."""


def shelf_page(documents: Sequence[ParsedDocument]) -> Page:
    """The list of all documents."""
    entries = "".join(_shelf_entry(parsed) for parsed in documents)
    body = (
        '<main class="shelf" id="_main"><h1>Sources</h1>'
        '<p class="hint">The documents that answers are quoted from, to be read from start to '
        f"end. Every passage has a permanent link.</p><ul>{entries}</ul></main>"
    )
    return Page("Sources", body)


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
        f'<main class="reading" id="_main">{_title_html(parsed)}'
        f'<div class="aside">{search}{table if contents else ""}</div>'
        f'<div class="text">{element("p", "notice", notice)}'
        f'<article id="_text" tabindex="-1" lang="{language}" aria-labelledby="_title">'
        f"\n{flow_html(parsed, dresses)}\n</article>"
        f'<p class="end"><a href="#_main">To the top</a> <a href="{SHELF}">All sources</a></p>'
        "</div></main>"
    )
    jump = '<a class="jump" href="#_contents">Contents</a>' if contents else ""
    here = element("span", "here", document.name)
    return Page(document.title, body, here + jump, start="_text")


def missing_page(problem: str, ways: Sequence[tuple[str, str]]) -> str:
    """Why there is nothing at an address; ``ways`` are names and addresses of pages there are."""
    links = "".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for name, address in ways
    )
    return plain_page("Not found", f"<h1>Not found</h1><p>{escape(problem)}</p><ul>{links}</ul>")


def page_html(page: Page, links: Sequence[Link]) -> str:
    """The whole page; ``links`` are the ways that whoever looks at it may go."""
    return (
        f'<!DOCTYPE html>\n<html lang="{ENGLISH}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(page.title)} · Rapporteur</title><link rel="icon" href="/favicon.ico">'
        f"<style>{_style()}</style></head>"
        f'<body><a class="skip" href="#{page.start}">Skip to the text</a>'
        '<header class="masthead"><a class="brand" href="/">Rapporteur</a>'
        f"{nav_html(links)}{page.trail}</header>{page.main}"
        f'<div id="_said" role="status"></div><script>{_script()}</script></body></html>\n'
    )


@cache
def _style() -> str:
    return palette(_static("style.css")) + _static("reading.css")


@cache
def _script() -> str:
    return _static("reading.js")


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


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
    count = f"{passages:,} passage{'' if passages == 1 else 's'}"
    return (
        f'<li><h2><a href="{document_url(document.id)}">{escape(document.title)}</a></h2>'
        f"{element('p', 'imprint', ' · '.join(filter(None, (imprint(document), count))))}"
        f"{_cite_html(document)}</li>"
    )
