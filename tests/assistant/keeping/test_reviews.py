from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.errors import UserError
from assistant.keeping.errors import NotKept
from assistant.keeping.opening import Keeping
from assistant.keeping.types import (
    LONGEST_NOTE,
    Feedback,
    FeedbackKind,
    ItemState,
    ReviewItem,
    Verdict,
)
from tests.assistant.keeping.samples import FLOWS, answered, declined

UP, DOWN, WRONG = FeedbackKind
SUPPORTS, PARTLY, DOES_NOT = Verdict


def ended_turn(keeping: Keeping, owner: str = "ana", question: str = "How much?") -> str:
    """The id of an answered turn."""
    conversation = keeping.conversations.create(owner)
    turn = keeping.conversations.begin_turn(owner, conversation.id, question)
    return keeping.conversations.finish_turn(owner, turn.id, answered(question)).id


def in_queue(keeping: Keeping, owner: str = "ana") -> str:
    """The id of an item."""
    return keeping.reviews.add_answer(owner, answered()).id


def said(feedback: tuple[Feedback, ...]) -> list[tuple[FeedbackKind, int | None, str]]:
    return [(given.kind, given.marker, given.note) for given in feedback]


def verdicts(item: ReviewItem) -> list[tuple[int, str, Verdict]]:
    return [(mark.marker, mark.reviewer, mark.verdict) for mark in item.marks]


def test_feedback_is_shown_to_the_asker_and_lands_in_the_queue(keeping: Keeping) -> None:
    turn_id = ended_turn(keeping)
    keeping.reviews.give("ana", turn_id, WRONG, marker=2, note=" Not there. ")
    keeping.reviews.give("ana", turn_id, DOWN)
    expected = [(DOWN, None, ""), (WRONG, 2, "Not there.")]
    assert said(keeping.conversations.turn("ana", turn_id).feedback) == expected
    (item,) = keeping.reviews.items("cem")
    assert said(item.feedback) == expected
    assert (item.answer, item.state) == (answered(), ItemState.OPEN)


def test_what_is_said_again_takes_the_place_of_what_was_said(keeping: Keeping) -> None:
    turn_id = ended_turn(keeping)
    keeping.reviews.give("ana", turn_id, DOWN, note="No.")
    keeping.reviews.give("ana", turn_id, UP)
    keeping.reviews.give("ana", turn_id, WRONG, marker=1, note="Old.")
    keeping.reviews.give("ana", turn_id, WRONG, marker=1, note="New.")
    (item,) = keeping.reviews.items("cem")
    assert said(item.feedback) == [(UP, None, ""), (WRONG, 1, "New.")]


def test_what_is_taken_back_leaves_the_queue(keeping: Keeping) -> None:
    turn_id = ended_turn(keeping)
    keeping.reviews.give("ana", turn_id, UP)
    keeping.reviews.give("ana", turn_id, WRONG, marker=1)
    keeping.reviews.withdraw("ana", turn_id)
    (item,) = keeping.reviews.items("cem")
    assert said(item.feedback) == [(WRONG, 1, "")]
    keeping.reviews.withdraw("ana", turn_id, marker=1)
    keeping.reviews.withdraw("ana", turn_id, marker=1)
    assert keeping.reviews.items("cem") == ()
    assert keeping.conversations.turn("ana", turn_id).feedback == ()


@pytest.mark.parametrize("how", ["chosen", "marked"])
def test_what_staff_hold_stays_in_the_queue(keeping: Keeping, how: str) -> None:
    turn_id = ended_turn(keeping)
    keeping.reviews.give("ana", turn_id, UP)
    (item,) = keeping.reviews.items("cem")
    if how == "chosen":
        assert keeping.reviews.add_turn("ana", turn_id).id == item.id
    else:
        keeping.reviews.mark("cem", item.id, 1, SUPPORTS)
    keeping.reviews.withdraw("ana", turn_id)
    (left,) = keeping.reviews.items("cem")
    assert (left.id, left.feedback) == (item.id, ())


def test_who_asked_is_known_to_themselves_alone(keeping: Keeping) -> None:
    item_id = keeping.reviews.add_turn("ana", ended_turn(keeping)).id
    assert keeping.reviews.item("ana", item_id).is_own
    theirs = keeping.reviews.item("cem", item_id)
    assert not theirs.is_own
    assert "ana" not in repr(theirs)


def test_a_deleted_conversation_leaves_its_reviewed_answer_without_a_name(keeping: Keeping) -> None:
    turn_id = ended_turn(keeping)
    keeping.reviews.give("ana", turn_id, DOWN)
    before = keeping.reviews.items("ana")
    keeping.conversations.delete("ana", keeping.conversations.turn("ana", turn_id).conversation_id)
    (after,) = keeping.reviews.items("ana")
    assert not after.is_own
    assert after == replace(before[0], is_own=False)


GIVEN: dict[str, Callable[[Keeping, str], object]] = {
    "thumb": lambda keeping, turn_id: keeping.reviews.give("ana", turn_id, UP),
    "citation": lambda keeping, turn_id: keeping.reviews.give("ana", turn_id, WRONG, marker=1),
    "chosen": lambda keeping, turn_id: keeping.reviews.add_turn("ana", turn_id),
}


@pytest.mark.parametrize("action", GIVEN)
def test_only_an_answer_that_has_ended_is_reviewed(keeping: Keeping, action: str) -> None:
    kept = keeping.conversations
    turn = kept.begin_turn("ana", kept.create("ana").id, "How much?")
    kept.update_turn("ana", turn.id, answered())
    with pytest.raises(UserError, match="not complete yet"):
        GIVEN[action](keeping, turn.id)
    empty = kept.begin_turn("ana", turn.conversation_id, "And then?")
    kept.interrupt("ana", empty.id)
    with pytest.raises(UserError, match="no answer that could be judged"):
        GIVEN[action](keeping, empty.id)
    assert keeping.reviews.items("cem", None) == ()
    kept.interrupt("ana", turn.id)
    GIVEN[action](keeping, turn.id)
    assert len(keeping.reviews.items("cem")) == 1


def test_feedback_is_the_owners_alone(keeping: Keeping) -> None:
    turn_id = ended_turn(keeping)
    for action in (
        lambda: keeping.reviews.give("bob", turn_id, UP),
        lambda: keeping.reviews.withdraw("bob", turn_id),
        lambda: keeping.reviews.add_turn("bob", turn_id),
    ):
        with pytest.raises(NotKept, match="no such question"):
            action()
    assert keeping.reviews.items("cem", None) == ()


@pytest.mark.parametrize(
    ("kind", "marker", "note", "message"),
    [
        (WRONG, 3, "", r"no citation \[3\]\. The answer has \[1\], \[2\]\."),
        (WRONG, 0, "", r"no citation \[0\]"),
        (WRONG, None, "", "named by its number"),
        (UP, 1, "", "a thumb has none"),
        (DOWN, None, "x" * (LONGEST_NOTE + 1), "2,001 characters; the most is 2,000"),
    ],
)
def test_feedback_that_means_nothing_is_refused(
    keeping: Keeping, kind: FeedbackKind, marker: int | None, note: str, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        keeping.reviews.give("ana", ended_turn(keeping), kind, marker=marker, note=note)
    assert keeping.reviews.items("cem", None) == ()


@pytest.mark.parametrize("marker", [0, -1, 3, 10**30])
def test_nothing_is_taken_back_by_an_unknown_number(keeping: Keeping, marker: int) -> None:
    turn_id = ended_turn(keeping)
    keeping.reviews.give("ana", turn_id, UP)
    with pytest.raises(UserError, match="no citation"):
        keeping.reviews.withdraw("ana", turn_id, marker=marker)
    assert len(keeping.reviews.items("cem")) == 1


def test_a_declined_answer_can_be_complained_of(keeping: Keeping) -> None:
    kept = keeping.conversations
    turn = kept.begin_turn("ana", kept.create("ana").id, "How much?")
    kept.finish_turn("ana", turn.id, declined())
    keeping.reviews.give("ana", turn.id, DOWN)
    (item,) = keeping.reviews.items("cem")
    assert item.answer == declined()
    with pytest.raises(UserError, match="The answer has none"):
        keeping.reviews.mark("cem", item.id, 1, SUPPORTS)


def test_reviewers_do_not_see_what_others_think_before_they_have_said_it(keeping: Keeping) -> None:
    item_id = in_queue(keeping)
    keeping.reviews.mark("cem", item_id, 1, SUPPORTS)
    keeping.reviews.mark("cem", item_id, 2, DOES_NOT, "Another year.")
    unseen = keeping.reviews.item("dan", item_id)
    assert (unseen.marks, unseen.hidden_marks) == ((), 2)
    seen = keeping.reviews.mark("dan", item_id, 1, PARTLY)
    assert verdicts(seen) == [(1, "cem", SUPPORTS), (1, "dan", PARTLY)]
    assert seen.hidden_marks == 1
    done = keeping.reviews.set_state("eve", item_id, ItemState.DONE)
    assert verdicts(done)[-1] == (2, "cem", DOES_NOT)
    assert (done.marks[-1].note, done.hidden_marks) == ("Another year.", 0)


def test_ones_own_mark_can_be_changed_and_the_first_counts_for_agreement(keeping: Keeping) -> None:
    item_id = in_queue(keeping)
    keeping.reviews.mark("cem", item_id, 1, SUPPORTS)
    keeping.reviews.mark("cem", item_id, 2, SUPPORTS)
    keeping.reviews.mark("dan", item_id, 1, PARTLY)
    keeping.reviews.mark("dan", item_id, 2, SUPPORTS)
    persuaded = keeping.reviews.mark("dan", item_id, 1, SUPPORTS, "Persuaded.")
    assert verdicts(persuaded) == [
        (1, "cem", SUPPORTS),
        (1, "dan", SUPPORTS),
        (2, "cem", SUPPORTS),
        (2, "dan", SUPPORTS),
    ]
    found = keeping.reviews.agreement()
    assert (found.reviewers, found.marks, found.shared, found.agreed) == (2, 4, 2, 0.5)
    assert found.pairs[0].kappa == 0


def test_marks_made_after_all_was_shown_do_not_count_for_agreement(keeping: Keeping) -> None:
    item_id = in_queue(keeping)
    keeping.reviews.mark("cem", item_id, 1, SUPPORTS)
    keeping.reviews.set_state("cem", item_id, ItemState.DONE)
    keeping.reviews.set_state("dan", item_id, ItemState.OPEN)
    again = keeping.reviews.mark("dan", item_id, 1, SUPPORTS)
    assert len(again.marks) == 2
    found = keeping.reviews.agreement()
    assert (found.marks, found.shared, found.agreed) == (1, 0, None)


def test_a_done_item_leaves_the_open_queue_and_cannot_be_marked(keeping: Keeping) -> None:
    first, second = in_queue(keeping), in_queue(keeping)
    keeping.reviews.set_state("cem", first, ItemState.DONE)
    assert [item.id for item in keeping.reviews.items("cem")] == [second]
    assert [item.id for item in keeping.reviews.items("cem", ItemState.DONE)] == [first]
    assert [item.id for item in keeping.reviews.items("cem", None)] == [second, first]
    assert [item.id for item in keeping.reviews.items("cem", None, limit=1, offset=1)] == [first]
    with pytest.raises(UserError, match="is done"):
        keeping.reviews.mark("cem", first, 1, SUPPORTS)


def test_a_complaint_opens_a_done_item_again(keeping: Keeping) -> None:
    turn_id = ended_turn(keeping)
    item_id = keeping.reviews.add_turn("ana", turn_id).id
    keeping.reviews.set_state("cem", item_id, ItemState.DONE)
    keeping.reviews.give("ana", turn_id, UP)
    assert keeping.reviews.items("cem") == ()
    keeping.reviews.give("ana", turn_id, WRONG, marker=1)
    assert [item.id for item in keeping.reviews.items("cem")] == [item_id]


def test_an_unknown_item_or_marker_is_refused(keeping: Keeping) -> None:
    item_id = in_queue(keeping)
    for action in (
        lambda: keeping.reviews.item("cem", "nothing"),
        lambda: keeping.reviews.mark("cem", "nothing", 1, SUPPORTS),
        lambda: keeping.reviews.set_state("cem", "nothing", ItemState.DONE),
    ):
        with pytest.raises(NotKept, match="no such answer"):
            action()
    with pytest.raises(UserError, match=r"no citation \[3\]"):
        keeping.reviews.mark("cem", item_id, 3, SUPPORTS)
    with pytest.raises(UserError, match="the most is 2,000"):
        keeping.reviews.mark("cem", item_id, 1, SUPPORTS, "x" * (LONGEST_NOTE + 1))
    assert keeping.reviews.item("cem", item_id).marks == ()


def test_notes_and_reviewers_are_data(keeping: Keeping) -> None:
    hostile = "'); DROP TABLE marks; -- <script>alert(1)</script> \0\ud800"
    item = keeping.reviews.mark("o'hara\"; --", in_queue(keeping), 1, PARTLY, hostile)
    (mark,) = item.marks
    assert mark.reviewer == "o'hara\"; --"
    assert mark.note == "'); DROP TABLE marks; -- <script>alert(1)</script> ??"


def test_reviewers_who_mark_at_once_lose_nothing(keeping: Keeping) -> None:
    item_id = keeping.reviews.add_answer("ana", answered("?", *[(FLOWS,)] * 5)).id
    reviewers = ("cem", "dan", "eve")
    start = threading.Barrier(len(reviewers))

    def work(reviewer: str) -> None:
        start.wait()
        for marker in range(1, 6):
            keeping.reviews.mark(reviewer, item_id, marker, Verdict.SUPPORTS)

    threads = [threading.Thread(target=work, args=(reviewer,)) for reviewer in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keeping.reviews.item("cem", item_id).marks) == 15
    assert (found := keeping.reviews.agreement()).marks == 15
    assert (found.agreed, found.alpha) == (1.0, None)
