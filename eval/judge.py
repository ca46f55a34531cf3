"""What a language model thinks of the answers: columns of its own, never part of a figure or gate.

llama-index's evaluators with any model of its kind. A model's opinion differs from model to model
and from day to day, so it stands beside the figures and not among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from eval.metrics.answers import first_words
from eval.types import Row

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

FAITHFUL = "faithful"
"""1 where the model finds the answer supported by what it cites, else 0."""
CORRECT = "correct"
"""1 (worst) to 5 (best): the model's mark for the answer beside the reference."""

_MARK = re.compile(r"(?:5(?:\.0+)?|[1-4](?:\.\d+)?)(?![\d.])")


def judged(rows: Sequence[Row], llm: LLM) -> tuple[Row, ...]:
    """The rows with the model's columns; a row without an answer, or refused, is left as it was."""
    return tuple(replace(row, judged=judge(row, llm)) if _is_answered(row) else row for row in rows)


def judge(row: Row, llm: LLM) -> dict[str, float]:
    """The model's columns for an answered row; one without a number in its reply is left out."""
    from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator

    assert row.answer is not None
    text = first_words(row.answer["answer"])
    quotes = [citation["quote"] for citation in row.answer["citations"]]
    found = {
        FAITHFUL: FaithfulnessEvaluator(llm=llm)
        .evaluate(query=row.question.question, response=text, contexts=quotes)
        .score
    }
    if row.question.reference:
        found[CORRECT] = (
            CorrectnessEvaluator(llm=llm, parser_function=mark)
            .evaluate(query=row.question.question, response=text, reference=row.question.reference)
            .score
        )
    return {name: score for name, score in found.items() if score is not None}


def mark(reply: str) -> tuple[float | None, str]:
    """The mark in a model's reply, and the reply; None where no number from 1 to 5 comes first.

    llama-index's own parser raises for a reply of one line.
    """
    found = _MARK.match(reply.strip())
    return (float(found[0]) if found else None), reply


def _is_answered(row: Row) -> bool:
    return row.answer is not None and row.answer["status"] == "answered"
