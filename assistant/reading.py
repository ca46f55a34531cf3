"""What the reader says of the best sentences, and how it changes their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.questions import Question
from corpus.loading import Corpus
from index.reader import Reader, reading_text
from index.types import Retrieval, ScoredSentence

SENTENCES_READ = 6
"""Sentences that the reader is given. On the accuracy suite's dev half 5 to 12 answer equally many
questions, and each costs some 15 ms."""
WEIGHT = 0.5
"""What the reader's log-odds count beside the fused score. On the dev half 0.1 to 0.8 all answer
1 to 2 in 100 questions more than 0, this one most."""
LEAST, MOST = -4.0, 3.0
"""Bounds of the log-odds that count: beyond them the reader is sure, and how sure says nothing."""

Readings = Mapping[str, float]
"""The reader's log-odds that a sentence answers the question, by sentence id, the best sentences
first; empty without a reader."""


def read(
    question: Question, retrieval: Retrieval, corpus: Corpus, reader: Reader | None
) -> Readings:
    """What the reader says of each of the best sentences."""
    if reader is None:
        return {}
    sentences = [scored.sentence for scored in retrieval.sentences[:SENTENCES_READ]]
    texts = [
        reading_text(
            corpus.document(sentence.document_id).document,
            corpus.passage(sentence.passage_id),
            sentence,
        )
        for sentence in sentences
    ]
    found = map(float, reader.read(question.text, texts))
    return {sentence.id: odds for sentence, odds in zip(sentences, found, strict=True)}


def reranked(retrieval: Retrieval, readings: Readings) -> Retrieval:
    """The same with its sentences in the order that the reader and the fusion give together.

    A sentence that was not read counts as one that the reader is sure does not answer.
    """
    if not readings:
        return retrieval

    def weighed(scored: ScoredSentence) -> ScoredSentence:
        odds = min(MOST, max(LEAST, readings.get(scored.sentence.id, LEAST)))
        return replace(scored, score=scored.score + WEIGHT * odds)

    sentences = sorted(map(weighed, retrieval.sentences), key=lambda scored: -scored.score)
    return replace(retrieval, sentences=tuple(sentences))
