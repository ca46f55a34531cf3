"""Which sentences of a draft make a claim, and which are passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.checking.blocks import BlockKind
from assistant.checking.outline import Outline
from assistant.checking.types import PassedOver, Skipped
from assistant.checking.words import WordKind, read_words
from corpus.types import Span
from index.lexical import terms

FEWEST_TERMS = 3
"""Content words from which a sentence says something that could be looked up; "It was adopted."
has one."""
LONGEST = 2_000
"""Characters of a sentence. The longest of the shipped documents has 1,415; what is longer is a
table or another text without stops, and its figures would be compared each with each."""
MOSTLY_QUOTED = 0.5
"""Share of a sentence's words in checked quotations from which nothing of its own is left."""

_GREETING = re.compile(
    r"\s*(?:dear|excellenc(?:y|ies)|ladies and gentlemen|distinguished|yours|sincerely|regards|"
    r"(?:best|kind) regards|with best wishes|thank you|thanks|"
    r"(?:we|i)(?: would like to| wish to| am pleased to)? "
    r"(?:thank|congratulate|welcome you|look forward|hope))\b",
    re.IGNORECASE,
)


def sort_sentences(outline: Outline) -> Iterator[Span | PassedOver]:
    """The draft's sentences in reading order: a span for each to check, and what is passed over.

    Block quotes and notes are neither: they are checked as quotations, and read for references.
    """
    for title in outline.titles:
        yield PassedOver(title.start, title.end, Skipped.TITLE)
    for block in outline.blocks:
        if not any(char.isalnum() for char in outline.masked[block.start : block.end]):
            continue
        if block.kind is BlockKind.HEADING:
            yield PassedOver(block.start, block.end, Skipped.HEADING)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            for span in outline.sentences(block):
                reason = _reason(outline, span)
                yield span if reason is None else PassedOver(span.start, span.end, reason)


def _reason(outline: Outline, span: Span) -> Skipped | None:
    """Why a sentence is not checked as a claim; None where it is."""
    if span.end - span.start > LONGEST:
        return Skipped.LONG
    sentence = outline.masked[span.start : span.end]
    if _share_quoted(outline, span) >= MOSTLY_QUOTED:
        return Skipped.QUOTED
    if sentence.rstrip(" \t\n\"'”’»)").endswith("?"):
        return Skipped.QUESTION
    if _GREETING.match(sentence):
        return Skipped.GREETING
    return Skipped.SHORT if len(set(terms(sentence))) < FEWEST_TERMS else None


def _share_quoted(outline: Outline, span: Span) -> float:
    words = [
        word
        for word in read_words(outline.masked, span.start, span.end)
        if word.kind is WordKind.WORD
    ]
    quoted = sum(_is_quoted(outline, word.start) for word in words)
    return quoted / len(words) if words else 0.0


def _is_quoted(outline: Outline, offset: int) -> bool:
    at = bisect_right(outline.quotations, offset, key=lambda quotation: quotation.start)
    return at > 0 and offset < outline.quotations[at - 1].end
