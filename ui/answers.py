"""An answer as HTML: a pure function of values, every text of theirs escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.keeping.types import StoredTurn, TurnState
from assistant.types import Answer, Citation, Mode, Segment, Status
from ui.copying import plain_text
from ui.downloads import downloads_html
from ui.evidence import NEAREST_SHOWN, Library, beyond_cited, more_html, nearest_html, place_html
from ui.feedback import review_html, thanks_html, thumbs_html, wrong_html
from ui.markup import ask_button, copy_button, element, reference, verdict


def answer_html(
    turn: StoredTurn, answer: Answer, library: Library, *, reviews: bool = False
) -> str:
    """An answer with its markers and citations, or why there is none and what came nearest.

    ``reviews``: whether whoever sees it may put it before the reviewers.
    """
    is_whole = turn.state is not TurnState.RUNNING
    if answer.status is Status.DECLINED:
        more = more_html(answer.passages[NEAREST_SHOWN:], library)
        body = f'<div class="declined">{_declined_html(turn, answer, library)}{more}</div>'
        return body + (_foot_html(turn, reviews=reviews) if is_whole else "")
    cited = {citation.marker: citation for citation in answer.citations}
    body = "".join(_paragraph_html(group, cited) for group in _lines(answer.segments))
    citations = _citations_html(turn, answer.citations, library)
    if not is_whole:
        return f'<div class="answer">{body}{citations}</div>'
    copy = copy_button("Copy with sources", plain_text(answer, library))
    origin = element("span", "origin", _origin(answer))
    foot = _foot_html(turn, origin, copy, reviews=reviews)
    return (
        f'<div class="answer">{body}{citations}{more_html(beyond_cited(answer), library)}</div>'
        f"{foot}"
    )


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
        f'data-title="{escape(citation.title)}" data-locator="{escape(citation.locator)}" '
        f'data-quote="{escape(citation.quote)}" data-verified="{str(citation.verified).lower()}">'
        f"{citation.marker}</button>"
    )


def _citations_html(turn: StoredTurn, citations: Sequence[Citation], library: Library) -> str:
    if not citations:
        return ""
    is_whole = turn.state is not TurnState.RUNNING
    items = "".join(
        f'<li id="turn-{turn.id}-{citation.marker}">'
        f'<button type="button" class="citation" {_reference(citation)}>'
        f'<span class="number">{citation.marker}</span>'
        f"{place_html(library, citation.document_id, citation.locator, citation.title)} "
        f"{verdict(citation.verified)}</button>"
        f"{wrong_html(turn, citation.marker) if is_whole else ''}</li>"
        for citation in citations
    )
    return f'<ol class="citations" aria-label="Sources of this answer">{items}</ol>'


def _origin(answer: Answer) -> str:
    if answer.mode is Mode.LLM:
        return f"Worded by {answer.model or 'a language model'}, checked against its sources"
    return "In the documents\N{RIGHT SINGLE QUOTATION MARK} own words"


def _foot_html(turn: StoredTurn, about: str = "", copy: str = "", *, reviews: bool) -> str:
    """What can be done with an answer, and what is said of it."""
    save = (
        '<details class="save"><summary>Save as…</summary>'
        f"{downloads_html(turn.conversation_id, turn.id)}</details>"
    )
    review = review_html(turn) if reviews else ""
    return (
        f'<footer class="foot" id="turn-{turn.id}-foot">{about}<span class="tools">{copy}{save}'
        f"{review}{thumbs_html(turn)}</span>{thanks_html(turn)}</footer>"
    )


def _declined_html(turn: StoredTurn, answer: Answer, library: Library) -> str:
    return (
        "<h3>The documents do not answer this</h3>"
        f"{element('p', 'reason', answer.reason or answer.answer)}"
        f"{_scope_html(turn, answer, library)}{nearest_html(answer, library)}"
    )


def _scope_html(turn: StoredTurn, answer: Answer, library: Library) -> str:
    """What was searched, and for what; with the way back to what was typed."""
    ids = turn.documents or tuple(library)
    names = "; ".join(library[id_].name if id_ in library else id_ for id_ in ids)
    where = "the one document" if len(ids) == 1 else f"{len(ids)} documents"
    if not turn.documents and len(ids) > 1:
        where = f"all {where}"
    as_typed = ""
    if answer.searched_question != answer.question:
        as_typed = " " + ask_button(turn.question, "Ask as typed instead", as_typed=True)
    return (
        '<dl class="scope"><dt>Searched for</dt>'
        f"<dd>{escape(answer.searched_question)}{as_typed}</dd>"
        f"<dt>Searched in {where}</dt><dd>{escape(names)}</dd></dl>"
    )


def _reference(citation: Citation) -> str:
    return reference(citation.document_id, citation.start, citation.end)
