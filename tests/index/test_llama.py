"""Our retriever in other people's chains: the real llama-index, with a model that echoes."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode

from index.building import build_index, open_index
from index.llama import RapporteurRetriever
from index.retriever import Retriever
from index.testing import WordHashEncoder
from tests.index.samples import REMITTANCES, small_corpus

QUESTION = "How large were remittances in 2005?"


@pytest.fixture
def small(tmp_path: Path) -> Retriever:
    build_index(small_corpus(), WordHashEncoder(), tmp_path)
    return open_index(small_corpus(), WordHashEncoder(), tmp_path)


def test_nodes_are_the_passages_in_order_with_their_place(small: Retriever) -> None:
    nodes = RapporteurRetriever(small, limit=3).retrieve(QUESTION)
    expected = small.retrieve(QUESTION, limit=3).passages
    assert [(node.node_id, node.score) for node in nodes] == [
        (scored.passage.id, scored.score) for scored in expected
    ]
    first = nodes[0].node
    assert first.get_content() == REMITTANCES
    assert first.metadata["document_id"] == first.ref_doc_id == "money"
    assert (first.metadata["passage_id"], first.metadata["locator"]) == ("money#para-1", "para. 1")
    assert "money#para-1" not in first.get_content(MetadataMode.LLM)


def test_offsets_are_those_of_the_canonical_text(small: Retriever) -> None:
    texts = {parsed.document.id: parsed.document.text for parsed in small_corpus().documents}
    for scored in RapporteurRetriever(small).retrieve(QUESTION):
        node = scored.node
        text = texts[node.ref_doc_id]
        assert text[node.start_char_idx : node.end_char_idx] == node.get_content()


def test_a_filter_keeps_its_documents_only(small: Retriever) -> None:
    retriever = RapporteurRetriever(small, documents=frozenset({"people"}))
    assert {node.node.ref_doc_id for node in retriever.retrieve(QUESTION)} == {"people"}


def test_questions_may_be_in_another_language(small: Retriever) -> None:
    question = "Quels étaient les envois de fonds en 2005 ?"
    nodes = RapporteurRetriever(small, language="fr").retrieve(question)
    expected = small.retrieve(question, language="fr").passages
    assert [node.score for node in nodes] == [scored.score for scored in expected]
    assert nodes[0].node.get_content() == REMITTANCES


def test_a_query_engine_of_llama_index_answers_from_the_passages(small: Retriever) -> None:
    engine = RetrieverQueryEngine.from_args(RapporteurRetriever(small, limit=2), llm=MockLLM())
    response = engine.query(QUESTION)
    assert [node.node_id for node in response.source_nodes] == [
        scored.passage.id for scored in small.retrieve(QUESTION, limit=2).passages
    ]
    assert REMITTANCES in str(response)
