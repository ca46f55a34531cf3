"""What the reader learns from: questions beside sentences that answer them and such that do not.

As when a question is answered, a sentence is read with the nearest known question that it answers.
Those by the hand that wrote the question itself are passed over: one writer's questions on a
sentence are more alike than a stranger's will be.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.known import KnownQuestion
from index.encoder import Vectors
from index.known import ENGLISH, NEAREST, in_english
from index.training.data import is_held_out

SAME = 0.85
"""Cosine with a right sentence from which another counts as right too, and is no wrong example."""
NEAR, DRAWN_FROM = 30, 8
"""Sentences nearest to a question among which wrong examples are looked for, and drawn from."""
SIDE_BY_SIDE = 512
"""Questions compared with all known ones at a time, to bound the memory that it takes."""

ReadingText = Callable[[str, str], str]
"""A sentence as it is read, by its id and the known question beside it."""
Beside = Mapping[str, str]
"""The nearest known question that each sentence answers, by the sentence's id."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question beside a sentence as it is read."""

    question: str
    text: str
    answers: bool


@dataclass(frozen=True, slots=True)
class Known:
    """The known questions that a sentence may be read with, and their unit vectors."""

    questions: Sequence[KnownQuestion]
    vectors: Vectors
    """Shape (questions, d)."""

    @classmethod
    def of(cls, questions: Sequence[KnownQuestion], vectors: Vectors) -> Known:
        """The answerable English ones of ``questions``; ``vectors`` has a row for each."""
        kept = [at for at, q in enumerate(questions) if q.language == ENGLISH and q.answerable]
        return cls([questions[at] for at in kept], vectors[kept])

    def beside(self, asked: Sequence[KnownQuestion], vectors: Vectors) -> list[dict[str, int]]:
        """For each question: the nearest that each sentence answers, as its place.

        ``vectors`` has a unit vector for each. Only sentences of the ``NEAREST`` known questions
        by other hands are among them, the nearest first.
        """
        hands = np.array([hand_of(question.id) for question in self.questions])
        found = []
        for at in range(0, len(asked), SIDE_BY_SIDE):
            together = vectors[at : at + SIDE_BY_SIDE] @ self.vectors.T
            for question, cosines in zip(asked[at : at + SIDE_BY_SIDE], together, strict=True):
                others = np.flatnonzero(hands != hand_of(question.id))
                nearest = others[_greatest(cosines[others], NEAREST)]
                found.append(self._first_on_each(nearest.tolist()))
        return found

    def _first_on_each(self, places: Sequence[int]) -> dict[str, int]:
        first: dict[str, int] = {}
        for at in places:
            for id_ in self.questions[at].sentence_ids:
                first.setdefault(id_, at)
        return first


def hand_of(question_id: str) -> str:
    """Who wrote a question: what its id has in common with the others of one sitting."""
    return question_id.partition("-")[0].lstrip("km")


def make_pairs(
    questions: Sequence[KnownQuestion],
    asked: Vectors,
    sentence_ids: Sequence[str],
    sentences: Vectors,
    known: Known,
    text_of: ReadingText,
    *,
    wrong: int,
    alone: float,
    seed: int,
) -> dict[KnownQuestion, list[Pair]]:
    """The pairs of each question that has a sentence.

    ``asked`` has a unit vector for each question, ``sentences`` one for each id. Beside the
    sentence that a question is bound to, which answers it or leaves it open, stand up to ``wrong``
    that do not answer it, of those that retrieval would take for it. A share ``alone`` of the
    questions, in [0, 1], is read without known questions, as documents are that have none.
    """
    draw = random.Random(seed)
    places = {id_: at for at, id_ in enumerate(sentence_ids)}
    pairs: dict[KnownQuestion, list[Pair]] = {}
    every = known.beside(questions, asked)
    for question, vector, beside in zip(questions, asked, every, strict=True):
        gold = [places[id_] for id_ in question.sentence_ids or question.nearest if id_ in places]
        if not gold:
            continue
        alike = (sentences @ sentences[gold].T).max(axis=1)
        nearness = sentences @ vector
        for id_, at in beside.items():
            if id_ in places:
                nearness[places[id_]] += float(known.vectors[at] @ vector)
        others = [at for at in _greatest(nearness, NEAR) if alike[at] < SAME][:DRAWN_FROM]
        chosen = [(draw.choice(gold) if question.answerable else gold[0], question.answerable)]
        chosen += [(at, False) for at in draw.sample(others, min(wrong, len(others)))]
        shown: Beside = {}
        if draw.random() >= alone:
            shown = {id_: known.questions[at].text for id_, at in beside.items()}
        pairs[question] = [
            Pair(question.text, text_of(id_, shown.get(id_, "")), yes)
            for id_, yes in ((sentence_ids[at], yes) for at, yes in chosen)
        ]
    return pairs


def _greatest(values: Vectors, count: int) -> list[int]:
    """Places of the ``count`` greatest values, the greatest first."""
    count = min(count, len(values))
    top = np.argpartition(-values, count - 1)[:count] if count else np.zeros(0, dtype=np.intp)
    return [int(at) for at in top[np.argsort(-values[top], kind="stable")]]


def batches(
    close: Sequence[Sequence[Pair]],
    others: Sequence[Sequence[Pair]],
    *,
    epochs: int,
    drawn: tuple[int, int],
    batch: int,
    seed: int,
) -> list[list[Pair]]:
    """The pairs of each step: in every epoch so many of both kinds, ``drawn`` anew for each."""
    draw = random.Random(seed)
    steps: list[list[Pair]] = []
    for _ in range(epochs):
        chosen = [
            of_question
            for kind, most in zip((close, others), drawn, strict=True)
            for of_question in draw.sample(kind, min(most, len(kind)))
        ]
        pairs = [pair for of_question in chosen for pair in of_question]
        draw.shuffle(pairs)
        steps += [pairs[at : at + batch] for at in range(0, len(pairs), batch)]
    return steps


def is_close(question: KnownQuestion) -> bool:
    """Whether a question is one of two that are hard to tell apart, as it was written."""
    return question.language == ENGLISH and (bool(question.pair) or not question.answerable)


def learned_from(
    known: Sequence[KnownQuestion], translated: float, seed: int
) -> list[KnownQuestion]:
    """All English questions that are not held out, and some that were put into English.

    There are ``translated`` of the latter for each English one.
    """
    kept = [question for question in known if not is_held_out(question.pair or question.id)]
    english = in_english(kept)
    others = [question for question in kept if question.language != ENGLISH]
    count = min(len(others), int(translated * len(english)))
    return [*english, *random.Random(seed).sample(others, count)]
