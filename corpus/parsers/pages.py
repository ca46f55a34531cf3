"""The pages of a book whose page breaks survive only as a line that starts with one space.

Of each page this module takes off the running head, the bare web addresses that repeat the links
of its notes, and the notes themselves; what is left is the page's share of the running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.lines import Line, paragraphs_of
from corpus.types import Dropped

_ADDRESS = re.compile(r"\s*(?:https?://|ftp[.:]|www\.|mailto:)\S+\s*$")
_BARE = re.compile(r"\s*\S+(?:\s+and\s+\S+)?\s*$")
"""A line of a block of addresses: an address, a document symbol, or two addresses linked as one."""
_RUNNING_HEAD = re.compile(
    r"(?:International Migration and Development: Contributions and Recommendations of .*System"
    r"|Chapter (?P<chapter>\d+): .+)$"
)
_NOTE = re.compile(r"(\d{1,2}) +(?=[^\s\d])")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as it stands at the end of a page, its number taken off the first line."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source."""

    lines: tuple[Line, ...]
    printed: int | None = None
    """The page number printed on it, where one survives."""
    notes: tuple[Note, ...] = ()

    @property
    def first_line(self) -> str:
        return self.lines[0].text.strip() if self.lines else ""


def split_pages(lines: Sequence[Line]) -> tuple[tuple[Page, ...], tuple[Dropped, ...]]:
    """Pages without running heads and bare addresses, notes still in their lines."""
    dropped: list[Dropped] = []
    pages: list[Page] = []
    for chunk in _chunks(lines):
        page = _without_running_head(chunk, dropped)
        pages.append(replace(page, lines=_without_addresses(page.lines, dropped)))
    return tuple(pages), tuple(dropped)


def _chunks(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    start = 0
    for position in range(1, len(lines)):
        if _starts_page(lines, position):
            yield tuple(lines[start:position])
            start = position
    yield tuple(lines[start:])


def _starts_page(lines: Sequence[Line], position: int) -> bool:
    line, before = lines[position], lines[position - 1]
    if _RUNNING_HEAD.match(line.text):
        return True
    spaces = len(line.text) - len(line.text.lstrip(" "))
    # Two spaces, or a blank line before, begin a further paragraph of a list item or a note.
    return (
        spaces in (1, 3)
        and not line.is_blank
        and not before.is_blank
        and not _ADDRESS.match(line.text)
    )


def _without_running_head(chunk: tuple[Line, ...], dropped: list[Dropped]) -> Page:
    if not _RUNNING_HEAD.match(chunk[0].text):
        return Page(chunk)
    number_at = next(at for at, line in enumerate(chunk[1:], start=1) if not line.is_blank)
    head, number = chunk[0], chunk[number_at]
    dropped.append(Dropped("running head", head.number, head.text.strip()))
    dropped.append(Dropped("page number", number.number, number.text.strip()))
    return Page(chunk[number_at + 1 :], printed=int(number.text))


def _without_addresses(lines: tuple[Line, ...], dropped: list[Dropped]) -> tuple[Line, ...]:
    """The lines without the block of bare addresses that may close a page."""
    while lines and lines[-1].is_blank:
        lines = lines[:-1]
    paragraphs = paragraphs_of(lines)
    if not paragraphs:
        return lines
    last = paragraphs[-1]
    is_bare = _ADDRESS.match(last[0].text) and all(_BARE.match(line.text) for line in last)
    if not is_bare or len(paragraphs) == 1:
        return lines
    dropped.extend(Dropped("bare web address", line.number, line.text.strip()) for line in last)
    return _without_addresses(
        tuple(line for line in lines if line.number < last[0].number), dropped
    )


def printed_pages(pages: Sequence[Page]) -> tuple[int | None, ...]:
    """The printed number of each page, where it is certain.

    Certain is a number that survives, and every page between two that survive when as many pages
    lie between them as their numbers say. Elsewhere (a blank page was lost) None.
    """
    numbers: list[int | None] = [page.printed for page in pages]
    known = [(at, page.printed) for at, page in enumerate(pages) if page.printed is not None]
    for (start, first), (end, last) in pairwise(known):
        if last - first == end - start:
            numbers[start : end + 1] = range(first, last + 1)
    return tuple(numbers)


def split_notes(page: Page, expected: int) -> Page:
    """A page with its notes apart; ``expected`` is the number of the next note of the chapter.

    The first note is the last line that begins with its number, for a line of the running text
    may begin with the same digits; the later ones follow in order.
    """
    start = _last_start(page.lines, expected)
    if start is None:
        return page
    starts = [start]
    for position in range(start + 1, len(page.lines)):
        found = _NOTE.match(page.lines[position].text)
        if found and int(found[1]) == expected + len(starts):
            starts.append(position)
    ends = [*starts[1:], len(page.lines)]
    notes = tuple(
        _note(page.lines[first:last], expected + count)
        for count, (first, last) in enumerate(zip(starts, ends, strict=True))
    )
    return replace(page, lines=page.lines[:start], notes=notes)


def _last_start(lines: Sequence[Line], number: int) -> int | None:
    for position in range(len(lines) - 1, 0, -1):
        found = _NOTE.match(lines[position].text)
        if found and int(found[1]) == number:
            return position
    return None


def _note(lines: tuple[Line, ...], number: int) -> Note:
    first = replace(lines[0], text=_NOTE.sub("", lines[0].text, count=1))
    return Note(number, (first, *lines[1:]))
