"""Answer or decline: how likely it is that what was found answers the question."""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.questions import Question
from assistant.rarity import Rarity
from corpus.loading import Corpus
from index.types import Retrieval

LOOKED_AT = 3
"""Passages whose words are held against the question's."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the evidence for one question, each in [-1, 1] or [0, 1]."""

    sentence_similarity: float
    """Cosine of the question and its nearest sentence."""
    passage_similarity: float
    """Cosine of the question and its nearest passage."""
    coverage: float
    """Share of the question's words, by rarity, that the best passages have."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of ``Evidence``, and the confidence below which it declines."""

    intercept: float
    sentence_similarity: float
    passage_similarity: float
    coverage: float
    decline_below: float

    def confidence(self, evidence: Evidence) -> float:
        """Probability that the answer is right, in (0, 1)."""
        score = (
            self.intercept
            + self.sentence_similarity * evidence.sentence_similarity
            + self.passage_similarity * evidence.passage_similarity
            + self.coverage * evidence.coverage
        )
        return 1 / (1 + math.exp(-score))


CALIBRATION = Calibration(
    intercept=-5.0,
    sentence_similarity=4.0,
    passage_similarity=3.0,
    coverage=3.0,
    decline_below=0.35,
)
"""Set by hand so that questions of quite other subjects are declined."""

NOTHING_FOUND = "The documents do not say: nothing in them is about this question."
TOO_WEAK = (
    "The documents do not seem to answer this question. "
    "The nearest passages are listed; none of them was taken for an answer."
)


def gather(question: Question, retrieval: Retrieval, rarity: Rarity, corpus: Corpus) -> Evidence:
    """What the retrieval says about whether the question can be answered."""
    looked_at = [scored.passage for scored in retrieval.passages[:LOOKED_AT]]
    texts = [
        text
        for passage in looked_at
        for text in (
            passage.text,
            *passage.headings,
            corpus.document(passage.document_id).document.title,
        )
    ]
    return Evidence(
        sentence_similarity=max((s.similarity for s in retrieval.sentences), default=0.0),
        passage_similarity=max(
            (s.signals.passage_similarity for s in retrieval.passages), default=0.0
        ),
        coverage=rarity.coverage(question.terms, texts),
    )
