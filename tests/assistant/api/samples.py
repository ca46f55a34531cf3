"""A small server: four paragraphs, a stand-in for the embedding model, the real everything else."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from assistant.accounts.access import Access
from assistant.accounts.gate import Gate, Rules
from assistant.api.app import PATH, api_mount, make_api
from assistant.api.services import Services
from assistant.assistant import Assistant
from assistant.bodies import Bodies
from assistant.checking.checker import Checker
from assistant.deciding import Evidence, Judgement
from assistant.keeping.opening import Keeping
from assistant.rarity import Rarity
from assistant.suggesting import Suggester, Suggestions
from assistant.types import Answer, Turn
from corpus.known import KnownQuestion
from corpus.loading import Corpus
from index.building import build_index, open_index
from index.testing import WordHashEncoder
from tests.index.samples import small_corpus

HOST = "http://127.0.0.1"
QUESTION = "How large were remittances in 2005?"
FOUND = "In 2005 remittances came to USD 167 billion."
PLACE = "money#para-1"
BROKEN = RuntimeError("broken on purpose")


def small_assistant(folder: Path) -> Assistant:
    corpus, encoder = small_corpus(), WordHashEncoder()
    build_index(corpus, encoder, folder)
    retriever = open_index(corpus, encoder, folder)
    return Assistant(
        corpus, retriever, Rarity.of(corpus), Bodies.of(corpus), decide=answer_unless_about_zebras
    )


def answer_unless_about_zebras(evidence: Evidence) -> Judgement:
    """The real judgement is made for the real model."""
    return Judgement(answers=evidence.coverage > 0, confidence=0.9)


@dataclass(frozen=True, slots=True)
class SlowAssistant(Assistant):
    """Says its answer word after word, as a language model does.

    It waits ``pause`` seconds before each, and raises ``error`` after ``breaks_after`` of them.
    """

    pause: float = 0.0
    breaks_after: int = 99
    error: Exception = BROKEN

    @classmethod
    def of(cls, assistant: Assistant, **how: Any) -> SlowAssistant:
        same = {field.name: getattr(assistant, field.name) for field in fields(assistant)}
        return cls(**same, **how)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
    ) -> Iterator[Answer]:
        answer = self.ask(question, history, documents=documents)
        words = answer.answer.split()
        for count in range(1, len(words)):
            time.sleep(self.pause)
            if count > self.breaks_after:
                raise self.error
            yield replace(answer, answer=" ".join(words[:count]))
        yield answer


def known(number: int, text: str, *sentences: str, language: str = "en") -> KnownQuestion:
    return KnownQuestion(f"q{number}", language, text, sentences, answerable=True)


KNOWN = (
    known(1, "How large were remittances in 2005?", f"{PLACE}-s1"),
    known(2, "Who sent most remittances?", f"{PLACE}-s2"),
    known(3, "Which were the pilot countries?", "money#para-2-s1"),
    known(4, "Combien d'argent les migrants ont-ils envoyé ?", f"{PLACE}-s1", language="fr"),
)


class ReadySuggester(Suggester):
    """Knows the questions ``KNOWN``: the small corpus has none of the shipped ones."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus)
        self._suggestions = Suggestions(corpus, KNOWN)


def services_of(assistant: Assistant, keeping: Keeping, checker: Checker) -> Services:
    return Services(
        assistant=assistant,
        keeping=keeping,
        checker=checker,
        suggester=ReadySuggester(assistant.corpus),
        version="1.2.3",
    )


def server_of(services: Services, access: Access | None = None) -> Starlette:
    """The API behind the gate, as the page's server has it."""
    rules = Rules(public=frozenset({f"{PATH}/health"}))
    return guarded(make_api(services), rules, access)


def guarded(api: FastAPI, rules: Rules, access: Access | None) -> Starlette:
    gate = Middleware(Gate, access=access, rules=rules)
    return Starlette(routes=[api_mount(api)], middleware=[gate])


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """The origin of a real server of ``app``: only there can a client go away."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
