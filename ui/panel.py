"""The source panel as HTML: pure functions of values, every text of theirs escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.sources import SourceView
from corpus.types import Document, Passage, PassageKind
from ui.markup import CROSS, copy_button, element, imprint, verdict
from ui.reading.links import document_url, quote_url
from ui.reading.passages import marked

CLOSE = (
    f'<button type="button" class="close" data-close aria-label="Close the source">{CROSS}</button>'
)

KIND_NAMES = {PassageKind.FOOTNOTE: "Footnote", PassageKind.MATTER: "From the document's head"}
"""What is said above a passage that a reader would not take for running text."""


def panel_html(documents: Sequence[Document], view: SourceView | None = None) -> str:
    """The shelf of all documents and, in front of it, the source that is open, if any."""
    return shelf_html(documents) + (source_html(view) if view else "")


def problem_html(documents: Sequence[Document], problem: str) -> str:
    """The panel where a source could not be opened: the reason, as a plain sentence."""
    notice = _bar_html("No source", "")
    body = f'<div class="scroll">{element("p", "problem", problem)}</div>'
    return shelf_html(documents) + f'<article class="source">{notice}{body}</article>'


def shelf_html(documents: Sequence[Document]) -> str:
    """What can be cited: each document with its symbol, date and publisher."""
    items = "".join(
        f'<li><a class="title" href="{escape(document_url(document.id))}">'
        f"{escape(document.title)}</a>"
        f"{element('span', 'imprint', imprint(document))}</li>"
        for document in documents
    )
    return (
        '<section class="shelf"><h2>Documents</h2><p class="hint">Select a number in an answer '
        f"to read the quoted words here, in their place.</p><ul>{items}</ul></section>"
    )


def source_html(view: SourceView) -> str:
    """A quote inside its whole passage and its neighbours, with how to cite it."""
    passage, document = view.passage, view.document
    before = "".join(passage_html(neighbour) for neighbour in view.before)
    after = "".join(passage_html(neighbour) for neighbour in view.after)
    return (
        f'<article class="source" aria-label="{escape(document.title)}">'
        f"{_bar_html(document.title, _where_html(view))}"
        '<div class="scroll" tabindex="0" role="region" aria-label="The words in their place">'
        f"{before}"
        f'<section class="cited" aria-label="Cited passage">{_above_html(passage)}'
        f'<div class="{_css_class(passage)}">{marked(passage, view.highlights)}</div></section>'
        f"{after}</div>{_details_html(view)}</article>"
    )


def passage_html(passage: Passage) -> str:
    """A neighbour of the cited passage."""
    tag = "h3" if passage.kind is PassageKind.HEADING else "div"
    kind = element("p", "kind", KIND_NAMES.get(passage.kind, ""))
    return f'{kind}<{tag} class="{_css_class(passage)} neighbour">{escape(passage.text)}</{tag}>'


def _css_class(passage: Passage) -> str:
    return f"passage {passage.kind.value}"


def _above_html(passage: Passage) -> str:
    kind = KIND_NAMES.get(passage.kind, "")
    return element("p", "trail", " › ".join(passage.headings)) + element("p", "kind", kind)


def _bar_html(title: str, where: str) -> str:
    heading = f'<div><h2 tabindex="-1">{escape(title)}</h2>{where}</div>'
    return f'<header class="bar">{heading}{CLOSE}</header>'


def _where_html(view: SourceView) -> str:
    page = view.passage.page
    return (
        f'<p class="where">{element("span", "locator", view.passage.locator)}'
        f"{element('span', 'page', f'printed page {page}' if page is not None else '')}"
        f"{verdict(view.verified)}{_read_html(view)}</p>"
    )


def _read_html(view: SourceView) -> str:
    """The way to the whole document, at these words; the conversation stays open beside it."""
    address = quote_url(view.passage, *view.highlights[:1])
    return (
        f'<a class="read" href="{escape(address)}" target="_blank" rel="noopener" '
        'title="Opens in a new tab">Read in the document</a>'
    )


def _details_html(view: SourceView) -> str:
    document = view.document
    cite = f"{document.citation.rstrip('. ')}, {view.passage.locator}"
    how = (
        f'<p class="cite"><span class="label">How to cite</span> {escape(cite)} '
        f"{copy_button('Copy', cite)}</p>"
        if document.citation
        else ""
    )
    return f'<footer class="details">{element("p", "imprint", imprint(document))}{how}</footer>'
