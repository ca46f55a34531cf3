"""What a check of a draft found, in the draft's reading order.

Two kinds of offsets stand in these values, both half-open and counted in characters: ``start`` and
``end`` of a finding, a piece or a mismatch count in ``Report.text``, the draft as it is shown;
those of a Place, and ``source_start`` and ``source_end``, in the canonical text of its document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class QuoteVerdict(StrEnum):
    EXACT = "exact"
    """Verbatim, up to typography and the conventions of quoting ("…", "[sic]")."""
    ALTERED = "altered"
    """A place in the documents says nearly this; ``pieces`` shows which words differ."""
    NOT_FOUND = "not found"


class ClaimVerdict(StrEnum):
    SUPPORTED = "supported"
    """A passage says this: its words, its figures and its names are there."""
    PARTLY = "partly"
    """A passage speaks of this, but something the draft says is missing there or is at odds."""
    NO_SUPPORT = "no support found"


class PieceKind(StrEnum):
    SAME = "same"
    INSERTED = "inserted"
    """The draft has words that the document has not."""
    DELETED = "deleted"
    """The document has words that the draft has not."""
    REPLACED = "replaced"
    OMITTED = "omitted"
    """Words that the draft leaves out and says so ("…", "[…]"); no alteration."""
    BRACKETED = "bracketed"
    """Words that the draft adds or changes and says so ("[the]", "[sic]"); no alteration."""


class MismatchKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    WORDING = "wording"
    """A word that turns the sense: "rose" for "fell", "most" for "few"."""


class Skipped(StrEnum):
    """Why a stretch of the draft was not checked."""

    HEADING = "heading"
    QUESTION = "question"
    GREETING = "greeting or closing"
    SHORT = "too short to say anything"
    LONG = "too long for one sentence"
    QUOTED = "checked as a quotation"
    TITLE = "a document's title"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document: where it stands and what it says."""

    document_id: str
    title: str
    """The document's name as it is called in an answer ("IOM Council, 2012")."""
    locator: str
    """Where it begins, as people say it ("para. 40"); "para. 40 to para. 41" where it runs on."""
    passage_id: str
    """The passage in which it begins."""
    start: int
    end: int
    text: str
    """``document.text[start:end]``, verbatim."""

    @property
    def name(self) -> str:
        """How it is called: "IOM Council, 2012, para. 40"."""
        return f"{self.title}, {self.locator}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a quotation that stands to the document in one way."""

    kind: PieceKind
    draft: str
    """The draft's words, as they stand; "" for DELETED. OMITTED has the mark ("…") itself."""
    source: str
    """The document's words, as they stand; "" for INSERTED."""
    start: int
    end: int
    """Where ``draft`` stands in ``Report.text``; ``start == end`` where it is ""."""
    source_start: int
    source_end: int
    """Where ``source`` stands in the text of the place's document; equal where it is ""."""
    changes_figure: bool = False
    """Whether the piece alters a number or a date: the gravest alteration."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source that the draft names for a quotation or a claim ("MC/2353, para. 14")."""

    text: str
    """As the draft has it."""
    start: int
    end: int
    document_id: str
    """The document that is named, or "" where only a paragraph is ("ibid., para. 14")."""
    locator: str
    """The place that is named, as this project writes it ("para. 14", "ch. 7"), or ""."""
    holds: bool
    """Whether the words were found at that place. False too where the place does not exist."""
    remark: str
    """What is wrong, in a sentence; "" where it holds."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that the draft says and the place found does not bear out."""

    kind: MismatchKind
    draft: str
    start: int
    end: int
    source: str
    """What the documents say in its stead; "" where they say nothing of the kind."""
    place: Place | None
    """Where they say it; None where ``source`` is ""."""
    remark: str
    """In a sentence: "The draft says 176 billion; IOM Council, 2012, para. 4 says 167 billion."."""


@dataclass(frozen=True, slots=True)
class QuotationFinding:
    """What became of one quotation."""

    start: int
    end: int
    text: str
    """The quoted words without their quotation marks: ``report.text[start:end]``."""
    verdict: QuoteVerdict
    place: Place | None
    """Where it stands or nearly stands; None where it was not found."""
    also: tuple[Place, ...] = ()
    """Further places that have the same words exactly: the documents repeat each other."""
    pieces: tuple[Piece, ...] = ()
    """The quotation word for word against ``place``, in reading order; empty if not found."""
    similarity: float = 0.0
    """Share of words that agree with ``place``, in [0, 1]; 1 where it is exact."""
    attributions: tuple[Attribution, ...] = ()
    kind: Literal["quotation"] = "quotation"
    """Tells findings apart where only their fields are left, as in JSON."""

    @property
    def is_fine(self) -> bool:
        return self.verdict is QuoteVerdict.EXACT and all(a.holds for a in self.attributions)


@dataclass(frozen=True, slots=True)
class Support:
    """A passage that bears on a claim."""

    place: Place
    """The passage's sentences that speak of the claim: one, or two that stand together."""
    passage: Place
    """The whole passage."""
    score: float
    """How well it supports the claim, in [0, 1]; higher is better."""


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """What became of one sentence that makes a claim."""

    start: int
    end: int
    text: str
    """The sentence: ``report.text[start:end]``."""
    verdict: ClaimVerdict
    supports: tuple[Support, ...]
    """Best first. Where no support was found these are the nearest passages, nothing more."""
    mismatches: tuple[Mismatch, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    kind: Literal["claim"] = "claim"

    @property
    def is_fine(self) -> bool:
        return self.verdict is ClaimVerdict.SUPPORTED and all(a.holds for a in self.attributions)


Finding = QuotationFinding | ClaimFinding


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A stretch of the draft that was not checked, and why."""

    start: int
    end: int
    reason: Skipped


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one check found."""

    name: str
    """What the draft is called: its file name, or "" for pasted text."""
    text: str
    """The draft as it was read; every offset of a finding counts here."""
    findings: tuple[Finding, ...]
    """In reading order: by ``start``."""
    passed_over: tuple[PassedOver, ...]
    index: str
    """Fingerprint of the index that was searched."""
    remarks: tuple[str, ...] = ()
    """What the reader of the draft should know of how it was read, in plain sentences."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def quotations(self) -> tuple[QuotationFinding, ...]:
        return tuple(f for f in self.findings if isinstance(f, QuotationFinding))

    @property
    def claims(self) -> tuple[ClaimFinding, ...]:
        return tuple(f for f in self.findings if isinstance(f, ClaimFinding))

    @property
    def is_fine(self) -> bool:
        """Whether every quotation is exact, every claim supported and every attribution right."""
        return all(finding.is_fine for finding in self.findings)
