"""What is kept: conversations with their turns, feedback, and the answers that staff review.

Every time is ISO 8601, UTC, to the microsecond, so that texts sort as times do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.types import Answer

UNTITLED = "New conversation"
"""Title of a conversation until its first question gives it one."""
LONGEST_TITLE = 200
"""Characters; the page's list shows about 40 of them, so this is room enough."""
LONGEST_NOTE = 2_000
"""Characters of a note to an answer or a citation: about a page."""


class TurnState(StrEnum):
    RUNNING = "running"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """Stopped, failed, abandoned or cut off by a restart; what was shown until then is kept."""


class FeedbackKind(StrEnum):
    UP = "up"
    DOWN = "down"
    WRONG_CITATION = "citation is wrong"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the one who asked said of an answer, or of one of its citations."""

    kind: FeedbackKind
    marker: int | None
    """The citation that is meant; None for a thumb, which is about the answer."""
    note: str
    given: str


@dataclass(frozen=True, slots=True)
class ConversationInfo:
    """A conversation as a list shows it."""

    id: str
    title: str
    """Never blank: ``UNTITLED`` until the first question."""
    created: str
    changed: str
    """When one of its turns last grew or ended, or, without turns, when it was created."""
    turns: int


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One exchange at one moment."""

    id: str
    conversation_id: str
    position: int
    """Counted from 1, without gaps."""
    question: str
    """As it was typed."""
    documents: tuple[str, ...]
    """Ids of the documents that were searched; empty for all."""
    state: TurnState
    answer: Answer | None
    """What has been shown so far; None before the first words."""
    problem: str
    """Why it is incomplete, as a plain sentence; "" where nothing more is known."""
    asked: str
    feedback: tuple[Feedback, ...] = ()
    """A thumb first, then by marker; at most one thumb, and one a citation."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with its turns in order."""

    info: ConversationInfo
    turns: tuple[StoredTurn, ...]


class Verdict(StrEnum):
    """What a reviewer finds of a citation: whether its quote supports what it is cited for."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    DOES_NOT_SUPPORT = "does not support"


class ItemState(StrEnum):
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Mark:
    """The present opinion of one reviewer on one citation."""

    marker: int
    reviewer: str
    """A user's id."""
    verdict: Verdict
    note: str
    made: str


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An answer in the review queue, as one reviewer may see it."""

    id: str
    state: ItemState
    answer: Answer
    """A copy of its own: it stays as it was, whatever becomes of the conversation."""
    added: str
    is_own: bool
    """Whether the viewer asked it; who else did is told to nobody."""
    feedback: tuple[Feedback, ...]
    marks: tuple[Mark, ...]
    """By marker, then by reviewer. Of a citation that the viewer has not marked, nobody's, until
    the item has once been done: so each opinion is formed alone, as figures of agreement
    presuppose."""
    hidden_marks: int
    """How many marks are withheld from the viewer for now."""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers who marked some of the same citations."""

    first: str
    second: str
    shared: int
    """Citations that both marked, at least 1."""
    agreed: float
    """Share of these with the same verdict, in [0, 1]."""
    kappa: float | None
    """Cohen's kappa, in [-1, 1]; None where chance alone would give full agreement, because both
    used one and the same verdict throughout."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree, over the marks that each made without seeing another's."""

    reviewers: int
    marks: int
    shared: int
    """Citations marked by two reviewers or more."""
    agreed: float | None
    """Share of the pairs of marks of one citation that are the same, in [0, 1]; None without
    any pair."""
    alpha: float | None
    """Krippendorff's alpha for nominal verdicts, at most 1, 0 at chance; None where it is not
    defined: no pair, or one verdict throughout."""
    pairs: tuple[PairAgreement, ...]
    """Those who share a citation, by their ids."""
