"""Texts of one's own, checked over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.checking.checker import Checker
from assistant.checking.exports.writing import as_json
from tests.assistant.api.samples import FOUND, PLACE

ALTERED = "In 2005 remittances came to USD 176 billion."


def findings(client: TestClient, text: str) -> list[dict[str, Any]]:
    response = client.post("/check", json={"text": text, "name": "A draft"})
    assert response.status_code == 200
    report: dict[str, Any] = response.json()
    assert (report["name"], report["text"]) == ("A draft", text)
    found: list[dict[str, Any]] = report["findings"]
    return found


def test_the_report_is_that_of_the_command_line(client: TestClient, small_checker: Checker) -> None:
    text = f"“{FOUND}” It is said that {ALTERED}"
    report = client.post("/check", json={"text": text}).json()
    printed = json.loads(as_json(small_checker.check(text)))
    assert report | {"timings_ms": None} == printed | {"timings_ms": None}
    assert len(report["findings"]) == 2


def test_a_quotation_is_found_exact(client: TestClient) -> None:
    (found,) = findings(client, f"“{FOUND}”")
    assert (found["verdict"], found["place"]["passage_id"]) == ("exact", PLACE)


def test_an_altered_quotation_has_the_words_that_differ(client: TestClient) -> None:
    (found,) = findings(client, f"“{ALTERED}”")
    assert found["verdict"] == "altered"
    changed = [(p["draft"], p["source"]) for p in found["pieces"] if p["kind"] != "same"]
    assert changed == [("176", "167")]


def test_a_claim_at_odds_with_the_documents_is_pointed_out(client: TestClient) -> None:
    (found,) = findings(client, ALTERED)
    assert found["verdict"] == "partly"
    assert found["mismatches"][0]["source"].startswith("USD 167 billion")


def test_a_file_is_checked_as_a_text_is(client: TestClient) -> None:
    sent = {"file": ("draft.txt", f"“{FOUND}”".encode(), "text/plain")}
    report = client.post("/check/upload", files=sent).json()
    assert (report["name"], report["text"]) == ("draft.txt", f"“{FOUND}”")
    assert [found["verdict"] for found in report["findings"]] == ["exact"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("draft.exe", b"words", "draft.exe cannot be checked"),
        ("draft.docx", b"words", "draft.docx"),
        ("draft.pdf", b"words", "draft.pdf"),
        ("draft.txt", b"", "draft.txt is empty."),
        ("<b>.md", b"...", "<b>.md has no words in it."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    client: TestClient, name: str, content: bytes, sentence: str
) -> None:
    response = client.post("/check/upload", files={"file": (name, content)})
    assert response.status_code == 400
    assert response.json()["detail"].startswith(sentence)


def test_a_text_without_words_is_told(client: TestClient) -> None:
    response = client.post("/check", json={"text": "…"})
    assert (response.status_code, response.json()["detail"]) == (
        400,
        "The text has no words in it.",
    )


def test_checking_is_for_staff(delegate: TestClient) -> None:
    sent = {"file": ("draft.txt", FOUND.encode())}
    for response in (
        delegate.post("/check", json={"text": FOUND}),
        delegate.post("/check/upload", files=sent),
    ):
        assert response.status_code == 403
        assert "needs the role checker" in response.json()["detail"]


def test_a_checker_checks(checker: TestClient) -> None:
    assert checker.post("/check", json={"text": FOUND}).status_code == 200
