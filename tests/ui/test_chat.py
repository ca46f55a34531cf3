"""The conversation's events."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from assistant.errors import UserError
from assistant.keeping.recording import FAILED, STOPPED
from assistant.keeping.types import FeedbackKind, TurnState
from assistant.types import Turn
from corpus.types import Span
from tests.ui.fake import EXAMPLES, OFFICIAL, REPORT, SUMMARY, FakeAssistant
from tests.ui.turns import NEXT, FakeSuggester, FakeSuggestions, desk_in, stored
from ui import chat
from ui.chat import Asked
from ui.types import Desk, View

ALL = [SUMMARY.id, REPORT.id]
ME, OTHER = "anna", "boris"
FOLLOW_UP = "And how large were the unrecorded flows?"


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def desk(tmp_path: Path, fake: FakeAssistant) -> Iterator[Desk]:
    with desk_in(tmp_path, fake) as desk:
        yield desk


def steps(desk: Desk, question: str, here: str = "", **other: object) -> list[View]:
    chosen = other.pop("chosen", ALL)
    return list(chat.ask(desk, ME, here, Asked(question, **other), chosen))  # type: ignore[arg-type]


def ask(desk: Desk, question: str, here: str = "", **other: object) -> View:
    """The conversation after the turn is complete."""
    return steps(desk, question, here, **other)[-1]


def test_a_turn_is_shown_from_its_first_moment_and_grows(desk: Desk) -> None:
    views = steps(desk, EXAMPLES[0])
    assert [turn.question for turn in views[0].turns] == [EXAMPLES[0]]
    assert views[0].turns[0].answer is None
    lengths = [len(turn.answer.segments) for view in views for turn in view.turns if turn.answer]
    assert lengths == [1, 2, 3, 4, 4]
    states = [view.turns[0].state for view in views]
    assert states == [TurnState.RUNNING] * 5 + [TurnState.COMPLETE]


def test_the_first_question_begins_a_conversation_and_the_next_one_goes_on(desk: Desk) -> None:
    first = ask(desk, EXAMPLES[0])
    second = ask(desk, EXAMPLES[1], first.conversation_id)
    assert second.conversation_id == first.conversation_id
    assert [turn.question for turn in second.turns] == list(EXAMPLES[:2])


def test_what_was_shown_is_kept_at_every_moment(desk: Desk) -> None:
    for view in chat.ask(desk, ME, "", Asked(EXAMPLES[0]), ALL):
        assert desk.keeping.conversations.load(ME, view.conversation_id).turns == view.turns


def test_a_stream_that_is_abandoned_is_kept_as_incomplete_with_what_was_said(desk: Desk) -> None:
    views = chat.ask(desk, ME, "", Asked(EXAMPLES[0]), ALL)
    shown = [next(views) for _ in range(3)][-1]
    views.close()  # type: ignore[attr-defined]
    (turn,) = chat.show(desk, ME, shown.conversation_id).turns
    assert turn.state is TurnState.INCOMPLETE
    assert turn.answer == shown.turns[0].answer


@pytest.mark.parametrize("sent", [None, "x", {}, {"question": "x"}, {"question": " \n"}])
def test_what_is_no_question_changes_nothing(desk: Desk, fake: FakeAssistant, sent: object) -> None:
    assert list(chat.ask(desk, ME, "", chat.read_asked(sent), ALL)) == []
    assert desk.keeping.conversations.list(ME) == ()
    assert fake.asked == []


def test_a_question_is_read_as_the_browser_sends_it() -> None:
    sent = {"question": " What? ", "asTyped": True, "ticket": "abc"}
    assert chat.read_asked(sent) == Asked("What?", as_typed=True, ticket="abc")


def test_every_view_of_a_turn_carries_the_ticket_of_its_question(desk: Desk) -> None:
    assert {view.ticket for view in steps(desk, EXAMPLES[0], ticket="abc")} == {"abc"}
    assert ask(desk, EXAMPLES[0], chosen=[], ticket="abc").ticket == "abc"


def test_a_follow_up_brings_the_answered_turns_along(desk: Desk, fake: FakeAssistant) -> None:
    here = ask(desk, EXAMPLES[0]).conversation_id
    ask(desk, "break this turn", here)
    view = ask(desk, FOLLOW_UP, here)
    answer = view.turns[0].answer
    assert answer is not None
    assert fake.asked[-1][1] == (Turn(EXAMPLES[0], answer.answer),)
    assert view.turns[-1].answer is not None
    assert view.turns[-1].answer.searched_question != FOLLOW_UP


def test_a_question_asked_as_typed_knows_nothing_of_what_was_said(
    desk: Desk, fake: FakeAssistant
) -> None:
    here = ask(desk, EXAMPLES[0]).conversation_id
    view = ask(desk, FOLLOW_UP, here, as_typed=True)
    assert fake.asked[-1][:2] == (FOLLOW_UP, ())
    assert view.turns[-1].question == FOLLOW_UP


def test_two_tabs_of_one_conversation_see_each_others_turns_when_they_send(desk: Desk) -> None:
    here = ask(desk, EXAMPLES[0]).conversation_id
    first = chat.ask(desk, ME, here, Asked(EXAMPLES[1]), ALL)
    next(first)
    second = ask(desk, EXAMPLES[2], here)
    assert [turn.question for turn in second.turns] == list(EXAMPLES)
    assert [turn.question for turn in list(first)[-1].turns] == list(EXAMPLES)
    states = {turn.state for turn in chat.show(desk, ME, here).turns}
    assert states == {TurnState.COMPLETE}


def test_all_documents_ticked_is_no_filter(desk: Desk, fake: FakeAssistant) -> None:
    assert ask(desk, EXAMPLES[0]).turns[0].documents == ()
    assert fake.asked[0][2] is None


def test_only_the_ticked_documents_are_searched(desk: Desk, fake: FakeAssistant) -> None:
    view = ask(desk, EXAMPLES[0], chosen=[REPORT.id, "no such document"])
    assert fake.asked[0][2] == {REPORT.id}
    assert view.turns[0].documents == (REPORT.id,)


def test_no_document_ticked_is_said_and_nothing_is_asked_or_kept(
    desk: Desk, fake: FakeAssistant
) -> None:
    assert steps(desk, EXAMPLES[0], chosen=[]) == [View(problem=chat.NO_DOCUMENT_CHOSEN)]
    assert fake.asked == []
    assert desk.keeping.conversations.list(ME) == ()


def test_a_users_mistake_is_shown_in_its_own_words(desk: Desk) -> None:
    view = ask(desk, "x" * 5001)
    assert view.turns[0].problem.startswith("This question is longer than 5,000 characters.")
    assert view.turns[0].state is TurnState.INCOMPLETE
    assert view.problem == ""


def test_a_failure_is_logged_and_told_without_its_details(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "ui.chat"):
        view = ask(desk, "break")
    assert view.turns[0].problem == FAILED
    assert "broken on purpose" in caplog.text


def test_a_question_for_a_conversation_that_is_gone_is_told(desk: Desk) -> None:
    here = ask(desk, EXAMPLES[0]).conversation_id
    desk.keeping.conversations.delete(ME, here)
    (view,) = steps(desk, EXAMPLES[1], here)
    assert "There is no such conversation." in view.problem
    assert view.turns == ()


def test_a_stopped_turn_keeps_what_it_had_and_its_stream_ends(desk: Desk) -> None:
    views = chat.ask(desk, ME, "", Asked(EXAMPLES[0]), ALL)
    before = [next(views) for _ in range(3)][-1]
    stopped = chat.stop(desk, ME, before.conversation_id, {"turn": before.turns[0].id})
    assert stopped.turns[0].problem == STOPPED
    assert stopped.turns[0].answer == before.turns[0].answer
    assert list(views)[-1].turns == stopped.turns


def test_there_is_nothing_to_stop_after_a_turn(desk: Desk) -> None:
    view = ask(desk, EXAMPLES[0])
    assert chat.stop(desk, ME, view.conversation_id, {"turn": view.turns[0].id}) == view
    assert chat.stop(desk, ME, view.conversation_id, None) == view


def test_a_conversation_is_seen_by_its_owner_alone(desk: Desk) -> None:
    view = ask(desk, EXAMPLES[0])
    turn = view.turns[0].id
    for seen in (
        chat.show(desk, OTHER, view.conversation_id),
        chat.stop(desk, OTHER, view.conversation_id, {"turn": turn}),
        chat.judge(
            desk,
            OTHER,
            view.conversation_id,
            {"turn": turn, "kind": "up", "marker": 0, "note": ""},
        ),
        *chat.ask(desk, OTHER, view.conversation_id, Asked("x"), ALL),
    ):
        assert seen.turns == ()
        assert seen.problem
    assert chat.show(desk, ME, view.conversation_id) == view


def test_a_turn_that_is_answered_elsewhere_is_followed_to_its_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "POLL_SECONDS", 0.01)
    views = chat.ask(desk, ME, "", Asked(EXAMPLES[0]), ALL)
    here = next(views).conversation_id
    following = chat.follow(desk, ME, here)
    assert next(following).turns[0].state is TurnState.RUNNING
    elsewhere = Thread(target=list, args=(views,))
    elsewhere.start()
    assert list(following)[-1].turns[0].state is TurnState.COMPLETE
    elsewhere.join()


def test_a_conversation_at_rest_is_shown_once(desk: Desk) -> None:
    view = ask(desk, EXAMPLES[0])
    assert list(chat.follow(desk, ME, view.conversation_id)) == [view]
    assert list(chat.follow(desk, ME, "")) == [View()]


def test_a_thumb_is_kept_and_taken_back(desk: Desk) -> None:
    view = ask(desk, EXAMPLES[0])
    here, turn = view.conversation_id, view.turns[0].id
    said = chat.judge(desk, ME, here, {"turn": turn, "kind": "down", "marker": 0, "note": "Late"})
    (given,) = said.turns[0].feedback
    assert (given.kind, given.marker, given.note) == (FeedbackKind.DOWN, None, "Late")
    taken = chat.judge(desk, ME, here, {"turn": turn, "kind": "withdraw", "marker": 0, "note": ""})
    assert taken.turns[0].feedback == ()


def test_a_citation_that_is_called_wrong_lands_in_the_review_queue(desk: Desk) -> None:
    view = ask(desk, EXAMPLES[0])
    sent = {
        "turn": view.turns[0].id,
        "kind": "citation is wrong",
        "marker": 2,
        "note": "Another year",
    }
    said = chat.judge(desk, ME, view.conversation_id, sent)
    assert [given.marker for given in said.turns[0].feedback] == [2]
    (item,) = desk.keeping.reviews.items("reviewer")
    assert [given.note for given in item.feedback] == ["Another year"]


@pytest.mark.parametrize(
    "change", [{"kind": "splendid"}, {"marker": -1}, {"marker": 10**30}, {"marker": 9}]
)
def test_a_judgement_that_cannot_be_kept_is_told(desk: Desk, change: dict[str, object]) -> None:
    view = ask(desk, EXAMPLES[0])
    sent = {"turn": view.turns[0].id, "kind": "citation is wrong", "marker": 1, "note": ""}
    said = chat.judge(desk, ME, view.conversation_id, sent | change)
    assert said.problem
    assert said.turns == view.turns


@pytest.mark.parametrize("sent", [None, {}, {"turn": 1, "kind": "up", "marker": 0, "note": ""}])
def test_what_is_no_judgement_changes_nothing(desk: Desk, sent: object) -> None:
    view = ask(desk, EXAMPLES[0])
    assert chat.judge(desk, ME, view.conversation_id, sent) == view


def test_questions_are_offered_once_an_answer_is_complete(tmp_path: Path) -> None:
    with desk_in(tmp_path, suggester=FakeSuggester(FakeSuggestions())) as desk:
        views = steps(desk, EXAMPLES[0])
        assert [view.following for view in views] == [()] * 5 + [NEXT]


def test_nothing_is_offered_after_a_declined_or_a_broken_turn(tmp_path: Path) -> None:
    with desk_in(tmp_path, suggester=FakeSuggester(FakeSuggestions())) as desk:
        assert ask(desk, "Who won?").following == ()
        assert ask(desk, "break").following == ()


def test_nothing_is_offered_while_the_known_questions_are_not_ready(tmp_path: Path) -> None:
    with desk_in(tmp_path, suggester=FakeSuggester()) as desk:
        assert ask(desk, EXAMPLES[0]).following == ()


def test_what_was_asked_before_is_not_offered_again(tmp_path: Path) -> None:
    with desk_in(tmp_path, suggester=FakeSuggester(FakeSuggestions())) as desk:
        turns = (stored(NEXT[0].upper()), stored())
        assert chat.following(desk, turns) == NEXT[1:]


def test_a_reference_opens_its_source(fake: FakeAssistant) -> None:
    start = SUMMARY.text.index(OFFICIAL)
    sent = {"document": SUMMARY.id, "start": start, "end": start + len(OFFICIAL)}
    assert chat.find_source(fake, sent).passage.locator == "para. 40"


def test_a_quote_is_highlighted_even_where_it_is_a_whole_passage(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = fake.corpus.documents[1].passages[0]
    sent = {"document": REPORT.id, "start": passage.start, "end": passage.end}
    whole = replace(fake.source(REPORT.id, passage.start, passage.end), highlights=())
    monkeypatch.setattr(FakeAssistant, "source", lambda *_: whole)
    assert chat.find_source(fake, sent).highlights == ()
    quoted = chat.find_source(fake, sent | {"isQuote": True})
    assert quoted.highlights == (Span(passage.start, passage.end),)


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
