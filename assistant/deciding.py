"""Answer or decline, and how sure: two small logistic models of what retrieval found.

No single score tells a question that the documents answer from one that they only come close to:
both are about the same things. What tells them apart best is whether people who asked such
questions before were answered (the known questions), held against how well the text itself fits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from assistant.calibration import CALIBRATIONS, Weights
from assistant.questions import Question
from assistant.rarity import Rarity
from assistant.reading import Readings
from corpus.loading import Corpus
from corpus.types import Passage
from index.fusion import KNOWN_FROM
from index.types import Retrieval

LOOKED_AT = 3
"""Passages whose words are held against the question's, and known questions that are averaged."""


READINGS = 4
"""Sentences whose readings are averaged: on the accuracy suite's dev half the mean over 3 to 12
tells answerable questions from others equally well (AUC 0.91 to 0.93)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the evidence for one question; cosines in [-1, 1] but for ``coverage``."""

    sentence_similarity: float
    """Of the question and its nearest sentence."""
    passage_similarity: float
    """Of the question and its nearest passage."""
    coverage: float
    """Share of the question's words, by rarity, that the best passages have, in [0, 1]."""
    answered: float
    """Mean over the nearest known questions that the documents answer; 0 for none."""
    missed: float
    """Mean over the nearest known questions that the documents leave open; 0 for none."""
    quoted: float
    """Of the question and the nearest known one that the best sentence answers; 0 for none."""

    missing: float
    """Share of the question's figures and names that the best passage lacks, in [0, 1]; 0 where the
    question has none."""
    reading: float = 0.0
    """Mean over the best sentences of the reader's log-odds that they answer; 0 without a
    reader."""
    best_reading: float = 0.0
    """The greatest of these: one sentence is enough for a question that asks for one fact."""

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of ``Weights.factors``."""
        return (
            self.sentence_similarity,
            self.passage_similarity,
            self.coverage,
            self.answered,
            self.missed,
            self.quoted,
            self.missing,
            self.reading,
            self.best_reading,
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    answers: bool
    confidence: float
    """Probability that the answer is right, in (0, 1)."""


Decide = Callable[[Evidence], Judgement]


def gather(
    question: Question,
    retrieval: Retrieval,
    rarity: Rarity,
    corpus: Corpus,
    readings: Readings,
) -> Evidence:
    """What the retrieval, and the reader where there is one, say of whether the question can be
    answered."""
    looked_at = [_readable(s.passage, corpus) for s in retrieval.passages[:LOOKED_AT]]
    best = retrieval.sentences[:1]
    read = tuple(readings.values())[:READINGS]
    return Evidence(
        sentence_similarity=max((s.similarity for s in retrieval.sentences), default=0.0),
        passage_similarity=max(
            (s.signals.passage_similarity for s in retrieval.passages), default=0.0
        ),
        coverage=rarity.coverage(question.terms, looked_at),
        answered=_mean(retrieval.known.answered[:LOOKED_AT]),
        missed=_mean(retrieval.known.missed[:LOOKED_AT]),
        quoted=max((s.known_similarity for s in best), default=0.0),
        missing=1.0 - rarity.coverage(question.particulars, looked_at[:1]),
        reading=_mean(read),
        best_reading=max(read, default=0.0),
    )


def _readable(passage: Passage, corpus: Corpus) -> str:
    """A passage's words with those it stands under."""
    title = corpus.document(passage.document_id).document.title
    return "\n".join((title, *passage.headings, passage.text))


def judge(evidence: Evidence) -> Judgement:
    """Whether to answer, and how likely the answer is right.

    Where no question like it is known, as of documents that have none, the text alone decides.
    """
    is_known = evidence.answered >= KNOWN_FROM
    calibration = CALIBRATIONS["known" if is_known else "text alone"]
    return Judgement(
        answers=_probability(calibration.answerable, evidence) >= calibration.decline_below,
        confidence=_probability(calibration.right, evidence),
    )


def _probability(weights: Weights, evidence: Evidence) -> float:
    score = weights.intercept + sum(
        factor * value for factor, value in zip(weights.factors, evidence.values, strict=True)
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _mean(values: tuple[float, ...]) -> float:
    return sum(values) / len(values) if values else 0.0
