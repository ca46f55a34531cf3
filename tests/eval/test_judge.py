from __future__ import annotations

from typing import Any

import pytest
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata

from eval.figures import figures
from eval.judge import judge, judged, mark
from eval.metrics.catalogue import METRICS
from tests.eval.samples import REMITTANCES, answer, question, run_of

ANSWERED = answer("It was USD 167 billion [1].", quotes=[REMITTANCES], passages=[REMITTANCES])


class Scripted(CustomLLM):
    """Says whether the answer stands in what it is shown, and gives every answer one mark."""

    reply: str = "4.5\nIt agrees."

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata()

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        if "Reference Answer" in prompt:
            return CompletionResponse(text=self.reply)
        supported = prompt.count("USD 167 billion") >= 2
        return CompletionResponse(text="YES" if supported else "NO")

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        raise NotImplementedError


def test_an_answer_gets_the_columns_of_the_judge() -> None:
    (row,) = run_of([(question((REMITTANCES, 1)), ANSWERED)]).rows
    assert judge(row, Scripted()) == {"faithful": 1.0, "correct": 4.5}


def test_an_answer_that_its_quotes_do_not_hold_is_not_faithful() -> None:
    unsupported = answer("It was USD 167 billion [1].", quotes=["Something else."])
    (row,) = run_of([(question((REMITTANCES, 1)), unsupported)]).rows
    assert judge(row, Scripted())["faithful"] == 0.0


def test_a_reply_without_a_mark_leaves_the_column_out() -> None:
    (row,) = run_of([(question((REMITTANCES, 1)), ANSWERED)]).rows
    assert judge(row, Scripted(reply="Very good!")) == {"faithful": 1.0}


def test_an_answer_without_a_reference_is_judged_by_its_quotes_alone() -> None:
    (row,) = run_of([(question(), ANSWERED)]).rows
    assert judge(row, Scripted()) == {"faithful": 1.0}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [("4", 4.0), (" 2.5\nbecause", 2.5), ("5.0", 5.0), ("6", None), ("45", None), ("", None)],
)
def test_a_mark_is_a_number_from_one_to_five_at_the_start(
    reply: str, expected: float | None
) -> None:
    assert mark(reply)[0] == expected


def test_refusals_are_not_judged_and_no_figure_changes() -> None:
    run = run_of(
        [
            (question((REMITTANCES, 1), id="a"), ANSWERED),
            (question((REMITTANCES, 1), id="b"), answer(declined=True)),
            (question((REMITTANCES, 1), id="c"), None),
        ]
    )
    rows = judged(run.rows, Scripted())
    assert [bool(row.judged) for row in rows] == [True, False, False]
    assert figures(type(run)(run.info, rows)) == figures(run)
    assert not {"faithful", "correct"} & set(METRICS)
