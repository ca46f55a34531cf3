"""The known questions of the shipped documents, bound to the sentences that answer them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.binding import Found, SentenceFinder
from corpus.loading import SHIPPED, Corpus
from corpus.manifest import read_entries

QUESTIONS = Path(__file__).parent / "questions"
"""What was written of the shipped documents; its README describes the two files."""


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question that given sentences answer, or that the documents come close to and leave open.

    ``id`` and ``language`` together are unique: translations of a question share its id.
    """

    id: str
    language: str
    """"en", "fr" or "es"."""
    text: str
    sentence_ids: tuple[str, ...]
    """The sentences that together answer it; () for a near-miss."""
    answerable: bool
    nearest: tuple[str, ...] = ()
    """For a near-miss: the sentences that come closest without answering it."""
    pair: str = ""
    """What the two questions of a minimal pair have in common and no other has; "" outside one."""
    conflict: bool = False
    """Whether its sentences contradict each other: each is an answer, and both must be shown."""


@dataclass(frozen=True, slots=True)
class Unbound:
    """A text that was not found in its document: questions that need it are left out."""

    question_id: str
    document_id: str
    """The document's id in the corpus."""
    text: str
    overlap: float
    """The greatest share of its words that stand in a single sentence, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Binding:
    questions: tuple[KnownQuestion, ...] = ()
    unbound: tuple[Unbound, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A question as written: by language, with the texts that answer it or come closest."""

    id: str
    questions: Mapping[str, str]
    answerable: bool
    texts: tuple[_Text, ...]
    pair: str = ""
    conflict: bool = False


def bind_known_questions(corpus: Corpus) -> Binding:
    """The known questions of every shipped document that the corpus holds.

    A document is a shipped one where its SHA-256 is, whatever its id here; questions that need
    another document are left out. Takes some three seconds of one core for the shipped corpus.
    """
    documents = _shipped_documents(corpus)
    if not documents:
        return Binding()
    finder = _Finder(corpus, documents)
    questions: list[KnownQuestion] = []
    unbound: list[Unbound] = []
    for row in _rows():
        if any(text.document_id not in documents for text in row.texts):
            continue
        found = {text: finder.find(text) for text in row.texts}
        missing = [text for text in row.texts if not found[text].sentence_ids]
        unbound += [
            Unbound(row.id, documents[text.document_id], text.text, found[text].overlap)
            for text in missing
        ]
        if not missing:
            ids = dict.fromkeys(id_ for text in row.texts for id_ in found[text].sentence_ids)
            questions += _questions(row, tuple(ids))
    return Binding(tuple(questions), tuple(unbound))


class _Finder:
    """Finds each text near the one before it in its document: rows follow the reading order."""

    def __init__(self, corpus: Corpus, documents: Mapping[str, str]) -> None:
        self._finders = {
            shipped: SentenceFinder(corpus.document(own_id))
            for shipped, own_id in documents.items()
        }
        self._last: dict[str, str] = {}

    def find(self, text: _Text) -> Found:
        near = self._last.get(text.document_id, "")
        found = self._finders[text.document_id].find(text.text, near)
        if found.sentence_ids:
            self._last[text.document_id] = found.sentence_ids[-1]
        return found


def _shipped_documents(corpus: Corpus) -> dict[str, str]:
    """By the id that the shipped manifest gives a document: its id in the corpus.

    Of several copies the first counts.
    """
    documents = [parsed.document for parsed in reversed(corpus.documents)]
    own_ids = {document.sha256: document.id for document in documents}
    return {
        entry.id: own_ids[entry.sha256]
        for entry in read_entries(SHIPPED)
        if entry.sha256 in own_ids
    }


def _questions(row: _Row, ids: tuple[str, ...]) -> Iterator[KnownQuestion]:
    for language, text in row.questions.items():
        yield KnownQuestion(
            id=row.id,
            language=language,
            text=text,
            sentence_ids=ids if row.answerable else (),
            answerable=row.answerable,
            nearest=() if row.answerable else ids,
            pair=row.pair,
            conflict=row.conflict,
        )


def _rows() -> Iterator[_Row]:
    for item in _objects("known_questions.jsonl"):
        texts = item["evidence"] if item["answerable"] else [item["nearest"]]
        yield _Row(
            id=item["id"],
            questions=item["question"],
            answerable=item["answerable"],
            texts=tuple(_Text(text["document_id"], text["text"]) for text in texts),
            conflict=item.get("conflict", False),
        )
    for item in _objects("minimal_pairs.jsonl"):
        texts = (_Text(item["document_id"], item["text"]),)
        for kind in ("answerable", "unanswerable"):
            yield _Row(
                id=f"{item['id']}-{kind}",
                questions=item[kind],
                answerable=kind == "answerable",
                texts=texts,
                pair=item["id"],
            )


def _objects(file: str) -> Iterator[dict[str, Any]]:
    with (QUESTIONS / file).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
