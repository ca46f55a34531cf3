"""Answers as they grow, and what becomes of one that nobody waits for any more."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from itertools import pairwise
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.accounts.types import LOCAL
from assistant.api import events
from assistant.api.app import PATH
from assistant.api.services import Services
from assistant.assistant import Assistant
from assistant.errors import ModelUnavailable
from assistant.keeping.opening import Keeping
from assistant.keeping.types import StoredTurn, TurnState
from tests.assistant.api.samples import HOST, QUESTION, SlowAssistant, listening, server_of

STREAM = {"Accept": "text/event-stream"}
LISTING = "Which were the pilot countries, and how large were remittances in 2005?"


def slowed(services: Services, **how: Any) -> Services:
    return replace(services, assistant=SlowAssistant.of(services.assistant, **how))


def parsed(stream: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a whole stream: name and data."""
    found = []
    for block in stream.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[0] != ":")
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def asked(
    client: TestClient, question: str = QUESTION, **given: object
) -> list[tuple[str, dict[str, Any]]]:
    response = client.post("/ask", json={"question": question, **given}, headers=STREAM)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    return parsed(response.text)


def test_answers_grow_and_the_last_event_is_the_whole(client: TestClient, small: Assistant) -> None:
    *growing, (last, whole) = asked(client, LISTING)
    assert last == "complete"
    assert {name for name, _ in growing} == {"answer"}
    assert len(growing) > 1
    for (_, before), (_, after) in pairwise(growing):
        assert after["answer"].startswith(before["answer"])
    told = small.ask(LISTING)
    assert whole["answer"] == told.answer == growing[-1][1]["answer"]
    assert len(whole["citations"]) == len(told.citations)


def test_a_streamed_turn_is_kept_whole(client: TestClient, services: Services) -> None:
    conversations = services.keeping.conversations
    kept = conversations.create(LOCAL.id)
    *_, (name, _) = asked(client, conversation_id=kept.id)
    (turn,) = conversations.load(LOCAL.id, kept.id).turns
    assert (name, turn.state) == ("complete", TurnState.COMPLETE)


def test_what_cannot_be_asked_is_refused_before_the_stream_begins(client: TestClient) -> None:
    response = client.post("/ask", json={"question": "?!"}, headers=STREAM)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (RuntimeError("a secret"), 500, "Something went wrong here, not with the request."),
        (ModelUnavailable("The language model is away."), 502, "The language model is away."),
    ],
)
def test_what_fails_in_the_middle_is_an_event_and_the_turn_is_kept_as_it_was(
    services: Services, keeping: Keeping, error: Exception, status: int, sentence: str
) -> None:
    slow = replace(
        services, assistant=SlowAssistant.of(services.assistant, breaks_after=1, error=error)
    )
    kept = keeping.conversations.create(LOCAL.id)
    with TestClient(server_of(slow), f"{HOST}{PATH}") as client:
        (first, begun), (last, problem) = asked(client, conversation_id=kept.id)
    assert (first, last) == ("answer", "problem")
    assert problem["status"] == status
    assert problem["detail"].startswith(sentence)
    assert "secret" not in json.dumps(problem)
    (turn,) = keeping.conversations.load(LOCAL.id, kept.id).turns
    assert turn.state is TurnState.INCOMPLETE
    assert turn.answer is not None
    assert turn.answer.answer == begun["answer"]


def test_a_turn_stopped_from_elsewhere_ends_the_stream_with_a_problem(
    services: Services, keeping: Keeping
) -> None:
    slow = slowed(services, pause=0.3)
    kept = keeping.conversations.create(LOCAL.id)
    with listening(server_of(slow)) as origin:
        given = {"question": QUESTION, "conversation_id": kept.id}
        with httpx.stream("POST", f"{origin}{PATH}/ask", json=given, headers=STREAM) as response:
            chunks = response.iter_text()
            said = next(chunks)
            keeping.conversations.interrupt(LOCAL.id, response.headers["rapporteur-turn"])
            *_, (name, problem) = parsed(said + "".join(chunks))
    assert (name, problem["status"]) == ("problem", 409)


def test_who_goes_away_in_the_middle_leaves_the_turn_with_what_was_said(
    services: Services, keeping: Keeping
) -> None:
    slow = slowed(services, pause=0.3)
    kept = keeping.conversations.create(LOCAL.id)
    with listening(server_of(slow)) as origin:
        given = {"question": QUESTION, "conversation_id": kept.id}
        with httpx.stream("POST", f"{origin}{PATH}/ask", json=given, headers=STREAM) as response:
            ((_, said),) = parsed(next(response.iter_text()))
        turn = ended(keeping, kept.id)
    assert (turn.state, turn.question) == (TurnState.INCOMPLETE, QUESTION)
    assert turn.answer is not None
    assert turn.answer.answer.startswith(said["answer"])
    assert len(turn.answer.answer) < len(services.assistant.ask(QUESTION).answer)


def test_a_quiet_stream_shows_signs_of_life(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.05)
    slow = slowed(services, pause=0.2)
    with TestClient(server_of(slow), f"{HOST}{PATH}") as client:
        stream = client.post("/ask", json={"question": QUESTION}, headers=STREAM).text
    assert stream.startswith(": ")
    assert parsed(stream)[-1][0] == "complete"


def ended(keeping: Keeping, conversation_id: str) -> StoredTurn:
    """The one turn of a conversation, waited for until it runs no more."""
    for _ in range(500):
        (turn,) = keeping.conversations.load(LOCAL.id, conversation_id).turns
        if turn.state is not TurnState.RUNNING:
            break
        time.sleep(0.01)
    return turn
