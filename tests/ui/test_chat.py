"""The event handlers."""

from __future__ import annotations

import logging

import pytest

from assistant.errors import UserError
from assistant.types import Turn
from tests.ui.fake import EXAMPLES, OFFICIAL, REPORT, SUMMARY, FakeAssistant
from ui import chat
from ui.types import Conversation, Exchange

ALL = [SUMMARY.id, REPORT.id]


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


def ask(
    fake: FakeAssistant, question: str, talk: Conversation = (), chosen: list[str] = ALL
) -> Conversation:
    """The conversation after the turn is complete."""
    return list(chat.converse(fake, question, talk, chosen))[-1]


def test_a_turn_is_in_the_conversation_from_its_first_moment_and_grows(
    fake: FakeAssistant,
) -> None:
    steps = list(chat.converse(fake, EXAMPLES[0], (), ALL))
    assert steps[0] == (Exchange(EXAMPLES[0], running=True),)
    lengths = [len(step[0].answer.segments) for step in steps[1:] if step[0].answer]
    assert lengths == [1, 2, 3, 4, 4]
    assert [step[0].running for step in steps] == [True] * 5 + [False]


@pytest.mark.parametrize("blank", ["", "  \n\t", " "])
def test_a_blank_question_changes_nothing(fake: FakeAssistant, blank: str) -> None:
    talk = ask(fake, EXAMPLES[0])
    assert list(chat.converse(fake, blank, talk, ALL)) == []
    assert len(fake.asked) == 1


def test_a_question_during_a_turn_changes_nothing(fake: FakeAssistant) -> None:
    steps = list(chat.converse(fake, EXAMPLES[0], (), ALL))
    assert list(chat.converse(fake, EXAMPLES[1], steps[2], ALL)) == []
    assert len(fake.asked) == 1


def test_a_follow_up_brings_the_answered_turns_along(fake: FakeAssistant) -> None:
    talk = ask(fake, EXAMPLES[0])
    talk = ask(fake, "break this turn", talk)
    talk = ask(fake, "And how large were the unrecorded flows?", talk)
    answer = talk[0].answer
    assert answer is not None
    assert fake.asked[-1][1] == (Turn(EXAMPLES[0], answer.answer),)
    assert talk[-1].answer is not None
    assert talk[-1].answer.searched_question != talk[-1].question


def test_all_documents_ticked_is_no_filter(fake: FakeAssistant) -> None:
    (exchange,) = ask(fake, EXAMPLES[0])
    assert fake.asked[0][2] is None
    assert exchange.documents == ()


def test_only_the_ticked_documents_are_searched(fake: FakeAssistant) -> None:
    (exchange,) = ask(fake, EXAMPLES[0], chosen=[REPORT.id, "no such document"])
    assert fake.asked[0][2] == {REPORT.id}
    assert exchange.documents == (REPORT.id,)


def test_no_document_ticked_is_said_and_nothing_is_asked(fake: FakeAssistant) -> None:
    (exchange,) = ask(fake, EXAMPLES[0], chosen=[])
    assert exchange.problem == chat.NO_DOCUMENT_CHOSEN
    assert not exchange.running
    assert fake.asked == []


def test_a_users_mistake_is_shown_in_its_own_words(fake: FakeAssistant) -> None:
    (exchange,) = ask(fake, "x" * 5001)
    assert exchange.problem.startswith("This question is longer than 5,000 characters.")
    assert not exchange.running


def test_a_failure_is_logged_and_told_without_its_details(
    fake: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "ui.chat"):
        (exchange,) = ask(fake, "break")
    assert exchange.problem == chat.UNEXPECTED
    assert "broken on purpose" in caplog.text


def test_a_stopped_turn_keeps_what_it_had(fake: FakeAssistant) -> None:
    steps = list(chat.converse(fake, EXAMPLES[0], (), ALL))
    (stopped,) = chat.stop(steps[2])
    assert stopped.answer == steps[2][0].answer
    assert stopped.problem == chat.STOPPED
    assert not stopped.running


def test_there_is_nothing_to_stop_after_a_turn(fake: FakeAssistant) -> None:
    talk = ask(fake, EXAMPLES[0])
    assert chat.stop(talk) == talk
    assert chat.stop(()) == ()


def test_an_example_is_named_by_its_number(fake: FakeAssistant) -> None:
    assert chat.example(fake, {"index": 1}) == EXAMPLES[1]


@pytest.mark.parametrize("sent", [None, {}, [], {"index": 3}, {"index": -1}, {"index": "1"}])
def test_anything_else_is_no_example(fake: FakeAssistant, sent: object) -> None:
    assert chat.example(fake, sent) == ""


def test_a_reference_opens_its_source(fake: FakeAssistant) -> None:
    start = SUMMARY.text.index(OFFICIAL)
    sent = {"document": SUMMARY.id, "start": start, "end": start + len(OFFICIAL)}
    assert chat.find_source(fake, sent).passage.locator == "para. 40"


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "x",
        {},
        {"document": SUMMARY.id, "start": "0", "end": 5},
        {"document": 1, "start": 0, "end": 5},
    ],
)
def test_what_is_no_reference_is_refused(fake: FakeAssistant, sent: object) -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        chat.find_source(fake, sent)
