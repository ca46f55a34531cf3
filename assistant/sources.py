"""A cited place as a reader wants to see it: the words quoted, inside what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import UserError
from corpus.types import Document, ParsedDocument, Passage, Span

NEIGHBOURS = 2
"""Passages shown before and after the cited one."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A quote's whole passage with its neighbours in reading order.

    ``highlights`` are offsets into ``document.text``, half-open, in order, inside ``passage``.
    """

    document: Document
    passage: Passage
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    highlights: tuple[Span, ...]
    verified: bool
    """True where the highlighted words were re-checked against the canonical text."""


def source_view(parsed: ParsedDocument, span: Span) -> SourceView:
    """The passage that holds ``span`` of the canonical text, its sentences there highlighted.

    A span that is the whole passage highlights nothing. Raises UserError where no passage holds it.
    """
    for at, passage in enumerate(parsed.passages):
        if passage.start <= span.start < span.end <= passage.end:
            is_whole = (span.start, span.end) == (passage.start, passage.end)
            quoted = parsed.document.text[span.start : span.end]
            inside = passage.text[span.start - passage.start : span.end - passage.start]
            return SourceView(
                document=parsed.document,
                passage=passage,
                before=parsed.passages[max(0, at - NEIGHBOURS) : at],
                after=parsed.passages[at + 1 : at + 1 + NEIGHBOURS],
                highlights=() if is_whole else (span,),
                verified=quoted == inside,
            )
    raise UserError(
        f"{parsed.document.id} has no passage at {span.start}–{span.end}; its text has "
        f"{len(parsed.document.text):,} characters."
    )
