from __future__ import annotations

import pytest

from assistant.errors import UserError
from assistant.keeping.errors import NotKept
from assistant.keeping.opening import Keeping
from assistant.keeping.recording import FAILED, STOPPED, ask_and_keep, history_before
from assistant.keeping.types import StoredTurn, TurnState
from assistant.types import Turn
from tests.assistant.keeping.samples import REMITTANCES, SteppedAssistant, answered

WHOLE = answered()


def fail_at(step: int, error: BaseException) -> SteppedAssistant:
    def before(reached: int) -> None:
        if reached == step:
            raise error

    return SteppedAssistant(before)


def only_turn(keeping: Keeping, talk_id: str) -> StoredTurn:
    (turn,) = keeping.conversations.load("ana", talk_id).turns
    return turn


def test_each_moment_is_kept_before_it_is_shown(keeping: Keeping) -> None:
    kept, talk_id = keeping.conversations, keeping.conversations.create("ana").id
    seen = []
    for turn in ask_and_keep(SteppedAssistant(), kept, "ana", talk_id, "How much?"):
        assert only_turn(keeping, talk_id) == turn
        seen.append((turn.state, turn.answer and len(turn.answer.segments)))
    running = [(TurnState.RUNNING, shown) for shown in (None, 1, 2, 3)]
    assert seen == [*running, (TurnState.COMPLETE, 3)]
    assert only_turn(keeping, talk_id).answer == WHOLE


def test_answered_turns_are_the_history_of_the_next(keeping: Keeping) -> None:
    kept, talk_id = keeping.conversations, keeping.conversations.create("ana").id
    list(ask_and_keep(SteppedAssistant(), kept, "ana", talk_id, "One?"))
    unanswered = kept.begin_turn("ana", talk_id, "Two?")
    kept.interrupt("ana", unanswered.id)
    assistant = SteppedAssistant()
    steps = ask_and_keep(assistant, kept, "ana", talk_id, "Three?", frozenset({"paper"}))
    assert next(steps).documents == ("paper",)
    later = kept.begin_turn("ana", talk_id, "Four, from another tab?")
    kept.finish_turn("ana", later.id, answered())
    list(steps)
    ((question, history, documents),) = assistant.asked
    assert (question, documents) == ("Three?", frozenset({"paper"}))
    assert history == (Turn("One?", WHOLE.answer),)
    assert REMITTANCES in WHOLE.answer


def test_later_turns_are_no_history(keeping: Keeping) -> None:
    kept, talk_id = keeping.conversations, keeping.conversations.create("ana").id
    for question in ("One?", "Two?", "Three?"):
        list(ask_and_keep(SteppedAssistant(), kept, "ana", talk_id, question))
    conversation = kept.load("ana", talk_id)
    assert history_before(conversation, 1) == ()
    assert [turn.question for turn in history_before(conversation, 3)] == ["One?", "Two?"]


@pytest.mark.parametrize("shown", [None, 1, 2])
def test_an_abandoned_stream_keeps_what_was_shown(keeping: Keeping, shown: int | None) -> None:
    talk_id = keeping.conversations.create("ana").id
    steps = ask_and_keep(SteppedAssistant(), keeping.conversations, "ana", talk_id, "How much?")
    for turn in steps:
        if (turn.answer and len(turn.answer.segments)) == shown:
            break
    steps.close()
    turn = only_turn(keeping, talk_id)
    assert (turn.question, turn.state, turn.problem) == (
        "How much?",
        TurnState.INCOMPLETE,
        STOPPED,
    )
    assert (turn.answer and len(turn.answer.segments)) == shown


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (UserError("Ask something shorter."), "Ask something shorter."),
        (RuntimeError("broken on purpose"), FAILED),
        (KeyboardInterrupt(), STOPPED),
    ],
)
def test_a_failure_is_kept_and_raised_again(
    keeping: Keeping, error: BaseException, problem: str
) -> None:
    talk_id = keeping.conversations.create("ana").id
    steps = ask_and_keep(fail_at(2, error), keeping.conversations, "ana", talk_id, "How much?")
    with pytest.raises(type(error)) as raised:
        list(steps)
    assert raised.value is error
    turn = only_turn(keeping, talk_id)
    assert (turn.state, turn.problem) == (TurnState.INCOMPLETE, problem)
    assert turn.answer is not None
    assert len(turn.answer.segments) == 1


def test_a_turn_that_was_stopped_elsewhere_does_not_come_to_life_again(keeping: Keeping) -> None:
    kept, talk_id = keeping.conversations, keeping.conversations.create("ana").id
    steps = ask_and_keep(SteppedAssistant(), kept, "ana", talk_id, "How much?")
    next(steps)
    first = next(steps)
    stopped = kept.interrupt("ana", first.id, STOPPED)
    assert list(steps) == [stopped]
    assert only_turn(keeping, talk_id) == stopped


def test_a_conversation_that_is_deleted_meanwhile_ends_the_stream(keeping: Keeping) -> None:
    kept, talk_id = keeping.conversations, keeping.conversations.create("ana").id
    steps = ask_and_keep(SteppedAssistant(), kept, "ana", talk_id, "How much?")
    next(steps)
    kept.delete("ana", talk_id)
    with pytest.raises(NotKept, match="may have been deleted"):
        next(steps)
    assert kept.list("ana") == ()


def test_a_failure_in_a_deleted_conversation_is_what_is_raised(keeping: Keeping) -> None:
    kept, talk_id = keeping.conversations, keeping.conversations.create("ana").id

    def delete_and_fail(step: int) -> None:
        kept.delete("ana", talk_id)
        raise RuntimeError("broken on purpose")

    assistant = SteppedAssistant(delete_and_fail)
    with pytest.raises(RuntimeError, match="broken on purpose"):
        list(ask_and_keep(assistant, kept, "ana", talk_id, "How much?"))


def test_nothing_is_asked_in_a_conversation_of_others(keeping: Keeping) -> None:
    talk_id = keeping.conversations.create("ana").id
    assistant = SteppedAssistant()
    with pytest.raises(NotKept):
        list(ask_and_keep(assistant, keeping.conversations, "bob", talk_id, "How much?"))
    assert assistant.asked == []
    assert keeping.conversations.load("ana", talk_id).turns == ()


def test_a_stream_without_an_answer_is_a_failure(keeping: Keeping) -> None:
    class Mute(SteppedAssistant):
        def stream(self, *given: object, **named: object) -> object:  # type: ignore[override]
            return iter(())

    talk_id = keeping.conversations.create("ana").id
    with pytest.raises(RuntimeError, match="ended without an answer"):
        list(ask_and_keep(Mute(), keeping.conversations, "ana", talk_id, "How much?"))  # type: ignore[arg-type]
    assert only_turn(keeping, talk_id).problem == FAILED
