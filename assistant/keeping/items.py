"""The review queue's rows: an answer is put there, found, and shown as one reviewer may see it."""

from __future__ import annotations

import sqlite3

from assistant.errors import UserError
from assistant.keeping.errors import NotKept
from assistant.keeping.rows import answer_of, bounded, feedback_of, new_id, now
from assistant.keeping.texts import storable
from assistant.keeping.types import ItemState, Mark, ReviewItem, TurnState, Verdict

_QUEUE = (
    "SELECT * FROM items WHERE :state IN ('', state) "
    "ORDER BY added DESC, rowid DESC LIMIT :limit OFFSET :offset"
)
_PRESENT_MARKS = (
    "SELECT * FROM marks WHERE number IN "
    "(SELECT max(number) FROM marks WHERE item = ? GROUP BY marker, reviewer) "
    "ORDER BY marker, reviewer"
)


def put(connection: sqlite3.Connection, asker: str, answer: str, turn_id: str | None) -> str:
    """Put an answer, as its column holds it, into the queue; the id of its item."""
    item_id = new_id()
    connection.execute(
        "INSERT INTO items (id, turn, asker, answer, state, was_done, was_chosen, added) "
        "VALUES (?, ?, ?, ?, 'open', 0, 0, ?)",
        (item_id, turn_id, asker, answer, now()),
    )
    return item_id


def item_of_turn(connection: sqlite3.Connection, owner: str, turn: sqlite3.Row) -> str:
    """The id of the item of a turn, put into the queue where it is not there yet.

    Raises UserError for a turn that still runs or has no answer.
    """
    if turn["state"] == TurnState.RUNNING:
        raise UserError("This answer is not complete yet. Wait for its end and try again.")
    if turn["answer"] is None:
        raise UserError("This question has no answer that could be judged. Ask it again.")
    found = connection.execute("SELECT id FROM items WHERE turn = ?", (turn["id"],)).fetchone()
    if found is not None:
        return str(found["id"])
    return put(connection, owner, turn["answer"], turn["id"])


def item_row(connection: sqlite3.Connection, item_id: str) -> sqlite3.Row:
    """The row of an item; raises NotKept where there is none."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM items WHERE id = ?", (storable(item_id),)
    ).fetchone()
    if row is None:
        raise NotKept("There is no such answer in the review queue. It may have been taken back.")
    return row


def queue(
    connection: sqlite3.Connection, state: ItemState | None, limit: int, offset: int
) -> list[sqlite3.Row]:
    """The rows of the queue, latest first; None for those of every state."""
    wanted = {"state": state or "", "limit": bounded(limit), "offset": bounded(offset)}
    return connection.execute(_QUEUE, wanted).fetchall()


def seen_by(connection: sqlite3.Connection, viewer: str, row: sqlite3.Row) -> ReviewItem:
    """An item as one reviewer may see it."""
    feedback = connection.execute(
        "SELECT * FROM feedback WHERE item = ? ORDER BY marker", (row["id"],)
    )
    marks = tuple(map(_mark_of, connection.execute(_PRESENT_MARKS, (row["id"],))))
    judged = {mark.marker for mark in marks if mark.reviewer == viewer}
    shown = tuple(mark for mark in marks if row["was_done"] or mark.marker in judged)
    return ReviewItem(
        id=row["id"],
        state=ItemState(row["state"]),
        answer=answer_of(row["answer"]),
        added=row["added"],
        is_own=row["asker"] == viewer,
        feedback=tuple(map(feedback_of, feedback)),
        marks=shown,
        hidden_marks=len(marks) - len(shown),
    )


def _mark_of(row: sqlite3.Row) -> Mark:
    return Mark(row["marker"], row["reviewer"], Verdict(row["verdict"]), row["note"], row["made"])
