"""Answers and conversations as files to download."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.accounts.requests import current_user
from assistant.errors import UserError
from assistant.exporting.exporting import export
from assistant.exporting.texts import file_name
from assistant.exporting.types import Format, Stamp
from assistant.keeping.conversations import Conversations
from assistant.keeping.errors import NotKept
from assistant.keeping.texts import title_of
from assistant.keeping.types import Conversation
from corpus.loading import Corpus
from ui.downloads import EXPORT
from ui.frame import BACK, Page, page_html


def add_exports(web: FastAPI, conversations: Conversations, corpus: Corpus) -> None:
    """Serve each conversation, and each answer of it, to its owner at ``downloads.download``."""

    @web.get(EXPORT + "{conversation_id}")
    def download(
        request: Request, conversation_id: str, format: str = "", turn: str = ""
    ) -> Response:
        try:
            file_format = _format(format)
            kept = conversations.load(current_user(request).id, conversation_id)
            return _file(_part(kept, turn) if turn else kept, corpus, file_format)
        except UserError as error:
            return _refused(error)


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        known = ", ".join(known.value for known in Format)
        raise UserError(f"There is no format {name!r}. The formats are: {known}.") from None


def _part(conversation: Conversation, turn_id: str) -> Conversation:
    """The one turn, under a title of its own."""
    for turn in conversation.turns:
        if turn.id == turn_id:
            return Conversation(
                replace(conversation.info, title=title_of(turn.question), turns=1), (turn,)
            )
    raise NotKept("There is no such question in this conversation.")


def _file(conversation: Conversation, corpus: Corpus, file_format: Format) -> Response:
    name = file_name(conversation.info.title, file_format.value)
    content = export(conversation, corpus, file_format, Stamp.now())
    # Always a file, never a page of ours: what is in it was written elsewhere.
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(
        content, media_type=file_format.media_type, headers={"content-disposition": disposition}
    )


def _refused(error: UserError) -> Response:
    missing = isinstance(error, NotKept)
    title = "Not found" if missing else "Not exported"
    body = f"<h1>{title}</h1><p>{escape(str(error))}</p>{BACK}"
    return HTMLResponse(page_html(Page(title, body)), 404 if missing else 400)
