"""What the page shows: an assistant's answers as one visible conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.sources import SourceView
from assistant.types import Answer, Turn
from corpus.types import Document


class Assistant(Protocol):
    """What the page needs of an assistant."""

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
    ) -> Iterator[Answer]:
        """Successively longer answers of one turn; the last is complete.

        ``documents`` are the ids of the documents to search, None for all. Raises UserError for
        a question that cannot be searched.
        """
        ...

    def source(self, document_id: str, start: int, end: int) -> SourceView:
        """The place of ``document.text[start:end]``. Raises UserError where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question as typed and what became of it, at any moment of its turn."""

    question: str
    documents: tuple[str, ...] = ()
    """Ids of the documents that were searched; empty for all."""
    answer: Answer | None = None
    problem: str = ""
    """Why there is no complete answer, as a plain sentence; "" while all goes well."""
    running: bool = False


Conversation = tuple[Exchange, ...]
