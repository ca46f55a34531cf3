"""An answer as plain text, for pasting it into a letter or a report."""

from __future__ import annotations

from assistant.types import Answer, Citation
from ui.evidence import Library


def plain_text(answer: Answer, library: Library) -> str:
    """The answer with its numbered markers and, under it, where each number comes from."""
    sources = (f"[{c.marker}] {_source(c, library)}" for c in answer.citations)
    return "\n".join([answer.answer, "", *sources]).rstrip()


def _source(citation: Citation, library: Library) -> str:
    """A citation in the document's own form; by its title where the document is not there."""
    document = library.get(citation.document_id)
    form = document.citation if document and document.citation else citation.title
    return f"{form.rstrip('. ')}, {citation.locator}"
