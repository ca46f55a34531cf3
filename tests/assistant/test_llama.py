from __future__ import annotations

import asyncio

from llama_index.core.base.response.schema import Response

from assistant.assistant import Assistant
from assistant.llama import RapporteurQueryEngine

RECORDED = "How much did officially recorded remittances to developing countries come to in 2005?"


def test_a_query_is_answered_with_its_sources(assistant: Assistant) -> None:
    response = RapporteurQueryEngine(assistant).query(RECORDED)
    assert isinstance(response, Response)
    assert "USD 167 billion" in str(response)
    first = response.source_nodes[0].node
    assert first.node_id == "iom-chair-summary-2006#para-40"
    assert first.metadata["locator"] == "para. 40"
    assert response.metadata is not None
    assert response.metadata["status"] == "answered"


def test_an_asynchronous_query_gives_the_same(assistant: Assistant) -> None:
    engine = RapporteurQueryEngine(assistant)
    assert str(asyncio.run(engine.aquery(RECORDED))) == str(engine.query(RECORDED))


def test_a_declined_query_has_the_nearest_passages(assistant: Assistant) -> None:
    engine = RapporteurQueryEngine(assistant, documents=frozenset({"iom-council-2012"}))
    response = engine.query("How do I bake sourdough bread?")
    assert isinstance(response, Response)
    assert str(response).startswith("The documents do not seem to answer")
    assert {node.node.metadata["document_id"] for node in response.source_nodes} == {
        "iom-council-2012"
    }
