"""What is learned from: each known question with the texts that answer it, as they are indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.known import KnownQuestion
from corpus.loading import Corpus
from index.encoder import Encoder
from index.translation import WordTable
from index.windows import passage_windows, text_windows

HELD_OUT = 10
"""One question in this many is held out, in all its languages."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Every text that a question is to be near to or far from: sentences, then passage windows."""

    texts: tuple[str, ...]
    sentences: dict[str, int]
    """The place of each sentence in ``texts``, by its id."""
    windows: dict[str, tuple[int, ...]]
    """The places of the windows of its passage that a sentence stands in, by the sentence's id."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question in the languages it is known in, as it is searched for, with the places of the
    texts that answer it."""

    languages: tuple[str, ...]
    questions: tuple[str, ...]
    sentences: tuple[int, ...]
    windows: tuple[int, ...]
    siblings: tuple[str, ...] = ()
    """Other English questions that one of its sentences answers."""

    @property
    def answers(self) -> tuple[int, ...]:
        return self.sentences + self.windows


def as_searched(
    questions: Iterable[KnownQuestion], tables: Mapping[str, WordTable]
) -> tuple[KnownQuestion, ...]:
    """Known questions as they are encoded: put into English word by word where they are not."""
    return tuple(
        replace(question, text=tables[question.language].translate(question.text))
        if question.language in tables
        else question
        for question in questions
    )


def make_targets(corpus: Corpus, encoder: Encoder) -> Targets:
    """The searchable texts of a corpus. A sentence longer than the encoder reads counts by its
    first window."""
    sentences: dict[str, int] = {}
    windows: dict[str, tuple[int, ...]] = {}
    texts: list[str] = []
    window_texts: list[str] = []
    searchable = [
        (parsed.document, passage)
        for parsed in corpus.documents
        for passage in parsed.passages
        if passage.kind.is_searchable
    ]
    first = sum(len(passage.sentences) for _, passage in searchable)
    for document, passage in searchable:
        own = passage_windows(document, passage, encoder)
        places = range(first + len(window_texts), first + len(window_texts) + len(own))
        window_texts += own
        for sentence in passage.sentences:
            sentences[sentence.id] = len(texts)
            texts.append(text_windows(sentence.text, encoder)[0])
            holding = [at for at, text in zip(places, own, strict=True) if sentence.text in text]
            windows[sentence.id] = tuple(holding or places)
    return Targets((*texts, *window_texts), sentences, windows)


def split_examples(
    questions: Iterable[KnownQuestion], targets: Targets
) -> tuple[list[Example], list[Example]]:
    """The answerable questions to learn from, and those held out to measure with.

    Held out is a tenth of the questions, by a hash of their ids; others on the same sentences are
    learned from, as they are for the questions that people will ask. A question held out is no
    sibling of any that is learned from, and none that another hand wrote word for word is measured
    with.
    """
    by_id: dict[str, list[KnownQuestion]] = {}
    for question in questions:
        if question.answerable and all(s in targets.sentences for s in question.sentence_ids):
            by_id.setdefault(question.id, []).append(question)
    learned = {id_: known for id_, known in by_id.items() if not is_held_out(id_)}
    on_sentence: dict[str, list[KnownQuestion]] = {}
    for question in (q for known in learned.values() for q in known if q.language == "en"):
        for id_ in question.sentence_ids:
            on_sentence.setdefault(id_, []).append(question)
    training = [_example(known, targets, on_sentence) for known in learned.values()]
    texts = {question.text for known in learned.values() for question in known}
    held_out = [
        _example(known, targets, {})
        for id_, known in by_id.items()
        if id_ not in learned and texts.isdisjoint(question.text for question in known)
    ]
    return training, held_out


def is_held_out(question_id: str) -> bool:
    """Whether a question is kept for measuring; decided by its id alone."""
    return int(hashlib.sha256(question_id.encode()).hexdigest(), 16) % HELD_OUT == 0


def _example(
    known: Sequence[KnownQuestion],
    targets: Targets,
    on_sentence: Mapping[str, Sequence[KnownQuestion]],
) -> Example:
    ids = known[0].sentence_ids
    siblings = dict.fromkeys(
        q.text for id_ in ids for q in on_sentence.get(id_, ()) if q.id != known[0].id
    )
    return Example(
        languages=tuple(question.language for question in known),
        questions=tuple(question.text for question in known),
        sentences=tuple(targets.sentences[id_] for id_ in ids),
        windows=tuple(dict.fromkeys(at for id_ in ids for at in targets.windows[id_])),
        siblings=tuple(siblings),
    )
