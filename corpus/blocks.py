"""What a parser makes of a source: blocks in reading order, not yet passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus import marks

_TERMINATOR = re.compile(r"[.!?;:][”\"’'»)\]]*$")


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    """A paragraph that the document numbers; its text begins with the number."""
    ITEM = "item"
    CONTINUATION = "continuation"
    """A further paragraph of the list item before it."""
    FOOTNOTE = "footnote"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source.

    ``text`` is running text with the tokens of ``corpus.marks`` in it. ``level`` is the depth of a
    heading (1 a chapter, 2 a section, 3 below) or of a list item (1 outermost). ``label`` is a
    paragraph's number, an item's label or a note's number, as printed. ``place`` names the part of
    the document that a first-level heading opens, as a locator says it ("ch. 17", "preface");
    ``section`` the number of a section that a second-level heading opens.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    place: str = ""
    chapter: int | None = None
    section: str = ""
    page: int | None = None


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence, a clause or a lead-in ends; marks are looked through."""
    return bool(_TERMINATOR.search(marks.without(text).rstrip()))
