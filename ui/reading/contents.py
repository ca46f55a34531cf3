"""The table of contents of a document: a tree of its headings, and its HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from corpus.types import Passage, PassageKind
from ui.reading.links import fragment

UNFOLDED = 40
"""Entries that may all be shown at once: about as many as are scanned without searching. Longer
tables show the chapters, each with its sections folded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, or the passage that a document without an opening heading begins with."""

    passage: Passage
    title: str
    below: list[Entry] = field(default_factory=list)


def contents_of(passages: Sequence[Passage]) -> list[Entry]:
    """The outermost entries, each with those below it."""
    top: list[Entry] = []
    open_entries: list[Entry] = []
    for passage in passages:
        if passage.kind is PassageKind.HEADING:
            del open_entries[len(passage.headings) :]
            entry = Entry(passage, passage.text)
            (open_entries[-1].below if open_entries else top).append(entry)
            open_entries.append(entry)
        elif not top:
            top.append(Entry(passage, opening_title(passage)))
    return top


def opening_title(passage: Passage) -> str:
    """What to call the part of a document that has no heading: "Letter", "Beginning"."""
    if passage.kind is PassageKind.MATTER:
        return passage.locator[:1].upper() + passage.locator[1:]
    return "Beginning"


def contents_html(entries: Sequence[Entry]) -> str:
    """The nested lists of links; "" where there is nothing to choose from."""
    if _count(entries) < 2:
        return ""
    return _list_html(entries, folded=_count(entries) > UNFOLDED)


def _list_html(entries: Sequence[Entry], *, folded: bool) -> str:
    return "<ol>" + "".join(_entry_html(entry, folded=folded) for entry in entries) + "</ol>"


def _entry_html(entry: Entry, *, folded: bool) -> str:
    passage = entry.passage
    is_chapter = passage.chapter is not None and not passage.headings
    number = f'<span class="number">{passage.chapter}</span> ' if is_chapter else ""
    link = f'<a href="{fragment(passage)}">{number}{escape(entry.title)}</a>'
    if not entry.below:
        return f"<li>{link}</li>"
    below = _list_html(entry.below, folded=False)
    if not folded:
        return f"<li>{link}{below}</li>"
    label = f"Sections of {escape(entry.title)}"
    return (
        f'<li class="branch">{link}<details><summary aria-label="{label}"></summary>'
        f"{below}</details></li>"
    )


def _count(entries: Sequence[Entry]) -> int:
    return sum(1 + _count(entry.below) for entry in entries)
