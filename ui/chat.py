"""The conversation's events, as plain functions of values: no Gradio, no HTML.

What the browser sends is read here; anything that it cannot have sent by itself changes nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from assistant.errors import UserError
from assistant.keeping.recording import STOPPED, ask_and_keep
from assistant.keeping.types import FeedbackKind, StoredTurn, TurnState
from assistant.sources import SourceView
from assistant.types import Answer, Status, Turn
from corpus.types import Span
from ui.types import Assistant, Desk, View

NO_DOCUMENT_CHOSEN = "No document is chosen. Tick at least one under the question box, then ask."
UNREADABLE = "This cannot be done here any more. Reload the page and try again."
MOST_CITATIONS = 1_000
"""Of one answer; a real one has a dozen at most."""
POLL_SECONDS = 0.4
"""Between two looks at a turn that is answered elsewhere: soon enough to be seen to grow."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the browser sends it."""

    question: str
    as_typed: bool = False
    """Whether it is to be answered as if nothing had been said before."""
    ticket: str = ""
    """By which the browser knows the views that come of this question."""


def read_asked(sent: object) -> Asked:
    """The question that the browser sends; a blank one for anything else."""
    match sent:
        case {"question": str(question), "asTyped": bool(as_typed), "ticket": str(ticket)}:
            return Asked(question.strip(), as_typed, ticket)
    return Asked("")


def show(desk: Desk, owner: str, conversation_id: str) -> View:
    """A conversation as it is now; with ``problem`` where the owner has no such one."""
    if not conversation_id:
        return View()
    try:
        turns = desk.keeping.conversations.load(owner, conversation_id).turns
    except UserError as error:
        return View(conversation_id, problem=str(error))
    return View(conversation_id, turns, following=following(desk, turns))


def follow(desk: Desk, owner: str, conversation_id: str) -> Iterator[View]:
    """A conversation now, and again and again while one of its turns is being answered."""
    while True:
        view = show(desk, owner, conversation_id)
        yield view
        if not any(turn.state is TurnState.RUNNING for turn in view.turns):
            return
        time.sleep(POLL_SECONDS)


def ask(
    desk: Desk, owner: str, conversation_id: str, asked: Asked, chosen: Collection[str]
) -> Iterator[View]:
    """The conversation after each step of one turn; the last view has whatever was said meanwhile.

    ``chosen`` are the ids of the ticked documents; without a ``conversation_id`` a conversation
    is begun. Nothing is yielded for a blank question. The turn is kept from its first moment on:
    whoever leaves in the middle, or is cut off, finds it as it was last shown.
    """
    if not asked.question:
        return
    try:
        documents = _filter(desk.assistant, chosen)
        begun = conversation_id or desk.keeping.conversations.create(owner).id
    except UserError as error:
        yield replace(problem(desk, owner, conversation_id, error), ticket=asked.ticket)
        return
    for view in _turn(desk, owner, begun, asked, documents):
        yield replace(view, ticket=asked.ticket)


def stop(desk: Desk, owner: str, conversation_id: str, sent: object) -> View:
    """End the turn ``{"turn": id}`` as it is; its stream then ends by itself."""
    try:
        match sent:
            case {"turn": str(turn_id)}:
                desk.keeping.conversations.interrupt(owner, turn_id, STOPPED)
    except UserError as error:
        return problem(desk, owner, conversation_id, error)
    return show(desk, owner, conversation_id)


def judge(desk: Desk, owner: str, conversation_id: str, sent: object) -> View:
    """Keep, or take back, what the reader says of an answer or of one of its citations.

    ``sent`` is ``{"turn", "kind", "marker", "note"}``: kind is a ``FeedbackKind`` or "withdraw",
    marker a citation's number, or 0 for the answer as a whole.
    """
    try:
        match sent:
            case {"marker": int(marker)} if not 0 <= marker <= MOST_CITATIONS:
                raise UserError(UNREADABLE)
            case {"turn": str(turn), "kind": "withdraw", "marker": int(marker)}:
                desk.keeping.reviews.withdraw(owner, turn, marker=marker or None)
            case {"turn": str(turn), "kind": str(kind), "marker": int(marker), "note": str(note)}:
                said = FeedbackKind(kind)
                desk.keeping.reviews.give(owner, turn, said, marker=marker or None, note=note)
    except UserError as error:
        return problem(desk, owner, conversation_id, error)
    except ValueError:
        return problem(desk, owner, conversation_id, UserError(UNREADABLE))
    return show(desk, owner, conversation_id)


def problem(desk: Desk, owner: str, conversation_id: str, error: UserError) -> View:
    """The conversation with what stood in the way of something."""
    return replace(show(desk, owner, conversation_id), problem=str(error))


def following(desk: Desk, turns: Sequence[StoredTurn]) -> tuple[str, ...]:
    """Questions to offer after the last turn: none while it runs, and where it was declined."""
    suggestions = desk.suggester.ready if desk.suggester else None
    if suggestions is None or not turns or turns[-1].state is not TurnState.COMPLETE:
        return ()
    answer = turns[-1].answer
    if answer is None or answer.status is not Status.ANSWERED:
        return ()
    asked = {turn.question.casefold() for turn in turns}
    return tuple(q for q in suggestions.following(answer) if q.casefold() not in asked)


def find_source(assistant: Assistant, sent: object) -> SourceView:
    """The source at the reference that the browser sends: ``{"document", "start", "end"}``, with
    ``"isQuote"`` where it is of words that are quoted, not of a whole passage.

    Raises UserError where it is no reference or nothing stands there.
    """
    match sent:
        case {"document": str(document), "start": int(start), "end": int(end), **more}:
            view = assistant.source(document, start, end)
            return replace(view, highlights=(Span(start, end),)) if more.get("isQuote") else view
    raise UserError("This citation cannot be opened. Reload the page and ask again.")


class _AsTyped:
    """An assistant that searches for every question as it stands."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
    ) -> Iterator[Answer]:
        return self._assistant.stream(question, documents=documents, as_typed=True)


def _turn(
    desk: Desk, owner: str, conversation_id: str, asked: Asked, documents: frozenset[str] | None
) -> Generator[View, None, None]:
    conversations = desk.keeping.conversations
    streams = _AsTyped(desk.assistant) if asked.as_typed else desk.assistant
    turns: tuple[StoredTurn, ...] = ()
    steps = ask_and_keep(streams, conversations, owner, conversation_id, asked.question, documents)
    with closing(steps):
        try:
            for step in steps:
                turns = turns or conversations.load(owner, conversation_id).turns
                if step.state is TurnState.RUNNING:
                    now = tuple(step if turn.id == step.id else turn for turn in turns)
                    yield View(conversation_id, now)
        except UserError as error:
            if not turns:  # The turn was not even kept; else it says itself what went wrong.
                yield problem(desk, owner, conversation_id, error)
                return
        except Exception:
            _log.exception("A turn failed.")
    yield show(desk, owner, conversation_id)


def _filter(assistant: Assistant, chosen: Collection[str]) -> frozenset[str] | None:
    """The documents to search, None for all; raises UserError where none is ticked."""
    known = {document.id for document in assistant.documents}
    ticked = frozenset(chosen) & known
    if not ticked:
        raise UserError(NO_DOCUMENT_CHOSEN)
    return None if ticked == known else ticked
