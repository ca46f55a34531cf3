from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.types import Turn
from eval.questions import checksum, load_questions, question_as_dict, read_question
from eval.suite import limited, shipped_questions
from eval.types import Category
from tests.eval.samples import FLOWS, REMITTANCES, question


def test_a_question_survives_being_written_and_read() -> None:
    asked = question(
        (REMITTANCES, 1),
        (FLOWS, 2),
        category=Category.FOLLOWUP,
        history=(Turn("And before?", "USD 1."), Turn("And then?")),
    )
    assert read_question(json.loads(json.dumps(question_as_dict(asked)))) == asked


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"category": "riddle"}, "line 2: 'riddle' is not a valid Category"),
        ({"answerable": "yes"}, "line 2: its 'answerable' is 'yes'; it takes a bool"),
        ({"gold": [{"quote": "x", "group": 1}]}, "line 2: an object in it lacks the field"),
        ({"history": [3]}, "line 2: "),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    good = question_as_dict(question((REMITTANCES, 1)))
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (good, good | change)), "utf-8")
    with pytest.raises(UserError) as raised:
        load_questions(path)
    assert f"{path}, {said}" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"), [(b"{", "it is not JSON"), (b"", "no questions"), (b"\xff", "read")]
)
def test_a_file_that_holds_no_questions_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    with pytest.raises(UserError, match=said):
        load_questions(path)


def test_the_checksum_changes_with_a_word_and_with_the_order() -> None:
    one, other = question(id="a"), question(id="b")
    assert checksum([one, other]) == checksum([one, other])
    assert len({checksum([one, other]), checksum([other, one]), checksum([one])}) == 3


def test_a_limit_takes_questions_at_even_distances() -> None:
    many = tuple(question(id=str(n)) for n in range(10))
    assert [asked.id for asked in limited(many, 4)] == ["0", "2", "5", "7"]
    assert limited(many, 10) == limited(many, 99) == limited(many, None) == many
    with pytest.raises(UserError, match="--limit is 0"):
        limited(many, 0)


def test_the_halves_of_the_suite_have_every_category_and_no_question_in_common() -> None:
    dev, test = shipped_questions("dev"), shipped_questions("test")
    assert {asked.id for asked in dev}.isdisjoint(asked.id for asked in test)
    own = set(Category) - {Category.SQUAD}
    assert {asked.category for asked in dev} == {asked.category for asked in test} == own
    assert len(dev) + len(test) >= 400
    assert sum(not asked.answerable for asked in (*dev, *test)) >= 80
