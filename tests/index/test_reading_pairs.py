from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from corpus.known import KnownQuestion
from index.encoder import Vectors
from index.training.data import is_held_out
from index.training.pairs import Known, Pair, batches, hand_of, is_close, learned_from, make_pairs

SENTENCES = ("s1", "s2", "s3", "s4")
VECTORS = np.array([[1, 0, 0], [0.95, 0.31, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32)
ASKED = KnownQuestion("k10-1", "en", "What is one?", ("s1",), answerable=True)
LEFT_OPEN = KnownQuestion("k10-2", "en", "Why one?", (), answerable=False, nearest=("s1",))
NONE = Known((), np.zeros((0, 3), np.float32))


def pairs_of(
    question: KnownQuestion,
    asked: Sequence[float],
    known: Known = NONE,
    *,
    wrong: int = 2,
    alone: float = 0.0,
    seed: int = 1,
) -> list[Pair]:
    vector = np.array([asked], np.float32)
    made = make_pairs(
        [question],
        vector,
        SENTENCES,
        VECTORS,
        known,
        lambda id_, shown: f"{id_}|{shown}",
        wrong=wrong,
        alone=alone,
        seed=seed,
    )
    return made[question]


def known_on(*sentence_ids: str, hand: str = "k20") -> Known:
    """One known question a sentence; their vectors are turned little by little from (0.9, 0.4)."""
    questions = [
        KnownQuestion(f"{hand}-{at}", "en", f"Known {at}?", (id_,), answerable=True)
        for at, id_ in enumerate(sentence_ids)
    ]
    vectors: Vectors = np.array([[0.9, 0.4, 0.1 * at] for at in range(len(questions))], np.float32)
    return Known(questions, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def test_a_question_is_held_beside_what_answers_it_and_beside_something_else() -> None:
    right, *wrong = pairs_of(ASKED, [0.9, 0.4, 0.1])
    assert right == Pair("What is one?", "s1|", answers=True)
    # s2 says nearly the same as s1: it is no wrong answer.
    assert {pair.text for pair in wrong} == {"s3|", "s4|"}
    assert not any(pair.answers for pair in wrong)


def test_a_near_miss_is_held_beside_the_sentence_that_leaves_it_open_and_others() -> None:
    own, *others = pairs_of(LEFT_OPEN, [1, 0, 0])
    assert own == Pair("Why one?", "s1|", answers=False)
    assert {pair.text for pair in others} == {"s3|", "s4|"}
    assert not any(pair.answers for pair in others)


def test_each_sentence_is_read_with_the_nearest_question_that_it_answers() -> None:
    right, *wrong = pairs_of(ASKED, [0.9, 0.4, 0], known_on("s1", "s4", "s1"))
    assert right.text == "s1|Known 0?"
    assert {pair.text for pair in wrong} == {"s3|", "s4|Known 1?"}


def test_no_question_is_read_beside_others_by_the_hand_that_wrote_it() -> None:
    assert [hand_of(id_) for id_ in ("k100-0001", "m100-0200-answerable")] == ["100", "100"]
    (right, *_) = pairs_of(ASKED, [0.9, 0.4, 0], known_on("s1", hand="m10"))
    assert right.text == "s1|"


def test_some_questions_are_read_without_known_ones() -> None:
    known = known_on("s1")
    shown = {pairs_of(ASKED, [1, 0, 0], known, alone=0.5, seed=seed)[0].text for seed in range(12)}
    assert shown == {"s1|", "s1|Known 0?"}


def test_known_are_the_english_ones_that_are_answered() -> None:
    questions = [ASKED, replace(ASKED, language="fr"), LEFT_OPEN]
    known = Known.of(questions, VECTORS[:3])
    assert known.questions == [ASKED]
    assert known.vectors == pytest.approx(VECTORS[:1])


def test_some_of_each_kind_come_up_in_every_epoch() -> None:
    close = [[Pair(f"c{at}", "s1", answers=False)] for at in range(5)]
    others = [[Pair(f"o{at}", "s1", answers=True)] for at in range(50)]
    steps = batches(close, others, epochs=2, drawn=(9, 3), batch=4, seed=1)
    asked = [pair.question for step in steps for pair in step]
    assert len(steps) == 4
    assert all(asked.count(f"c{at}") == 2 for at in range(5))
    assert sum(question.startswith("o") for question in asked) == 6


def test_some_questions_are_learned_from_that_were_put_into_english() -> None:
    asked = [replace(ASKED, id=f"k{at}") for at in range(60)]
    known = [replace(q, language=language) for q in asked for language in ("en", "fr", "es")]
    learned = learned_from(known, translated=0.5, seed=1)
    held_out = {question.id for question in asked if is_held_out(question.id)}
    assert held_out
    assert held_out.isdisjoint(question.id for question in learned)
    english = [question for question in learned if question.language == "en"]
    assert len(english) == 60 - len(held_out)
    assert len(learned) - len(english) == len(english) // 2
    # Only as they were written are near-misses close.
    assert is_close(LEFT_OPEN)
    assert is_close(replace(ASKED, pair="m1"))
    assert not is_close(ASKED)
    assert not is_close(replace(LEFT_OPEN, language="fr"))
