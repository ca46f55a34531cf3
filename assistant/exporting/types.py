"""What is exported, the record of its quotes that each file carries, and what a check of it finds.

The record is read again years later, perhaps by another version: fields are only added, each with a
default, and ``FORMAT_VERSION`` grows where an older program would misread a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

FORMAT_VERSION = 1
"""Version of the record and of how its quotes are written in the visible text."""


class Format(StrEnum):
    """A kind of file; the value is its suffix without the dot."""

    MARKDOWN = "md"
    DOCX = "docx"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """What a web server says that the file is."""
        return {
            Format.MARKDOWN: "text/markdown; charset=utf-8",
            Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format.HTML: "text/html; charset=utf-8",
        }[self]


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by what a file is made: the same values and stamp make the same bytes."""

    at: datetime
    """With its time zone."""
    version: str
    """Rapporteur's."""

    @classmethod
    def now(cls) -> Self:
        """This moment and this program."""
        from importlib.metadata import version

        return cls(datetime.now(UTC).replace(microsecond=0), version("rapporteur"))


@dataclass(frozen=True, slots=True)
class Quote:
    """A footnote: words of a document, and all that finds them again.

    Offsets count characters of the document's canonical text.
    """

    number: int
    """Counted from 1 through the whole file, in order of first use."""
    document_id: str
    title: str
    symbol: str
    date: str
    citation: str
    """How the document is cited, down to the place: what the footnote says before the words."""
    locator: str
    passage_id: str
    start: int
    end: int
    quote: str
    """Verbatim."""
    source_sha256: str
    """SHA-256 of the source file; "" where the document did not have the words at this place when
    it was exported, or was not there any more."""
    text_sha256: str
    """SHA-256 of the canonical text in UTF-8; "" as above."""
    is_cut: bool
    """Whether the passage goes on behind the words, which "[…]" says."""
    cited: int = 0
    """Times that the running text has this footnote's mark first behind some words."""
    quoted: int = 0
    """How many of these times those words are the quote itself."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what became of it, without the words that were quoted."""

    question: str
    """As it was typed."""
    searched_question: str
    """"" where no answer had been begun."""
    documents: tuple[str, ...]
    """Ids of the documents that were searched; empty for all."""
    state: str
    """A ``TurnState`` of ``assistant.keeping``."""
    status: str
    """"answered" or "declined"; "" where no answer had been begun."""
    confidence: float | None
    mode: str
    model: str | None
    index: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of itself to a machine."""

    format_version: int
    title: str
    exported: str
    """ISO 8601, with its time zone."""
    rapporteur: str
    """The version that made the file."""
    exchanges: tuple[Exchange, ...]
    quotes: tuple[Quote, ...]


class BlockKind(StrEnum):
    TITLE = "title"
    QUESTION = "question"
    ASIDE = "aside"
    """What a reader should know before the answer: what was searched, that it is incomplete."""
    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    """One of the nearest passages."""
    DETAIL = "detail"
    """How an answer or the file came about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in their visible form, and the footnotes whose marks stand behind them."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    """At least one; a space stands between two."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file before it is written in a format; every text but those of the record is visible form
    (``texts.shown``), so a writer has nothing to do but to escape it."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    """The footnotes' texts, in the order of their numbers, which count from 1."""
    record: Record


Line = tuple[str | int, ...]
"""A paragraph as it is read: words, and the numbers of footnotes where their marks stand."""


@dataclass(frozen=True, slots=True)
class Visible:
    """A file as it is read: the record as text, and what a reader sees."""

    record: str
    lines: tuple[Line, ...]
    notes: dict[int, str]
    """The footnotes' texts by number."""
    added: tuple[str, ...]
    """Footnotes that have no number of Rapporteur's."""


class Verdict(StrEnum):
    """What the documents say of a quote, as they are now."""

    VERIFIED = "verified"
    """The words stand, character for character, in the place that is cited."""
    MOVED = "moved"
    """The words stand, character for character, in another place."""
    CHANGED = "changed"
    """The document has nearly these words."""
    NOT_FOUND = "not found"


class Sight(StrEnum):
    """What became of a quote in the visible text since the export."""

    AS_EXPORTED = "as exported"
    ALTERED = "altered"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote, or nearly its words, stands now."""

    document_id: str
    locator: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What became of one quote."""

    number: int
    document_id: str
    locator: str
    quote: str
    verdict: Verdict
    found: Found | None
    """None where the words were not found."""
    sight: Sight
    seen: str
    """What the file shows in their stead; "" unless they were altered."""
    remarks: tuple[str, ...]
    """What a reader should know of it, in plain sentences."""

    @property
    def is_verified(self) -> bool:
        return self.verdict is Verdict.VERIFIED and self.sight is Sight.AS_EXPORTED


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of an exported file found."""

    title: str
    exported: str
    rapporteur: str
    checks: tuple[QuoteCheck, ...]
    """By number."""
    added: tuple[str, ...]
    """Footnotes that Rapporteur did not write: nothing vouches for them."""
    is_sealed: bool
    """Whether the record is as it was written."""

    @property
    def is_verified(self) -> bool:
        """Whether the record is as written and every footnote's quote is verified."""
        return self.is_sealed and not self.added and all(c.is_verified for c in self.checks)
