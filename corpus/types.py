"""What was read: documents, the passages that are cited and the sentences that are quoted.

Every offset in this module counts characters of a document's canonical text and is half-open, so
``document.text[value.start:value.end] == value.text`` holds for every passage and sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage is on the page."""

    NUMBERED = "numbered"
    """A paragraph that the document itself numbers ("31. The UNGA/HLD may wish …")."""
    PARAGRAPH = "paragraph"
    LIST = "list"
    """A short list together with the sentence that leads into it."""
    ITEM = "item"
    """One item of a list that is too long to be a single passage, with all that is nested in it."""
    FOOTNOTE = "footnote"
    HEADING = "heading"
    """A heading: a passage so that no word is lost, never retrieved on its own."""
    MATTER = "matter"
    """Letterheads, mastheads, addresses and signatures."""

    @property
    def is_searchable(self) -> bool:
        """Whether passages of this kind are indexed: a heading is searched with what it heads."""
        return self is not PassageKind.HEADING


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, ``0 <= start <= end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One source, with the text a reader sees on its pages.

    ``symbol`` is the publisher's own document number or ``""``; ``date`` is ISO 8601, as exact as
    it is known ("2012-11-02", "2013"), or ``""``; ``citation`` is how a footnote would cite it.
    """

    id: str
    title: str
    symbol: str
    date: str
    publisher: str
    citation: str
    sha256: str
    """SHA-256 of the source file, 64 lower-case hexadecimal digits."""
    text: str
    """The canonical text."""
    short_title: str = ""
    """A few words for places where the title is too long ("IOM Council, 2012")."""

    @property
    def name(self) -> str:
        """What to call it in an answer: the short title where it has one."""
        return self.short_title or self.title


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is quoted.

    ``locator`` is as exact as the place allows ("ch. 17, section 2, (b)"): a list item's sentence
    names its item, even where the whole list is one passage.
    """

    id: str
    passage_id: str
    document_id: str
    start: int
    end: int
    text: str
    locator: str
    item: str = ""
    """Label of its list item: "(b)", "(b)(ii)", "bullet 2"; "" outside lists."""
    lead_in: Span | None = None
    """Where the sentence that introduces its list item stands; None outside lists."""
    footnotes: tuple[str, ...] = ()
    """Ids of the footnote passages whose marks this sentence carries."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is retrieved and cited."""

    id: str
    """Stable and readable: document id, "#", place ("iom-council-2012#para-31")."""
    document_id: str
    kind: PassageKind
    start: int
    end: int
    text: str
    locator: str
    """Where it stands, as people say it in a meeting: "para. 40", "ch. 17, section 2, (b)"."""
    headings: tuple[str, ...] = ()
    """The headings above it, outermost first: chapter, section, subsection …"""
    chapter: int | None = None
    section: str = ""
    """Number or letter of the numbered section it stands in ("2", "B"), or ""."""
    label: str = ""
    """Paragraph number, item label or note number as printed, or ""."""
    page: int | None = None
    """Printed page on which it begins, only where that is certain."""
    lead_in: Span | None = None
    """For an item: where the sentence that introduces its list stands."""
    marked_by: str | None = None
    """For a footnote: id of the sentence that carries its mark; None where no mark was found."""
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something in the source that the canonical text leaves out, and why."""

    reason: str
    line: int
    """Line of the source file, counted from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its passages in reading order and what was left out of its text."""

    document: Document
    passages: tuple[Passage, ...]
    dropped: tuple[Dropped, ...] = ()
