"""A draft taken apart: blocks, sentences, quotations, and the sources that it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from assistant.checking.blocks import Block, blocks_of
from assistant.checking.quotes import find_quotes
from assistant.checking.references import Reference, ReferenceFinder
from assistant.checking.words import read_words
from corpus.sentences import sentence_spans
from corpus.types import Span

_MARKUP = re.compile(
    r"\*{1,3}|_{2,3}|`+"  # emphasis and code
    r"|\[\^[^\]\n]{1,30}\]"  # a footnote's mark
    r"|\]\([^)\s]*\)|!?\[(?=[^\]\n]*\]\()"  # a link but for its text
    r"|^[ \t]*>|\|",  # a block quote, a table
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a draft, each in reading order; offsets count in ``text``."""

    text: str
    unmarked: str
    """The text with spaces for markup and for references in brackets: as long as ``text``. In it
    sentences are told, for "… in 2003.[^1] It …" ends one."""
    masked: str
    """The same with spaces for all references: what a sentence says of its own."""
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    quotations: tuple[Span, ...]
    """Without their quotation marks."""
    titles: tuple[Span, ...]
    """What stands in quotation marks but is a document's title."""
    unclosed: tuple[int, ...]
    """Quotation marks that nothing closes."""

    def sentences(self, block: Block) -> list[Span]:
        """The sentences of a block, their offsets counted in the draft."""
        return [
            Span(block.start + span.start, block.start + span.end)
            for span in sentence_spans(self.unmarked[block.start : block.end])
        ]


def outline_of(text: str, finder: ReferenceFinder, titles: Collection[str]) -> Outline:
    """Take a draft apart; ``titles`` are ``bare`` titles of documents."""
    blocks = tuple(blocks_of(text))
    references = tuple(finder.find(text))
    named = [Span(reference.start, reference.end) for reference in references]
    quotes = find_quotes(text, blocks, named)
    markup = [Span(*found.span()) for found in _MARKUP.finditer(text)]
    unmarked = _blanked(text, [*markup, *_brackets(text, named)])
    is_title = [bare(text[span.start : span.end]) in titles for span in quotes.spans]
    return Outline(
        text=text,
        unmarked=unmarked,
        masked=_blanked(unmarked, named),
        blocks=blocks,
        references=references,
        quotations=tuple(s for s, title in zip(quotes.spans, is_title, strict=True) if not title),
        titles=tuple(s for s, title in zip(quotes.spans, is_title, strict=True) if title),
        unclosed=quotes.unclosed,
    )


def bare(text: str) -> str:
    """A title as it is compared: its words alone, without capitals."""
    return " ".join(word.form.casefold() for word in read_words(text) if word.form.isalnum())


def _blanked(text: str, spans: Iterable[Span]) -> str:
    characters = list(text)
    for span in spans:
        characters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(characters)


def _brackets(text: str, references: Iterable[Span]) -> Iterator[Span]:
    """The brackets that hold a reference and nothing else."""
    for span in references:
        start, end = span.start - 1, span.end + 1
        if text[max(0, start) : span.start] == "(" and text[span.end : end] == ")":
            yield Span(start, end)
