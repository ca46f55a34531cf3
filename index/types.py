"""What retrieval returns. Every score in this package: higher is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    known_similarity: float = 0.0
    """The similarity of the nearest known question that it answers; 0 where none is near."""


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
    known_similarity: float = 0.0
    """The similarity of the nearest known question that it answers; 0 where none is near."""


@dataclass(frozen=True, slots=True)
class KnownMatches:
    """The known questions nearest to the one asked; cosines in [-1, 1]."""

    sentences: Mapping[str, float] = field(default_factory=dict)
    """By sentence id: the similarity of the nearest known question that it answers."""
    answered: tuple[float, ...] = ()
    """Similarities of the nearest questions that the documents answer, greatest first."""
    missed: tuple[float, ...] = ()
    """Similarities of the nearest questions that the documents leave open, greatest first."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The passages and sentences nearest to a question, each best first."""

    passages: tuple[ScoredPassage, ...]
    sentences: tuple[ScoredSentence, ...]
    """The sentences of ``passages``, ranked for quoting."""
    known: KnownMatches = KnownMatches()
