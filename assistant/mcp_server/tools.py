"""The three tools: models are told of their parameters and results as they stand here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from assistant.accounts.limits import Use
from assistant.accounts.requests import spend
from assistant.assistant import Assistant
from assistant.batch import converse
from assistant.checking.checker import Checker
from assistant.errors import UserError
from assistant.mcp_server.results import Answered, Checked, Passages, answered, checked, found
from assistant.types import Turn

MOST_FOUND = 20
"""Passages of one search: more would fill a model's context with what is far from the question."""

ASK = """\
Answer a question from the documents, in their own words, with numbered quotes, each with its
document and its locator; or decline where the documents do not answer it. Ask one thing at a time,
in a whole sentence, in English, French or Spanish. Give the turns before it as history where the
question depends on them. Quote the answer verbatim and cite the locator of every quote."""
FIND = """\
Find the passages nearest to a question or to a few words, best first, whole and verbatim. Use it to
read more widely than an answer does, or to see what the documents say near a subject. Nearest does
not mean that a passage answers the question. Quote verbatim and cite the locator."""
CHECK = """\
Check a quotation against the documents before you use it: exact (it stands there word for word),
altered (a place says nearly this; the differing words are listed), or not found. Pass the quoted
words alone, without quotation marks; "[…]" and "…" for words left out and "[the]" for words changed
are understood."""

DocumentIds = Annotated[
    list[str] | None, Field(description="Ids of the documents to search; leave out for all.")
]


class Exchange(BaseModel):
    """An earlier question with its answer."""

    model_config = ConfigDict(extra="forbid")

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What the tools work with: an assistant, and a checker of the same documents."""

    assistant: Assistant
    checker: Checker


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools; ``titles`` are what to call the documents, by their ids."""

    titles: Mapping[str, str]
    parts: Callable[[], Parts]
    """Gives them; raises UserError where they cannot be had, or not yet."""

    def ask(
        self,
        ctx: Context[Any, Any],
        question: str,
        history: list[Exchange] | None = None,
        documents: DocumentIds = None,
    ) -> Answered:
        turns = [Turn(turn.question, turn.answer) for turn in history or []]
        with _told(ctx):
            answer = converse(self.parts().assistant, turns, question, _chosen(documents))
            return answered(answer, self.titles)

    def find_passages(
        self,
        ctx: Context[Any, Any],
        query: str,
        limit: Annotated[int, Field(ge=1, le=MOST_FOUND)] = 5,
        documents: DocumentIds = None,
    ) -> Passages:
        with _told(ctx):
            passages = self.parts().assistant.find(query, limit=limit, documents=_chosen(documents))
            return Passages(passages=found(passages, self.titles))

    def check_quotation(self, ctx: Context[Any, Any], quotation: str) -> Checked:
        with _told(ctx):
            return checked(self.parts().checker.check_quotation(quotation))


def _chosen(documents: list[str] | None) -> frozenset[str] | None:
    return frozenset(documents) if documents else None


@contextmanager
def _told(ctx: Context[Any, Any]) -> Iterator[None]:
    """Counts a question of whoever asks over HTTP, and tells the model of a user's mistake."""
    request = ctx.request_context.request
    try:
        if isinstance(request, Request):
            spend(request, Use.ASKING)
        yield
    except UserError as error:
        raise ToolError(str(error)) from error
