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
    known_similarity: float = 0.0
    """The similarity of the nearest known question that it answers; 0 where none is near. In a
    document that has none, what its own is taken to stand for."""


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
    """The similarity of the nearest known question that it answers; 0 where none is near. In a
    document that has none, what its own is taken to stand for."""
    known_question: str = ""
    """That question; "" where none is near."""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A known question near to the one asked, with what answers it."""

    question: str
    similarity: float
    """Cosine of the two questions, in [-1, 1]."""
    sentence_ids: tuple[str, ...]
    """The sentences that together answer it."""
    conflict: bool = False
    """Whether these contradict each other."""


UNKNOWN = KnownAnswer("", 0.0, ())
"""What a sentence has that answers no known question near to the one asked."""


@dataclass(frozen=True, slots=True)
class KnownMatches:
    """The known questions nearest to the one asked, the nearest first."""

    answers: tuple[KnownAnswer, ...] = ()
    """Those that the documents answer."""
    missed: tuple[float, ...] = ()
    """Cosines with those that the documents leave open."""

    @property
    def answered(self) -> tuple[float, ...]:
        """Cosines with those that the documents answer."""
        return tuple(answer.similarity for answer in self.answers)

    @property
    def sentences(self) -> dict[str, KnownAnswer]:
        """By sentence id: the nearest known question that it answers, alone or with others."""
        best: dict[str, KnownAnswer] = {}
        for answer in self.answers:
            for sentence_id in answer.sentence_ids:
                best.setdefault(sentence_id, answer)
        return best


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The passages and sentences nearest to a question, each best first."""

    passages: tuple[ScoredPassage, ...]
    sentences: tuple[ScoredSentence, ...]
    """The sentences of ``passages``, ranked for quoting."""
    known: KnownMatches = KnownMatches()
    question: str = ""
    """The question in English, as it was searched for: word by word where it was in another
    language, so that nobody should be shown it."""
