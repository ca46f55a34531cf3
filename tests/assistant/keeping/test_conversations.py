from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.keeping.conversations import Conversations
from assistant.keeping.errors import NotKept
from assistant.keeping.opening import Keeping, open_keeping
from assistant.keeping.texts import TITLE_FROM_QUESTION
from assistant.keeping.types import LONGEST_TITLE, UNTITLED, TurnState
from tests.assistant.keeping.samples import FLOWS, answered

HOSTILE = (
    "'; DROP TABLE turns; --",
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) **b** `c`",
    "100 % _ \\ * ? [a-z] NEAR/2 title:x",
    "}} {{ ${HOME} %s %(owner)s :owner ?1",
    "\u202eevil \u200b zero",
)


@pytest.fixture
def kept(keeping: Keeping) -> Conversations:
    return keeping.conversations


def talk(kept: Conversations, *questions: str, owner: str = "ana") -> str:
    """A conversation with answered questions; its id."""
    conversation = kept.create(owner)
    for question in questions:
        turn = kept.begin_turn(owner, conversation.id, question)
        kept.finish_turn(owner, turn.id, answered(question))
    return conversation.id


def titles(kept: Conversations, search: str = "", owner: str = "ana") -> list[str]:
    return [info.title for info in kept.list(owner, search)]


def test_a_turn_is_kept_from_its_question_to_its_answer(kept: Conversations) -> None:
    conversation = kept.create("ana")
    turn = kept.begin_turn("ana", conversation.id, "How much?", {"paper", "letter"})
    assert kept.load("ana", conversation.id).turns == (turn,)
    assert (turn.position, turn.state, turn.answer) == (1, TurnState.RUNNING, None)
    assert turn.documents == ("letter", "paper")
    kept.update_turn("ana", turn.id, answered("How", (FLOWS,)))
    assert kept.turn("ana", turn.id).answer == answered("How", (FLOWS,))
    ended = kept.finish_turn("ana", turn.id, answered())
    assert (ended.state, ended.answer, ended.problem) == (TurnState.COMPLETE, answered(), "")
    assert kept.load("ana", conversation.id).turns == (ended,)


def test_an_interrupted_turn_keeps_what_was_shown(kept: Conversations) -> None:
    turn = kept.begin_turn("ana", talk(kept), "How much?")
    kept.update_turn("ana", turn.id, answered("How", (FLOWS,)))
    stopped = kept.interrupt("ana", turn.id, "Stopped.")
    assert (stopped.state, stopped.problem) == (TurnState.INCOMPLETE, "Stopped.")
    assert stopped.answer == answered("How", (FLOWS,))


@pytest.mark.parametrize("ends_whole", [True, False])
def test_what_comes_after_the_end_of_a_turn_changes_nothing(
    kept: Conversations, ends_whole: bool
) -> None:
    turn = kept.begin_turn("ana", talk(kept), "How much?")
    if ends_whole:
        ended = kept.finish_turn("ana", turn.id, answered())
    else:
        ended = kept.interrupt("ana", turn.id, "Stopped.")
    before = kept.list("ana")
    kept.interrupt("ana", turn.id, "Too late.")
    assert kept.list("ana") == before
    kept.update_turn("ana", turn.id, answered("late"))
    assert kept.finish_turn("ana", turn.id, answered("late")) == ended


def test_a_blank_question_is_not_kept(kept: Conversations) -> None:
    conversation = kept.create("ana")
    with pytest.raises(UserError, match="There is no question"):
        kept.begin_turn("ana", conversation.id, " \n\t")
    assert kept.load("ana", conversation.id).turns == ()


def test_the_first_question_gives_the_title(kept: Conversations) -> None:
    conversation = kept.create("ana")
    assert conversation.title == UNTITLED
    talk_id = talk(kept, "How  much\nwas sent home?", "And then?")
    assert kept.load("ana", talk_id).info.title == "How much was sent home?"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("word " * 20, f"{'word ' * 11}…"),
        ("x" * 100, f"{'x' * (TITLE_FROM_QUESTION - 1)}…"),
        ("y" * TITLE_FROM_QUESTION, "y" * TITLE_FROM_QUESTION),
    ],
)
def test_a_long_question_is_cut_between_words(
    kept: Conversations, question: str, title: str
) -> None:
    talk(kept, question)
    assert titles(kept) == [title]
    assert len(title) <= TITLE_FROM_QUESTION


def test_a_title_that_was_given_stays(kept: Conversations) -> None:
    named = kept.create("ana", "Remittances")
    kept.begin_turn("ana", named.id, "How much?")
    renamed = kept.create("ana")
    kept.rename("ana", renamed.id, " My \n own ")
    kept.begin_turn("ana", renamed.id, "How much?")
    later = talk(kept, "First?")
    kept.rename("ana", later, "Later")
    kept.begin_turn("ana", later, "Second?")
    assert titles(kept) == ["Later", "My own", "Remittances"]


@pytest.mark.parametrize(
    ("title", "said"),
    [("", "blank"), (" \t", "blank"), ("x" * (LONGEST_TITLE + 1), "201 characters; the most is 2")],
)
def test_no_title_is_blank_or_endless(kept: Conversations, title: str, said: str) -> None:
    conversation = kept.create("ana", "Before")
    with pytest.raises(UserError, match=said):
        kept.rename("ana", conversation.id, title)
    assert titles(kept) == ["Before"]


def test_the_list_begins_with_what_changed_last(kept: Conversations) -> None:
    first, second = talk(kept, "One?"), talk(kept, "Two?")
    assert titles(kept) == ["Two?", "One?"]
    turn = kept.begin_turn("ana", first, "More?")
    assert titles(kept) == ["One?", "Two?"]
    kept.rename("ana", second, "Renamed")
    assert titles(kept) == ["One?", "Renamed"]
    kept.begin_turn("ana", second, "More?")
    kept.finish_turn("ana", turn.id, answered())
    assert titles(kept) == ["One?", "Renamed"]
    assert [info.turns for info in kept.list("ana")] == [2, 2]


def test_a_list_comes_in_parts(kept: Conversations) -> None:
    for number in range(5):
        kept.create("ana", str(number))
    assert [info.title for info in kept.list("ana", limit=2)] == ["4", "3"]
    assert [info.title for info in kept.list("ana", limit=2, offset=4)] == ["0"]
    assert kept.list("ana", limit=-1, offset=-1) == ()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 2),
        ("   ", 2),
        ("mexico", 1),
        ("MÉXICO", 1),
        ("strasse", 1),
        ("how mexico", 1),
        ("unrecorded", 2),
        ("unrec add", 2),
        ("167 nothing", 0),
        ("flower", 1),
    ],
)
def test_a_search_finds_words_of_titles_questions_and_answers(
    kept: Conversations, search: str, found: int
) -> None:
    talk(kept, "How about México, Straße?")
    kept.rename("ana", talk(kept, "And then?"), "Flowers")
    assert len(kept.list("ana", search)) == found


def test_what_is_shown_of_a_running_turn_is_found(kept: Conversations) -> None:
    turn = kept.begin_turn("ana", kept.create("ana", "Money").id, "How much?")
    assert titles(kept, "much") == ["Money"]
    assert not titles(kept, "unrecorded")
    kept.update_turn("ana", turn.id, answered("other words", (FLOWS,)))
    assert titles(kept, "unrecorded") == titles(kept, "much") == ["Money"]


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_data(kept: Conversations, text: str) -> None:
    conversation = kept.create("ana", text)
    talk(kept, "Innocent?")
    turn = kept.begin_turn("ana", conversation.id, text, [text])
    ended = kept.interrupt("ana", turn.id, text)
    assert (ended.question, ended.documents, ended.problem) == (text, (text,), text)
    assert titles(kept, text) == [conversation.title] == [" ".join(text.split())]
    assert kept.list(text) == ()
    with pytest.raises(NotKept):
        kept.load("ana", text)


def test_what_is_no_text_is_kept_as_far_as_it_can_be(kept: Conversations) -> None:
    conversation = kept.create("ana", "a\0b\ud800")
    turn = kept.begin_turn("ana", conversation.id, "c\0d\udfff e")
    kept.finish_turn("ana", turn.id, answered("c\0d\udfff e"))
    assert kept.turn("ana", turn.id).question == "c?d? e"
    assert titles(kept, "\0b\udfff") == ["a?b?"]
    assert titles(kept, "unrecorded") == ["a?b?"]


def test_a_deleted_conversation_is_gone_with_its_turns(kept: Conversations) -> None:
    gone, stays = talk(kept, "One?", "Two?"), talk(kept, "Three?")
    turn = kept.load("ana", gone).turns[0]
    kept.delete("ana", gone)
    assert titles(kept) == ["Three?"]
    assert len(kept.load("ana", stays).turns) == 1
    with pytest.raises(NotKept):
        kept.load("ana", gone)
    with pytest.raises(NotKept):
        kept.update_turn("ana", turn.id, answered())


FOREIGN: dict[str, Callable[[Conversations, str, str], object]] = {
    "load": lambda kept, talk_id, turn_id: kept.load("bob", talk_id),
    "rename": lambda kept, talk_id, turn_id: kept.rename("bob", talk_id, "Mine"),
    "delete": lambda kept, talk_id, turn_id: kept.delete("bob", talk_id),
    "begin": lambda kept, talk_id, turn_id: kept.begin_turn("bob", talk_id, "Whose?"),
    "turn": lambda kept, talk_id, turn_id: kept.turn("bob", turn_id),
    "update": lambda kept, talk_id, turn_id: kept.update_turn("bob", turn_id, answered("x")),
    "finish": lambda kept, talk_id, turn_id: kept.finish_turn("bob", turn_id, answered("x")),
    "interrupt": lambda kept, talk_id, turn_id: kept.interrupt("bob", turn_id, "x"),
}


@pytest.mark.parametrize("action", FOREIGN)
def test_a_conversation_is_its_owners_alone(kept: Conversations, action: str) -> None:
    talk_id = talk(kept, "Secret?")
    turn = kept.begin_turn("ana", talk_id, "Running?")
    before = kept.load("ana", talk_id)
    with pytest.raises(NotKept) as foreign:
        FOREIGN[action](kept, talk_id, turn.id)
    with pytest.raises(NotKept) as missing:
        FOREIGN[action](kept, "nowhere", "nothing")
    assert str(foreign.value) == str(missing.value)
    assert kept.load("ana", talk_id) == before
    assert kept.list("bob") == kept.list("bob", "secret") == ()


def test_two_tabs_and_two_processes_lose_nothing(tmp_path: Path) -> None:
    """Two openings stand for two processes: nothing but the file is between them."""
    with open_keeping(tmp_path) as one, open_keeping(tmp_path) as other:
        talk_id = one.conversations.create("ana").id
        tabs = [one.conversations, one.conversations, other.conversations, other.conversations]
        start = threading.Barrier(len(tabs))

        def ask(tab: int) -> None:
            start.wait()
            for number in range(10):
                question = f"{tab}-{number}"
                turn = tabs[tab].begin_turn("ana", talk_id, question)
                tabs[tab].update_turn("ana", turn.id, answered(question, (FLOWS,)))
                tabs[tab].finish_turn("ana", turn.id, answered(question))

        threads = [threading.Thread(target=ask, args=(tab,)) for tab in range(len(tabs))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        turns = one.conversations.load("ana", talk_id).turns
    assert [turn.position for turn in turns] == list(range(1, 41))
    assert {turn.state for turn in turns} == {TurnState.COMPLETE}
    for tab in range(len(tabs)):
        own = [turn.question for turn in turns if turn.question.startswith(f"{tab}-")]
        assert own == [f"{tab}-{number}" for number in range(10)]
    assert all(turn.answer == answered(turn.question) for turn in turns)


def test_nothing_of_an_ended_account_is_left_to_the_next_of_its_name(keeping: Keeping) -> None:
    kept = keeping.conversations
    talk_id = talk(kept, "One?")
    keeping.reviews.add_turn("ana", kept.load("ana", talk_id).turns[0].id)
    keeping.reviews.add_answer("ana", answered())
    talk(kept, "Two?")
    talk(kept, "Mine?", owner="bob")
    assert kept.delete_all("ana") == 2
    assert kept.delete_all("ana") == 0
    assert kept.list("ana") == ()
    assert titles(kept, owner="bob") == ["Mine?"]
    assert [item.is_own for item in keeping.reviews.items("ana")] == [False, False]


@pytest.mark.parametrize("number", [-1, 10**30])
def test_no_number_is_too_large(keeping: Keeping, number: int) -> None:
    talk(keeping.conversations, "One?")
    assert len(keeping.conversations.list("ana", limit=number)) == (number > 0)
    assert keeping.conversations.list("ana", offset=number) == () or number < 0
    assert keeping.reviews.items("ana", limit=number, offset=number) == ()


@pytest.mark.parametrize("strange", ["", "\ud800", "\0", "x" * 10**6, "%"])
def test_a_strange_id_is_not_found(keeping: Keeping, strange: str) -> None:
    for action in (
        lambda: keeping.conversations.load("ana", strange),
        lambda: keeping.conversations.turn("ana", strange),
        lambda: keeping.reviews.item("ana", strange),
        lambda: keeping.reviews.withdraw("ana", strange),
    ):
        with pytest.raises(NotKept):
            action()
