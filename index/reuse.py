"""The vectors of an index's texts, kept beside its database.

They are what found rows are compared with, and serve the next build: most of a changed corpus is as
it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from index.encoder import Encoder, Vectors

VECTORS = "vectors.npy"
TEXTS = "texts.npz"
DIGEST_BYTES = 16
"""Of a text's SHA-256: two of a billion texts would meet with a chance of 1 in 10^20."""

Reusable = Mapping[bytes, Vectors]


def text_key(text: str) -> bytes:
    """What a text is known by in the file."""
    return hashlib.sha256(text.encode()).digest()[:DIGEST_BYTES]


def save_vectors(folder: Path, encoder: Encoder, texts: Sequence[str], vectors: Vectors) -> None:
    """Keep the vectors of texts, shape (len(texts), d), with the encoder that made them."""
    keys = np.frombuffer(b"".join(map(text_key, texts)), dtype=np.uint8)
    np.save(folder / VECTORS, vectors)
    np.savez(
        folder / TEXTS, encoder=np.array(encoder.fingerprint), keys=keys.reshape(-1, DIGEST_BYTES)
    )


def kept_vectors(folder: Path, first: int, last: int) -> Vectors:
    """The vectors from ``first`` up to ``last``, as ``save_vectors`` was given them.

    Raises ``OSError`` or ``ValueError`` where they are gone or damaged, or fewer.
    """
    vectors = np.load(folder / VECTORS, mmap_mode="r")[first:last]
    if len(vectors) != last - first:
        raise ValueError(f"{VECTORS} ends before row {last}")
    return np.array(vectors)


def reusable_vectors(folder: Path | None, encoder: Encoder) -> Reusable:
    """The vectors that ``save_vectors`` kept in an index's folder, by ``text_key``.

    Empty where there is no such folder, a file is gone or damaged, or another encoder made them:
    the texts are then encoded again.
    """
    if folder is None:
        return {}
    try:
        with np.load(folder / TEXTS) as kept:
            if str(kept["encoder"]) != encoder.fingerprint:
                return {}
            keys = list(map(bytes, kept["keys"]))
        return dict(zip(keys, np.load(folder / VECTORS), strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}
