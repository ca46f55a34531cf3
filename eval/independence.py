"""Whether the suite's questions were written apart from the known ones: the nearest pairs.

A system that has known questions in its index would otherwise be measured on what it was given.
Numbers do not decide it: the nearest pairs are shown for someone to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.types import Category, Question

if TYPE_CHECKING:
    from corpus.known import KnownQuestion
    from index.encoder import Encoder

SHOWN = 5
"""Nearest pairs that are reported by each measure."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question of the suite and the nearest known one, and how near they are, in [-1, 1]."""

    question: Question
    known: KnownQuestion
    nearness: float


def language(question: Question) -> str:
    """The language that a question is asked in, as known questions name theirs."""
    return {Category.FRENCH: "fr", Category.SPANISH: "es"}.get(question.category, "en")


def nearest_by_words(questions: Iterable[Question], known: Sequence[KnownQuestion]) -> list[Pair]:
    """Each question with the known one of its language that shares most terms (Jaccard).

    Nearest first; a question whose language has no known ones is left out.
    """
    from index.lexical import terms

    sets = [(item, frozenset(terms(item.text))) for item in known]
    pairs = []
    for question in questions:
        own = frozenset(terms(question.question))
        rivals = [
            Pair(question, item, _jaccard(own, other))
            for item, other in sets
            if item.language == language(question)
        ]
        pairs += sorted(rivals, key=_nearness)[-1:]
    return sorted(pairs, key=_nearness, reverse=True)


def nearest_by_meaning(
    questions: Sequence[Question], known: Sequence[KnownQuestion], encoder: Encoder
) -> list[Pair]:
    """Each question with the known one of its language of the greatest cosine.

    Nearest first; a question whose language has no known ones is left out.
    """
    pairs: list[Pair] = []
    for spoken in dict.fromkeys(map(language, questions)):
        own = [question for question in questions if language(question) == spoken]
        rivals = [item for item in known if item.language == spoken]
        if rivals:
            cosines = (
                encoder.encode([question.question for question in own])
                @ encoder.encode([item.text for item in rivals]).T
            )
            pairs += [
                Pair(question, rivals[place], float(row[place]))
                for question, row, place in zip(own, cosines, cosines.argmax(axis=1), strict=True)
            ]
    return sorted(pairs, key=_nearness, reverse=True)


def nearest_lines(
    questions: Sequence[Question], known: Sequence[KnownQuestion], encoder: Encoder
) -> Iterator[str]:
    """The nearest pairs by both measures, as lines to print; none where nothing is known."""
    for title, pairs in (
        ("words (Jaccard)", nearest_by_words(questions, known)),
        ("meaning (cosine)", nearest_by_meaning(questions, known, encoder)),
    ):
        yield f"Nearest of {len(known)} known questions by {title}:"
        for pair in pairs[:SHOWN]:
            yield f"  {pair.nearness:.2f}  {pair.question.id}: {pair.question.question}"
            yield f"        {pair.known.id}: {pair.known.text}"


def _nearness(pair: Pair) -> float:
    return pair.nearness


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
