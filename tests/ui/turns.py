"""Turns and desks for tests of the page alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from assistant.keeping.opening import open_keeping
from assistant.keeping.types import StoredTurn, TurnState
from assistant.types import Answer
from tests.ui.fake import EXAMPLES, REPORT, SUMMARY, FakeAssistant, compose
from ui.types import Desk, Suggester

DOCUMENTS = (SUMMARY, REPORT)
LIBRARY = {document.id: document for document in DOCUMENTS}
NEXT = ("What did remittances pay for?", "Who asked for cheaper transfers?")


class FakeSuggestions:
    """Offers the same questions after every answer."""

    def following(self, answer: Answer) -> tuple[str, ...]:
        return NEXT


@dataclass
class FakeSuggester:
    """Known questions that are ready, or not yet."""

    ready: FakeSuggestions | None = None


def stored(question: str = EXAMPLES[0], answer: Answer | None = None, **other: Any) -> StoredTurn:
    """A complete turn; its answer is that of the fake assistant unless it is given."""
    turn = StoredTurn(
        id="t1",
        conversation_id="c1",
        position=1,
        question=question,
        documents=(),
        state=TurnState.COMPLETE,
        answer=answer or compose(question, (), None),
        problem="",
        asked="2026-11-25T10:00:00.000000+00:00",
    )
    return replace(turn, **other)


@contextmanager
def desk_in(
    home: Path, assistant: FakeAssistant | None = None, suggester: Suggester | None = None
) -> Iterator[Desk]:
    """A desk whose conversations are kept under ``home``."""
    with open_keeping(home) as keeping:
        yield Desk(assistant or FakeAssistant(), keeping, suggester)


class Reader(HTMLParser):
    """What a browser makes of HTML: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, css_class: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a class."""
        return [attrs for _, attrs in self.tags if attrs.get("class") == css_class]
