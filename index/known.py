"""Known questions beside the sentences that answer them: people ask as others have asked before.

A question is compared with the known ones of its own language alone. How near the nearest is
counts absolutely, not by rank: a question about a document that has no known questions is near to
none, gets no bonus anywhere, and is answered by plain fusion.
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
from index.types import KnownMatches

LANGUAGES = ("en", "fr", "es")
ANSWERED, MISSED = "known", "near-miss"
"""Kinds of known questions: what the documents answer, and what they only come close to."""
FILE = "known.json"

NEAREST = 50
"""Known questions that are looked at; the fiftieth is far off."""


@dataclass(frozen=True, slots=True)
class KnownQuestions:
    """The known questions of an index, by language; empty for a corpus that has none."""

    answered: Mapping[str, VectorStore]
    missed: Mapping[str, VectorStore]
    sentences: Mapping[str, tuple[str, ...]]
    """The sentences that answer each, by its id."""

    def match(
        self,
        vector: Vectors,
        language: str,
        documents: Collection[str] | None,
        hidden: Collection[str] = frozenset(),
    ) -> KnownMatches:
        """What is known of questions like the one of ``vector``, a unit vector of shape (d,).

        Questions with the ids ``hidden`` are passed over: so the known questions themselves can
        be asked, as if nobody had asked them before.
        """

        def nearest(stores: Mapping[str, VectorStore]) -> list[Hit]:
            store = stores.get(language)
            hits = store.search(vector, NEAREST, documents) if store else []
            return [hit for hit in hits if hit.row_id not in hidden]

        hits, misses = nearest(self.answered), nearest(self.missed)
        best: dict[str, float] = {}
        for hit in hits:
            for sentence_id in self.sentences[hit.row_id]:
                best.setdefault(sentence_id, hit.similarity)
        return KnownMatches(
            sentences=best,
            answered=tuple(hit.similarity for hit in hits),
            missed=tuple(hit.similarity for hit in misses),
        )


NONE = KnownQuestions({}, {}, {})


def store_name(kind: str, language: str) -> str:
    """The name of the collection of one kind and language."""
    return f"{kind}-{language}"


def store_names() -> tuple[str, ...]:
    return tuple(store_name(kind, lang) for kind in (ANSWERED, MISSED) for lang in LANGUAGES)


def rows_of(questions: Sequence[KnownQuestion]) -> dict[str, list[tuple[Row, str]]]:
    """The rows of each collection, by its name, with the texts to embed."""
    rows: dict[str, list[tuple[Row, str]]] = {name: [] for name in store_names()}
    for question in questions:
        kind = ANSWERED if question.answerable else MISSED
        anchors = question.sentence_ids or question.nearest
        document_id = anchors[0].partition("#")[0] if anchors else ""
        row = Row(question.id, document_id)
        rows[store_name(kind, question.language)].append((row, question.text))
    return rows


def save_sentences(folder: Path, questions: Sequence[KnownQuestion]) -> None:
    """Keep which sentences answer each question."""
    answers = {q.id: q.sentence_ids for q in questions if q.answerable}
    (folder / FILE).write_text(json.dumps(answers), encoding="utf-8")


def load_sentences(folder: Path) -> dict[str, tuple[str, ...]]:
    answers = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return {question_id: tuple(ids) for question_id, ids in answers.items()}


def known_fingerprint(corpus: Corpus) -> str:
    """SHA-256 over the known questions; "" where the corpus holds no document that has any."""
    shipped = {entry.sha256 for entry in read_entries(SHIPPED)}
    if not any(parsed.document.sha256 in shipped for parsed in corpus.documents):
        return ""
    digest = hashlib.sha256()
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
