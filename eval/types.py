"""The values of the accuracy suite: what is asked, and what one pass over it brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.types import Turn


class Category(StrEnum):
    """What a question tries; every category is reported in a row of its own."""

    FACTOID = "factoid"
    LIST = "list"
    EXPLAIN = "explain"
    PARAPHRASE = "paraphrase"
    """Almost none of the passage's words."""
    NOISY = "noisy"
    """Typing errors, telegraphic, an acronym for a name."""
    FOLLOWUP = "followup"
    CROSSDOC = "crossdoc"
    """Two places are needed."""
    CONFLICT = "conflict"
    """The sources disagree, and both must be shown."""
    UNANSWERABLE = "unanswerable"
    FRENCH = "french"
    SPANISH = "spanish"
    SQUAD = "squad"
    """Questions of a file in SQuAD's format."""


class Failure(StrEnum):
    """Where a question went wrong; the first cause that applies."""

    NONE = ""
    NOT_RETRIEVED = "not retrieved"
    """Some of the gold evidence is in none of the passages that the answer lists."""
    NOT_READ = "retrieved but not read"
    """The evidence was listed, but no citation comes from a passage that holds it."""
    NOT_QUOTED = "read but not quoted"
    """A passage with the evidence is cited, but not the words that a right answer needs."""
    WRONGLY_DECLINED = "wrongly declined"
    WRONGLY_ANSWERED = "wrongly answered"
    NO_ANSWER = "no answer"
    """The question was refused with a message: neither answered nor declined."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Evidence that answers a question: words that stand in the document's canonical text."""

    document_id: str
    quote: str
    group: int
    """Quotes of one group are interchangeable; a right answer needs one of every group."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known to answer it."""

    id: str
    category: Category
    question: str
    history: tuple[Turn, ...]
    answerable: bool
    gold: tuple[Gold, ...]
    reference: str
    """A right answer in the writer's own words; "" where there is none."""
    required: tuple[tuple[str, ...], ...]
    """A right answer has one string of each group."""
    notes: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one question brought: a line of ``rows.jsonl``."""

    question: Question
    answer: Mapping[str, Any] | None
    """The answer as the public contract has it; None where the question was refused."""
    figures: Mapping[str, float | None]
    """By the metric's name; None where the metric does not apply to this question."""
    failure: Failure
    error: str = ""
    """The message with which the question was refused."""
    judged: Mapping[str, float | None] = field(default_factory=dict)
    """What a language model thought, by the judge's column, None where it gave no usable reply; no
    figure is made from it."""

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def category(self) -> Category:
        return self.question.category

    @property
    def answerable(self) -> bool:
        return self.question.answerable


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was a run of: the content of ``run.json``."""

    id: str
    suite: str
    questions: int
    """How many questions it asks, after any limit."""
    questions_sha256: str
    """SHA-256 over them: runs with the same one can be compared."""
    settings: Mapping[str, str]
    index: str
    """Fingerprint of the index that was searched."""
    versions: Mapping[str, str]
    """Of Python, of the packages that decide an answer, and of our own source ("code")."""
    seed: int
    """Seed of every random choice: the intervals of the figures are drawn with it."""
    started: str
    """ISO 8601, UTC."""
    finished: str = ""
    """ISO 8601, UTC; "" where rows are still missing."""
    judge: str = ""
    """The language model that judged the answers, and its server; "" where none did."""


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of a suite; ``rows`` in the order of its questions."""

    info: RunInfo
    rows: tuple[Row, ...]
