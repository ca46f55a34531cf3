"""One passage as HTML: its words in lines and nested items, with footnote marks and highlights.

What the page adds to the document's words carries ``data-added``: the rest of a document's
article is its canonical text, whole and in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from assistant.finding import merged
from corpus.types import Passage, PassageKind, Span
from ui.reading.links import fragment, passage_url, slug

ITEM_LABEL = re.compile(r"\([^)]*\)|\w+ \d+")
"""One label of an item's label: "(b)(ii)" has two, "bullet 2" one."""
PRINTED_LABEL = re.compile(r"(?:\(\w{1,5}\)|[•●▪◦–—*-]|\w{1,5}[.)]|\d{1,3})(?=\s)")
"""What a numbered paragraph, an item or a note begins with, as printed."""
NUMBERED = frozenset({PassageKind.NUMBERED, PassageKind.FOOTNOTE})
HIGHEST_LEVEL, LOWEST_LEVEL = 2, 6
"""Levels of HTML headings inside a document: its title is the one of level 1."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What a passage is shown with."""

    highlights: tuple[Span, ...] = ()
    """Offsets of the document's text."""
    above: str = ""
    """HTML that stands before the words."""


PLAIN = Dress()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a passage; offsets of the document's text, half-open."""

    start: int
    end: int
    depth: int
    """0 outside lists, 1 in a list of the passage, 2 in a list of its items …"""
    begins: bool
    """Whether its item begins here; True outside lists."""
    label_end: int
    """Where the printed label that it begins with ends; ``start`` where there is none."""


def passage_html(passage: Passage, notes: Mapping[str, Passage], dress: Dress = PLAIN) -> str:
    """A passage under its id, with its locator, which is its permanent link.

    ``notes`` are the footnotes of the document by their ids.
    """
    role = ' role="doc-footnote"' if passage.kind is PassageKind.FOOTNOTE else ""
    place = (
        f'<a class="place" href="{passage_url(passage)}" data-added>'
        f"{escape(unbroken(passage.locator))}</a>"
    )
    marks = [
        (sentence.end, _mark_html(notes[note], sentence.id))
        for sentence in passage.sentences
        for note in sentence.footnotes
        if note in notes
    ]
    words = _Words(passage, _joined(dress.highlights), marks)
    return (
        f'<div class="passage {passage.kind.value}" id="{escape(slug(passage))}"{role}>'
        f'{place}<div class="words">{dress.above}{_body_html(words)}</div></div>'
    )


def unbroken(locator: str) -> str:
    """A locator that breaks between its parts alone: no number begins a line."""
    return re.sub(r" (?=\S*\d)", "\u00a0", locator)


def marked(
    passage: Passage, highlights: Sequence[Span], start: int | None = None, end: int | None = None
) -> str:
    """The words of a passage, escaped, those in ``highlights`` in ``<mark>``.

    ``highlights`` are offsets into the document; they may overlap, touch, come in any order or
    reach beyond the passage, whose part of them is marked. So are ``start`` and ``end``, the part
    of the passage that is wanted, all of it by default. Every character of it comes out once.
    """
    first = passage.start if start is None else start
    last = passage.end if end is None else end
    return _Words(passage, _joined(highlights), ()).html(first, last)


def _joined(highlights: Sequence[Span]) -> tuple[Span, ...]:
    return merged((span.start, span.end) for span in highlights)


def lines_of(passage: Passage) -> tuple[Line, ...]:
    """The lines of a passage, each with its place among the items of the passage's lists."""
    base = _depth(passage.label) if passage.kind is PassageKind.ITEM else 0
    lines: list[Line] = []
    item = passage.label if base else ""
    for start, end in _line_spans(passage):
        own = next((s.item for s in passage.sentences if start <= s.start < end), item)
        begins = not lines or own != item or not own
        labelled = begins and (bool(own) or (not lines and passage.kind in NUMBERED))
        label = PRINTED_LABEL.match(passage.text, start - passage.start) if labelled else None
        label_end = passage.start + label.end() if label else start
        lines.append(Line(start, end, max(_depth(own) - base, 0), begins, label_end))
        item = own
    return tuple(lines)


def _line_spans(passage: Passage) -> Iterator[tuple[int, int]]:
    start = passage.start
    for line in passage.text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _depth(item: str) -> int:
    return len(ITEM_LABEL.findall(item))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a passage, and what is put around and between them."""

    passage: Passage
    highlights: Sequence[Span]
    marks: Sequence[tuple[int, str]]
    """Footnote marks as HTML, each with the offset that it stands at."""

    def html(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` with the marks that stand after one of them."""
        edges = {start, end, *(at for at, _ in self.marks)}
        edges.update(edge for span in self.highlights for edge in (span.start, span.end))
        cuts = sorted(edge for edge in edges if start <= edge <= end)
        return "".join(self._piece(left, right) for left, right in pairwise(cuts))

    def line(self, line: Line) -> str:
        label = self.html(line.start, line.label_end)
        words = self.html(line.label_end, line.end)
        return f'<span class="label">{label}</span>{words}' if label else words

    def _piece(self, start: int, end: int) -> str:
        offset = self.passage.start
        words = escape(self.passage.text[start - offset : end - offset], quote=False)
        if any(span.start <= start and end <= span.end for span in self.highlights):
            words = f"<mark>{words}</mark>"
        return words + "".join(mark for at, mark in self.marks if at == end)


def _body_html(words: _Words) -> str:
    passage = words.passage
    if passage.kind is PassageKind.HEADING:
        return _heading_html(words)
    body = _lines_html(words, lines_of(passage))
    if passage.kind is PassageKind.FOOTNOTE and passage.marked_by is not None:
        return body + _back_html(passage)
    return body


def _heading_html(words: _Words) -> str:
    passage = words.passage
    level = min(HIGHEST_LEVEL + len(passage.headings), LOWEST_LEVEL)
    is_chapter = passage.chapter is not None and not passage.headings
    number = f'<span class="number" data-added>Chapter {passage.chapter} </span>'
    text = words.html(passage.start, passage.end)
    return f"<h{level}>{number if is_chapter else ''}{text}</h{level}>"


def _lines_html(words: _Words, lines: Sequence[Line]) -> str:
    """Paragraphs and, below them, the items as nested lists."""
    pieces: list[str] = []
    depth = 0
    for line in lines:
        pieces.append("</li></ul>" * (depth - line.depth))
        pieces.append("<ul><li>" * (line.depth - depth))
        if line.begins and 0 < line.depth <= depth:
            pieces.append("</li><li>")
        pieces.append(f"<p>{words.line(line)}</p>")
        depth = line.depth
    return "".join(pieces) + "</li></ul>" * depth


def _mark_html(note: Passage, sentence_id: str) -> str:
    # A note is named once: its way back leads to the sentence that it says carries its mark.
    name = f' id="{mark_id(note)}"' if note.marked_by == sentence_id else ""
    label = escape(note.label)
    return (
        f'<sup{name} data-added><a href="{fragment(note)}" role="doc-noteref" '
        f'aria-label="Footnote {label}">{label}</a></sup>'
    )


def _back_html(note: Passage) -> str:
    return (
        f'<a class="back" href="#{mark_id(note)}" role="doc-backlink" data-added '
        f'aria-label="Back to the text at footnote {escape(note.label)}">'
        '<span aria-hidden="true">↩</span> to the text</a>'
    )


def mark_id(note: Passage) -> str:
    """The id of a note's mark. The underscore keeps it apart from the ids of passages."""
    return f"_mark-{escape(slug(note))}"
