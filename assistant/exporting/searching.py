"""A quote against the documents as they are now: at its place, elsewhere, or nearly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.citing import is_verbatim
from assistant.exporting.quoting import text_sha256
from assistant.exporting.types import Found, Quote, Verdict
from assistant.exporting.wording import citation_of
from corpus.loading import Corpus
from corpus.types import ParsedDocument, Passage, Span

if TYPE_CHECKING:
    from assistant.checking.concordance import Concordance

MOST_PLACES = 100
"""Places of the same words that are looked at: only a few words in a row have more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the documents say of a quote; ``remarks`` are plain sentences."""

    verdict: Verdict
    found: Found | None
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Search:
    """Finds the quotes of one file."""

    corpus: Corpus
    _concordances: dict[tuple[str, ...], Concordance] = field(default_factory=dict)

    def of(self, quote: Quote) -> Outcome:
        """Where the words stand now: in the document that is cited first, then in any."""
        if quote.document_id not in self.corpus.ids:
            gone = (f"There is no document {quote.document_id!r} here any more.",)
            return self._elsewhere(quote, gone) or self._nearly(quote, self.corpus, gone)
        parsed = self.corpus.document(quote.document_id)
        remarks = _remarks(quote, parsed)
        if place := _in_place(self.corpus, quote, parsed):
            return Outcome(Verdict.VERIFIED, place, remarks)
        alone = Corpus((parsed,))
        if place := next(_places(quote, parsed), None):
            return _moved(place, remarks)
        nearly = self._nearly(quote, alone, remarks)
        if nearly.verdict is Verdict.NOT_FOUND:
            return self._elsewhere(quote, remarks) or nearly
        return nearly

    def _elsewhere(self, quote: Quote, remarks: tuple[str, ...]) -> Outcome | None:
        places = (place for parsed in self.corpus.documents for place in _places(quote, parsed))
        place = next(places, None)
        return _moved(place, remarks) if place else None

    def _nearly(self, quote: Quote, corpus: Corpus, remarks: tuple[str, ...]) -> Outcome:
        from assistant.checking.quoting import check_quotation

        words = self._concordance(corpus)
        nearest = check_quotation(words, quote.quote, 0, len(quote.quote)).place
        if nearest is None:
            return Outcome(Verdict.NOT_FOUND, None, (*remarks, "No document has these words."))
        found = Found(
            nearest.document_id, nearest.locator, nearest.start, nearest.end, nearest.text
        )
        changed = f"{found.document_id}, {found.locator} says: “{found.text}”"
        return Outcome(Verdict.CHANGED, found, (*remarks, changed))

    def _concordance(self, corpus: Corpus) -> Concordance:
        from assistant.checking.concordance import Concordance

        if corpus.ids not in self._concordances:
            self._concordances[corpus.ids] = Concordance(corpus)
        return self._concordances[corpus.ids]


def _moved(place: Found, remarks: tuple[str, ...]) -> Outcome:
    moved = f"These words stand in {place.document_id}, {place.locator}."
    return Outcome(Verdict.MOVED, place, (*remarks, moved))


def _in_place(corpus: Corpus, quote: Quote, parsed: ParsedDocument) -> Found | None:
    """The words in the place that is cited: by the offsets, or by its name where they are old."""
    span = Span(quote.start, quote.end)
    if is_verbatim(corpus, quote.document_id, span, quote.quote):
        place = _found(parsed, quote.start, quote)
        if place and quote.locator in _locators(parsed, span):
            return place
    at_locator = (
        place
        for place in _places(quote, parsed)
        if quote.locator in _locators(parsed, Span(place.start, place.end))
    )
    return next(at_locator, None)


def _places(quote: Quote, parsed: ParsedDocument) -> Iterator[Found]:
    """The places inside one passage that have the words, in reading order."""
    text, at = parsed.document.text, -1
    for _ in range(MOST_PLACES if quote.quote else 0):
        at = text.find(quote.quote, at + 1)
        if at < 0:
            return
        if place := _found(parsed, at, quote):
            yield place


def _found(parsed: ParsedDocument, start: int, quote: Quote) -> Found | None:
    span = Span(start, start + len(quote.quote))
    passage = _passage(parsed, span)
    if passage is None:
        return None
    locators = _sentence_locators(passage, span)
    locator = locators.pop() if len(locators) == 1 else passage.locator
    return Found(parsed.document.id, locator, span.start, span.end, quote.quote)


def _locators(parsed: ParsedDocument, span: Span) -> set[str]:
    """What an answer may call a place: its passage's locator, or that of its sentences."""
    passage = _passage(parsed, span)
    return {passage.locator, *_sentence_locators(passage, span)} if passage else set()


def _passage(parsed: ParsedDocument, span: Span) -> Passage | None:
    inside = (p for p in parsed.passages if p.start <= span.start and span.end <= p.end)
    return next(inside, None)


def _sentence_locators(passage: Passage, span: Span) -> set[str]:
    return {s.locator for s in passage.sentences if s.start < span.end and span.start < s.end}


def _remarks(quote: Quote, parsed: ParsedDocument) -> tuple[str, ...]:
    """What is no longer as it was when the file was exported, in plain sentences."""
    document = parsed.document
    remarks = []
    if not quote.source_sha256:
        remarks.append("The document did not have these words there when the file was exported.")
    elif quote.source_sha256 != document.sha256:
        remarks.append("The document’s file is another than when this file was exported.")
    elif quote.text_sha256 != text_sha256(document.text):
        remarks.append("The document’s text is read otherwise than when this file was exported.")
    elif document.text[quote.start : quote.end] != quote.quote:
        remarks.append(
            "The document is unchanged and never had these words where the record says: the "
            "exported file was altered."
        )
    cited = citation_of(document, quote.locator)
    if cited != quote.citation:
        remarks.append(f"This place is now cited as: {cited}.")
    return tuple(remarks)
