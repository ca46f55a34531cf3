from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UserError
from assistant.types import Turn
from eval.followups import Added, Case, added, main, read_cases, shares

TURN = {"question": "What is throat cancer?", "answer": "A disease."}


def written(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def case(question: str, rewrite: str) -> Case:
    return Case("one", (Turn("What is throat cancer?"),), question, rewrite)


def test_words_are_counted_beside_those_that_a_person_added() -> None:
    # What is made of it: "Is throat cancer treatable?"
    assert added(case("Is it treatable?", "Is throat cancer treatable?")) == Added("one", 2, 2, 0)
    assert added(case("Is it treatable?", "Is lung cancer treatable?")) == Added("one", 1, 2, 1)
    assert added(case("Is it treatable?", "Is it treatable?")) == Added("one", 0, 0, 2)


def test_words_of_the_question_itself_are_not_counted() -> None:
    found = added(case("Is it like lung cancer?", "Is throat cancer like lung cancer?"))
    assert found == Added("one", 1, 1, 0)


def test_the_figures_are_sums_over_sums() -> None:
    counts = [Added("a", 2, 2, 0), Added("a", 0, 2, 3), Added("b", 0, 0, 0), Added("b", 0, 0, 1)]
    found, wrong, alone = shares(counts)
    assert (found.value, wrong.value, alone.value) == (0.5, 1.0, 0.5)
    assert wrong.low <= wrong.value <= wrong.high
    assert wrong.low < wrong.high


def test_a_figure_that_nothing_was_counted_for_is_left_out() -> None:
    assert [share.name for share in shares([Added("a", 1, 1, 0)])] == [
        "added words found",
        "wrong words a question",
    ]


def test_first_questions_are_read_and_left_out(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.jsonl",
        {"history": [], "question": TURN["question"], "rewrite": TURN["question"]},
        {"history": [TURN], "question": "Is it?", "rewrite": "Is throat cancer?"},
        {"conversation": 7, "history": [TURN], "question": "Why?", "rewrite": "Why cancer?"},
    )
    assert [(case.conversation, case.question) for case in read_cases(path)] == [
        ("line 2", "Is it?"),
        ("7", "Why?"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"history": [], "question": "Why?"},
        {"history": [{}], "question": "a", "rewrite": "b"},
        {"history": [], "question": "Why?", "rewrite": 1},
        [],
        1,
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, row: Any) -> None:
    path = written(tmp_path / "a.jsonl", row)
    with pytest.raises(UserError, match=r"a\.jsonl, line 1: an object with .* is needed"):
        read_cases(path)


def test_the_figures_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"history": [TURN], "question": "Is it bad?", "rewrite": "Is throat cancer bad?"}
    assert main([str(written(tmp_path / "a.jsonl", row))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 questions in 1 conversations",
        "added words found             1.00   95 % 1.00 to 1.00",
        "wrong words a question        0.00   95 % 0.00 to 0.00",
    ]


def test_a_file_that_cannot_be_used_ends_with_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert main([str(empty)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"eval.followups: {tmp_path / 'none.jsonl'} cannot be read: "
        f"[Errno 2] No such file or directory: '{tmp_path / 'none.jsonl'}'.",
        "eval.followups: There is no question in these files that anything was said before.",
    ]
