"""A report on a terminal. Texts are handed to rich as they are: it reads no markup in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from rich.padding import Padding
from rich.text import Text

from assistant.checking.exports.layout import Entry, Layout, Run

EXCERPT = 90
"""Characters that are shown of a finding that is in order, at most."""
_INDENT = (0, 0, 0, 4)
_AMISS, _FINE = "bold red", "green"


def lines_of(layout: Layout) -> Iterator[Text | Padding]:
    """What is amiss at length, what is in order by a line each, then the notes."""
    yield Text(layout.title, style="bold")
    yield from map(Text, layout.summary)
    for entry in layout.amiss:
        yield Text("")
        yield from _amiss(entry)
    if layout.fine:
        yield Text("")
        yield from map(_fine, layout.fine)
    yield Text("")
    for note in layout.notes:
        yield Text(note, style="dim")


def _amiss(entry: Entry) -> Iterator[Text | Padding]:
    yield Text(f"{entry.number}. {entry.heading}", style=_AMISS)
    yield _indented(_runs(entry.draft))
    for remark in entry.remarks:
        yield _indented(Text(f"- {remark}"))
    if entry.source_name:
        yield _indented(Text(f"{entry.lead}{entry.source_name}:", style="bold"))
        yield _indented(_runs(entry.source))


def _fine(entry: Entry) -> Text:
    excerpt = _excerpt("".join(run.text for run in entry.draft))
    heading = Text(f"{entry.number}. {entry.heading}", style=_FINE)
    return heading.append(f" – {excerpt} ({entry.source_name})", style="not green")


def _excerpt(said: str) -> str:
    """The opening words on one line, cut between two of them; inside one that is very long."""
    line = " ".join(said.split())
    words = shorten(line, EXCERPT, placeholder=" …")
    # Before a long address, or a text without spaces, next to nothing would be left.
    is_telling = len(words) > EXCERPT // 2 or words == line
    return words if is_telling else f"{line[: EXCERPT - 1]}…"


def _runs(runs: Sequence[Run]) -> Text:
    text = Text()
    for run in runs:
        text.append(" ".join(run.text.split("\n")), style="bold underline" if run.is_marked else "")
    return text


def _indented(text: Text) -> Padding:
    return Padding(text, _INDENT, expand=False)
