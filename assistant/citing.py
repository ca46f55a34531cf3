"""Markers, citations and the text of an answer; every quote re-checked before it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.composing import Composed, Quote
from assistant.types import Citation, Segment, SegmentKind
from corpus.loading import Corpus
from corpus.types import Passage, Span


@dataclass(frozen=True, slots=True)
class Cited:
    """A composed answer with its citations."""

    text: str
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class _Numbering:
    """Citations in the order in which their markers are first used."""

    corpus: Corpus
    citations: list[Citation] = field(default_factory=list)

    def marker(self, passage: Passage, span: Span, locator: str) -> int:
        document = self.corpus.document(passage.document_id).document
        quote = document.text[span.start : span.end]
        for old in self.citations:
            if (old.document_id, old.start, old.end) == (document.id, span.start, span.end):
                return old.marker
        citation = Citation(
            marker=len(self.citations) + 1,
            document_id=document.id,
            title=document.title,
            locator=locator,
            quote=quote,
            start=span.start,
            end=span.end,
            passage_id=passage.id,
            verified=is_verbatim(self.corpus, document.id, span, quote),
        )
        self.citations.append(citation)
        return citation.marker


def is_verbatim(corpus: Corpus, document_id: str, span: Span, quote: str) -> bool:
    """Whether a quote stands, character for character, at its place in a sentence of a passage.

    The check goes through the passages and not only through the text, so that a span which runs
    over the edge of a passage is not verified.
    """
    parsed = corpus.document(document_id)
    inside = any(p.start <= span.start and span.end <= p.end for p in parsed.passages)
    return inside and bool(quote) and parsed.document.text[span.start : span.end] == quote


def cite(composed: Composed, corpus: Corpus, disagree: str = "") -> Cited:
    """The answer that quotes make, each under its source where several documents speak.

    A quote that is not verbatim is left out, and so are its words. ``disagree`` stands before
    quotes that contradict each other, each then on a line of its own.
    """
    numbering = _Numbering(corpus)
    segments: list[Segment] = []
    if composed.disagree and disagree:
        segments.append(Segment(SegmentKind.REMARK, disagree))
    several = len({quote.passage.document_id for quote in composed.quotes}) > 1
    document_id = ""
    for quote in composed.quotes:
        text = _text(corpus, quote.passage.document_id, quote.span)
        if not is_verbatim(corpus, quote.passage.document_id, quote.span, text):
            continue
        if several and quote.passage.document_id != document_id:
            name = corpus.document(quote.passage.document_id).document.name
            segments.append(Segment(SegmentKind.SOURCE, f"{name}:", starts_line=True))
        document_id = quote.passage.document_id
        markers = (
            numbering.marker(quote.passage, quote.span, quote.locator),
            *_further_markers(quote, numbering, corpus),
        )
        is_list = any(sentence.item for sentence in quote.sentences)
        starts_line = is_list or composed.disagree
        segments.append(Segment(SegmentKind.QUOTE, text, markers, starts_line=starts_line))
    return Cited(plain_text(segments), tuple(segments), tuple(numbering.citations))


def _further_markers(quote: Quote, numbering: _Numbering, corpus: Corpus) -> tuple[int, ...]:
    return tuple(
        numbering.marker(
            corpus.passage(sentence.passage_id),
            Span(sentence.start, sentence.end),
            sentence.locator,
        )
        for sentence in quote.also
    )


def _text(corpus: Corpus, document_id: str, span: Span) -> str:
    return corpus.document(document_id).document.text[span.start : span.end]


def plain_text(segments: Iterable[Segment]) -> str:
    """Segments as text: markers in square brackets, a new line where a segment starts one."""
    text = ""
    for segment in segments:
        piece = segment.text + "".join(f" [{marker}]" for marker in segment.markers)
        gap = "\n" if segment.starts_line else " "
        text = f"{text}{gap}{piece}" if text else piece
    return text
