"""Conversations over HTTP: each seen by its owner alone."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.accounts.types import LOCAL
from assistant.api.app import PATH
from assistant.api.services import Services
from assistant.keeping.types import FeedbackKind
from tests.assistant.api.samples import FOUND, PLACE, QUESTION


@pytest.fixture
def kept(client: TestClient) -> str:
    """The id of a conversation with one answered question."""
    made = client.post("/conversations", json={})
    given = {"question": QUESTION, "conversation_id": made.json()["id"]}
    assert client.post("/ask", json=given).status_code == 200
    return str(made.json()["id"])


def loaded(client: TestClient, conversation_id: str) -> dict[str, Any]:
    response = client.get(f"/conversations/{conversation_id}")
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def test_a_conversation_is_made_and_found_at_its_address(client: TestClient) -> None:
    made = client.post("/conversations", json={"title": "Money"})
    assert made.status_code == 201
    assert made.headers["location"] == f"{PATH}/conversations/{made.json()['id']}"
    assert loaded(client, made.json()["id"]) == {**made.json(), "exchanges": []}


def test_a_conversation_has_its_exchanges_with_their_answers(client: TestClient, kept: str) -> None:
    found = loaded(client, kept)
    (exchange,) = found["exchanges"]
    assert (found["turns"], found["title"]) == (1, QUESTION)
    assert (exchange["question"], exchange["state"], exchange["position"]) == (
        QUESTION,
        "complete",
        1,
    )
    assert exchange["answer"]["citations"][0]["quote"] == FOUND
    assert "segments" not in exchange["answer"]


def test_a_question_without_an_answer_yet_has_none(client: TestClient, services: Services) -> None:
    conversations = services.keeping.conversations
    info = conversations.create(LOCAL.id)
    conversations.begin_turn(LOCAL.id, info.id, QUESTION)
    (exchange,) = loaded(client, info.id)["exchanges"]
    assert (exchange["state"], exchange["answer"]) == ("running", None)


def test_conversations_are_listed_and_searched(client: TestClient, kept: str) -> None:
    other = client.post("/conversations", json={"title": "Visas"}).json()
    listed = client.get("/conversations").json()["conversations"]
    assert [info["id"] for info in listed] == [other["id"], kept]
    found = client.get("/conversations", params={"search": "billion"}).json()["conversations"]
    assert [info["id"] for info in found] == [kept]
    assert len(client.get("/conversations?limit=1&offset=1").json()["conversations"]) == 1


def test_a_conversation_gets_another_title(client: TestClient, kept: str) -> None:
    renamed = client.patch(f"/conversations/{kept}", json={"title": "<b>Money</b>"})
    assert renamed.json()["title"] == loaded(client, kept)["title"] == "<b>Money</b>"
    assert client.patch(f"/conversations/{kept}", json={"title": " "}).status_code == 400


def test_a_deleted_conversation_is_gone(client: TestClient, kept: str) -> None:
    gone = client.delete(f"/conversations/{kept}")
    assert (gone.status_code, gone.content) == (204, b"")
    for response in (
        client.get(f"/conversations/{kept}"),
        client.delete(f"/conversations/{kept}"),
        client.patch(f"/conversations/{kept}", json={"title": "a"}),
        client.get(f"/conversations/{kept}/export"),
    ):
        assert response.status_code == 404
        assert response.json()["detail"].startswith("There is no such conversation.")


@pytest.mark.parametrize(
    ("wanted", "media_type", "begins"),
    [("md", "text/markdown", b"#"), ("html", "text/html", b"<!"), ("docx", "application", b"PK")],
)
def test_a_conversation_is_exported(
    client: TestClient, kept: str, wanted: str, media_type: str, begins: bytes
) -> None:
    file = client.get(f"/conversations/{kept}/export", params={"format": wanted})
    assert file.headers["content-type"].startswith(media_type)
    assert file.content.startswith(begins)
    disposition = file.headers["content-disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''rapporteur-how-large")
    assert disposition.endswith(f".{wanted}")


def test_markdown_is_exported_where_no_format_is_named(client: TestClient, kept: str) -> None:
    file = client.get(f"/conversations/{kept}/export")
    assert "USD 167 billion" in file.text
    assert client.get(f"/conversations/{kept}/export?format=pdf").status_code == 400


def test_feedback_lands_in_the_review_queue(
    client: TestClient, services: Services, kept: str
) -> None:
    turn_id = loaded(client, kept)["exchanges"][0]["id"]
    wrong = {"turn_id": turn_id, "kind": "citation is wrong", "marker": 1, "note": "Not so."}
    assert client.post("/feedback", json=wrong).status_code == 204
    assert client.post("/feedback", json={"turn_id": turn_id, "kind": "down"}).status_code == 204
    (item,) = services.keeping.reviews.items(LOCAL.id)
    assert {said.kind for said in item.feedback} == {
        FeedbackKind.WRONG_CITATION,
        FeedbackKind.DOWN,
    }
    shown = loaded(client, kept)["exchanges"][0]["feedback"]
    assert [(said["kind"], said["marker"], said["note"]) for said in shown] == [
        ("down", None, ""),
        ("citation is wrong", 1, "Not so."),
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "fine"}, "kind: input should be"),
        ({"kind": "up", "marker": 1}, "A citation that is wrong is named by its number"),
        ({"kind": "citation is wrong", "marker": 9}, "There is no citation [9]."),
        ({"kind": "citation is wrong", "marker": True}, "marker: input should be a valid integer."),
    ],
)
def test_feedback_that_means_nothing_is_refused(
    client: TestClient, kept: str, given: dict[str, object], sentence: str
) -> None:
    turn_id = loaded(client, kept)["exchanges"][0]["id"]
    response = client.post("/feedback", json={"turn_id": turn_id, **given})
    assert response.status_code == 400
    assert sentence in response.json()["detail"]


def test_what_is_kept_is_seen_by_its_owner_alone(
    client: TestClient, kept: str, delegate: TestClient
) -> None:
    turn_id = loaded(client, kept)["exchanges"][0]["id"]
    assert delegate.get("/conversations").json() == {"conversations": []}
    asked = {"question": QUESTION, "conversation_id": kept}
    for response in (
        delegate.get(f"/conversations/{kept}"),
        delegate.get(f"/conversations/{kept}/export"),
        delegate.patch(f"/conversations/{kept}", json={"title": "Mine"}),
        delegate.delete(f"/conversations/{kept}"),
        delegate.post("/ask", json=asked),
        delegate.post("/feedback", json={"turn_id": turn_id, "kind": "up"}),
    ):
        assert response.status_code == 404
    assert loaded(client, kept)["title"] == QUESTION


def test_the_place_of_a_quote_is_a_passage(client: TestClient, kept: str) -> None:
    (citation,) = loaded(client, kept)["exchanges"][0]["answer"]["citations"]
    assert citation["passage_id"] == PLACE
