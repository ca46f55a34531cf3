"""The values of one turn: what was asked, what was answered, and where each quoted word stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    ANSWERED = "answered"
    DECLINED = "declined"


class Mode(StrEnum):
    EXTRACTIVE = "extractive"
    """Verbatim sentences of the documents; no language model took part."""
    LLM = "llm"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation; ``answer`` is None where it has not been answered."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place. Offsets count characters of the document's canonical text."""

    marker: int
    """The number shown in the answer, counted from 1 in order of first use."""
    document_id: str
    title: str
    locator: str
    quote: str
    start: int
    end: int
    passage_id: str
    verified: bool
    """True where ``document.text[start:end] == quote`` was checked just before it was shown."""


class SegmentKind(StrEnum):
    SOURCE = "source"
    """Names the document that the quotes after it come from."""
    QUOTE = "quote"
    """Words of a document, verbatim, followed by their marker."""
    REMARK = "remark"
    """Words of the assistant's own: why it declined, that two sources disagree."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an answer, in reading order, for whoever renders it."""

    kind: SegmentKind
    text: str
    markers: tuple[int, ...] = ()
    """The citations that support a quote; several where documents say the same. Empty for the
    other kinds."""
    starts_line: bool = False
    """Whether it begins on a line of its own (a list item, a new source)."""


@dataclass(frozen=True, slots=True)
class EvidencePassage:
    """A passage that was looked at, with its fused score (higher is better)."""

    id: str
    document_id: str
    locator: str
    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything one turn produced."""

    question: str
    searched_question: str
    """The question after the conversation was taken into account: what retrieval looked for."""
    status: Status
    answer: str
    """The answer as plain text with its numbered markers; the reason, where it declined."""
    reason: str | None
    """Why it declined; None where it answered."""
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    passages: tuple[EvidencePassage, ...]
    """Best first; where it declined these are the nearest passages, not support."""
    confidence: float
    """Probability that the answer is right, in [0, 1]."""
    mode: Mode
    model: str | None
    index: str
    """Fingerprint of the index that was searched."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
