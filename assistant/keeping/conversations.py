"""Conversations, each seen by its owner alone.

Every method takes the owner's user id; what belongs to somebody else is not found (``NotKept``).
All of them raise KeepingFault where the file cannot be used.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from assistant.errors import UserError
from assistant.keeping.database import Database
from assistant.keeping.presence import Presence
from assistant.keeping.rows import (
    INFO,
    answer_text,
    bounded,
    feedback_by_turn,
    info,
    info_of,
    new_id,
    now,
    owned_turn,
    read_turn,
    turn_of,
)
from assistant.keeping.texts import checked_title, folded, searched_words, storable, title_of
from assistant.keeping.types import (
    Conversation,
    ConversationInfo,
    StoredTurn,
    TurnState,
)
from assistant.types import Answer

LISTED = 50
"""Conversations in one list, unless more are asked for."""

_FOUND = (
    INFO + "WHERE owner = :owner AND NOT EXISTS ("
    "  SELECT 1 FROM json_each(:words) AS word"
    "  WHERE instr(conversations.searched, word.value) = 0 AND NOT EXISTS ("
    "    SELECT 1 FROM turns WHERE turns.conversation = conversations.id"
    "    AND instr(turns.searched, word.value) > 0)) "
    "ORDER BY changed DESC, rowid DESC LIMIT :limit OFFSET :offset"
)


class Conversations:
    """The conversations of a database. Safe to share between threads."""

    def __init__(self, database: Database, presence: Presence) -> None:
        """The ``presence`` of this process, which its running turns name, lasts as long as this."""
        self._database = database
        self._presence = presence

    def create(self, owner: str, title: str = "") -> ConversationInfo:
        """A new conversation; without a title, its first question gives it one.

        Raises UserError for a title that is too long.
        """
        named = checked_title(title) if title else ""
        row = (new_id(), owner, named, folded(named), now())
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (id, owner, title, searched, created, changed) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                row,
            )
            return info(connection, owner, row[0])

    def list(
        self, owner: str, search: str = "", *, limit: int = LISTED, offset: int = 0
    ) -> tuple[ConversationInfo, ...]:
        """The owner's conversations, the one changed last first, ``limit`` after ``offset``.

        With a ``search``, those that have each of its words, be it inside a longer one, in the
        title, a question or an answer: case and accents apart.
        """
        wanted = {
            "owner": owner,
            "words": json.dumps(searched_words(search)),
            "limit": bounded(limit),
            "offset": bounded(offset),
        }
        with self._database.reading() as connection:
            return tuple(map(info_of, connection.execute(_FOUND, wanted)))

    def load(self, owner: str, conversation_id: str) -> Conversation:
        """A conversation with its turns in order."""
        with self._database.reading() as connection:
            found = info(connection, owner, conversation_id)
            feedback = feedback_by_turn(connection, conversation_id)
            rows = connection.execute(
                "SELECT * FROM turns WHERE conversation = ? ORDER BY position", (conversation_id,)
            ).fetchall()
        return Conversation(found, tuple(turn_of(row, feedback[row["id"]]) for row in rows))

    def rename(self, owner: str, conversation_id: str, title: str) -> ConversationInfo:
        """Give it another title; raises UserError for one that is blank or too long."""
        named = checked_title(title)
        with self._database.writing() as connection:
            info(connection, owner, conversation_id)
            _entitle(connection, conversation_id, named)
            return info(connection, owner, conversation_id)

    def delete(self, owner: str, conversation_id: str) -> None:
        """Delete it with its turns.

        What was given to review stays in the queue, without any trace of who asked.
        """
        with self._database.writing() as connection:
            info(connection, owner, conversation_id)
            _delete(connection, conversation_id)

    def delete_all(self, owner: str) -> int:
        """Delete everything of an owner's, as ``delete`` does; returns how many there were.

        For the end of an account: whoever gets the same name later must find nothing.
        """
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT id FROM conversations WHERE owner = ?", (owner,)
            ).fetchall()
            for row in rows:
                _delete(connection, row["id"])
            connection.execute("UPDATE items SET asker = NULL WHERE asker = ?", (owner,))
        return len(rows)

    def begin_turn(
        self, owner: str, conversation_id: str, question: str, documents: Collection[str] = ()
    ) -> StoredTurn:
        """Keep a question at once, as a running turn at the end of the conversation.

        Raises UserError for a blank one.
        """
        asked = storable(question)
        if not asked.strip():
            raise UserError("There is no question. Type one and try again.")
        turn = {
            "id": new_id(),
            "conversation": conversation_id,
            "question": asked,
            "documents": json.dumps(sorted(documents)),
            "searched": folded(asked),
            "process": self._presence.id,
            "asked": now(),
        }
        with self._database.writing() as connection:
            info(connection, owner, conversation_id)
            # The position is taken inside the transaction: two tabs never get the same one.
            connection.execute(
                "INSERT INTO turns (id, conversation, position, question, documents, state, "
                "problem, searched, process, asked) SELECT :id, :conversation, "
                "coalesce(max(position), 0) + 1, :question, :documents, 'running', '', :searched, "
                ":process, :asked FROM turns WHERE conversation = :conversation",
                turn,
            )
            _entitle(connection, conversation_id, title_of(asked), only_untitled=True)
            _touch(connection, conversation_id)
            return turn_of(owned_turn(connection, owner, turn["id"]))

    def turn(self, owner: str, turn_id: str) -> StoredTurn:
        """One turn as it is now."""
        with self._database.reading() as connection:
            return read_turn(connection, owner, turn_id)

    def update_turn(self, owner: str, turn_id: str, answer: Answer) -> bool:
        """Keep what was shown so far of a running turn's answer; an ended one stays as it is.

        Returns whether the turn still runs: it may have been stopped from elsewhere.
        """
        return self._record(owner, turn_id, answer, TurnState.RUNNING)

    def finish_turn(self, owner: str, turn_id: str, answer: Answer) -> StoredTurn:
        """End a running turn with its whole answer; an ended one stays as it is."""
        self._record(owner, turn_id, answer, TurnState.COMPLETE)
        return self.turn(owner, turn_id)

    def interrupt(self, owner: str, turn_id: str, problem: str = "") -> StoredTurn:
        """End a running turn as incomplete, with what was shown; an ended one stays as it is."""
        with self._database.writing() as connection:
            row = owned_turn(connection, owner, turn_id)
            if row["state"] == TurnState.RUNNING:
                connection.execute(
                    "UPDATE turns SET state = 'incomplete', problem = ? WHERE id = ?",
                    (storable(problem), turn_id),
                )
                _touch(connection, row["conversation"])
            return read_turn(connection, owner, turn_id)

    def cut_off(self, problem: str) -> None:
        """End every running turn of this process as incomplete, before the process ends."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE turns SET state = 'incomplete', problem = ? "
                "WHERE process = ? AND state = 'running'",
                (problem, self._presence.id),
            )

    def _record(self, owner: str, turn_id: str, answer: Answer, state: TurnState) -> bool:
        # Made before the transaction begins: other writers wait for nothing but the writing.
        kept, shown = answer_text(answer), folded(answer.answer)
        with self._database.writing() as connection:
            row = owned_turn(connection, owner, turn_id)
            if row["state"] != TurnState.RUNNING:
                return False
            searched = f"{folded(row['question'])}\n{shown}"
            connection.execute(
                "UPDATE turns SET answer = ?, searched = ?, state = ? WHERE id = ?",
                (kept, searched, state, turn_id),
            )
            _touch(connection, row["conversation"])
            return True


def _delete(connection: sqlite3.Connection, conversation_id: str) -> None:
    connection.execute(
        "UPDATE items SET asker = NULL WHERE turn IN (SELECT id FROM turns WHERE conversation = ?)",
        (conversation_id,),
    )
    connection.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))


def _entitle(
    connection: sqlite3.Connection, conversation_id: str, title: str, *, only_untitled: bool = False
) -> None:
    connection.execute(
        "UPDATE conversations SET title = ?, searched = ? WHERE id = ? AND (title = '' OR NOT ?)",
        (title, folded(title), conversation_id, only_untitled),
    )


def _touch(connection: sqlite3.Connection, conversation_id: str) -> None:
    connection.execute(
        "UPDATE conversations SET changed = ? WHERE id = ?", (now(), conversation_id)
    )
