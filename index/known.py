"""Known questions beside the sentences that answer them: people ask as others have asked before.

A question is compared with them in English, which it is put into where it is in another language.
How near the nearest is counts absolutely, not by rank: a question of quite another subject is near
to none, gets no bonus anywhere, and is answered by plain fusion. Where a document about the same
things has no known questions, its sentences stand for them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.known import QUESTIONS, KnownQuestion
from corpus.loading import SHIPPED, Corpus
from corpus.manifest import read_entries
from index.encoder import Vectors
from index.store import Hit, Row, VectorStore
from index.types import KnownAnswer, KnownMatches

ANSWERED, MISSED = "known", "near-miss"
"""Kinds of known questions: what the documents answer, and what they only come close to."""
ENGLISH = "en"
FILE = "known.json"

NEAREST = 50
"""Known questions that are looked at; the fiftieth is far off."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an index keeps of a known question beside its vector."""

    question: str
    sentence_ids: tuple[str, ...]
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class KnownQuestions:
    """The known questions of an index; no stores for a corpus that has none."""

    answered: VectorStore | None
    missed: VectorStore | None
    answers: Mapping[str, Answered]
    """What answers each, by its id."""

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that have known questions."""
        every = (id_ for answered in self.answers.values() for id_ in answered.sentence_ids)
        return frozenset(map(document_of, every))

    def match(
        self,
        vector: Vectors,
        documents: Collection[str] | None,
        hidden: Collection[str] = frozenset(),
    ) -> KnownMatches:
        """What is known of questions like the one of ``vector``, a unit vector of shape (d,).

        Questions with the ids ``hidden`` are passed over: so the known questions themselves can
        be asked, as if nobody had asked them before.
        """

        def nearest(store: VectorStore | None) -> list[Hit]:
            hits = store.search(vector, NEAREST, documents) if store else []
            return [hit for hit in hits if hit.row_id not in hidden]

        return KnownMatches(
            answers=tuple(self._answer(hit, documents) for hit in nearest(self.answered)),
            missed=tuple(hit.similarity for hit in nearest(self.missed)),
        )

    def _answer(self, hit: Hit, documents: Collection[str] | None) -> KnownAnswer:
        """What of an answer stands in ``documents``: it may lie in several."""
        kept = self.answers[hit.row_id]
        ids = tuple(
            i for i in kept.sentence_ids if documents is None or document_of(i) in documents
        )
        conflict = kept.conflict and ids == kept.sentence_ids
        return KnownAnswer(kept.question, hit.similarity, ids, conflict)


def document_of(sentence_id: str) -> str:
    """The id of the document that a sentence stands in."""
    return sentence_id.partition("#")[0]


NONE = KnownQuestions(None, None, {})


def rows_of(questions: Sequence[KnownQuestion]) -> dict[str, list[tuple[Row, str]]]:
    """The rows of each kind, with the texts to embed: the English ones."""
    rows: dict[str, list[tuple[Row, str]]] = {ANSWERED: [], MISSED: []}
    for question in in_english(questions):
        kind = ANSWERED if question.answerable else MISSED
        anchors = question.sentence_ids or question.nearest
        document_id = document_of(anchors[0]) if anchors else ""
        row = Row(question.id, document_id)
        rows[kind].append((row, question.text))
    return rows


def in_english(questions: Sequence[KnownQuestion]) -> list[KnownQuestion]:
    return [question for question in questions if question.language == ENGLISH]


def save_answers(folder: Path, questions: Sequence[KnownQuestion]) -> None:
    """Keep which sentences answer each question, and whether they contradict each other."""
    answered = (question for question in in_english(questions) if question.answerable)
    answers = {q.id: [q.text, q.sentence_ids, q.conflict] for q in answered}
    (folder / FILE).write_text(json.dumps(answers), encoding="utf-8")


def load_answers(folder: Path) -> dict[str, Answered]:
    answers = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return {
        id_: Answered(question, tuple(ids), conflict)
        for id_, (question, ids, conflict) in answers.items()
    }


def known_fingerprint(corpus: Corpus) -> str:
    """SHA-256 over the known questions; "" where the corpus holds no document that has any."""
    shipped = {entry.sha256 for entry in read_entries(SHIPPED)}
    if not any(parsed.document.sha256 in shipped for parsed in corpus.documents):
        return ""
    digest = hashlib.sha256()
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
