"""From a question to the passages and sentences nearest to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.types import Passage, Sentence
from index.encoder import Encoder, Vectors
from index.fusion import (
    PASSAGE_BONUS,
    SENTENCE_BONUS,
    Scores,
    best_first,
    fuse_passages,
    fuse_sentences,
    known_bonus,
)
from index.known import ENGLISH, NONE, KnownQuestions
from index.lexical import LexicalIndex
from index.store import VectorStore
from index.translation import WordTable
from index.types import (
    UNKNOWN,
    KnownAnswer,
    KnownMatches,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Signals,
)
from index.windows import row_ids, text_windows

CANDIDATES = 200
"""Rows that each ranker puts forward. The scores are standardised over all that are put forward,
so it must be far more than anyone reads; 200 of the shipped documents' 2,500 passages."""
STANDS_FOR = 0.17
"""How much nearer to a question the known question of the sentence that answers it is than that
sentence: the median of 700 cosines. Of 80 questions on two of the shipped documents, each as if it
had no known questions, 0.20 were answered in full without this, 0.66 with 0.15, 0.71 with 0.2, and
0.65 where no document had any; of 80 on the book 0.875 each time."""


@dataclass(frozen=True, slots=True)
class Vectorised:
    """Items with a store that finds the nearest of their rows, and the rows to compare exactly.

    A search through Chroma's graph may miss a row, above all one of two with the same vector; what
    has been found by any ranker is therefore compared with the vectors themselves.
    """

    store: VectorStore
    items: Mapping[str, str]
    """The item of each row."""
    vectors: Vectors
    """Of all rows, in the order of their items; unit vectors, shape (rows, d)."""
    starts: NDArray[np.intp]
    """Where each item's rows begin; shape (items,)."""

    @classmethod
    def of(
        cls, store: VectorStore, ids: Sequence[str], windows: Mapping[str, int], vectors: Vectors
    ) -> Vectorised:
        """``windows`` has the number of rows of each item that has more than one."""
        sizes = [windows.get(item, 1) for item in ids]
        rows = {
            row: item for item, size in zip(ids, sizes, strict=True) for row in row_ids(item, size)
        }
        return cls(store, rows, vectors, np.cumsum([0, *sizes], dtype=np.intp)[:-1])

    def nearest(
        self, vectors: Sequence[Vectors], k: int, documents: Collection[str] | None
    ) -> set[str]:
        """The items of the ``k`` rows nearest to each vector."""
        hits = (hit for vector in vectors for hit in self.store.search(vector, k, documents))
        return {self.items[hit.row_id] for hit in hits}

    def cosines(self, vectors: Sequence[Vectors]) -> NDArray[np.float32]:
        """The greatest cosine of any of an item's rows with any of the vectors; shape (items,)."""
        if not self.starts.size:
            return np.zeros(0, dtype=np.float32)
        of_rows = (self.vectors @ np.stack(vectors, axis=1)).max(axis=1)
        return np.clip(np.maximum.reduceat(of_rows, self.starts), -1, 1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in every form it is searched for in, compared with all that can be found."""

    english: str
    vectors: Sequence[Vectors]
    """Of each form, the English one first; unit vectors of shape (d,)."""
    cosines: NDArray[np.float32]
    """The greatest of any form with each passage; shape (passages,)."""
    sentence_cosines: NDArray[np.float32]
    """The same of the sentences."""
    words: NDArray[np.float32]
    """BM25 scores of the passages, over all forms; shape (passages,)."""
    sentence_words: NDArray[np.float32]
    """The same of the sentences."""


class Retriever:
    """Searches one index. Safe to share between threads: nothing changes after it is made.

    ``passages`` are the searchable ones in the order of ``passage_words``; ``sentence_words``
    follows the order of their sentences. ``fingerprint`` names the index. ``tables`` put questions
    of other languages into English, by the language's code.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        encoder: Encoder,
        *,
        passage_vectors: Vectorised,
        sentence_vectors: Vectorised,
        passage_words: LexicalIndex,
        sentence_words: LexicalIndex,
        fingerprint: str,
        known: KnownQuestions = NONE,
        tables: Mapping[str, WordTable] | None = None,
    ) -> None:
        self._known = known
        self._tables = tables or {}
        self.fingerprint = fingerprint
        self._passages = tuple(passages)
        self._encoder = encoder
        self._passage_vectors = passage_vectors
        self._sentence_vectors = sentence_vectors
        self._passage_words = passage_words
        self._sentence_words = sentence_words
        sentences = [sentence for passage in self._passages for sentence in passage.sentences]
        self._place = {passage.id: at for at, passage in enumerate(self._passages)}
        self._sentence_place = {sentence.id: at for at, sentence in enumerate(sentences)}
        self._passage_of = {sentence.id: sentence.passage_id for sentence in sentences}
        every, with_known = {passage.document_id for passage in self._passages}, known.documents
        # Where no document has known questions, plain fusion treats all alike.
        self._unasked = every - with_known if with_known else set()

    def retrieve(
        self,
        question: str,
        *,
        limit: int = 10,
        documents: frozenset[str] | None = None,
        language: str = ENGLISH,
        hidden: frozenset[str] = frozenset(),
    ) -> Retrieval:
        """The ``limit`` best passages for a question, and their sentences ranked for quoting.

        ``documents`` restricts both to documents with these ids; ``language`` is the question's
        ("en", "fr", "es"); ``hidden`` names known questions to pass over. There are fewer passages
        only where the documents searched have fewer.
        """
        asked = self._asked(question, language)
        known = self._known.match(asked.vectors[0], documents, hidden)
        pool = self._candidates(asked, max(CANDIDATES, limit), documents, known)
        passages = self._rank(pool, asked, known)[:limit]
        sentences = self._rank_sentences(passages, asked, known)
        return Retrieval(passages, sentences, known, asked.english)

    def _asked(self, question: str, language: str) -> _Asked:
        table = self._tables.get(language)
        english = table.translate(question) if table else ""
        # The documents may be in the question's language as well: it is searched for as typed too.
        forms = [english, question] if english else [question]
        vectors = [question_vector(text, self._encoder) for text in forms]
        return _Asked(
            english=forms[0],
            vectors=vectors,
            cosines=self._passage_vectors.cosines(vectors),
            sentence_cosines=self._sentence_vectors.cosines(vectors),
            words=np.sum([self._passage_words.scores(text) for text in forms], axis=0),
            sentence_words=np.sum([self._sentence_words.scores(text) for text in forms], axis=0),
        )

    def _candidates(
        self, asked: _Asked, k: int, documents: Collection[str] | None, known: KnownMatches
    ) -> list[Passage]:
        """What any ranker puts forward, in reading order."""
        wanted = [
            at
            for at in best_first(asked.words)
            if documents is None or self._passages[at].document_id in documents
        ]
        places = set(wanted[:k])
        places.update(
            self._place[item] for item in self._passage_vectors.nearest(asked.vectors, k, documents)
        )
        places.update(
            self._place[self._passage_of[item]]
            for item in self._sentence_vectors.nearest(asked.vectors, k, documents)
        )
        places.update(self._place[self._passage_of[item]] for item in known.sentences)
        return [self._passages[at] for at in sorted(places)]

    def _rank(
        self, pool: Sequence[Passage], asked: _Asked, known: KnownMatches
    ) -> tuple[ScoredPassage, ...]:
        near = known.sentences
        signals = [
            Signals(
                passage_similarity=float(asked.cosines[place]),
                sentence_similarity=max(
                    (self._cosine(asked, sentence) for sentence in passage.sentences),
                    default=float(asked.cosines[place]),
                ),
                lexical=float(asked.words[place]),
                known_similarity=max(
                    (
                        self._known_similarity(asked, sentence, near)
                        for sentence in passage.sentences
                    ),
                    default=0.0,
                ),
            )
            for passage, place in ((passage, self._place[passage.id]) for passage in pool)
        ]
        scores = fuse_passages(
            [signal.passage_similarity for signal in signals],
            [signal.sentence_similarity for signal in signals],
            [signal.lexical for signal in signals],
        )
        scores = _with_bonus(scores, [signal.known_similarity for signal in signals], PASSAGE_BONUS)
        return tuple(
            ScoredPassage(pool[at], float(scores[at]), signals[at]) for at in best_first(scores)
        )

    def _rank_sentences(
        self, passages: Sequence[ScoredPassage], asked: _Asked, known: KnownMatches
    ) -> tuple[ScoredSentence, ...]:
        pairs: list[tuple[Sentence, float]] = [
            (sentence, scored.score) for scored in passages for sentence in scored.passage.sentences
        ]
        similarity = [self._cosine(asked, sentence) for sentence, _ in pairs]
        scores = fuse_sentences(
            similarity,
            [passage_score for _, passage_score in pairs],
            [asked.sentence_words[self._sentence_place[sentence.id]] for sentence, _ in pairs],
        )
        near = known.sentences
        known_similarity = [self._known_similarity(asked, sentence, near) for sentence, _ in pairs]
        scores = _with_bonus(scores, known_similarity, SENTENCE_BONUS)
        return tuple(
            ScoredSentence(
                sentence=pairs[at][0],
                score=float(scores[at]),
                similarity=similarity[at],
                known_similarity=known_similarity[at],
                known_question=near.get(pairs[at][0].id, UNKNOWN).question,
            )
            for at in best_first(scores)
        )

    def _known_similarity(
        self, asked: _Asked, sentence: Sentence, near: Mapping[str, KnownAnswer]
    ) -> float:
        """Of the nearest known question that a sentence answers; 0 where none is near.

        In a document that has none, a sentence stands for the question that it would answer: else
        the bonus of other documents' sentences would crowd it out, which are about the same things.
        """
        if sentence.document_id in self._unasked:
            return min(1.0, self._cosine(asked, sentence) + STANDS_FOR)
        return near.get(sentence.id, UNKNOWN).similarity

    def _cosine(self, asked: _Asked, sentence: Sentence) -> float:
        return float(asked.sentence_cosines[self._sentence_place[sentence.id]])


def _with_bonus(scores: Scores, known_similarity: Sequence[float], most: float) -> Scores:
    """Fused scores with what the known questions add to each; shapes (candidates,)."""
    bonus = [known_bonus(similarity, most) for similarity in known_similarity]
    return np.asarray(scores + np.array(bonus), dtype=np.float64)


def question_vector(question: str, encoder: Encoder) -> Vectors:
    """A question as a unit vector; one longer than the encoder reads is the mean of its parts."""
    vectors = [encoder.encode_question(part) for part in text_windows(question, encoder)]
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
