"""The documents and their passages over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import PATH
from assistant.api.services import Services
from assistant.assistant import Assistant
from corpus.loading import Corpus
from corpus.types import Document, ParsedDocument, PassageKind
from tests.assistant.api.samples import HOST, PLACE, server_of
from tests.index.samples import REMITTANCES, passage

TITLE = "Money\nsent home"
WORDS = "Remittances grew."


def test_every_document_is_listed_with_what_it_takes_to_cite_it(
    client: TestClient, small: Assistant
) -> None:
    listed = client.get("/documents").json()["documents"]
    assert [one["id"] for one in listed] == ["money", "people"]
    money = small.corpus.document("money")
    assert listed[0] == {
        "id": "money",
        "title": "money",
        "short_title": "",
        "symbol": "",
        "date": "",
        "publisher": "",
        "citation": "",
        "sha256": "0" * 64,
        "characters": len(money.document.text),
        "passages": 2,
        "link": "/source/money",
    }
    assert client.get("/documents/money").json() == {**listed[0], "contents": []}


@pytest.fixture
def headed(services: Services) -> Iterator[TestClient]:
    """A server with one document: two headings, one beneath the other, and a paragraph."""
    words = passage("talk & more", 3, 30, WORDS, headings=(TITLE, "Flows"))
    passages = (
        passage("talk & more", 1, 0, TITLE, PassageKind.HEADING),
        passage("talk & more", 2, 20, "Flows", PassageKind.HEADING, headings=(TITLE,)),
        replace(words, id="talk & more#para 3"),
    )
    document = Document("talk & more", "Talk", "", "", "", "", "0" * 64, " " * 60)
    corpus = Corpus((ParsedDocument(document, passages),))
    told = replace(services.assistant, corpus=corpus)
    server = server_of(replace(services, assistant=told))
    with TestClient(server, f"{HOST}{PATH}") as client:
        yield client


def test_a_document_has_its_table_of_contents(headed: TestClient) -> None:
    contents = headed.get("/documents/talk%20&%20more").json()["contents"]
    assert [(line["title"], line["level"], line["start"]) for line in contents] == [
        ("Money sent home", 1, 0),
        ("Flows", 2, 20),
    ]
    assert contents[1]["passage_id"] == "talk & more#para-2"


def test_links_are_addresses(headed: TestClient) -> None:
    shown = headed.get("/passages/talk%20&%20more%23para%203").json()
    assert shown["link"] == "/source/talk%20%26%20more#para%203"
    assert headed.get("/documents").json()["documents"][0]["link"] == "/source/talk%20%26%20more"


def test_passages_are_read_on_in_reading_order(client: TestClient, small: Assistant) -> None:
    address = "/documents/money/passages"
    first = client.get(address, params={"limit": 1}).json()
    second = client.get(address, params={"offset": 1}).json()
    assert first["total"] == second["total"] == 2
    texts = [one["text"] for one in (*first["passages"], *second["passages"])]
    assert texts == [p.text for p in small.corpus.document("money").passages]
    assert client.get(address, params={"offset": 9}).json() == {"total": 2, "passages": []}


def test_passages_of_one_kind_are_read_alone(headed: TestClient) -> None:
    address = "/documents/talk%20&%20more/passages"
    found = headed.get(address, params={"kind": "numbered"}).json()
    assert (found["total"], found["passages"][0]["text"]) == (1, WORDS)
    assert found["passages"][0]["headings"] == [TITLE, "Flows"]
    assert headed.get(address, params={"kind": "poem"}).status_code == 400


def test_one_passage_is_found_by_its_id(client: TestClient, small: Assistant) -> None:
    shown = client.get("/passages/" + PLACE.replace("#", "%23")).json()
    text = small.corpus.document("money").document.text
    assert shown["text"] == text[shown["start"] : shown["end"]] == REMITTANCES
    assert shown["locator"] == "para. 1"


def test_the_passages_nearest_to_some_words_come_best_first(
    client: TestClient, small: Assistant
) -> None:
    found = client.get("/passages", params={"q": "remittances in 2005"}).json()["passages"]
    assert found[0]["id"] == PLACE
    assert [one["id"] for one in found] == [p.id for p in small.find("remittances in 2005")]
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert len(client.get("/passages?q=remittances&limit=2").json()["passages"]) == 2


def test_a_search_keeps_to_the_documents_named(client: TestClient) -> None:
    wanted = {"q": "remittances", "documents": ["people", "money"]}
    assert len(client.get("/passages", params=wanted).json()["passages"]) == 4
    found = client.get("/passages?q=remittances&documents=people").json()["passages"]
    assert {one["document_id"] for one in found} == {"people"}


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/documents/none", 404, "no document 'none'. The documents are: money, people."),
        ("/documents/none/passages", 404, "There is no document 'none'."),
        ("/passages/money%23none", 404, "There is no passage 'money#none'."),
        ("/passages", 400, "q: it is missing."),
        ("/passages?q=%3F%21", 400, "There are no words in the question."),
        ("/passages?q=money&limit=0", 400, "limit: input should be greater than or equal to 1."),
        ("/passages?q=money&limmit=3", 400, "limmit: it is not known here."),
        ("/passages?q=money&documents=none", 400, "There is no document 'none'."),
        ("/documents/money/passages?offset=99999999999999999999", 400, "offset: input should be"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    client: TestClient, address: str, status: int, sentence: str
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert sentence in response.json()["detail"]


def test_a_server_says_that_it_works_and_with_what(client: TestClient, small: Assistant) -> None:
    assert client.get("/health").json() == {
        "status": "ok",
        "version": "1.2.3",
        "index": small.retriever.fingerprint,
        "documents": 2,
    }
