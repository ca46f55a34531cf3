"""The footnotes of a file: each quote once an answer, numbered by first use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from assistant.citing import is_verbatim
from assistant.exporting.texts import opening
from assistant.exporting.types import Quote
from assistant.exporting.wording import citation_of
from assistant.types import Citation, EvidencePassage
from corpus.loading import Corpus
from corpus.types import Document, Span

NEAREST_LENGTH = 300
"""Characters quoted of a nearest passage: about three lines, enough to see what it is about."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes so far, and those of the answer at hand by their marker."""

    corpus: Corpus
    quotes: list[Quote] = field(default_factory=list)
    _by_marker: dict[int, int] = field(default_factory=dict)

    def begin_answer(self) -> None:
        """Forget the markers of the answer before: each answer counts its own from 1."""
        self._by_marker = {}

    def cited(self, citation: Citation) -> int:
        """The number of the footnote for a citation, made at its first use."""
        if citation.marker not in self._by_marker:
            span = Span(citation.start, citation.end)
            self._by_marker[citation.marker] = self._add(
                citation.document_id,
                citation.title,
                citation.locator,
                citation.passage_id,
                span,
                citation.quote,
            )
        return self._by_marker[citation.marker]

    def nearest(self, passage: EvidencePassage) -> int:
        """The number of a footnote for the opening words of a nearest passage."""
        length = opening(passage.text, NEAREST_LENGTH)
        return self._add(
            passage.document_id,
            passage.document_id,
            passage.locator,
            passage.id,
            Span(passage.start, passage.start + length),
            passage.text[:length],
            is_cut=length < len(passage.text),
        )

    def _add(
        self,
        document_id: str,
        title: str,
        locator: str,
        passage_id: str,
        span: Span,
        words: str,
        *,
        is_cut: bool = False,
    ) -> int:
        document = document_of(self.corpus, document_id)
        holds = document is not None and is_verbatim(self.corpus, document_id, span, words)
        self.quotes.append(
            Quote(
                number=len(self.quotes) + 1,
                document_id=document_id,
                title=document.title if document else title,
                symbol=document.symbol if document else "",
                date=document.date if document else "",
                citation=citation_of(document, locator) if document else f"{title}, {locator}",
                locator=locator,
                passage_id=passage_id,
                start=span.start,
                end=span.end,
                quote=words,
                source_sha256=document.sha256 if document and holds else "",
                text_sha256=text_sha256(document.text) if document and holds else "",
                is_cut=is_cut,
            )
        )
        return len(self.quotes)


def document_of(corpus: Corpus, document_id: str) -> Document | None:
    """A document, or None where the corpus has none of this id (any more)."""
    return corpus.document(document_id).document if document_id in corpus.ids else None


def text_sha256(text: str) -> str:
    """SHA-256 of a canonical text in UTF-8, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
