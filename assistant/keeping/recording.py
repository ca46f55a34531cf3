"""A turn that is kept while it is answered, so that leaving in the middle loses nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from assistant.errors import UserError
from assistant.keeping.conversations import Conversations
from assistant.keeping.types import Conversation, StoredTurn
from assistant.types import Answer, Turn

STOPPED = "Stopped before the answer was complete."
FAILED = "Something went wrong here, not with the question. The program's log says what."


class Streams(Protocol):
    """Answers a question step by step, as ``assistant.assistant.Assistant`` does."""

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
    ) -> Iterator[Answer]: ...


def ask_and_keep(
    assistant: Streams,
    conversations: Conversations,
    owner: str,
    conversation_id: str,
    question: str,
    documents: frozenset[str] | None = None,
) -> Generator[StoredTurn, None, None]:
    """The turn at each moment, always kept before it is given: at first without an answer, at
    last complete.

    The answered turns before it are its history. Where the iterator is closed half-way, or the
    assistant raises, the turn is kept as incomplete with what was shown, and what was raised is
    raised again; a turn that is stopped from elsewhere is given as it was left, and that is all.
    """
    turn = conversations.begin_turn(owner, conversation_id, question, documents or ())
    try:
        earlier = history_before(conversations.load(owner, conversation_id), turn.position)
        yield turn
        for answer in assistant.stream(question, earlier, documents=documents):
            if not conversations.update_turn(owner, turn.id, answer):
                yield conversations.turn(owner, turn.id)
                return
            turn = replace(turn, answer=answer)
            yield turn
        if turn.answer is None:
            raise RuntimeError("The assistant's stream ended without an answer.")
        yield conversations.finish_turn(owner, turn.id, turn.answer)
    except BaseException as error:
        # Kept as far as it can be: what happened first is what the caller must hear of.
        with suppress(UserError):
            conversations.interrupt(owner, turn.id, _problem(error))
        raise


def history_before(conversation: Conversation, position: int) -> tuple[Turn, ...]:
    """The answered turns before a position, oldest first, as the next question's history."""
    return tuple(
        Turn(turn.question, turn.answer.answer)
        for turn in conversation.turns
        if turn.position < position and turn.answer is not None
    )


def _problem(error: BaseException) -> str:
    if isinstance(error, UserError):
        return str(error)
    return FAILED if isinstance(error, Exception) else STOPPED
