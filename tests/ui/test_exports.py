"""Answers and conversations as files to download."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts.types import LOCAL
from assistant.keeping.recording import ask_and_keep
from assistant.keeping.types import Conversation
from tests.ui.fake import CORPUS, EXAMPLES, OFFICIAL, FakeAssistant
from tests.ui.turns import desk_in
from ui.downloads import NAMES, download
from ui.exports import add_exports
from ui.types import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    web = FastAPI()

    @web.middleware("http")
    async def as_local(request, call_next):  # type: ignore[no-untyped-def]
        request.state.user = LOCAL
        return await call_next(request)

    add_exports(web, desk.keeping.conversations, CORPUS)
    with TestClient(web) as client:
        yield client


def asked(desk: Desk, owner: str = LOCAL.id) -> Conversation:
    """A conversation of two turns."""
    conversations = desk.keeping.conversations
    kept = conversations.create(owner).id
    for question in EXAMPLES[:2]:
        list(ask_and_keep(FakeAssistant(), conversations, owner, kept, question))
    return conversations.load(owner, kept)


@pytest.mark.parametrize("file_format", [file_format for file_format, _ in NAMES])
def test_a_conversation_is_downloaded_in_every_format(
    desk: Desk, client: TestClient, file_format: object
) -> None:
    kept = asked(desk)
    response = client.get(download(kept.info.id, file_format))  # type: ignore[arg-type]
    assert response.status_code == 200
    disposition = response.headers["content-disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''rapporteur-how-much-did")
    assert disposition.endswith(f".{file_format}")


def test_one_answer_is_downloaded_alone(desk: Desk, client: TestClient) -> None:
    kept = asked(desk)
    whole = client.get(download(kept.info.id, NAMES[1][0])).text
    one = client.get(download(kept.info.id, NAMES[1][0], kept.turns[0].id)).text
    words = OFFICIAL.split(" came")[0]
    assert words in one
    assert "lowering the cost" in whole
    assert "lowering the cost" not in one


def test_nobody_downloads_anothers_conversation(desk: Desk, client: TestClient) -> None:
    theirs = asked(desk, "boris")
    response = client.get(download(theirs.info.id, NAMES[1][0]))
    assert response.status_code == 404
    assert "There is no such conversation." in response.text
    assert "content-disposition" not in response.headers


def test_an_unknown_turn_and_an_unknown_format_are_told(desk: Desk, client: TestClient) -> None:
    kept = asked(desk)
    unknown = client.get(download(kept.info.id, NAMES[1][0], "<b>"))
    assert unknown.status_code == 404
    wrong = client.get(f"/export/{kept.info.id}", params={"format": "<b>"})
    assert wrong.status_code == 400
    assert "&lt;b&gt;" in wrong.text
    assert "The formats are: md, docx, html." in wrong.text
