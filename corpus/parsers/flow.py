"""The running text of a book chapter: the pages' lines become blocks again.

A page break may fall inside a sentence, an extraction error may put a blank line after the first
line of a list item, and a list may begin inside a paragraph. Every rule here answers one question:
does this run of lines begin something new, or go on with what was there?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import marks
from corpus.blocks import is_finished
from corpus.lines import Line, fold_spaces, paragraphs_of
from corpus.parsers.items import ROMAN

LABEL = re.compile(r"\((?P<label>[a-z]|[ivx]{1,5})\)\s+|(?P<bullet>•)\s+")
_SECTION = re.compile(r"(?P<number>\d)\.\s+(?P<title>[A-Z].*)$")
_OPEN_ENDED = re.compile(r"(?:\b(?:and|of|the|for|in|on|to|or|with|by)|-)$")

FULL_LINE = 70
"""Characters from which a line counts as filled: the book sets about 90 to a line."""
SHORT_OF_FULL = 0.85
"""A paragraph's last line on a page, shorter than this share of the page's longest, ends it."""
LONGEST_HEADING = 130
"""Characters; the longest heading of the book has 118."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that belong together; ``page`` is the printed page of the first."""

    lines: tuple[str, ...]
    page: int | None = None
    is_indented: bool = False
    starts_page: bool = False

    @property
    def text(self) -> str:
        """The lines with plain spaces between them: good for looking, not for quoting."""
        return fold_spaces(" ".join(self.lines))

    @property
    def label(self) -> str:
        """The list label with which it begins: "a", "iv", "•", or ""."""
        found = LABEL.match(self.lines[0].lstrip())
        return (found["label"] or found["bullet"]) if found else ""


@dataclass(frozen=True, slots=True)
class FlowPage:
    """The running text of one page, marks already tokens."""

    lines: tuple[Line, ...]
    printed: int | None = None


def runs_of(pages: Iterable[FlowPage]) -> tuple[Run, ...]:
    """The runs of a chapter's pages, each whole again."""
    runs: list[Run] = []
    width = FULL_LINE
    for page in pages:
        for run in _page_runs(page):
            if runs and _goes_on(runs[-1], run, width):
                runs[-1] = _joined(runs[-1], run)
            else:
                runs.append(run)
        width = max((len(line.text) for line in page.lines), default=FULL_LINE)
    return tuple(runs)


def _joined(first: Run, second: Run) -> Run:
    return Run(first.lines + second.lines, first.page, first.is_indented, first.starts_page)


def _page_runs(page: FlowPage) -> Iterator[Run]:
    starts_page = True
    for paragraph in paragraphs_of(page.lines):
        for lines in _split_at_labels(tuple(line.text for line in paragraph)):
            is_indented = lines[0].startswith(" ") and not starts_page
            yield Run(lines, page.printed, is_indented, starts_page)
            starts_page = False


def _split_at_labels(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    start = 0
    for position in range(1, len(lines)):
        begins_paragraph = lines[position].startswith("  ")
        if begins_paragraph or _begins_item(lines[start:position], lines[position:]):
            yield lines[start:position]
            start = position
    yield lines[start:]


def _begins_item(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the label at the start of ``after`` opens a list item, or stands in a sentence."""
    found = LABEL.match(after[0].lstrip())
    if found is None:
        return False
    if found["bullet"]:
        return True
    label = found["label"]
    if _stands_inside(_neighbour(label, -1), before):
        return False
    is_first = label in {"a", "i"}
    return not (is_first and _stands_within_a_line(_neighbour(label, +1), after))


def _stands_inside(label: str, run: Sequence[str]) -> bool:
    """Whether ``(label)`` stands in the text of a run, not as the label with which it begins."""
    lines = [_without_label(line) if at == 0 else line for at, line in enumerate(run)]
    return bool(label) and any(f"({label})" in line for line in lines)


def _stands_within_a_line(label: str, lines: Sequence[str]) -> bool:
    """Whether ``(label)`` stands in a line after its start, as in a list inside a sentence."""
    return bool(label) and any(f"({label})" in _without_label(line) for line in lines)


def _without_label(line: str) -> str:
    own = LABEL.match(line.lstrip())
    return line.lstrip()[own.end() :] if own else line


def _neighbour(label: str, step: int) -> str:
    """The label that stands before (-1) or after (+1) one; "" where there is none."""
    if label in ROMAN:
        position = ROMAN.index(label) + step
        return ROMAN[position] if 0 <= position < len(ROMAN) else ""
    if len(label) != 1:
        return ""
    neighbour = chr(ord(label) + step)
    return neighbour if "a" <= neighbour <= "z" else ""


def _goes_on(before: Run, run: Run, width: int) -> bool:
    """Whether ``run`` continues ``before`` across a page break or a stray blank line."""
    if run.label and _begins_item(before.lines, run.lines):
        return False
    text = before.text
    if is_heading(before):
        return _is_open_ended(text) and not run.label and len(run.text) < FULL_LINE
    if run.starts_page:
        return _goes_on_overleaf(before, run, width)
    if is_finished(text) and not (before.label and text.endswith(":")):
        return False
    if before.label and len(before.lines) == 1:
        return len(before.lines[0]) >= FULL_LINE or run.text[:1].islower()
    return run.text[:1].islower() and len(before.lines[-1]) >= FULL_LINE


def _goes_on_overleaf(before: Run, run: Run, width: int) -> bool:
    if section_number(run):
        return False
    if not is_finished(before.text):
        return True
    if is_heading(run):
        return False
    last = marks.without(before.lines[-1]).strip()
    starts_sentence = not run.text[:1].islower()
    return not (starts_sentence and len(last) < SHORT_OF_FULL * width)


def _is_open_ended(text: str) -> bool:
    return bool(_OPEN_ENDED.search(marks.without(text).rstrip()))


def is_heading(run: Run) -> bool:
    """Whether a run reads as a heading: short, no label, no full stop, starts like a title."""
    text = marks.without(run.text)
    return (
        not run.label
        and not run.is_indented
        and len(run.lines) <= 3
        and len(text) <= LONGEST_HEADING
        and not re.search(r"[.!?;:,][”\"’')\]]*$", text)
        and bool(re.match(r"[“\"A-Z\d]", text))
    )


def section_number(run: Run) -> str:
    """The number of the section that a heading opens ("2"), or ""."""
    found = _SECTION.match(marks.without(run.text))
    return found["number"] if found and is_heading(run) else ""
