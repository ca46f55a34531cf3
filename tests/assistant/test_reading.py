from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.questions import read_question
from assistant.reading import LEAST, MOST, SENTENCES_READ, WEIGHT, read, reranked
from corpus.loading import Corpus
from index.building import build_index, open_index
from index.testing import WordHashEncoder
from index.types import Retrieval
from tests.index.samples import small_corpus

QUESTION = read_question("How large were remittances in 2005?")


class Likes:
    """A reader that is sure of texts with one word, and unsure of all others."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.seen: list[str] = []

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        return np.array([9.0 if self.word in text else -1.0 for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return small_corpus()


@pytest.fixture(scope="module")
def retrieval(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Retrieval:
    home = tmp_path_factory.mktemp("index")
    build_index(corpus, WordHashEncoder(), home)
    return open_index(corpus, WordHashEncoder(), home).retrieve(QUESTION.text)


def test_the_best_sentences_are_read_in_their_order(
    corpus: Corpus, retrieval: Retrieval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.reading.SENTENCES_READ", 3)
    reader = Likes("Visas")
    readings = read(QUESTION, retrieval, corpus, reader)
    best = retrieval.sentences[:3]
    assert list(readings) == [scored.sentence.id for scored in best]
    assert all(s.sentence.text in text for s, text in zip(best, reader.seen, strict=True))


def test_a_sentence_is_read_with_the_known_question_that_it_answers(
    corpus: Corpus, retrieval: Retrieval
) -> None:
    first, *others = retrieval.sentences
    first = replace(first, known_question="How much money went home?")
    reader = Likes("Visas")
    read(QUESTION, replace(retrieval, sentences=(first, *others)), corpus, reader)
    assert ["How much money went home?" in text for text in reader.seen][:2] == [True, False]


def test_what_the_reader_is_sure_of_comes_first(retrieval: Retrieval) -> None:
    third = retrieval.sentences[2].sentence
    ids = [scored.sentence.id for scored in retrieval.sentences[:SENTENCES_READ]]
    found = reranked(retrieval, {id_: 9.0 if id_ == third.id else -9.0 for id_ in ids})
    assert found.sentences[0].sentence == third
    assert found.sentences[0].score == pytest.approx(retrieval.sentences[2].score + WEIGHT * MOST)
    assert found.sentences[-1].score == pytest.approx(
        min(scored.score for scored in retrieval.sentences) + WEIGHT * LEAST
    )
    scores = [scored.score for scored in found.sentences]
    assert scores == sorted(scores, reverse=True)
    assert found.passages == retrieval.passages


def test_a_sentence_that_was_not_read_counts_as_no_answer(retrieval: Retrieval) -> None:
    first = retrieval.sentences[0]
    found = reranked(retrieval, {retrieval.sentences[1].sentence.id: MOST})
    by_id = {scored.sentence.id: scored.score for scored in found.sentences}
    assert by_id[first.sentence.id] == pytest.approx(first.score + WEIGHT * LEAST)


def test_without_readings_the_order_stays(retrieval: Retrieval) -> None:
    assert reranked(retrieval, {}) is retrieval
