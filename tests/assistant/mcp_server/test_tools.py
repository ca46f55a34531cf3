"""What the tools say of themselves and give back."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.server import MCPServer
from mcp_types import CallToolResult, TextContent, TextResourceContents

from tests.assistant.api.samples import FOUND, PLACE, QUESTION, SlowAssistant, small_assistant
from tests.assistant.mcp_server.servers import server_over
from tests.index.samples import REMITTANCES


def call(server: MCPServer[Any], tool: str, **arguments: object) -> CallToolResult:
    async def calling() -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(calling())


def given_by(server: MCPServer[Any], tool: str, **arguments: object) -> dict[str, Any]:
    result = call(server, tool, **arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def told(result: CallToolResult) -> str:
    (content,) = result.content
    assert result.is_error
    assert isinstance(content, TextContent)
    return content.text


def test_a_model_is_told_to_quote_verbatim_and_to_cite(server: MCPServer[Any]) -> None:
    async def listing() -> list[Any]:
        async with Client(server) as client:
            assert client.instructions is not None
            assert "verbatim" in client.instructions
            assert "money, people" in client.instructions
            return (await client.list_tools()).tools

    tools = asyncio.run(listing())
    assert [tool.name for tool in tools] == ["ask", "find_passages", "check_quotation"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.output_schema
    for tool in tools[:2]:
        assert "verbatim" in tool.description
        assert "cite the locator" in " ".join(tool.description.split())


def test_a_question_is_answered_with_quotes_and_their_places(server: MCPServer[Any]) -> None:
    given = given_by(server, "ask", question=QUESTION)
    assert (given["status"], given["answer"], given["nearest"]) == ("answered", f"{FOUND} [1]", [])
    assert given["quotes"] == [
        {
            "marker": 1,
            "document": "money",
            "locator": "para. 1",
            "quote": FOUND,
            "passage_id": PLACE,
        }
    ]


def test_a_declined_question_has_the_nearest_passages(server: MCPServer[Any]) -> None:
    given = given_by(server, "ask", question="zebra")
    assert (given["status"], given["quotes"]) == ("declined", [])
    assert len(given["nearest"]) == 3


def test_a_follow_up_is_understood_by_its_history(server: MCPServer[Any]) -> None:
    history = [{"question": QUESTION, "answer": FOUND}]
    given = given_by(server, "ask", question="And in 2006?", history=history)
    assert given["searched_question"] != "And in 2006?"


def test_passages_are_found_whole(server: MCPServer[Any]) -> None:
    given = given_by(server, "find_passages", query="remittances in 2005", limit=2)
    assert len(given["passages"]) == 2
    assert given["passages"][0] == {
        "passage_id": PLACE,
        "document": "money",
        "locator": "para. 1",
        "text": REMITTANCES,
    }
    given = given_by(server, "find_passages", query="remittances", documents=["people"])
    assert {passage["document"] for passage in given["passages"]} == {"people"}


@pytest.mark.parametrize(
    ("quotation", "verdict", "differences"),
    [
        (FOUND, "exact", []),
        ("remittances came to USD 176 billion", "altered", [("176", "167", True)]),
        ("remittances went to USD 167 billion", "altered", [("went", "came", False)]),
        ("the moon is made of green cheese, they say", "not found", []),
    ],
)
def test_a_quotation_is_exact_altered_or_not_found(
    server: MCPServer[Any], quotation: str, verdict: str, differences: list[tuple[str, str, bool]]
) -> None:
    given = given_by(server, "check_quotation", quotation=quotation)
    assert given["verdict"] == verdict
    assert (given["place"] is None) == (verdict == "not found")
    assert [
        (one["quotation"], one["document"], one["changes_figure"]) for one in given["differences"]
    ] == differences


def test_a_document_is_a_resource(server: MCPServer[Any]) -> None:
    async def reading() -> tuple[list[str], str]:
        async with Client(server) as client:
            resources = (await client.list_resources()).resources
            (content,) = (await client.read_resource(resources[0].uri)).contents
            assert isinstance(content, TextResourceContents)
            return [str(resource.uri) for resource in resources], content.text

    uris, text = asyncio.run(reading())
    assert uris == ["rapporteur://documents/money", "rapporteur://documents/people"]
    assert text.startswith(REMITTANCES)


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("ask", {"question": "?!"}, "There are no words in the question."),
        ("ask", {"question": QUESTION, "documents": ["none"]}, "The documents are: money, people."),
        ("find_passages", {"query": " "}, "There is no question."),
        ("find_passages", {"query": "money", "limit": 99}, "less than or equal to 20"),
        ("check_quotation", {"quotation": "…"}, "The quotation has no words in it."),
        ("ask", {}, "Field required"),
    ],
)
def test_a_mistake_is_told_to_the_model(
    server: MCPServer[Any], tool: str, arguments: dict[str, object], sentence: str
) -> None:
    assert sentence in told(call(server, tool, **arguments))


def test_what_nobody_foresaw_is_not_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    assistant = small_assistant(tmp_path_factory.mktemp("broken"))
    server = server_over(Broken.of(assistant))
    text = told(call(server, "ask", question=QUESTION))
    assert "secret" not in text


class Broken(SlowAssistant):
    def ask(self, *_: object, **__: object) -> Any:
        raise RuntimeError("a secret")


def test_the_programs_logging_is_left_alone(tmp_path: Path) -> None:
    assistant = small_assistant(tmp_path)
    before, logging.root.handlers = logging.root.handlers, []
    try:
        server_over(assistant)
        after = logging.root.handlers
    finally:
        logging.root.handlers = before
    assert after == []
