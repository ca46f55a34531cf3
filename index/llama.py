"""Our retrieval as a llama-index retriever, to be put into anyone's chain.

``RapporteurRetriever(open_index(…), limit=5)`` takes the place of a vector index's retriever.
"""

from __future__ import annotations

from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from corpus.types import Passage
from index.known import ENGLISH
from index.retriever import Retriever
from index.types import ScoredPassage

DEFAULT_LIMIT = 5
"""Passages a question: they and a prompt fit a model that reads 4,000 tokens."""


class RapporteurRetriever(BaseRetriever):
    """The ``limit`` best passages as nodes, best first; ``documents`` restricts it to these ids.

    ``language`` is that of the questions ("en", "fr", "es").
    A node's offsets count characters of the canonical text of its source document, whose id is
    the node's ``ref_doc_id``; its metadata say where it stands.
    """

    def __init__(
        self,
        retriever: Retriever,
        *,
        limit: int = DEFAULT_LIMIT,
        documents: frozenset[str] | None = None,
        language: str = ENGLISH,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._retriever = retriever
        self._limit = limit
        self._documents = documents
        self._language = language

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._retriever.retrieve(
            query_bundle.query_str,
            limit=self._limit,
            documents=self._documents,
            language=self._language,
        )
        return [_scored_node(scored) for scored in found.passages]


def passage_node(passage: Passage) -> TextNode:
    """A passage as llama-index knows it. A model reads its locator and headings, not its ids."""
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "document_id": passage.document_id,
            "passage_id": passage.id,
            "locator": passage.locator,
            "headings": " > ".join(passage.headings),
        },
        excluded_llm_metadata_keys=["document_id", "passage_id"],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document_id)},
    )


def _scored_node(scored: ScoredPassage) -> NodeWithScore:
    return NodeWithScore(node=passage_node(scored.passage), score=scored.score)
