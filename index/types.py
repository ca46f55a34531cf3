"""What retrieval returns. Every score in this package: higher is better."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.types import Passage, Sentence


@dataclass(frozen=True, slots=True)
class Signals:
    """What each ranker said of one passage, before fusion.

    Similarities are cosines in [-1, 1]; ``lexical`` is a BM25 score >= 0.
    """

    passage_similarity: float
    sentence_similarity: float
    """The similarity of the passage's best sentence."""
    lexical: float


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    passage: Passage
    score: float
    """Fused score, comparable within one retrieval only."""
    signals: Signals


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    sentence: Sentence
    score: float
    """Fused score, comparable within one retrieval only."""
    similarity: float
    """Cosine of the question and the sentence, in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The passages and sentences nearest to a question, each best first."""

    passages: tuple[ScoredPassage, ...]
    sentences: tuple[ScoredSentence, ...]
    """The sentences of ``passages``, ranked for quoting."""
