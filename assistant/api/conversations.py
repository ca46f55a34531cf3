"""Conversations that are kept, each seen by its owner alone, and what is said of their answers."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from assistant.api.bodies import JsonBody
from assistant.api.describing import problems
from assistant.api.documents import Offset
from assistant.api.models import AnswerShown, Given, Shown, Whole
from assistant.api.services import ServicesOf, UserOf
from assistant.exporting.exporting import written
from assistant.exporting.papers import paper_of
from assistant.exporting.texts import file_name
from assistant.exporting.types import Format, Stamp
from assistant.keeping.conversations import LISTED
from assistant.keeping.types import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    Conversation,
    FeedbackKind,
    TurnState,
)

MOST_LISTED = 200
"""Conversations of one response."""
LONGEST_SEARCH = 200
FILE = {"type": "string", "format": "binary"}

router = APIRouter(tags=["Conversations"])


class ConversationShown(Shown):
    """A conversation as a list shows it. Times are ISO 8601, UTC."""

    id: str
    title: str
    created: str
    changed: str
    """When one of its turns last grew or ended."""
    turns: int


class FeedbackShown(Shown):
    kind: FeedbackKind
    marker: int | None
    """The citation that is meant; null for a thumb, which is about the answer."""
    note: str
    given: str


class TurnShown(Shown):
    """One exchange at this moment."""

    id: str
    position: int
    """Counted from 1."""
    question: str
    documents: list[str]
    """Ids of the documents that were searched; empty for all."""
    state: TurnState
    answer: AnswerShown | None
    """What has been said so far; null before the first words."""
    problem: str
    """Why it is incomplete; "" where nothing more is known."""
    asked: str
    feedback: list[FeedbackShown]


class Conversations(Shown):
    conversations: list[ConversationShown]


class ConversationInFull(ConversationShown):
    """A conversation with its turns in order."""

    exchanges: list[TurnShown]


class Listing(Given):
    search: str = Field("", max_length=LONGEST_SEARCH)
    """Words that the title, a question or an answer has."""
    limit: int = Field(LISTED, ge=1, le=MOST_LISTED)
    offset: Offset = 0


class ConversationGiven(Given):
    title: str = Field("", max_length=LONGEST_TITLE)
    """Left out, its first question gives it one."""


class TitleGiven(Given):
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)


class ExportWanted(Given):
    format: Format = Format.MARKDOWN


class FeedbackGiven(Given):
    model_config = ConfigDict(json_schema_extra={"example": {"turn_id": "…", "kind": "up"}})

    turn_id: str
    kind: FeedbackKind
    marker: Whole | None = Field(None, ge=1)
    """The number of the citation that is wrong; left out for a thumb."""
    note: str = Field("", max_length=LONGEST_NOTE)


@router.get("/conversations", operation_id="list_conversations", responses=problems(400))
def list_conversations(
    listing: Annotated[Listing, Query()], user: UserOf, services: ServicesOf
) -> Conversations:
    """One's own conversations, the one changed last first."""
    found = services.keeping.conversations.list(
        user.id, listing.search, limit=listing.limit, offset=listing.offset
    )
    return Conversations(conversations=[ConversationShown.model_validate(info) for info in found])


@router.post(
    "/conversations",
    operation_id="create_conversation",
    status_code=201,
    responses={
        201: {
            "headers": {
                "Location": {"description": "Its address.", "schema": {"type": "string"}},
            }
        },
        **problems(400, 413, 415),
    },
)
def create_conversation(
    given: ConversationGiven,
    request: Request,
    response: Response,
    user: UserOf,
    services: ServicesOf,
    _: JsonBody,
) -> ConversationShown:
    """Begin a conversation: name it in `conversation_id` of a question."""
    info = services.keeping.conversations.create(user.id, given.title)
    response.headers["Location"] = f"{request.url.path}/{info.id}"
    return ConversationShown.model_validate(info)


@router.get(
    "/conversations/{conversation_id}", operation_id="get_conversation", responses=problems(404)
)
def get_conversation(
    conversation_id: str, user: UserOf, services: ServicesOf
) -> ConversationInFull:
    """A conversation with all its turns."""
    return _in_full(services.keeping.conversations.load(user.id, conversation_id))


@router.patch(
    "/conversations/{conversation_id}",
    operation_id="rename_conversation",
    responses=problems(400, 404, 413, 415),
)
def rename_conversation(
    conversation_id: str, given: TitleGiven, user: UserOf, services: ServicesOf, _: JsonBody
) -> ConversationShown:
    """Give a conversation another title."""
    info = services.keeping.conversations.rename(user.id, conversation_id, given.title)
    return ConversationShown.model_validate(info)


@router.delete(
    "/conversations/{conversation_id}",
    operation_id="delete_conversation",
    status_code=204,
    response_class=Response,
    responses=problems(404),
)
def delete_conversation(conversation_id: str, user: UserOf, services: ServicesOf) -> None:
    """Delete a conversation with its turns."""
    services.keeping.conversations.delete(user.id, conversation_id)


@router.get(
    "/conversations/{conversation_id}/export",
    operation_id="export_conversation",
    response_class=Response,
    responses={
        200: {"content": {kind.media_type: {"schema": FILE} for kind in Format}},
        **problems(400, 404),
    },
)
def export_conversation(
    conversation_id: str,
    wanted: Annotated[ExportWanted, Query()],
    user: UserOf,
    services: ServicesOf,
) -> Response:
    """A conversation as a file to be sent, its quotes as footnotes: Markdown, Word or HTML."""
    conversation = services.keeping.conversations.load(user.id, conversation_id)
    paper = paper_of(conversation, services.assistant.corpus, Stamp.now())
    name = quote(file_name(paper.title, wanted.format.value))
    return Response(
        written(paper, wanted.format),
        media_type=wanted.format.media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@router.post(
    "/feedback",
    operation_id="give_feedback",
    status_code=204,
    response_class=Response,
    responses=problems(400, 404, 413, 415),
)
def give_feedback(given: FeedbackGiven, user: UserOf, services: ServicesOf, _: JsonBody) -> None:
    """Say of an answer that it is good or bad, or of a citation that it is wrong: staff review it.

    It takes the place of what was said before of the same thing.
    """
    services.keeping.reviews.give(
        user.id, given.turn_id, given.kind, marker=given.marker, note=given.note
    )


def _in_full(conversation: Conversation) -> ConversationInFull:
    info = ConversationShown.model_validate(conversation.info).model_dump()
    exchanges = [TurnShown.model_validate(turn) for turn in conversation.turns]
    return ConversationInFull(**info, exchanges=exchanges)
