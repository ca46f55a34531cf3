"""What a language model thinks of the answers: columns of their own, never a figure or a gate.

llama-index's evaluators with any model of its kind. A model's opinion differs from model to model
and from day to day, so it stands beside the figures and not among them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import TYPE_CHECKING

from assistant.errors import ModelFault, ModelUnavailable
from assistant.types import Status
from eval.metrics.answers import first_words
from eval.types import Row, Run

if TYPE_CHECKING:
    from assistant.llm import LanguageModel

FAITHFUL = "judge faithfulness"
CORRECT = "judge correctness"
COLUMNS = {
    FAITHFUL: "1 where the model finds the answer supported by what it cites, else 0.",
    CORRECT: "The model's mark for the answer beside the reference: 1 (worst) to 5 (best).",
}
"""Each column of the judge, and what its numbers mean."""

_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
"""What some models write before their reply."""
_MARK = re.compile(r"(?:5(?:\.0+)?|[1-4](?:\.\d+)?)(?![\d.])")
_VERDICT = re.compile(r"\W*(?:answer\W+)?(yes|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model thought of the answers of a run, in one column."""

    column: str
    mean: float | None
    """Over the answers that were judged; None where none was."""
    judged: int
    not_judged: int
    """Answers for which the model gave no usable reply, or was not asked yet."""


def judged(row: Row, model: LanguageModel) -> Row:
    """The row with the columns that it lacked; None in a column stands for "not judged".

    Raises ModelUnavailable where the model cannot be asked at all.
    """
    lacking = [column for column in columns_of(row) if row.judged.get(column) is None]
    if not lacking:
        return row
    return replace(row, judged={**row.judged, **asyncio.run(_ask_for(lacking, row, model))})


def columns_of(row: Row) -> tuple[str, ...]:
    """The columns that apply to a row: none where nothing was answered."""
    if row.answer is None or row.answer["status"] != Status.ANSWERED:
        return ()
    return (FAITHFUL, CORRECT) if row.question.reference else (FAITHFUL,)


def opinions(run: Run) -> tuple[Opinion, ...]:
    """The columns of a run that was judged; empty for any other."""
    return tuple(_opinion(column, run.rows) for column in COLUMNS) if run.info.judge else ()


def shown(column: str, value: float | None) -> str:
    """A value of a column, or a mean of them, as people read it."""
    if value is None:
        return "not judged"
    return f"{value:.2f} of 5" if column == CORRECT else f"{value:.3f}"


def mark(reply: str) -> tuple[float | None, str]:
    """The mark in a model's reply, and the reply; None where no number from 1 to 5 comes first.

    llama-index's own parser raises for a reply of one line.
    """
    found = _MARK.match(_THOUGHT.sub("", reply, count=1).strip())
    return (float(found[0]) if found else None), reply


def verdict(reply: str) -> float | None:
    """1 for a reply that begins with yes, 0 for no, None for any other.

    llama-index takes every reply without "yes" in it for a no, and "eyes" for a yes.
    """
    found = _VERDICT.match(_THOUGHT.sub("", reply, count=1))
    return None if found is None else float(found[1].lower() == "yes")


def _opinion(column: str, rows: Sequence[Row]) -> Opinion:
    values = [row.judged.get(column) for row in rows if column in columns_of(row)]
    given = [value for value in values if value is not None]
    return Opinion(column, mean(given) if given else None, len(given), len(values) - len(given))


async def _ask_for(
    columns: Sequence[str], row: Row, model: LanguageModel
) -> dict[str, float | None]:
    values = await asyncio.gather(*(_ask(column, row, model) for column in columns))
    return dict(zip(columns, values, strict=True))


async def _ask(column: str, row: Row, model: LanguageModel) -> float | None:
    from assistant.llm import plain_faults

    ask = _faithfulness if column == FAITHFUL else _correctness
    try:
        with plain_faults(model):
            return await ask(row, model)
    except ModelUnavailable:
        raise
    except ModelFault:
        return None


async def _faithfulness(row: Row, model: LanguageModel) -> float | None:
    from llama_index.core.evaluation import FaithfulnessEvaluator

    assert row.answer is not None
    quotes = [citation["quote"] for citation in row.answer["citations"]]
    if not quotes:
        return 0.0
    evaluator = FaithfulnessEvaluator(llm=model.llm)
    found = await evaluator.aevaluate(response=_answer(row), contexts=quotes)
    return verdict(found.feedback or "")


async def _correctness(row: Row, model: LanguageModel) -> float | None:
    from llama_index.core.evaluation import CorrectnessEvaluator

    evaluator = CorrectnessEvaluator(llm=model.llm, parser_function=mark)
    reference = row.question.reference
    found = await evaluator.aevaluate(_asked(row), _answer(row), reference=reference)
    return found.score


def _asked(row: Row) -> str:
    """The question after those before it, without which a follow-up means nothing."""
    return "\n".join([*(turn.question for turn in row.question.history), row.question.question])


def _answer(row: Row) -> str:
    assert row.answer is not None
    return first_words(row.answer["answer"])
