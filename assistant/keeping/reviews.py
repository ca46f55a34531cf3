"""Feedback from the chat, and the queue in which staff review answers.

What a user may do is for the callers to decide: feedback is anybody's on their own turns, the
queue is for the role of checker and those above it. All methods raise KeepingFault where the file
cannot be used, and NotKept for what is not there.
"""

from __future__ import annotations

from collections import defaultdict

from assistant.errors import UserError
from assistant.keeping.agreement import agreement
from assistant.keeping.database import Database
from assistant.keeping.items import item_of_turn, item_row, put, queue, seen_by
from assistant.keeping.rows import (
    ABOUT_THE_ANSWER,
    answer_of,
    answer_text,
    now,
    owned_turn,
)
from assistant.keeping.texts import checked_note
from assistant.keeping.types import Agreement, FeedbackKind, ItemState, ReviewItem, Verdict
from assistant.types import Answer

LISTED = 50
"""Items in one list, unless more are asked for."""


class Reviews:
    """The feedback and the review queue of a database. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(
        self,
        owner: str,
        turn_id: str,
        kind: FeedbackKind,
        *,
        marker: int | None = None,
        note: str = "",
    ) -> None:
        """Keep the asker's feedback, in place of what they said before of the same thing.

        The answer lands in the review queue; a complaint opens a done item again. ``marker``
        names the citation of ``WRONG_CITATION`` and is None for a thumb. Raises UserError for a
        turn that still runs or has no answer, for a marker that is unknown, missing or one too
        many, and for a note that is too long.
        """
        said = checked_note(note)
        if (kind is FeedbackKind.WRONG_CITATION) != (marker is not None):
            raise UserError("A citation that is wrong is named by its number, a thumb has none.")
        with self._database.writing() as connection:
            turn = owned_turn(connection, owner, turn_id)
            item_id = item_of_turn(connection, owner, turn)
            if marker is not None:
                _check_marker(marker, answer_of(turn["answer"]))
            connection.execute(
                "INSERT OR REPLACE INTO feedback (item, marker, kind, note, given) "
                "VALUES (?, ?, ?, ?, ?)",
                (item_id, marker or ABOUT_THE_ANSWER, kind, said, now()),
            )
            if kind is not FeedbackKind.UP:
                connection.execute("UPDATE items SET state = 'open' WHERE id = ?", (item_id,))

    def withdraw(self, owner: str, turn_id: str, *, marker: int | None = None) -> None:
        """Take back a thumb (None) or what was said of a citation; nothing where none was given.

        The answer leaves the queue again where nothing else keeps it there. Raises UserError for
        an unknown marker.
        """
        with self._database.writing() as connection:
            turn = owned_turn(connection, owner, turn_id)
            if turn["answer"] is not None and marker is not None:
                _check_marker(marker, answer_of(turn["answer"]))
            connection.execute(
                "DELETE FROM feedback WHERE marker = ? "
                "AND item = (SELECT id FROM items WHERE turn = ?)",
                (marker or ABOUT_THE_ANSWER, turn_id),
            )
            connection.execute(
                "DELETE FROM items WHERE turn = ? AND NOT was_chosen "
                "AND NOT EXISTS (SELECT 1 FROM feedback WHERE item = items.id) "
                "AND NOT EXISTS (SELECT 1 FROM marks WHERE item = items.id)",
                (turn_id,),
            )

    def add_turn(self, owner: str, turn_id: str) -> ReviewItem:
        """Put the answer of one's own turn into the queue, or find it there.

        Raises UserError for a turn that still runs or has no answer.
        """
        with self._database.writing() as connection:
            item_id = item_of_turn(connection, owner, owned_turn(connection, owner, turn_id))
            connection.execute("UPDATE items SET was_chosen = 1 WHERE id = ?", (item_id,))
            return seen_by(connection, owner, item_row(connection, item_id))

    def add_answer(self, owner: str, answer: Answer) -> ReviewItem:
        """Put an answer that belongs to no conversation into the queue."""
        kept = answer_text(answer)
        with self._database.writing() as connection:
            item_id = put(connection, owner, kept, None)
            return seen_by(connection, owner, item_row(connection, item_id))

    def items(
        self,
        reviewer: str,
        state: ItemState | None = ItemState.OPEN,
        *,
        limit: int = LISTED,
        offset: int = 0,
    ) -> tuple[ReviewItem, ...]:
        """The queue, latest first; None for open and done items alike."""
        with self._database.reading() as connection:
            rows = queue(connection, state, limit, offset)
            return tuple(seen_by(connection, reviewer, row) for row in rows)

    def item(self, reviewer: str, item_id: str) -> ReviewItem:
        """One item as the reviewer may see it."""
        with self._database.reading() as connection:
            return seen_by(connection, reviewer, item_row(connection, item_id))

    def mark(
        self, reviewer: str, item_id: str, marker: int, verdict: Verdict, note: str = ""
    ) -> ReviewItem:
        """Keep a reviewer's opinion of a citation, and return the item as they see it now.

        One's own mark can be changed: the latest is shown; the first, made without seeing
        another's, is the one that counts for agreement. Raises UserError for an unknown marker, a
        done item and a note that is too long.
        """
        said = checked_note(note)
        with self._database.writing() as connection:
            row = item_row(connection, item_id)
            if row["state"] == ItemState.DONE:
                raise UserError("This answer's review is done. Open it again to mark a citation.")
            _check_marker(marker, answer_of(row["answer"]))
            connection.execute(
                "INSERT INTO marks (item, marker, reviewer, verdict, note, made, independent) "
                "SELECT :item, :marker, :reviewer, :verdict, :note, :made, "
                "NOT :was_done AND NOT EXISTS (SELECT 1 FROM marks "
                "WHERE item = :item AND marker = :marker AND reviewer = :reviewer)",
                {
                    "item": item_id,
                    "marker": marker,
                    "reviewer": reviewer,
                    "verdict": verdict,
                    "note": said,
                    "made": now(),
                    "was_done": row["was_done"],
                },
            )
            return seen_by(connection, reviewer, row)

    def set_state(self, reviewer: str, item_id: str, state: ItemState) -> ReviewItem:
        """Close an item, or open it again."""
        with self._database.writing() as connection:
            item_row(connection, item_id)
            connection.execute(
                "UPDATE items SET state = :state, was_done = was_done OR :state = 'done' "
                "WHERE id = :item",
                {"state": state, "item": item_id},
            )
            return seen_by(connection, reviewer, item_row(connection, item_id))

    def agreement(self) -> Agreement:
        """How far the reviewers agree, over all items."""
        opinions: defaultdict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        with self._database.reading() as connection:
            for row in connection.execute("SELECT * FROM marks WHERE independent"):
                opinions[row["item"], row["marker"]][row["reviewer"]] = row["verdict"]
        return agreement(opinions.values())


def _check_marker(marker: int, answer: Answer) -> None:
    known = [citation.marker for citation in answer.citations]
    if marker not in known:
        there = ", ".join(f"[{number}]" for number in known) or "none"
        raise UserError(f"There is no citation [{marker}]. The answer has {there}.")
