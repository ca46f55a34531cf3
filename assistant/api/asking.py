"""Asking a question: the answer at once, or as it grows."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ConfigDict, Field

from assistant.accounts.limits import Use
from assistant.accounts.requests import spend
from assistant.accounts.types import User
from assistant.api.bodies import JsonBody
from assistant.api.describing import problems
from assistant.api.documents import find_passage
from assistant.api.events import EVENTS, EventStream, event, wants_events
from assistant.api.models import QUESTION, AnswerShown, Given, Language, Shown, TurnGiven
from assistant.api.problems import Conflict, problem_of
from assistant.api.services import Services, ServicesOf, UserOf
from assistant.batch import answered_history
from assistant.errors import UserError
from assistant.keeping.recording import ask_and_keep
from assistant.keeping.types import StoredTurn, TurnState
from assistant.questions import LONGEST, clean
from assistant.suggesting import OFFERED
from assistant.types import Answer, Turn

TURN_HEADER = "Rapporteur-Turn"
LONGEST_HISTORY = 50
"""Earlier turns of one request: an answer takes only the last few into account."""
MOST_SUGGESTED = 20

router = APIRouter(tags=["Asking"])

STREAM_EXAMPLE = """\
event: answer
data: {"question": "…", "answer": "IOM Chairman’s Summary, 2006:", …}

event: answer
data: {"question": "…", "answer": "IOM Chairman’s Summary, 2006: “…” [1]", …}

event: complete
data: {"question": "…", "answer": "IOM Chairman’s Summary, 2006: “…” [1]", …}

"""
HEADERS = {
    TURN_HEADER: {
        "description": "The id of the turn in its conversation, where one was given.",
        "schema": {"type": "string"},
    }
}
EITHER = {
    "description": (
        "The answer; with `Accept: text/event-stream`, server-sent events: `answer` each time it "
        "has grown, `complete` once, at the end, with the whole answer, or `problem` with a "
        "problem document. Whoever goes away before the end leaves a turn of a conversation "
        "marked incomplete, with what was said until then."
    ),
    "headers": HEADERS,
    "content": {EVENTS: {"schema": {"type": "string"}, "example": STREAM_EXAMPLE}},
}
"""The description of the two forms of an answer."""


class AskGiven(Given):
    model_config = ConfigDict(json_schema_extra={"example": {"question": QUESTION}})

    question: str = Field(min_length=1, max_length=LONGEST)
    history: list[TurnGiven] = Field(default=[], max_length=LONGEST_HISTORY)
    """The turns before it, oldest first, of a conversation that is not kept here."""
    documents: list[str] | None = Field(None, min_length=1)
    """Ids of the documents to search; left out for all."""
    conversation_id: str | None = None
    """Keeps the turn in this conversation, whose earlier turns are then its history."""


class Questions(Shown):
    questions: list[str]


class Typed(Given):
    q: str = Field(max_length=LONGEST, examples=["how much did remit"])
    """What has been typed so far."""
    limit: int = Field(OFFERED, ge=1, le=MOST_SUGGESTED)


class OfPassage(Given):
    language: Language = "en"
    limit: int = Field(OFFERED, ge=1, le=MOST_SUGGESTED)


@dataclass(frozen=True, slots=True)
class Step:
    """The answer at one moment."""

    answer: Answer
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that is being answered."""

    steps: Generator[Step, None, None]
    """The last one is whole. Closing it half-way leaves a kept turn marked incomplete."""
    headers: dict[str, str]


@router.post(
    "/ask",
    operation_id="ask",
    response_model=AnswerShown,
    responses={200: EITHER, **problems(400, 404, 409, 413, 415)},
)
async def ask(
    given: AskGiven,
    request: Request,
    response: Response,
    user: UserOf,
    services: ServicesOf,
    _: JsonBody,
) -> AnswerShown | EventStream:
    """Answer a question in the documents' own words, or say that they do not answer it."""
    spend(request, Use.ASKING)
    asking = await run_in_threadpool(begin, services, user, given)
    if wants_events(request):
        return EventStream(_events(asking.steps, request), asking.headers)
    answer = await run_in_threadpool(_whole, asking.steps)
    response.headers.update(asking.headers)
    return AnswerShown.model_validate(answer)


@router.get("/suggestions", operation_id="suggest_questions", responses=problems(400))
def suggest_questions(typed: Annotated[Typed, Query()], services: ServicesOf) -> Questions:
    """Questions that the documents answer and that go on from what has been typed so far."""
    found = services.suggester.wait().complete(typed.q, typed.limit)
    return Questions(questions=list(found))


@router.get(
    "/passages/{passage_id}/questions",
    operation_id="list_questions_of_passage",
    responses=problems(400, 404),
)
def list_questions_of_passage(
    passage_id: str, wanted: Annotated[OfPassage, Query()], services: ServicesOf
) -> Questions:
    """Questions that a passage answers: what to ask next where it was cited."""
    find_passage(services, passage_id)
    suggestions = services.suggester.wait()
    found = suggestions.of_passage(passage_id, wanted.language, wanted.limit)
    return Questions(questions=list(found))


def begin(services: Services, user: User, given: AskGiven) -> Asking:
    """Begin to answer; a question that cannot be asked raises UserError and is not kept."""
    documents = frozenset(given.documents) if given.documents else None
    services.assistant.check_documents(documents)
    clean(given.question)
    if given.conversation_id is None:
        turns = [Turn(turn.question, turn.answer) for turn in given.history]
        history = answered_history(services.assistant, turns, documents)
        answers = services.assistant.stream(given.question, history, documents=documents)
        return Asking(_loose(answers), {})
    if given.history:
        raise UserError("Give a history or a conversation, whose turns are its history: not both.")
    kept = ask_and_keep(
        services.assistant,
        services.keeping.conversations,
        user.id,
        given.conversation_id,
        given.question,
        documents,
    )
    return Asking(_kept(kept), {TURN_HEADER: next(kept).id})


def _loose(answers: Iterator[Answer]) -> Generator[Step, None, None]:
    answer = None
    for answer in answers:
        yield Step(answer)
    if answer is not None:
        yield Step(answer, is_whole=True)


def _kept(turns: Generator[StoredTurn, None, None]) -> Generator[Step, None, None]:
    with closing(turns):
        for turn in turns:
            if turn.state is TurnState.INCOMPLETE:
                raise Conflict(
                    "The turn was stopped from elsewhere. Ask again for the whole of it."
                )
            if turn.answer is not None:
                yield Step(turn.answer, is_whole=turn.state is TurnState.COMPLETE)


def _whole(steps: Generator[Step, None, None]) -> Answer:
    *_, last = steps
    return last.answer


def _events(steps: Generator[Step, None, None], request: Request) -> Generator[bytes, None, None]:
    with closing(steps):
        try:
            for step in steps:
                shown = AnswerShown.model_validate(step.answer)
                yield event("complete" if step.is_whole else "answer", shown.model_dump_json())
        except Exception as error:  # Too late for another status: the stream has begun.
            yield event("problem", bytes(problem_of(request, error).body).decode())
