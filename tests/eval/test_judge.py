"""The judge: llama-index's evaluators over real HTTP, with a model that answers from a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.errors import ModelUnavailable
from assistant.llm import LanguageModel, connect
from assistant.types import Turn
from eval.figures import figures
from eval.judge import CORRECT, FAITHFUL, Opinion, judged, mark, opinions, shown, verdict
from eval.metrics.catalogue import METRICS
from eval.types import Row, Run
from tests.assistant.model_server import ModelServer, serving
from tests.eval.samples import REMITTANCES, answer, question, run_of

ANSWERED = answer("It was USD 167 billion [1].", quotes=[REMITTANCES], passages=[REMITTANCES])
REPLIES = {FAITHFUL: "", CORRECT: "4.5\nIt agrees."}
"""What the model says; for faithfulness "" stands for what it finds in the quotes."""


def reply(asked: str, replies: dict[str, str] = REPLIES) -> str:
    """Says whether the answer stands in what it is shown, and gives every answer one mark."""
    if "Reference Answer" in asked:
        return replies[CORRECT]
    supported = asked.count("USD 167 billion") >= 2
    return replies[FAITHFUL] or ("YES" if supported else "NO")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving(reply) as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> LanguageModel:
    return connect(server.settings())


def a_row(**others: object) -> Row:
    (row,) = run_of([(question((REMITTANCES, 1), **others), ANSWERED)]).rows
    return row


def test_an_answer_gets_the_columns_of_the_judge(model: LanguageModel) -> None:
    assert judged(a_row(), model).judged == {FAITHFUL: 1.0, CORRECT: 4.5}


def test_an_answer_that_its_quotes_do_not_hold_is_not_faithful(model: LanguageModel) -> None:
    unsupported = answer("It was USD 167 billion [1].", quotes=["Something else."])
    (row,) = run_of([(question((REMITTANCES, 1)), unsupported)]).rows
    assert judged(row, model).judged[FAITHFUL] == 0.0


def test_an_answer_that_cites_nothing_is_not_faithful(
    server: ModelServer, model: LanguageModel
) -> None:
    (row,) = run_of([(question((REMITTANCES, 1), reference=""), answer("It was much."))]).rows
    assert judged(row, model).judged == {FAITHFUL: 0.0}
    assert server.requests == []


def test_an_answer_without_a_reference_is_judged_by_its_quotes_alone(model: LanguageModel) -> None:
    assert judged(a_row(reference=""), model).judged == {FAITHFUL: 1.0}


def test_a_followup_is_judged_with_the_questions_before_it(
    server: ModelServer, model: LanguageModel
) -> None:
    judged(a_row(history=(Turn("What of the banks?"),)), model)
    (asked,) = (r["body"]["messages"][-1]["content"] for r in server.requests if _has_mark(r))
    assert "What of the banks?\nHow much was sent home?" in asked


@pytest.mark.parametrize(
    ("column", "malformed"),
    [
        (FAITHFUL, "I cannot tell."),
        (FAITHFUL, "eyes only"),
        (CORRECT, "Very good!"),
        (CORRECT, "10"),
    ],
)
def test_a_malformed_reply_leaves_its_column_not_judged(
    server: ModelServer, model: LanguageModel, column: str, malformed: str
) -> None:
    server.script = lambda asked: reply(asked, REPLIES | {column: malformed})
    assert judged(a_row(), model).judged == {FAITHFUL: 1.0, CORRECT: 4.5} | {column: None}


@pytest.mark.parametrize("failing", [(500, "{}"), (400, "{}"), (200, "<html>"), (200, "{}"), ""])
def test_a_failing_call_leaves_its_column_not_judged(
    server: ModelServer, model: LanguageModel, failing: str | tuple[int, str]
) -> None:
    server.script = lambda asked: failing if "Reference Answer" in asked else reply(asked)
    assert judged(a_row(), model).judged == {FAITHFUL: 1.0, CORRECT: None}


def test_a_server_that_has_gone_ends_the_judging(server: ModelServer, model: LanguageModel) -> None:
    server.script = lambda asked: (401, "{}")
    with pytest.raises(ModelUnavailable, match="refuses the key"):
        judged(a_row(), model)


def test_only_what_is_not_judged_yet_is_judged(server: ModelServer, model: LanguageModel) -> None:
    row = replace(a_row(), judged={FAITHFUL: 0.0, CORRECT: None})
    assert judged(row, model).judged == {FAITHFUL: 0.0, CORRECT: 4.5}
    assert len(server.requests) == 1
    whole = replace(row, judged={FAITHFUL: 0.0, CORRECT: 1.0})
    assert judged(whole, model) is whole


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("4", 4.0),
        (" 2.5\nbecause", 2.5),
        ("5.0", 5.0),
        ("<think>2 or 3?</think>\n4", 4.0),
        ("6", None),
        ("45", None),
        ("", None),
    ],
)
def test_a_mark_is_a_number_from_one_to_five_at_the_start(
    reply: str, expected: float | None
) -> None:
    assert mark(reply)[0] == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("YES", 1.0),
        ("no.", 0.0),
        ("**Yes**, it is.", 1.0),
        ("Answer: NO", 0.0),
        ("<think>Yes?</think> NO", 0.0),
        ("Nothing says so", None),
        ("It is: yes", None),
        ("", None),
    ],
)
def test_a_verdict_is_a_yes_or_a_no_at_the_start(reply: str, expected: float | None) -> None:
    assert verdict(reply) == expected


def test_refusals_are_not_judged_and_no_figure_changes(model: LanguageModel) -> None:
    run = run_of(
        [
            (question((REMITTANCES, 1), id="a"), ANSWERED),
            (question((REMITTANCES, 1), id="b"), answer(declined=True)),
            (question((REMITTANCES, 1), id="c"), None),
        ]
    )
    rows = tuple(judged(row, model) for row in run.rows)
    assert [bool(row.judged) for row in rows] == [True, False, False]
    assert figures(Run(run.info, rows)) == figures(run)
    assert not {FAITHFUL, CORRECT} & set(METRICS)


def test_a_mean_leaves_out_what_is_not_judged_and_says_how_much_that_is() -> None:
    columns = ({FAITHFUL: 1.0, CORRECT: 2.0}, {FAITHFUL: 0.0, CORRECT: None}, {}, {FAITHFUL: None})
    rows = tuple(replace(a_row(), judged=values) for values in columns)
    (refused,) = run_of([(question((REMITTANCES, 1)), answer(declined=True))]).rows
    run = run_of([])
    found = opinions(Run(replace(run.info, judge="m at s"), (*rows, refused)))
    assert found == (Opinion(FAITHFUL, 0.5, 2, 2), Opinion(CORRECT, 2.0, 1, 3))
    assert opinions(Run(run.info, rows)) == ()


def test_a_column_that_no_answer_has_is_no_zero() -> None:
    run = Run(replace(run_of([]).info, judge="m at s"), (replace(a_row(), judged={CORRECT: None}),))
    assert [opinion.mean for opinion in opinions(run)] == [None, None]
    assert [shown(FAITHFUL, None), shown(FAITHFUL, 0.5)] == ["not judged", "0.500"]
    assert shown(CORRECT, 4.25) == "4.25 of 5"


def _has_mark(request: dict[str, object]) -> bool:
    return "Reference Answer" in str(request["body"])
