from __future__ import annotations

import pytest

from assistant.followups import resolve
from assistant.types import Turn

REMITTANCES = (
    "How much did officially recorded remittances to developing countries come to in 2005?"
)


def resolved(question: str, *before: str) -> str:
    return resolve([Turn(earlier, "…") for earlier in before], question)


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (REMITTANCES, "And in 2011?", REMITTANCES.replace("2005", "2011")),
        (REMITTANCES, "2011?", REMITTANCES.replace("2005", "2011")),
        ("What does IFAD do in Asia?", "What about UNHCR?", "What does UNHCR do in Asia?"),
        (
            "Which projects does UNDP run in Tunisia?",
            "No, I meant Mali",
            "Which projects does UNDP run in Mali?",
        ),
        ("When did ICAO set its deadline?", "and Jamaica?", "When did Jamaica set its deadline?"),
    ],
)
def test_a_part_is_replaced(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("And how large were the unrecorded flows?", {"remittances", "unrecorded", "2005"}),
        ("Who paid for it?", {"paid", "remittances", "2005"}),
        ("Why?", {"remittances"}),
    ],
)
def test_a_question_that_leans_on_the_last_is_given_its_subject(
    question: str, words: set[str]
) -> None:
    assert words <= set(resolved(question, REMITTANCES).replace("(", "").replace(")", "").split())


@pytest.mark.parametrize(
    "question",
    [
        "Which agencies founded the Geneva Migration Group?",
        "Is it true that UNESCO has 195 members?",
        "What are the challenges that ICAO names?",
    ],
)
def test_a_change_of_topic_drops_the_history(question: str) -> None:
    assert resolved(question, REMITTANCES) == question


def test_without_history_a_question_stands_as_it_is() -> None:
    assert resolved("And in 2011?") == "And in 2011?"


def test_the_subject_is_carried_through_several_turns() -> None:
    said = resolved("And in 2011?", REMITTANCES, "And how large were the unrecorded flows?")
    assert "remittances" in said
    assert "2011" in said
