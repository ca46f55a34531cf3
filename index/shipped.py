"""The vectors of the shipped documents' known questions, made once and shipped beside the model.

They are most of the texts of an index and never change by themselves: with them an index takes the
time that the documents take.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from index.encoder import ADAPTER, Encoder, Vectors
from index.errors import EncoderFault
from index.reuse import DIGEST_BYTES, Reusable, text_key

QUESTIONS = ADAPTER / "questions.npz"

LEVELS = 127
"""Steps between 0 and a vector's greatest number, either way: what 8 bits hold. A cosine is then
off by some 0.0005, far below what tells two questions apart, in a quarter of the space."""


def save_questions(encoder: Encoder, texts: Sequence[str], vectors: Vectors, path: Path) -> None:
    """Write the unit vectors of questions, shape (len(texts), d), each number in 8 bits."""
    steps = np.abs(vectors).max(axis=1, keepdims=True) / LEVELS
    keys = np.frombuffer(b"".join(map(text_key, texts)), dtype=np.uint8)
    np.savez(
        path,
        encoder=np.array(encoder.fingerprint),
        keys=keys.reshape(-1, DIGEST_BYTES),
        numbers=np.rint(vectors / steps).astype(np.int8),
    )


def shipped_questions(encoder: Encoder, path: Path = QUESTIONS) -> Reusable:
    """The unit vectors of the shipped questions by ``text_key``; none for another encoder.

    Raises ``EncoderFault`` where the file is damaged; without it all is encoded, which takes
    minutes longer and comes to the same.
    """
    if not path.is_file():
        return {}
    try:
        with np.load(path) as kept:
            if str(kept["encoder"]) != encoder.fingerprint:
                return {}
            numbers = kept["numbers"].astype(np.float32)
            keys = list(map(bytes, kept["keys"]))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise EncoderFault(
            f"The vectors in {path} are damaged: {error}. Restore the file, or remove it to have "
            "them made again."
        ) from error
    vectors = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
    return dict(zip(keys, vectors, strict=True))
