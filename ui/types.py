"""What the page works with, and what it shows at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.keeping.opening import Keeping
from assistant.keeping.types import StoredTurn
from assistant.sources import SourceView
from assistant.types import Answer, Turn
from corpus.loading import Corpus
from corpus.types import Document


class Assistant(Protocol):
    """What the page needs of an assistant."""

    @property
    def corpus(self) -> Corpus:
        """What is read on the pages of the sources."""
        ...

    @property
    def documents(self) -> tuple[Document, ...]: ...

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions that the documents answer, offered on the empty page."""
        ...

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
        as_typed: bool = False,
    ) -> Iterator[Answer]:
        """Successively longer answers of one turn; the last is complete.

        ``documents`` are the ids of the documents to search, None for all. Where ``as_typed``, the
        question is searched for as it stands. Raises UserError for a question that cannot be
        searched.
        """
        ...

    def source(self, document_id: str, start: int, end: int) -> SourceView:
        """The place of ``document.text[start:end]``. Raises UserError where there is none."""
        ...


class Suggestions(Protocol):
    """What the page needs of the known questions."""

    def following(self, answer: Answer) -> tuple[str, ...]:
        """The questions to offer after an answer, best first."""
        ...


class Suggester(Protocol):
    """Known questions that may not be ready yet."""

    @property
    def ready(self) -> Suggestions | None:
        """None while they are being made."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the page's events work with; each is safe to share between threads."""

    assistant: Assistant
    keeping: Keeping
    suggester: Suggester | None = None
    """None where no question is offered after an answer."""
    keeps: bool = True
    """Whether ``keeping`` outlasts the program."""


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows of a conversation at one moment."""

    conversation_id: str = ""
    """The conversation that the view is of; "" before its first question."""
    turns: tuple[StoredTurn, ...] = ()
    problem: str = ""
    """What stands in the way of something else than a turn, as a plain sentence; else ""."""
    following: tuple[str, ...] = ()
    """Questions offered after the last answer."""
    ticket: str = ""
    """What the browser sent with the question that began the conversation, sent back to it."""
