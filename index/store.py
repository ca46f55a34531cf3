"""Where vectors are kept and searched: Chroma on disk, and an exact store in memory.

A store knows row ids, vectors and document ids; what a row stands for is not its business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.encoder import Vectors
from index.errors import DuplicateRow, StoreFault

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

SEARCH_BREADTH = 10_000
"""Chroma's ``ef_search``: more than the shipped documents have rows, so that all of the graph is
searched through and the results are nearly those of an exact search (a test compares them)."""

BUILD_BREADTH = 200
"""Chroma's ``ef_construction``: twice the default, for a graph in which nothing is cut off."""

ADD_BATCH = 2_000
"""Rows handed to Chroma at a time: below SQLite's limit of variables in one statement."""


@dataclass(frozen=True, slots=True)
class Row:
    """One vector's identity."""

    id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Hit:
    row_id: str
    similarity: float
    """Cosine, in [-1, 1]."""


class VectorStore(Protocol):
    """A set of rows with unit vectors."""

    def __len__(self) -> int: ...

    def add(self, rows: Sequence[Row], vectors: Vectors) -> None:
        """Add rows with their unit vectors, shape (len(rows), d).

        Raises ``DuplicateRow`` where an id occurs twice or is there already; nothing is added then.
        """
        ...

    def search(
        self, vector: Vectors, k: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """The ``k`` rows nearest to a unit vector, shape (d,), nearest first; ties by row id.

        Fewer where the store, or the documents asked for, have fewer rows.
        """
        ...


class MemoryStore:
    """Compares with every row: exact, for small corpora and as the measure of other stores."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Row, Vectors]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, rows: Sequence[Row], vectors: Vectors) -> None:
        _refuse_duplicates(rows, [row.id for row in rows if row.id in self._rows])
        for row, vector in zip(rows, vectors, strict=True):
            self._rows[row.id] = (row, vector)

    def search(
        self, vector: Vectors, k: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        wanted = {
            row_id: _cosine(float(of_row @ vector))
            for row_id, (row, of_row) in self._rows.items()
            if documents is None or row.document_id in documents
        }
        return _nearest(wanted)[:k]


class ChromaStore:
    """A collection of a Chroma database on disk. Use ``open_chroma`` to get one.

    Chroma is spoken to directly: llama-index's adapter would keep a second copy of every text as
    a JSON node in the metadata, and gives back no cosine but exp(-distance).
    """

    def __init__(self, client: ClientAPI, name: str, *, create: bool) -> None:
        self._collection = _create(client, name) if create else _existing(client, name)
        self._size = int(self._collection.count())  # Asked for at each search it would cost 2 ms.

    def __len__(self) -> int:
        return self._size

    def add(self, rows: Sequence[Row], vectors: Vectors) -> None:
        _refuse_duplicates(rows, ())
        ids = [row.id for row in rows]
        for batch in _batches(len(rows)):
            _refuse_duplicates(rows, self._collection.get(ids=ids[batch], include=[])["ids"])
        for batch in _batches(len(rows)):
            self._collection.add(
                ids=ids[batch],
                embeddings=vectors[batch],
                metadatas=[{"document_id": row.document_id} for row in rows[batch]],
            )
        self._size += len(rows)

    def search(
        self, vector: Vectors, k: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        k = min(k, len(self))
        if k < 1 or (documents is not None and not documents):
            return []
        where = None if documents is None else {"document_id": {"$in": sorted(documents)}}
        with _store_faults():
            found = self._collection.query(
                query_embeddings=[vector], n_results=k, where=where, include=["distances"]
            )
        # Chroma's cosine distance is 1 - cosine.
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return _nearest({row_id: _cosine(1.0 - distance) for row_id, distance in pairs})


@contextmanager
def new_chroma(folder: Path, names: Sequence[str]) -> Iterator[tuple[ChromaStore, ...]]:
    """Fresh, empty stores in a new database; on leaving, all of it is written and closed."""
    client = _client(folder)
    try:
        yield tuple(ChromaStore(client, name, create=True) for name in names)
    finally:
        client.close()


def open_chroma(folder: Path, names: Sequence[str]) -> tuple[ChromaStore, ...]:
    """The stores of a database that ``new_chroma`` made.

    Raises ``StoreFault`` where there is none or it cannot be read.
    """
    if not (folder / "chroma.sqlite3").is_file():
        raise StoreFault(f"There is no vector database in {folder}.")
    with _store_faults():
        client = _client(folder)
        return tuple(ChromaStore(client, name, create=False) for name in names)


@contextmanager
def _store_faults() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    # Where it cannot open a damaged database, Chroma fails once more, over its own clean-up.
    except (ChromaError, AttributeError) as error:
        raise StoreFault(f"The vector database cannot be read: {error}") from error


def _client(folder: Path) -> Any:  # its declared type, ClientAPI, lacks close()
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))


def _create(client: ClientAPI, name: str) -> Any:
    return client.create_collection(
        name,
        embedding_function=None,
        configuration={
            "hnsw": {
                "space": "cosine",
                "ef_construction": BUILD_BREADTH,
                "ef_search": SEARCH_BREADTH,
                # With several threads the graph, and so the results, could differ between builds.
                "num_threads": 1,
            }
        },
    )


def _existing(client: ClientAPI, name: str) -> Any:
    return client.get_collection(name, embedding_function=None)


def _nearest(similarities: Mapping[str, float]) -> list[Hit]:
    ordered = sorted(similarities.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Hit(row_id, similarity) for row_id, similarity in ordered]


def _cosine(value: float) -> float:
    """Rounding may carry the cosine of two equal vectors a little beyond 1."""
    return min(1.0, max(-1.0, value))


def _batches(total: int) -> Iterator[slice]:
    return (slice(at, at + ADD_BATCH) for at in range(0, total, ADD_BATCH))


def _refuse_duplicates(rows: Sequence[Row], known: Sequence[str]) -> None:
    seen: set[str] = set(known)
    twice = list(known[:1])
    for row in rows:
        if row.id in seen:
            twice.append(row.id)
        seen.add(row.id)
    if twice:
        raise DuplicateRow(f"Row {twice[0]!r} is in the store already, or twice among those added.")
