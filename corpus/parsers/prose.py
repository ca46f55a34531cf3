"""Any text or Markdown document: paragraphs, numbered or not, headings, lists and notes.

The shipped documents other than the book are read by this parser too; what it cannot know of them
(what the pages before the first heading are, which headings are the main ones) stands in the
manifest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from corpus import marks
from corpus.blocks import Block, BlockKind, is_finished
from corpus.lines import Line, Vocabulary, join_lines, number_lines, paragraphs_of, vocabulary_of
from corpus.parsers.items import BULLET, ItemLevels
from corpus.parsers.markup import plain_line
from corpus.types import Dropped

_NUMBERED = re.compile(r"(?P<number>\d{1,3})\.\s+(?=\S)")
_LABEL = re.compile(
    r"(?:[-*+•▪●]\s+)?(?:\((?P<label>[a-z]|[ivx]{1,5})\)|(?P<bare>[a-z])\))\s+"
    r"|(?P<bullet>[-*+•▪●])\s+"
)
_NOTE = re.compile(f"{marks.OPEN}(?P<superscript>\\d+){marks.CLOSE}\\s*|•\\s*(?P<bullet>\\d+)\\s+")
_OPEN_ENDED = re.compile(r"(?:,|\b(?:and|of|the|for|in|on|to|or|with|by|a|an))$")
_ATX = re.compile(r"(?P<hashes>#{1,6})\s+")
_LETTERED = re.compile(r"(?P<letter>[A-Z])\)\s+(?=[A-Z])")
_BULLET_NOTE = re.compile(r"\s*•\s*(\d+)\s")
_GLUED = re.compile(r"(?<=[a-zA-Z])[.,;:)]?(\d{1,2})(?=\s|$)")

FILLED = 160
"""Characters from which a line is a paragraph of its own and not a wrapped line."""
LONGEST_HEADING = 130
SHORTEST_SENTENCE = 8
"""Words from which a finished run before the first heading is prose and not an address."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the manifest says of a document's shape."""

    front: str = ""
    """What stands before the first heading, as a locator says it ("letter", "masthead")."""
    main_headings: frozenset[str] = frozenset()
    """Headings of the first rank; where empty, a heading right before another is of that rank."""


@dataclass(frozen=True, slots=True)
class _Run:
    lines: tuple[str, ...]
    hashes: int = 0

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)


@dataclass(slots=True)
class _State:
    """What the parser has seen so far."""

    next_number: int = 1
    previous: str = ""
    levels: ItemLevels = field(default_factory=ItemLevels)
    in_front: bool = True


def parse(source: str, outline: Outline) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The blocks of a text or Markdown document and what its text leaves out."""
    lines = number_lines(source.replace("\ufeff", ""))
    dropped: list[Dropped] = []
    plain = [Line(line.number, plain_line(line, dropped)) for line in lines]
    plain = _with_marks(plain)
    dropped += [
        Dropped("footnote mark", line.number, mark.label)
        for line in plain
        for mark in marks.lift(line.text.lstrip())[1]
        if mark.offset > 0  # at the start of a line it is the note's own number, which stays
    ]
    runs = tuple(_runs(plain))
    blocks = _blocks(runs, outline, vocabulary_of(lines))
    return _ranked(_mended(blocks), outline), tuple(dropped)


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """Lines with their marks as tokens: superscripts, or digits glued to words.

    Glued digits are looked for only where the notes themselves are there to be seen, as a list of
    numbered bullets; a note of a higher number may have been lost.
    """
    bodies = {int(found[1]) for line in lines if (found := _BULLET_NOTE.match(line.text))}
    if not bodies:
        return [replace(line, text=marks.from_superscripts(line.text)) for line in lines]
    running = [line for line in lines if not _BULLET_NOTE.match(line.text)]
    text = "\n".join(line.text for line in running)
    lost = {int(digits) for digits in _GLUED.findall(text) if int(digits) > max(bodies)}
    placed, _ = marks.place(text, sorted(bodies | lost))
    texts = {line.number: new for line, new in zip(running, placed.split("\n"), strict=True)}
    return [replace(line, text=texts.get(line.number, line.text)) for line in lines]


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    for paragraph in paragraphs_of(lines):
        run: list[str] = []
        for line in paragraph:
            text = line.text.strip()
            if run and (_begins_run(text) or len(run[-1]) > FILLED):
                yield _run(run)
                run = []
            run.append(text)
            if _ATX.match(text):
                yield _run(run)
                run = []
        if run:
            yield _run(run)


def _run(lines: Sequence[str]) -> _Run:
    found = _ATX.match(lines[0])
    if found is None:
        return _Run(tuple(lines))
    return _Run((lines[0][found.end() :].rstrip("# "), *lines[1:]), len(found["hashes"]))


def _begins_run(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_NUMBERED, _LABEL, _NOTE, _ATX))


def _blocks(runs: Sequence[_Run], outline: Outline, vocabulary: Vocabulary) -> tuple[Block, ...]:
    state = _State(in_front=bool(outline.front))
    blocks: list[Block] = []
    for run in runs:
        blocks.append(_block(run, state, outline, vocabulary))
        state.previous = marks.without(blocks[-1].text)
    return tuple(blocks)


def _block(run: _Run, state: _State, outline: Outline, vocabulary: Vocabulary) -> Block:
    text = join_lines(run.lines, vocabulary)
    note = _NOTE.match(text)
    if note:
        label = note["superscript"] or note["bullet"]
        return Block(BlockKind.FOOTNOTE, f"{label} {text[note.end() :]}", label=label)
    if state.in_front and not _ends_front(run, outline):
        return _front_block(run, text, outline)
    state.in_front = False
    return (
        _heading(run, text, state)
        or _numbered(text, state)
        or _item(text, state)
        or _paragraph(text, state)
    )


def _ends_front(run: _Run, outline: Outline) -> bool:
    lettered = bool(_LETTERED.match(run.text))
    return run.hashes > 0 or lettered or run.text in outline.main_headings


def _front_block(run: _Run, text: str, outline: Outline) -> Block:
    is_prose = is_finished(text) and len(text.split()) >= SHORTEST_SENTENCE
    if is_prose:
        return Block(BlockKind.PARAGRAPH, text, place=outline.front)
    return Block(BlockKind.MATTER, "\n".join(run.lines), label=outline.front, place=outline.front)


def _heading(run: _Run, text: str, state: _State) -> Block | None:
    plain = marks.without(text)
    lettered = _LETTERED.match(plain)
    is_title = (
        len(plain) <= LONGEST_HEADING
        and bool(re.match(r"[“\"‘'A-ZÀ-Þ]", plain))
        and not re.search(r"[.!?;:,][”\"’')\]]*$", plain)
        and not _LABEL.match(plain)
    )
    if not (run.hashes or lettered or is_title):
        return None
    state.levels.close()
    section = lettered["letter"] if lettered else ""
    return Block(BlockKind.HEADING, text, level=2 if section else 3, section=section, place=" ")


def _numbered(text: str, state: _State) -> Block | None:
    """A paragraph that bears the next number; one that a lead-in announces is a list item."""
    found = _NUMBERED.match(text)
    if found is None or int(found["number"]) != state.next_number:
        return None
    if state.previous.endswith(":") or state.levels.expects(found["number"]):
        return None
    state.levels.close()
    state.next_number += 1
    return Block(BlockKind.NUMBERED, text, label=found["number"])


def _item(text: str, state: _State) -> Block | None:
    label = _label(text)
    if not label:
        return None
    level, full = state.levels.place(label)
    body = re.sub(r"^[-*+•▪●]\s+(?=\(?\w{1,5}\)\s)", "", text)
    body = re.sub(r"^[-*+▪●]\s+", f"{BULLET} ", body)
    return Block(BlockKind.ITEM, body, level=level, label=full)


def _label(text: str) -> str:
    """The list label with which a text begins, without its brackets; "" where it has none."""
    number, found = _NUMBERED.match(text), _LABEL.match(text)
    if number:
        return number["number"]
    return (found["label"] or found["bare"] or BULLET) if found else ""


def _paragraph(text: str, state: _State) -> Block:
    state.levels.close()
    return Block(BlockKind.PARAGRAPH, text)


def _mended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Paragraphs that a page break or a footnote cut in two, whole again."""
    mended: list[Block] = []
    for block in blocks:
        at = _unfinished(mended) if block.kind is BlockKind.PARAGRAPH else None
        if at is None or not _goes_on(mended[at].text, block.text):
            mended.append(block)
        else:
            whole = f"{mended[at].text} {block.text}"
            mended[at] = replace(mended[at], text=whole)
    return tuple(mended)


def _goes_on(text: str, following: str) -> bool:
    return following[:1].islower() or bool(_OPEN_ENDED.search(marks.without(text)))


def _unfinished(blocks: Sequence[Block]) -> int | None:
    """Position of the last block that is not a note, where its sentence is not finished."""
    running = {BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.ITEM}
    for at in range(len(blocks) - 1, -1, -1):
        if blocks[at].kind is not BlockKind.FOOTNOTE:
            block = blocks[at]
            return at if block.kind in running and not is_finished(block.text) else None
    return None


def _ranked(blocks: Sequence[Block], outline: Outline) -> tuple[Block, ...]:
    """Blocks with the level of each heading: 2 for the main ones, 3 for those below."""
    ranked: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind is BlockKind.HEADING and not block.section:
            leads = following is not None and following.kind is BlockKind.HEADING
            is_main = (
                marks.without(block.text) in outline.main_headings
                if outline.main_headings
                else leads
            )
            block = replace(block, level=2 if is_main else 3)
        ranked.append(block)
    return tuple(ranked)
