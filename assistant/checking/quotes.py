"""Where a draft quotes: what stands in double quotation marks, and its block quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.blocks import Block, BlockKind
from assistant.checking.words import WordKind, read_words
from corpus.sentences import sentence_spans
from corpus.types import Span

FEWEST_WORDS = 4
"""Words from which something in quotation marks is checked. Shorter ones are names, terms and scare
quotes, and may stand in any text by chance: of the three-word sequences of the labelled sentences
that the documents do not bear out, 19 in 100 stand in the documents, of those of four words 6
(docs/checking.md)."""
LONGEST = 300
"""Words from which a quotation is checked in parts, cut at its sentences: aligning takes time that
grows with the square of the length, here half a second."""

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
_TRAILING = re.compile(r"[\s(\[—–-]+$")


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of a draft, and the opening marks that nothing closes."""

    spans: tuple[Span, ...]
    """Without the quotation marks, in reading order."""
    unclosed: tuple[int, ...]
    """Offsets of marks whose quotation could not be told and was not checked."""


def find_quotes(text: str, blocks: Sequence[Block], references: Sequence[Span]) -> Quotes:
    """The quotations of a draft of ``FEWEST_WORDS`` words or more.

    ``references`` are where the draft names its sources: one at the end of a block quote is not
    quoted. A quotation that runs over paragraphs, each opened by a mark and only the last closed,
    is one a paragraph.
    """
    spans: list[Span] = []
    unclosed: list[int] = []
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.QUOTE:
            spans.append(_block_quote(text, block, references))
            continue
        inline, left_open = _inline(text, block)
        if left_open is not None:
            if at + 1 < len(blocks) and text[blocks[at + 1].start] == text[left_open]:
                inline.append(Span(left_open + 1, block.end))
            else:
                unclosed.append(left_open)
        spans += inline
    checked = [part for span in spans for part in _parts(text, _trimmed(text, span))]
    return Quotes(tuple(checked), tuple(unclosed))


def _inline(text: str, block: Block) -> tuple[list[Span], int | None]:
    """The outermost quotations of a block, and the offset of a mark that is left open."""
    spans: list[Span] = []
    opened: int | None = None
    depth = 0
    for at in range(block.start, block.end):
        char = text[at]
        if opened is None:
            if char in _CLOSERS and _may_open(text, at):
                opened, depth = at, 1
        elif char in _CLOSERS[text[opened]] and _may_close(text, at):
            depth -= 1
            if depth == 0:
                spans.append(Span(opened + 1, at))
                opened = None
        elif char == text[opened] and char != '"':
            depth += 1
    return spans, opened


def _may_open(text: str, at: int) -> bool:
    """A straight mark or "»" opens before a word and behind none; the others always."""
    if text[at] not in '"»':
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() and before not in tuple(".,;:!?)]”") and not after.isspace()


def _may_close(text: str, at: int) -> bool:
    """A straight mark closes behind a word or a stop; the others always."""
    return text[at] != '"' or not text[at - 1].isspace()


def _block_quote(text: str, block: Block, references: Sequence[Span]) -> Span:
    start, end = block.start, block.end
    for reference in references:
        tail = text[reference.end : end] if start <= reference.start < end else None
        if tail is not None and not any(char.isalnum() for char in tail):
            behind = _TRAILING.sub("", text[start : reference.start])
            end = start + len(behind)
    body = text[start:end]
    if body and body[0] in _CLOSERS and body[-1] in _CLOSERS[body[0]]:
        return Span(start + 1, end - 1)
    return Span(start, end)


def _trimmed(text: str, span: Span) -> Span:
    body = text[span.start : span.end]
    return Span(span.start + len(body) - len(body.lstrip()), span.start + len(body.rstrip()))


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A quotation; a very long one in parts; nothing of a very short one."""
    if _count(text, span) < FEWEST_WORDS:
        return
    part: Span | None = None
    for unit in _units(text, span):
        if part is not None and _count(text, Span(part.start, unit.end)) > LONGEST:
            yield part
            part = None
        part = unit if part is None else Span(part.start, unit.end)
    if part is not None:
        yield part


def _units(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a quotation, cut where one alone is too long."""
    for sentence in sentence_spans(text[span.start : span.end]):
        start, end = span.start + sentence.start, span.start + sentence.end
        words = read_words(text, start, end)
        for cut in words[LONGEST::LONGEST]:
            yield Span(start, cut.start)
            start = cut.start
        yield Span(start, end)


def _count(text: str, span: Span) -> int:
    return sum(word.kind is WordKind.WORD for word in read_words(text, span.start, span.end))
