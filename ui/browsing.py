"""The events of the list of conversations, as plain functions of values: no Gradio, no HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.errors import UserError
from assistant.keeping.types import ConversationInfo
from ui.types import Desk

PAGE = 30
"""Conversations shown at first, and added by each "show older": two screens of a phone."""
MOST = 3_000
"""Conversations that are ever listed: older ones are found by searching."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conversations the browser shows."""

    search: str = ""
    shown: int = PAGE


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as it is now, the conversation changed last first."""

    conversations: tuple[ConversationInfo, ...] = ()
    wanted: Wanted = Wanted()
    has_older: bool = False
    problem: str = ""
    """Why something could not be done, as a plain sentence; else ""."""


def read_wanted(sent: object) -> Wanted:
    """What the browser shows: ``{"search", "shown"}``; the beginning for anything else."""
    match sent:
        case {"search": str(search), "shown": int(shown)}:
            return Wanted(search, min(max(shown, PAGE), MOST))
    return Wanted()


def search(desk: Desk, owner: str, sent: object) -> Listing:
    """The owner's conversations that the browser wants to see."""
    return browse(desk, owner, read_wanted(sent))


def browse(desk: Desk, owner: str, wanted: Wanted) -> Listing:
    """The owner's conversations that are wanted."""
    try:
        found = desk.keeping.conversations.list(owner, wanted.search, limit=wanted.shown + 1)
    except UserError as error:
        return Listing(wanted=wanted, problem=str(error))
    shown = found[: wanted.shown]
    return Listing(shown, wanted, has_older=len(found) > len(shown) and wanted.shown < MOST)


def rename(desk: Desk, owner: str, sent: object) -> Listing:
    """Give the conversation ``{"conversation", "title"}`` its new title."""
    try:
        match sent:
            case {"conversation": str(conversation_id), "title": str(title)}:
                desk.keeping.conversations.rename(owner, conversation_id, title)
    except UserError as error:
        return replace(browse(desk, owner, read_wanted(sent)), problem=str(error))
    return browse(desk, owner, read_wanted(sent))


def delete(desk: Desk, owner: str, sent: object) -> Listing:
    """Delete the conversation ``{"conversation"}`` with its turns."""
    try:
        match sent:
            case {"conversation": str(conversation_id)}:
                desk.keeping.conversations.delete(owner, conversation_id)
    except UserError as error:
        return replace(browse(desk, owner, read_wanted(sent)), problem=str(error))
    return browse(desk, owner, read_wanted(sent))
