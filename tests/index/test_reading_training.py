from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from corpus.known import KnownQuestion
from index.training.data import is_held_out
from index.training.reading import (
    Pair,
    Plan,
    Trainee,
    batches,
    is_close,
    learned_from,
    make_pairs,
    train,
)

SENTENCES = ("s1", "s2", "s3", "s4")
VECTORS = np.array([[1, 0, 0], [0.95, 0.31, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32)
ASKED = KnownQuestion("k1", "en", "What is one?", ("s1",), answerable=True)
LEFT_OPEN = KnownQuestion("k2", "en", "Why one?", (), answerable=False, nearest=("s1",))


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_a_question_is_held_beside_what_answers_it_and_beside_something_else() -> None:
    asked = np.array([[0.9, 0.4, 0.1]], np.float32)
    right, *wrong = make_pairs([ASKED], SENTENCES, asked, VECTORS, Plan(wrong=2))[ASKED]
    assert right == Pair("What is one?", "s1", answers=True)
    # s2 says nearly the same as s1: it is no wrong answer.
    assert {pair.sentence_id for pair in wrong} == {"s3", "s4"}
    assert not any(pair.answers for pair in wrong)


def test_a_near_miss_is_held_beside_the_sentence_that_leaves_it_open() -> None:
    asked = np.array([[1, 0, 0]], np.float32)
    for seed in range(4):
        plan = Plan(seed=seed)
        (own, *others) = make_pairs([LEFT_OPEN], SENTENCES, asked, VECTORS, plan)[LEFT_OPEN]
        assert own == Pair("Why one?", "s1", answers=False)
        assert not any(pair.answers for pair in others)


def test_all_that_is_close_comes_up_in_every_epoch() -> None:
    close = [[Pair(f"c{at}", "s1", answers=False)] for at in range(5)]
    others = [[Pair(f"o{at}", "s1", answers=True)] for at in range(50)]
    steps = batches(close, others, Plan(epochs=2, batch=4, others=3))
    asked = [pair.question for step in steps for pair in step]
    assert len(steps) == 4
    assert all(asked.count(f"c{at}") == 2 for at in range(5))
    assert sum(question.startswith("o") for question in asked) == 6


def test_some_questions_are_learned_from_that_were_put_into_english() -> None:
    asked = [replace(ASKED, id=f"k{at}") for at in range(60)]
    known = [replace(q, language=language) for q in asked for language in ("en", "fr", "es")]
    learned = learned_from(known, Plan(translated=0.5))
    held_out = {question.id for question in asked if is_held_out(question.id)}
    assert held_out
    assert held_out.isdisjoint(question.id for question in learned)
    english = [question for question in learned if question.language == "en"]
    assert len(english) == 60 - len(held_out)
    assert len(learned) - len(english) == len(english) // 2
    # Only as they were written are near-misses met in every epoch.
    assert is_close(LEFT_OPEN)
    assert is_close(replace(ASKED, pair="m1"))
    assert not is_close(ASKED)
    assert not is_close(replace(LEFT_OPEN, language="fr"))


def test_the_loss_falls() -> None:
    texts = {"s1": "IOM | | It was founded in 1951.", "s2": "ILO | | It has 185 members."}
    step = [
        Pair("When was IOM founded?", "s1", answers=True),
        Pair("When was IOM founded?", "s2", answers=False),
        Pair("How many members has ILO?", "s2", answers=True),
        Pair("How many members has ILO?", "s1", answers=False),
    ]
    plan = Plan(rank=4, learning_rate=2e-3)
    losses = list(train(Trainee(plan), [step] * 12, texts, plan))
    assert losses[0] == pytest.approx(0.69, abs=0.05)
    assert losses[-1] < 0.5 * losses[0]
