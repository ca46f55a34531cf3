"""Which quotation or claim of a draft each of its references belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from assistant.checking.blocks import Block, BlockKind
from assistant.checking.outline import Outline
from assistant.checking.references import Reference
from corpus.types import Span

_MARK = re.compile(r"\[\^([^\]\n]{1,30})\](?!:)")

_BEHIND = re.compile(r"(?:\s*(?:\[\^[^\]\n]{1,30}\]|\([^()]*\)))*")
"""Footnotes' marks and brackets behind a full stop: no sentence begins so but "(c) …"."""


def attribute(outline: Outline) -> Mapping[Span, tuple[Reference, ...]]:
    """The references of each quotation, and of each sentence that holds no quotation.

    A reference belongs to the quotation before it in its sentence, or else to the one behind it;
    where the sentence quotes nothing, to the sentence. That of a footnote belongs where its mark
    stands; that of the line before or behind a block quote ("The Council said:", "(para. 4)")
    to the block quote.
    """
    notes = _notes(outline)
    owned: defaultdict[Span, list[Reference]] = defaultdict(list)
    for sentence, zone in _zones(outline):
        inside = _quoted(outline, zone)
        for at, reference in _named(outline, zone, notes):
            owned[_owner(at, inside) or sentence].append(reference)
    for before, quote, behind in _block_quotes(outline):
        for zone in (before, behind):
            owned[quote] += [reference for _, reference in _named(outline, zone, notes)]
    return {span: tuple(dict.fromkeys(references)) for span, references in owned.items()}


def _owner(at: int, quotations: Sequence[Span]) -> Span | None:
    """The quotation to which a reference at an offset belongs."""
    before = [quotation for quotation in quotations if quotation.start <= at]
    return before[-1] if before else next(iter(quotations), None)


def _quoted(outline: Outline, zone: Span) -> tuple[Span, ...]:
    """The quotations that lie in a zone with at least a part."""
    first = bisect_right(outline.quotations, zone.start, key=lambda quotation: quotation.end)
    last = bisect_left(outline.quotations, zone.end, key=lambda quotation: quotation.start)
    return outline.quotations[first:last]


def _notes(outline: Outline) -> dict[str, list[Reference]]:
    """The references of each footnote, by its label."""
    return {
        block.label: _within(outline, Span(block.start, block.end))
        for block in outline.blocks
        if block.kind is BlockKind.NOTE
    }


def _within(outline: Outline, zone: Span) -> list[Reference]:
    first, last = (
        bisect_left(outline.references, at, key=lambda reference: reference.start)
        for at in (zone.start, zone.end)
    )
    return list(outline.references[first:last])


def _named(
    outline: Outline, zone: Span, notes: Mapping[str, list[Reference]]
) -> Iterator[tuple[int, Reference]]:
    """The references of a zone and of the footnotes marked there, each with where it applies."""
    for reference in _within(outline, zone):
        yield reference.start, reference
    for mark in _MARK.finditer(outline.text, zone.start, zone.end):
        for reference in notes.get(mark[1], ()):
            yield mark.start(), reference


def _zones(outline: Outline) -> Iterator[tuple[Span, Span]]:
    """Each sentence with its zone. The zones of a block leave nothing out: what is named before a
    sentence's first word is its own, a mark or a bracket behind its full stop too."""
    for block in outline.blocks:
        if block.kind in (BlockKind.NOTE, BlockKind.HEADING):
            continue
        if block.kind is BlockKind.QUOTE:
            whole = Span(block.start, block.end)
            yield whole, whole
            continue
        start = block.start
        sentences = outline.sentences(block)
        for sentence, following in zip_longest(sentences, sentences[1:]):
            behind = _BEHIND.match(outline.text, sentence.end)
            end = behind.end() if behind and following else block.end
            yield sentence, Span(start, end)
            start = end


def _block_quotes(outline: Outline) -> Iterator[tuple[Span, Span, Span]]:
    """For each block quote: the line that leads to it, the quotation, the line that sources it."""
    blocks = outline.blocks
    nothing = Span(0, 0)
    for at, block in enumerate(blocks):
        inside = _quoted(outline, Span(block.start, block.end))
        if block.kind is not BlockKind.QUOTE or not inside:
            continue
        before = behind = nothing
        if at and outline.text[blocks[at - 1].end - 1] == ":":
            sentences = outline.sentences(blocks[at - 1])
            before = Span(sentences[-1].start, blocks[at - 1].end) if sentences else nothing
        if at + 1 < len(blocks) and _is_source_line(outline, blocks[at + 1]):
            behind = Span(blocks[at + 1].start, blocks[at + 1].end)
        yield before, inside[-1], behind


def _is_source_line(outline: Outline, block: Block) -> bool:
    """Whether a block says nothing but where something stands."""
    said = outline.masked[block.start : block.end]
    return block.kind is not BlockKind.QUOTE and not any(char.isalnum() for char in said)
