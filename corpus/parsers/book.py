"""The 2013 inter-agency book: preface, foreword, chapter 1 and the agency chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import marks
from corpus.blocks import Block, BlockKind
from corpus.lines import Line, Vocabulary, join_lines, number_lines, vocabulary_of
from corpus.parsers.flow import FlowPage, Run, is_heading, runs_of, section_number
from corpus.parsers.items import ItemLevels
from corpus.parsers.pages import Page, printed_pages, split_notes, split_pages
from corpus.types import Dropped

_FRONT_TITLES = ("Preface", "Foreword")
_FIRST_NOTE = re.compile(r"1 +[^\s\d]")


@dataclass(frozen=True, slots=True)
class _Chapter:
    """``number`` is None for the preface and the foreword."""

    title: str
    number: int | None
    pages: tuple[Page, ...]

    @property
    def place(self) -> str:
        return self.title.lower() if self.number is None else f"ch. {self.number}"


def parse(source: str) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The blocks of the book and what its text leaves out."""
    lines = number_lines(source)
    pages, dropped = split_pages(lines)
    numbered = [
        replace(page, printed=number)
        for page, number in zip(pages, printed_pages(pages), strict=True)
    ]
    addresses = [drop.text for drop in dropped if drop.reason == "bare web address"]
    vocabulary = vocabulary_of(lines, addresses)
    chapters = _chapters(numbered)
    blocks = tuple(block for chapter in chapters for block in _blocks(chapter, vocabulary))
    note_marks = tuple(
        Dropped("footnote mark", note.lines[0].number, str(note.number))
        for chapter in chapters
        for page in chapter.pages
        for note in page.notes
    )
    return blocks, dropped + note_marks


def _chapters(pages: Sequence[Page]) -> tuple[_Chapter, ...]:
    chapters: list[_Chapter] = []
    for page in pages:
        title = _title_lines(page)
        if title:
            name = " ".join(line.text.strip() for line in title)
            is_front = name in _FRONT_TITLES
            number = None if is_front else 1 + sum(c.number is not None for c in chapters)
            page = replace(page, lines=page.lines[len(title) :])
            chapters.append(_Chapter(name, number, ()))
        current = chapters[-1]
        expected = 1 + sum(len(earlier.notes) for earlier in current.pages)
        split = split_notes(page, expected)
        chapters[-1] = replace(current, pages=(*current.pages, split))
    return tuple(chapters)


def _title_lines(page: Page) -> tuple[Line, ...]:
    """The lines of the chapter title with which a page begins; none where it begins without one.

    A title stands alone at the head of a page on which the notes start again from 1; the two
    chapters without notes are known by name.
    """
    title = tuple(_until_blank(page.lines))
    name = " ".join(line.text.strip() for line in title)
    restarts = any(_FIRST_NOTE.match(line.text) for line in page.lines)
    is_title = 1 <= len(title) <= 2 and is_heading(Run(tuple(line.text.strip() for line in title)))
    return title if name in _FRONT_TITLES or (restarts and is_title) else ()


def _until_blank(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if line.is_blank:
            return
        yield line


def _blocks(chapter: _Chapter, vocabulary: Vocabulary) -> Iterator[Block]:
    yield Block(
        BlockKind.HEADING,
        chapter.title,
        level=1,
        place=chapter.place,
        chapter=chapter.number,
        page=chapter.pages[0].printed,
    )
    runs = runs_of(_flow_page(page) for page in chapter.pages)
    levels = ItemLevels()
    for position, run in enumerate(runs):
        is_signature = chapter.number is None and position == len(runs) - 1
        yield _block(run, levels, vocabulary, is_signature=is_signature)
    for page in chapter.pages:
        for note in page.notes:
            text = join_lines([line.text for line in note.lines], vocabulary)
            label = str(note.number)
            yield Block(BlockKind.FOOTNOTE, f"{label} {text}", label=label, page=page.printed)


def _flow_page(page: Page) -> FlowPage:
    text = "\n".join(line.text for line in page.lines)
    placed, _ = marks.place(text, [note.number for note in page.notes])
    lines = placed.split("\n") if page.lines else []
    return FlowPage(
        tuple(Line(line.number, new) for line, new in zip(page.lines, lines, strict=True)),
        page.printed,
    )


def _block(run: Run, levels: ItemLevels, vocabulary: Vocabulary, *, is_signature: bool) -> Block:
    text = join_lines(run.lines, vocabulary)
    if is_signature:
        return Block(BlockKind.MATTER, "\n".join(map(str.strip, run.lines)), page=run.page)
    if run.label:
        level, label = levels.place(run.label)
        return Block(BlockKind.ITEM, text, level=level, label=label, page=run.page)
    if run.is_indented and levels.is_open:
        return Block(BlockKind.CONTINUATION, text, page=run.page)
    levels.close()
    if is_heading(run):
        section = section_number(run)
        level = 2 if section else 3
        return Block(BlockKind.HEADING, text, level=level, section=section, page=run.page)
    return Block(BlockKind.PARAGRAPH, text, page=run.page)
