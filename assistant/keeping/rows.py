"""From the file's rows to values, and what several tables' queries share."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from assistant.keeping.errors import KeepingFault, NotKept
from assistant.keeping.texts import storable
from assistant.keeping.types import (
    UNTITLED,
    ConversationInfo,
    Feedback,
    FeedbackKind,
    StoredTurn,
    TurnState,
)
from assistant.serialising import answer_from_dict, full_answer_as_dict
from assistant.types import Answer

ABOUT_THE_ANSWER = 0
"""The marker under which a thumb is kept; citations are counted from 1."""


INFO = (
    "SELECT *, (SELECT count(*) FROM turns WHERE conversation = conversations.id) AS turns "
    "FROM conversations "
)
"""The beginning of a query whose rows ``info_of`` reads."""
_FEEDBACK = (
    "SELECT items.turn, feedback.* FROM feedback JOIN items ON items.id = feedback.item "
    "JOIN turns ON turns.id = items.turn WHERE turns.conversation = ? ORDER BY marker"
)


def now() -> str:
    """This moment, ISO 8601, UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def new_id() -> str:
    """An id that nobody can guess: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def bounded(number: int) -> int:
    """A count as SQLite can hold it: not below 0, and in 64 bits."""
    return max(0, min(number, 2**63 - 1))


def answer_text(answer: Answer) -> str:
    """An answer as its column holds it."""
    return storable(json.dumps(full_answer_as_dict(answer), ensure_ascii=False))


def answer_of(text: str) -> Answer:
    """An answer from its column; raises KeepingFault where it cannot be understood."""
    try:
        return answer_from_dict(json.loads(text))
    except ValueError as error:
        raise KeepingFault(
            f"An answer that was kept cannot be read: {error}. Put a copy of rapporteur.db back, "
            "or update Rapporteur if a newer version wrote it."
        ) from error


def info_of(row: sqlite3.Row) -> ConversationInfo:
    return ConversationInfo(
        id=row["id"],
        title=row["title"] or UNTITLED,
        created=row["created"],
        changed=row["changed"],
        turns=row["turns"],
    )


def turn_of(row: sqlite3.Row, feedback: Iterable[Feedback] = ()) -> StoredTurn:
    return StoredTurn(
        id=row["id"],
        conversation_id=row["conversation"],
        position=row["position"],
        question=row["question"],
        documents=tuple(json.loads(row["documents"])),
        state=TurnState(row["state"]),
        answer=None if row["answer"] is None else answer_of(row["answer"]),
        problem=row["problem"],
        asked=row["asked"],
        feedback=tuple(feedback),
    )


def feedback_of(row: sqlite3.Row) -> Feedback:
    marker = None if row["marker"] == ABOUT_THE_ANSWER else row["marker"]
    return Feedback(FeedbackKind(row["kind"]), marker, row["note"], row["given"])


def info(connection: sqlite3.Connection, owner: str, conversation_id: str) -> ConversationInfo:
    """A conversation; raises NotKept where there is none or it is somebody else's."""
    row = connection.execute(
        INFO + "WHERE id = ? AND owner = ?", (storable(conversation_id), owner)
    ).fetchone()
    if row is None:
        raise NotKept("There is no such conversation. It may have been deleted.")
    return info_of(row)


def owned_turn(connection: sqlite3.Connection, owner: str, turn_id: str) -> sqlite3.Row:
    """The row of a turn; raises NotKept where there is none or it is somebody else's."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT turns.* FROM turns JOIN conversations ON conversations.id = turns.conversation "
        "WHERE turns.id = ? AND conversations.owner = ?",
        (storable(turn_id), owner),
    ).fetchone()
    if row is None:
        raise NotKept("There is no such question. Its conversation may have been deleted.")
    return row


def read_turn(connection: sqlite3.Connection, owner: str, turn_id: str) -> StoredTurn:
    """A turn with its feedback; raises NotKept as ``owned_turn`` does."""
    row = owned_turn(connection, owner, turn_id)
    return turn_of(row, feedback_by_turn(connection, row["conversation"])[turn_id])


def feedback_by_turn(
    connection: sqlite3.Connection, conversation_id: str
) -> defaultdict[str, list[Feedback]]:
    """The feedback of a conversation by its turns' ids; empty lists for the others."""
    found: defaultdict[str, list[Feedback]] = defaultdict(list)
    for row in connection.execute(_FEEDBACK, (conversation_id,)):
        found[row["turn"]].append(feedback_of(row))
    return found
