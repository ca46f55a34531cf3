"""What the API says of itself, and the page that shows it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.describing import TAGS


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    description: dict[str, Any] = client.get("/openapi.json").json()
    return description


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By their ids."""
    return {
        operation["operationId"]: operation
        for path in described["paths"].values()
        for operation in path.values()
    }


def test_every_operation_is_named_and_explained(described: dict[str, Any]) -> None:
    found = operations(described)
    assert set(found) == {
        "ask",
        "check_file",
        "check_text",
        "create_conversation",
        "delete_conversation",
        "export_conversation",
        "find_passages",
        "get_conversation",
        "get_document",
        "get_health",
        "get_passage",
        "give_feedback",
        "list_conversations",
        "list_documents",
        "list_passages",
        "list_questions_of_passage",
        "rename_conversation",
        "suggest_questions",
    }
    known = {tag["name"] for tag in TAGS}
    for operation in found.values():
        assert operation["description"]
        assert set(operation["tags"]) <= known


def test_every_error_is_described_as_a_problem(described: dict[str, Any]) -> None:
    reference = {"$ref": "#/components/schemas/Problem"}
    for operation in operations(described).values():
        problems = {
            status: response
            for status, response in operation["responses"].items()
            if not status.startswith("2")
        }
        assert {"401", "403", "429", "default"} <= set(problems)
        assert "422" not in problems
        for response in problems.values():
            assert response["content"] == {"application/problem+json": {"schema": reference}}
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_an_answer_comes_in_two_forms(described: dict[str, Any]) -> None:
    responses = operations(described)["ask"]["responses"]
    assert set(responses["200"]["content"]) == {"application/json", "text/event-stream"}


def test_signing_in_is_described_and_health_needs_none(described: dict[str, Any]) -> None:
    assert set(described["components"]["securitySchemes"]) == {"token", "session"}
    assert {"token": []} in described["security"]
    assert operations(described)["get_health"]["security"] == []


def test_the_page_and_all_that_it_loads_come_from_this_server(client: TestClient) -> None:
    page = client.get("/docs")
    addresses = re.findall(r"""(?:href|src|url)[=:]\s*["']([^"']+)["']""", page.text)
    assert len(addresses) >= 4
    assert all(address.startswith("/") and address[1] != "/" for address in addresses)
    for address in addresses:
        if address.startswith("/api"):
            assert client.get(f"http://127.0.0.1{address}").status_code == 200, address


def test_the_page_asks_no_other_host_to_judge_the_description(client: TestClient) -> None:
    assert '"validatorUrl": null' in client.get("/docs").text


def test_the_start_leads_to_the_page(client: TestClient) -> None:
    assert client.get("/").url.path == "/api/v1/docs"
