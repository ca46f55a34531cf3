"""Questions over HTTP: the answer of the command line, kept where a conversation is named."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.accounts.types import LOCAL
from assistant.api.services import Services
from assistant.assistant import Assistant
from assistant.keeping.types import TurnState
from assistant.serialising import answer_as_dict
from assistant.types import Answer, Turn
from tests.assistant.api.samples import FOUND, PLACE, QUESTION


def printed(answer: Answer) -> dict[str, Any]:
    """What ``rapporteur ask --json`` prints."""
    read: dict[str, Any] = json.loads(json.dumps(answer_as_dict(answer), ensure_ascii=False))
    return read


def as_printed(answer: Answer) -> dict[str, Any]:
    """The same, but for the times that it took."""
    return printed(answer) | {"timings_ms": None}


def answer_of(client: TestClient, **given: object) -> dict[str, Any]:
    response = client.post("/ask", json={"question": QUESTION, **given})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    assert set(answer["timings_ms"]) == {"resolve", "retrieve", "compose", "total"}
    return answer | {"timings_ms": None}


def test_the_answer_is_that_of_the_command_line(client: TestClient, small: Assistant) -> None:
    answer = answer_of(client)
    assert answer == as_printed(small.ask(QUESTION))
    assert list(answer) == list(as_printed(small.ask(QUESTION)))
    assert answer["citations"][0]["quote"] == FOUND


def test_a_declined_question_has_its_reason_and_the_nearest_passages(client: TestClient) -> None:
    answer = answer_of(client, question="zebra")
    assert (answer["status"], answer["citations"]) == ("declined", [])
    assert answer["reason"] == answer["answer"] != ""
    assert answer["passages"]


def test_a_follow_up_is_understood_by_its_history(client: TestClient, small: Assistant) -> None:
    history = [{"question": QUESTION, "answer": FOUND}]
    answer = answer_of(client, question="And in 2006?", history=history)
    assert answer == as_printed(small.ask("And in 2006?", [Turn(QUESTION, FOUND)]))
    assert answer["searched_question"] != answer["question"]


def test_a_turn_of_the_history_without_an_answer_is_answered_first(client: TestClient) -> None:
    told = answer_of(client, question="And in 2006?", history=[{"question": QUESTION}])
    assert told["searched_question"] != "And in 2006?"


def test_only_the_documents_named_are_searched(client: TestClient) -> None:
    answer = answer_of(client, documents=["people"])
    assert {passage["document_id"] for passage in answer["passages"]} == {"people"}


def test_a_turn_is_kept_in_the_conversation_named(client: TestClient, services: Services) -> None:
    conversations = services.keeping.conversations
    kept = conversations.create(LOCAL.id)
    response = client.post("/ask", json={"question": QUESTION, "conversation_id": kept.id})
    (turn,) = conversations.load(LOCAL.id, kept.id).turns
    assert (turn.state, turn.question) == (TurnState.COMPLETE, QUESTION)
    assert turn.answer is not None
    assert printed(turn.answer) == response.json()
    assert response.headers["rapporteur-turn"] == turn.id


def test_the_turns_of_a_conversation_are_its_history(
    client: TestClient, services: Services
) -> None:
    kept = services.keeping.conversations.create(LOCAL.id)
    answer_of(client, conversation_id=kept.id)
    answer = answer_of(client, question="And in 2006?", conversation_id=kept.id)
    assert answer["searched_question"] != "And in 2006?"


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"question": "?!"}, 400, "There are no words in the question."),
        ({"question": " "}, 400, "There is no question."),
        ({"question": "x" * 2001}, 400, "question: string should have at most 2000 characters."),
        ({"documents": ["none"]}, 400, "no document 'none'. The documents are: money, people."),
        ({"documents": []}, 400, "documents: list should have at least 1 item"),
        ({"conversation_id": "none"}, 404, "There is no such conversation."),
        ({"conversation_id": "none", "history": [{"question": "a"}]}, 400, "not both."),
        ({"documnets": ["money"]}, 400, "documnets: it is not known here."),
        ({"history": [{"qeustion": "a"}]}, 400, "history/0/question: it is missing."),
        ({"history": [{"question": "?!"}]}, 400, "There are no words in the question."),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(
    client: TestClient, given: dict[str, object], status: int, sentence: str
) -> None:
    response = client.post("/ask", json={"question": QUESTION, **given})
    assert response.status_code == status
    assert sentence in response.json()["detail"]


def test_a_question_that_cannot_be_asked_is_not_kept(
    client: TestClient, services: Services
) -> None:
    conversations = services.keeping.conversations
    kept = conversations.create(LOCAL.id)
    for given in ({"question": "?!"}, {"question": QUESTION, "documents": ["none"]}):
        response = client.post("/ask", json={"conversation_id": kept.id, **given})
        assert response.status_code == 400
    assert conversations.load(LOCAL.id, kept.id).turns == ()


def test_known_questions_are_offered_to_whoever_types(client: TestClient) -> None:
    offered = client.get("/suggestions", params={"q": "how large were rem"})
    assert offered.json() == {"questions": ["How large were remittances in 2005?"]}
    assert client.get("/suggestions", params={"q": ""}).json() == {"questions": []}


def test_known_questions_of_a_passage_are_offered_in_the_language_wanted(
    client: TestClient,
) -> None:
    address = f"/passages/{PLACE.replace('#', '%23')}/questions"
    english = ["How large were remittances in 2005?", "Who sent most remittances?"]
    assert client.get(address).json() == {"questions": english}
    assert client.get(address, params={"limit": 1}).json() == {"questions": english[:1]}
    french = client.get(address, params={"language": "fr"}).json()["questions"]
    assert french == ["Combien d'argent les migrants ont-ils envoyé ?"]
    assert client.get("/passages/none/questions").status_code == 404


def test_every_field_of_an_answer_is_described() -> None:
    from assistant.api.models import AnswerShown, CitationShown, EvidenceShown
    from assistant.types import Citation, EvidencePassage

    for shown, value in (
        (AnswerShown, Answer),
        (CitationShown, Citation),
        (EvidenceShown, EvidencePassage),
    ):
        names = [field.name for field in dataclasses.fields(value) if field.name != "segments"]
        assert list(shown.model_fields) == names
