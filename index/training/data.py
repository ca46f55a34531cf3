"""What is learned from: each known question with the texts that answer it, as they are indexed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.known import KnownQuestion
from corpus.loading import Corpus
from index.encoder import Encoder
from index.windows import passage_windows, text_windows

HELD_OUT = 10
"""One sentence in this many is held out, with every question on it."""

NOT_WORDS = re.compile(r"[\W_]+")


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
    """A question in the languages it is known in, with the places of the texts that answer it."""

    languages: tuple[str, ...]
    questions: tuple[str, ...]
    sentences: tuple[int, ...]
    windows: tuple[int, ...]

    @property
    def answers(self) -> tuple[int, ...]:
        return self.sentences + self.windows


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

    Held out is a tenth of the sentences, by a hash of their words, so that a sentence that two
    documents share is held out in both. A question that any such sentence answers is not learned
    from; it is measured with where all its sentences are held out.
    """
    by_id: dict[str, list[KnownQuestion]] = {}
    for question in questions:
        if question.answerable and all(s in targets.sentences for s in question.sentence_ids):
            by_id.setdefault(question.id, []).append(question)
    training: list[Example] = []
    held_out: list[Example] = []
    for known in by_id.values():
        example = _example(known, targets)
        held = [is_held_out(targets.texts[place]) for place in example.sentences]
        if not any(held):
            training.append(example)
        elif all(held):
            held_out.append(example)
    return training, held_out


def is_held_out(sentence: str) -> bool:
    """Whether questions on a sentence are kept for measuring; decided by its words alone."""
    words = NOT_WORDS.sub(" ", sentence.lower()).strip()
    return int(hashlib.sha256(words.encode()).hexdigest(), 16) % HELD_OUT == 0


def _example(known: Sequence[KnownQuestion], targets: Targets) -> Example:
    ids = known[0].sentence_ids
    return Example(
        languages=tuple(question.language for question in known),
        questions=tuple(question.text for question in known),
        sentences=tuple(targets.sentences[id_] for id_ in ids),
        windows=tuple(dict.fromkeys(at for id_ in ids for at in targets.windows[id_])),
    )
