"""The assistant as a llama-index query engine, to be put into anyone's agent or chain.

``RapporteurQueryEngine(make_assistant(read_settings()))`` answers as the command line does; no
language model is called.
"""

from __future__ import annotations

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.assistant import Assistant
from assistant.serialising import answer_as_dict
from assistant.types import Answer
from index.llama import passage_node


class RapporteurQueryEngine(BaseQueryEngine):
    """Verbatim, cited answers as llama-index responses.

    ``response`` is the answer's text with its markers, or the reason why it declined;
    ``source_nodes`` are the passages it cites, in the order of their markers (the nearest
    passages where it declined, best first); ``metadata`` is the whole answer, as the command
    line's ``--json`` prints it. ``documents`` restricts the search to these ids.
    """

    def __init__(self, assistant: Assistant, *, documents: frozenset[str] | None = None) -> None:
        super().__init__(callback_manager=CallbackManager())
        self._assistant = assistant
        self._documents = documents

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self._assistant.ask(query_bundle.query_str, documents=self._documents)
        return Response(
            response=answer.answer,
            source_nodes=self._nodes(answer),
            metadata=answer_as_dict(answer),
        )

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _nodes(self, answer: Answer) -> list[NodeWithScore]:
        scores = {passage.id: passage.score for passage in answer.passages}
        cited = dict.fromkeys(citation.passage_id for citation in answer.citations)
        return [
            NodeWithScore(
                node=passage_node(self._assistant.corpus.passage(passage_id)),
                score=scores.get(passage_id),
            )
            for passage_id in (cited or scores)
        ]
