"""Passages beside an answer as HTML: the nearest of a declined one, and further evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.types import Answer, EvidencePassage
from corpus.types import Document
from ui.markup import element, excerpt, reference

NEAREST_SHOWN = 4
"""Nearest passages listed under a declined answer: as many as fit one screen of a phone."""
MORE_SHOWN = 6
"""Further passages under an answer: the ranks behind them seldom say anything new."""
EXCERPT_LENGTH = 200
"""Characters of a passage: about three lines, enough to see whether to open it."""

Library = Mapping[str, Document]
"""Document id -> document."""


def place_html(library: Library, document_id: str, locator: str, title: str = "") -> str:
    """A place by the document's short name; ``title`` where the document is not there any more."""
    document = library.get(document_id)
    name = document.name if document else title or document_id
    full = document.title if document else name
    return (
        f'<span class="place"><span class="title" title="{escape(full)}">{escape(name)}</span> '
        f"{element('span', 'locator', locator)}</span>"
    )


def nearest_html(answer: Answer, library: Library) -> str:
    """The passages that came nearest to a question that is not answered."""
    heading = "<h4>Nearest passages, which do not answer the question</h4>"
    return _list_html(answer.passages[:NEAREST_SHOWN], library, heading)


def more_html(passages: Sequence[EvidencePassage], library: Library) -> str:
    """Further passages, folded away, best first."""
    listed = _list_html(passages[:MORE_SHOWN], library)
    if not listed:
        return ""
    return (
        '<details class="evidence"><summary>Show more evidence</summary>'
        '<p class="hint">Passages that came next in the search. Nobody has judged whether they '
        f"answer the question.</p>{listed}</details>"
    )


def beyond_cited(answer: Answer) -> tuple[EvidencePassage, ...]:
    """The passages of an answer that it does not cite, best first."""
    cited = {citation.passage_id for citation in answer.citations}
    return tuple(passage for passage in answer.passages if passage.id not in cited)


def _list_html(passages: Sequence[EvidencePassage], library: Library, heading: str = "") -> str:
    items = "".join(_passage_html(passage, library) for passage in passages)
    return f'{heading}<ul class="passages">{items}</ul>' if items else ""


def _passage_html(passage: EvidencePassage, library: Library) -> str:
    reference_ = reference(passage.document_id, passage.start, passage.end)
    return (
        f'<li><button type="button" class="passage-link" {reference_}>'
        f"{place_html(library, passage.document_id, passage.locator)}"
        f"{element('span', 'excerpt', excerpt(passage.text, EXCERPT_LENGTH))}</button></li>"
    )
