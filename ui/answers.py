"""The conversation as HTML: pure functions of values, every text of theirs escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.types import Answer, Citation, EvidencePassage, Mode, Segment, Status
from corpus.types import Document
from ui.markup import copy_button, element, excerpt, reference, verdict
from ui.types import Conversation, Exchange

NEAREST_SHOWN = 4
"""Nearest passages listed under a declined answer: as many as fit one screen of a phone."""
EXCERPT_LENGTH = 200
"""Characters of a nearest passage: about three lines, enough to see whether to open it."""
TOOLTIP_LENGTH = 260
"""Characters of a quote in a marker's tooltip: five lines of it."""

Titles = Mapping[str, str]
"""Document id -> title."""


def conversation_html(
    conversation: Conversation, documents: Sequence[Document], examples: Sequence[str]
) -> str:
    """The whole conversation, or the welcome where nothing has been asked yet."""
    titles = {document.id: document.title for document in documents}
    body = "".join(exchange_html(exchange, titles) for exchange in conversation)
    busy = "true" if conversation and conversation[-1].running else "false"
    return (
        '<div class="log" role="log" aria-live="polite" aria-label="Conversation" '
        f'aria-busy="{busy}">{body or welcome_html(len(documents), examples)}</div>'
    )


def welcome_html(documents: int, examples: Sequence[str]) -> str:
    """The empty page: what this is, and questions to begin with."""
    held = "one document" if documents == 1 else f"{documents} documents"
    chips = "".join(
        f'<li><button type="button" class="chip" data-example="{index}">{escape(text)}</button>'
        "</li>"
        for index, text in enumerate(examples)
    )
    return (
        '<section class="welcome"><h2>What would you like to know?</h2>'
        f"<p>You get a short answer from {held}, in their own words. Each quote carries a number: "
        "select it to read the words where they stand.</p>"
        + (f'<ul class="chips" aria-label="Example questions">{chips}</ul>' if chips else "")
        + "</section>"
    )


def exchange_html(exchange: Exchange, titles: Titles) -> str:
    """One question and what became of it."""
    answer = exchange.answer
    pending = exchange.running and (answer is None or not answer.segments)
    parts = [
        element("h2", "question", exchange.question),
        _searched_html(exchange, titles),
        answer_html(answer, titles, running=exchange.running) if answer else "",
        '<p class="pending">Reading the documents</p>' if pending else "",
        element("p", "problem", exchange.problem),
    ]
    return f'<article class="exchange">{"".join(parts)}</article>'


def answer_html(answer: Answer, titles: Titles, *, running: bool = False) -> str:
    """An answer with its markers and citations, or why there is none and what came nearest."""
    if answer.status is Status.DECLINED:
        return _declined_html(answer, titles)
    cited = {citation.marker: citation for citation in answer.citations}
    body = "".join(_paragraph_html(group, cited) for group in _lines(answer.segments))
    foot = "" if running else _foot_html(answer)
    return f'<div class="answer">{body}{_citations_html(answer.citations)}{foot}</div>'


def _searched_html(exchange: Exchange, titles: Titles) -> str:
    answer, notes = exchange.answer, []
    if answer and answer.searched_question != answer.question:
        notes.append(f"Searched for: <q>{escape(answer.searched_question)}</q>")
    if exchange.documents:
        names = (titles.get(document, document) for document in exchange.documents)
        notes.append("Only in: " + escape("; ".join(names)))
    return "".join(f'<p class="searched">{note}</p>' for note in notes)


def _lines(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments grouped into what stands on one line of its own."""
    lines: list[list[Segment]] = []
    for segment in segments:
        continues = lines and not segment.starts_line and lines[-1][-1].kind is segment.kind
        if continues:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return lines


def _paragraph_html(segments: Sequence[Segment], cited: Mapping[int, Citation]) -> str:
    kind = segments[0].kind
    pieces = []
    for segment in segments:
        markers = (_marker_html(cited[n]) for n in segment.markers if n in cited)
        pieces.append(escape(segment.text) + "".join(markers))
    return f'<p class="{kind.value}">{" ".join(pieces)}</p>'


def _marker_html(citation: Citation) -> str:
    place = f"{citation.title}, {citation.locator}"
    return (
        f'\N{WORD JOINER}<button type="button" class="marker" {_reference(citation)} '
        f'aria-label="Citation {citation.marker}: {escape(place)}. Open the source." '
        f'data-place="{escape(place)}" '
        f'data-quote="{escape(excerpt(citation.quote, TOOLTIP_LENGTH))}">'
        f"{citation.marker}</button>"
    )


def _citations_html(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    items = "".join(
        f'<li><button type="button" class="citation" {_reference(citation)}>'
        f'<span class="number">{citation.marker}</span>'
        f'<span class="place">{element("span", "title", citation.title)} '
        f"{element('span', 'locator', citation.locator)}</span> {verdict(citation.verified)}"
        "</button></li>"
        for citation in citations
    )
    return f'<ol class="citations" aria-label="Sources of this answer">{items}</ol>'


def _foot_html(answer: Answer) -> str:
    if answer.mode is Mode.LLM:
        origin = f"Worded by {answer.model or 'a language model'}, checked against its sources"
    else:
        origin = "Every quoted word is the documents\N{RIGHT SINGLE QUOTATION MARK} own"
    copy = copy_button("Copy with sources", plain_text(answer))
    return f'<footer class="foot"><span>{escape(origin)}</span>{copy}</footer>'


def plain_text(answer: Answer) -> str:
    """The answer with its list of sources, for pasting into a text."""
    sources = (f"[{c.marker}] {c.title}, {c.locator}" for c in answer.citations)
    return "\n".join([answer.answer, "", *sources])


def _declined_html(answer: Answer, titles: Titles) -> str:
    nearest = "".join(_nearest_html(passage, titles) for passage in answer.passages[:NEAREST_SHOWN])
    listed = (
        '<h4>Nearest passages, which do not answer the question</h4><ul class="nearest">'
        f"{nearest}</ul>"
        if nearest
        else ""
    )
    return (
        '<div class="declined"><h3>The documents do not answer this</h3>'
        f"{element('p', 'reason', answer.reason or answer.answer)}{listed}</div>"
    )


def _nearest_html(passage: EvidencePassage, titles: Titles) -> str:
    title = titles.get(passage.document_id, passage.document_id)
    place = reference(passage.document_id, passage.start, passage.end)
    return (
        f'<li><button type="button" class="passage-link" {place}>'
        f'<span class="place">{element("span", "title", title)} '
        f"{element('span', 'locator', passage.locator)}</span>"
        f"{element('span', 'excerpt', excerpt(passage.text, EXCERPT_LENGTH))}</button></li>"
    )


def _reference(citation: Citation) -> str:
    return reference(citation.document_id, citation.start, citation.end)
