"""Any sequence of actions leaves the file as it leaves a plain dictionary."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from assistant.keeping.errors import NotKept
from assistant.keeping.opening import CUT_OFF, open_keeping
from assistant.keeping.texts import folded, searched_words, title_of
from assistant.keeping.types import UNTITLED, TurnState
from assistant.types import Answer
from tests.assistant.keeping.samples import answered

OWNERS = st.sampled_from(["ana", "bob"])
WORDS = st.sampled_from(["café", "REMITTANCES", "167", "'; --", "%", "unrecorded", "<b>"])
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@dataclass
class ModelTurn:
    question: str
    state: TurnState = TurnState.RUNNING
    answer: Answer | None = None
    problem: str = ""

    @property
    def words(self) -> str:
        shown = self.answer.answer if self.answer else ""
        return folded(f"{self.question} {shown}")


@dataclass
class ModelTalk:
    owner: str
    title: str = ""
    turns: dict[str, ModelTurn] = field(default_factory=dict)

    def has(self, word: str) -> bool:
        return any(word in text for text in (folded(self.title), *self.words))

    @property
    def words(self) -> list[str]:
        return [turn.words for turn in self.turns.values()]


class Conversing(RuleBasedStateMachine):
    talks = Bundle("talks")
    turns = Bundle("turns")

    @initialize()
    def open(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        self.keeping = open_keeping(self.home)
        self.model: dict[str, ModelTalk] = {}

    def teardown(self) -> None:
        self.keeping.close()
        shutil.rmtree(self.home)

    def changed(self, talk_id: str) -> None:
        """The model's order is that of the last change."""
        self.model[talk_id] = self.model.pop(talk_id)

    @rule(target=talks, owner=OWNERS, title=st.just("") | TEXTS)
    def create(self, owner: str, title: str) -> str:
        talk_id = self.keeping.conversations.create(owner, title).id
        self.model[talk_id] = ModelTalk(owner, title)
        return talk_id

    @rule(talk_id=talks, owner=OWNERS, title=TEXTS)
    def rename(self, talk_id: str, owner: str, title: str) -> None:
        if self.refused(talk_id, owner):
            with pytest.raises(NotKept):
                self.keeping.conversations.rename(owner, talk_id, title)
        else:
            self.keeping.conversations.rename(owner, talk_id, title)
            self.model[talk_id].title = title

    @rule(talk_id=consumes(talks))
    def delete(self, talk_id: str) -> None:
        self.keeping.conversations.delete(self.model.pop(talk_id).owner, talk_id)

    @rule(target=turns, talk_id=talks, owner=OWNERS, question=TEXTS)
    def begin(self, talk_id: str, owner: str, question: str) -> object:
        if self.refused(talk_id, owner):
            with pytest.raises(NotKept):
                self.keeping.conversations.begin_turn(owner, talk_id, question)
            return multiple()
        turn = self.keeping.conversations.begin_turn(owner, talk_id, question)
        talk = self.model[talk_id]
        talk.title = talk.title or title_of(question)
        talk.turns[turn.id] = ModelTurn(question)
        self.changed(talk_id)
        return talk_id, turn.id

    @rule(turn=turns, text=TEXTS, shown=st.integers(0, 3), ends=st.booleans())
    def answer(self, turn: tuple[str, str], text: str, shown: int, ends: bool) -> None:
        talk_id, turn_id = turn
        whole = answered("?", (text,), (f"{text}!",))
        answer = replace(whole, segments=whole.segments[:shown])
        kept = self.keeping.conversations
        owner, known = self.owner_and_turn(talk_id, turn_id)
        if known is None:
            with pytest.raises(NotKept):
                kept.update_turn(owner, turn_id, answer)
            return
        runs = known.state is TurnState.RUNNING
        if ends:
            kept.finish_turn(owner, turn_id, answer)
        else:
            assert kept.update_turn(owner, turn_id, answer) is runs
        if runs:
            known.answer = answer
            known.state = TurnState.COMPLETE if ends else TurnState.RUNNING
            self.changed(talk_id)

    @rule(turn=turns)
    def interrupt(self, turn: tuple[str, str]) -> None:
        owner, known = self.owner_and_turn(*turn)
        if known is not None:
            self.keeping.conversations.interrupt(owner, turn[1], "Stopped.")
            if known.state is TurnState.RUNNING:
                known.state, known.problem = TurnState.INCOMPLETE, "Stopped."
                self.changed(turn[0])

    @rule()
    def restart(self) -> None:
        self.keeping.close()
        self.keeping = open_keeping(self.home)
        for talk in self.model.values():
            for turn in talk.turns.values():
                if turn.state is TurnState.RUNNING:
                    turn.state, turn.problem = TurnState.INCOMPLETE, CUT_OFF

    @rule(owner=OWNERS, search=TEXTS)
    def search(self, owner: str, search: str) -> None:
        found = [info.id for info in self.keeping.conversations.list(owner, search)]
        words = searched_words(search)
        assert found == [i for i in self.ids(owner) if all(map(self.model[i].has, words))]

    @invariant()
    def each_owner_has_what_is_theirs(self) -> None:
        for owner in ("ana", "bob"):
            listed = self.keeping.conversations.list(owner)
            assert [info.id for info in listed] == self.ids(owner)
            for info in listed:
                talk = self.model[info.id]
                assert (info.title, info.turns) == (talk.title or UNTITLED, len(talk.turns))
                turns = self.keeping.conversations.load(owner, info.id).turns
                assert [turn.position for turn in turns] == list(range(1, len(turns) + 1))
                assert {
                    turn.id: ModelTurn(turn.question, turn.state, turn.answer, turn.problem)
                    for turn in turns
                } == talk.turns

    def ids(self, owner: str) -> list[str]:
        return [i for i, talk in reversed(self.model.items()) if talk.owner == owner]

    def refused(self, talk_id: str, owner: str) -> bool:
        return self.model[talk_id].owner != owner

    def owner_and_turn(self, talk_id: str, turn_id: str) -> tuple[str, ModelTurn | None]:
        talk = self.model.get(talk_id)
        return ("ana", None) if talk is None else (talk.owner, talk.turns[turn_id])


Conversing.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_any_sequence_of_actions_leaves_the_file_as_a_dictionary = Conversing.TestCase
