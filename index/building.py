"""Building an index, and opening one that is whole and fits the documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.known import bind_known_questions
from corpus.types import Document, Passage, Sentence
from index.encoder import Encoder, Vectors
from index.errors import IndexMissing, IndexStale, StoreFault
from index.generations import (
    Manifest,
    building,
    current_generation,
    new_generation,
    publish,
    read_manifest,
)
from index.known import (
    ANSWERED,
    MISSED,
    KnownQuestions,
    known_fingerprint,
    load_answers,
    rows_of,
    save_answers,
)
from index.lexical import LexicalIndex
from index.retriever import Retriever, Vectorised
from index.reuse import Reusable, kept_vectors, reusable_vectors, save_vectors, text_key
from index.shipped import shipped_questions
from index.store import Row, VectorStore, new_chroma, open_chroma
from index.translation import load_tables, words_fingerprint
from index.windows import passage_header, passage_windows, row_ids, text_windows

if TYPE_CHECKING:
    from corpus.loading import Corpus

FORMAT = 6
"""Raised with every change to this package that changes what stands in an index."""

VECTORS = "vectors"
PASSAGES = "passages"
SENTENCES = "sentences"
PASSAGE_WORDS = "passage-words"
SENTENCE_WORDS = "sentence-words"

CHUNK = 128
"""Texts encoded between two reports of progress: about a second's work on two cores."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Windowed:
    """The texts to embed, and the row that each is stored as."""

    pairs: list[tuple[Row, str]]
    windows: dict[str, int]


def index_fingerprint(corpus: Corpus, encoder: Encoder) -> str:
    """16 hexadecimal digits that change with anything that changes what is found in an index."""
    known, words = known_fingerprint(corpus), words_fingerprint()
    parts = json.dumps([FORMAT, corpus.fingerprint, encoder.fingerprint, known, words])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def build_index(
    corpus: Corpus,
    encoder: Encoder,
    directory: Path,
    progress: Progress = lambda done, total: None,
    *,
    force: bool = False,
) -> None:
    """Build the index of a corpus in ``directory`` and make it the current one.

    ``progress`` is called with the number of texts encoded so far and their total. Nothing is
    done where the current index is whole and the one wanted, and texts that it has are not encoded
    again; ``force`` builds all of it anew. Vectors that are shipped with the encoder are never made
    here. One build runs at a time; another waits, and then finds it done.
    """
    fingerprint = index_fingerprint(corpus, encoder)
    with building(directory):
        if not force and _is_usable(corpus, encoder, directory):
            return
        made = {} if force else reusable_vectors(current_generation(directory), encoder)
        known = {**shipped_questions(encoder), **made}
        folder = new_generation(directory, fingerprint)
        publish(folder, _write_parts(corpus, encoder, folder, known, progress))


def open_index(corpus: Corpus, encoder: Encoder, directory: Path) -> Retriever:
    """The current index of ``directory``, ready to search.

    Raises ``IndexMissing`` where none was ever finished, ``IndexStale`` where it was built from
    other documents, by another model or in another format, or where a part of it is gone.
    """
    folder = current_generation(directory)
    if folder is None:
        raise IndexMissing(f"There is no index in {directory}. Run `rapporteur reindex`.")
    fingerprint = index_fingerprint(corpus, encoder)
    manifest = read_manifest(folder)
    if manifest.fingerprint != fingerprint:
        raise IndexStale(
            f"The index in {directory} is {manifest.fingerprint}; the documents, the model "
            f"{encoder.name} and this version need {fingerprint}. Run `rapporteur reindex`."
        )
    try:
        return _open_parts(corpus, encoder, folder, manifest)
    except (StoreFault, OSError, ValueError, KeyError) as error:
        raise IndexStale(
            f"The index in {folder} is damaged ({error}). Run `rapporteur reindex --force`."
        ) from error


def _write_parts(
    corpus: Corpus, encoder: Encoder, folder: Path, known: Reusable, progress: Progress
) -> Manifest:
    passages = _window_passages(corpus, encoder)
    sentences = _window_sentences(corpus, encoder)
    questions = bind_known_questions(corpus).questions
    rows = {PASSAGES: passages.pairs, SENTENCES: sentences.pairs, **rows_of(questions)}
    texts = [text for pairs in rows.values() for _, text in pairs]
    vectors = encode_all(texts, encoder, progress, known)
    save_vectors(folder, encoder, texts, vectors)
    with new_chroma(folder / VECTORS, tuple(rows)) as stores:
        start = 0
        for store, pairs in zip(stores, rows.values(), strict=True):
            store.add([row for row, _ in pairs], vectors[start : start + len(pairs)])
            start += len(pairs)
    save_answers(folder, questions)
    for name, lexical_texts in (
        (PASSAGE_WORDS, [lexical_text(document, p) for document, p in _passages(corpus)]),
        (SENTENCE_WORDS, [sentence.text for sentence in _sentences(corpus)]),
    ):
        LexicalIndex.build(lexical_texts).save(folder / name)
    return Manifest(
        fingerprint=index_fingerprint(corpus, encoder),
        model=encoder.name,
        rows={name: len(pairs) for name, pairs in rows.items()},
        windows=passages.windows | sentences.windows,
    )


def encode_all(
    texts: Sequence[str], encoder: Encoder, progress: Progress, known: Reusable
) -> Vectors:
    """Unit vectors of texts, shape (len(texts), d); those known are not made again.

    A text that occurs twice is encoded once: the documents repeat each other. Texts of like length
    go together, the longest first, so that the memory of the first chunk serves for all.
    """
    vectors = dict(known)
    new = [text for text in dict.fromkeys(texts) if text_key(text) not in vectors]
    sizes = dict(zip(new, encoder.count_pieces(new), strict=True))
    new.sort(key=lambda text: -sizes[text])
    progress(0, len(new))
    for start in range(0, len(new), CHUNK):
        chunk = new[start : start + CHUNK]
        vectors.update(zip(map(text_key, chunk), encoder.encode(chunk), strict=True))
        progress(start + len(chunk), len(new))
    return np.array([vectors[text_key(text)] for text in texts], dtype=np.float32)


def lexical_text(document: Document, passage: Passage) -> str:
    """What BM25 reads of a passage: its words under its title, headings and lead-in."""
    return "\n".join((*passage_header(document, passage), passage.text))


def _open_parts(corpus: Corpus, encoder: Encoder, folder: Path, manifest: Manifest) -> Retriever:
    passages = [passage for _, passage in _passages(corpus)]
    sentence_ids = [sentence.id for sentence in _sentences(corpus)]
    names = (PASSAGES, SENTENCES, ANSWERED, MISSED)
    stores = dict(zip(names, open_chroma(folder / VECTORS, names), strict=True))
    for name, store in stores.items():
        _check_whole(store, manifest.rows[name], encoder)
    # The order in which the build wrote them: passages first, then sentences.
    split, end = manifest.rows[PASSAGES], manifest.rows[PASSAGES] + manifest.rows[SENTENCES]
    return Retriever(
        passages,
        encoder,
        passage_vectors=Vectorised.of(
            stores[PASSAGES],
            [passage.id for passage in passages],
            manifest.windows,
            kept_vectors(folder, 0, split),
        ),
        sentence_vectors=Vectorised.of(
            stores[SENTENCES], sentence_ids, manifest.windows, kept_vectors(folder, split, end)
        ),
        passage_words=LexicalIndex.load(folder / PASSAGE_WORDS),
        sentence_words=LexicalIndex.load(folder / SENTENCE_WORDS),
        fingerprint=manifest.fingerprint,
        known=KnownQuestions(
            answered=stores[ANSWERED], missed=stores[MISSED], answers=load_answers(folder)
        ),
        tables=load_tables(),
    )


def _check_whole(store: VectorStore, rows: int, encoder: Encoder) -> None:
    if len(store) != rows:
        raise StoreFault(f"{len(store)} rows where there were {rows}")
    # Counting does not read the vectors; a search does, and warms them for the first question.
    if rows and not store.search(encoder.encode_question("warm-up"), 1):
        raise StoreFault("the vectors cannot be searched")


def _window_passages(corpus: Corpus, encoder: Encoder) -> Windowed:
    return _windowed(
        (passage.id, document.id, passage_windows(document, passage, encoder))
        for document, passage in _passages(corpus)
    )


def _window_sentences(corpus: Corpus, encoder: Encoder) -> Windowed:
    return _windowed(
        (sentence.id, sentence.document_id, text_windows(sentence.text, encoder))
        for sentence in _sentences(corpus)
    )


def _windowed(items: Iterable[tuple[str, str, tuple[str, ...]]]) -> Windowed:
    pairs: list[tuple[Row, str]] = []
    windows: dict[str, int] = {}
    for item_id, document_id, item_texts in items:
        ids = row_ids(item_id, len(item_texts))
        pairs.extend((Row(i, document_id), text) for i, text in zip(ids, item_texts, strict=True))
        if len(item_texts) > 1:
            windows[item_id] = len(item_texts)
    return Windowed(pairs, windows)


def _passages(corpus: Corpus) -> Iterator[tuple[Document, Passage]]:
    """The searchable passages in reading order: the order of every part of an index."""
    return (
        (parsed.document, passage)
        for parsed in corpus.documents
        for passage in parsed.passages
        if passage.kind.is_searchable
    )


def _sentences(corpus: Corpus) -> Iterator[Sentence]:
    return (sentence for _, passage in _passages(corpus) for sentence in passage.sentences)


def _is_usable(corpus: Corpus, encoder: Encoder, directory: Path) -> bool:
    try:
        open_index(corpus, encoder, directory)
    except (IndexMissing, IndexStale):
        return False
    return True
