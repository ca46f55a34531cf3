"""The page's event handlers, as plain functions of values: no Gradio, no HTML."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import replace

from assistant.errors import UserError
from assistant.sources import SourceView
from assistant.types import Turn
from ui.types import Assistant, Conversation, Exchange

NO_DOCUMENT_CHOSEN = "No document is chosen. Tick at least one under the question box, then ask."
UNEXPECTED = "Something went wrong here, not with your question. The server's log says what."
STOPPED = "Stopped before the answer was complete."

_log = logging.getLogger(__name__)


def converse(
    assistant: Assistant, question: str, conversation: Conversation, chosen: Collection[str]
) -> Iterator[Conversation]:
    """The conversation after each step of one turn; the last one yielded is complete.

    ``chosen`` are the ids of the ticked documents. Nothing is yielded for a blank question, nor
    while the last turn still runs. Whatever fails is shown as the exchange's ``problem``; the turn
    is kept from its first moment on, so that leaving in the middle loses nothing.
    """
    asked = question.strip()
    if not asked or is_running(conversation):
        return
    documents = _filter(assistant, chosen)
    exchange = Exchange(asked, tuple(sorted(documents or ())), running=True)
    yield (*conversation, exchange)
    try:
        if documents is not None and not documents:
            raise UserError(NO_DOCUMENT_CHOSEN)
        for answer in assistant.stream(asked, history(conversation), documents=documents):
            exchange = replace(exchange, answer=answer)
            yield (*conversation, exchange)
    except UserError as error:
        exchange = replace(exchange, problem=str(error))
    except Exception:
        _log.exception("A turn failed.")
        exchange = replace(exchange, problem=UNEXPECTED)
    yield (*conversation, replace(exchange, running=False))


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """The answered exchanges as the earlier turns of the next question."""
    return tuple(
        Turn(exchange.question, exchange.answer.answer)
        for exchange in conversation
        if exchange.answer is not None
    )


def is_running(conversation: Conversation) -> bool:
    """Whether the last turn is not complete yet."""
    return bool(conversation) and conversation[-1].running


def stop(conversation: Conversation) -> Conversation:
    """The conversation with its running exchange, if any, marked as stopped."""
    if not is_running(conversation):
        return conversation
    return (*conversation[:-1], replace(conversation[-1], running=False, problem=STOPPED))


def example(assistant: Assistant, sent: object) -> str:
    """The example question that the browser asks for; "" for anything that is not one."""
    match sent:
        case {"index": int(index)} if 0 <= index < len(assistant.examples):
            return assistant.examples[index]
    return ""


def find_source(assistant: Assistant, sent: object) -> SourceView:
    """The source at the reference that the browser sends: ``{"document", "start", "end"}``.

    Raises UserError where it is no reference or nothing stands there.
    """
    match sent:
        case {"document": str(document_id), "start": int(start), "end": int(end)}:
            return assistant.source(document_id, start, end)
    raise UserError("This citation cannot be opened. Reload the page and ask again.")


def _filter(assistant: Assistant, chosen: Collection[str]) -> frozenset[str] | None:
    known = {document.id for document in assistant.documents}
    ticked = frozenset(chosen) & known
    return None if ticked == known else ticked
