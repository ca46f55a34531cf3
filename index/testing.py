"""A stand-in for the embedding model: quick, deterministic, no weights."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.encoder import Vectors

WORD = re.compile(r"\w+")


class WordHashEncoder:
    """Sums a fixed pseudo-random vector a word, so texts that share words are near each other.

    A word counts as one piece.
    """

    name = "word-hash"

    def __init__(self, dimensions: int = 64, max_pieces: int = 254) -> None:
        self.dimensions = dimensions
        self.max_pieces = max_pieces

    @property
    def fingerprint(self) -> str:
        return f"{self.name}:{self.dimensions}:{self.max_pieces}"

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        return [len(WORD.findall(text)) for text in texts]

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [self._vector(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimensions)

    def encode_question(self, question: str) -> Vectors:
        return self._vector(question)

    def _vector(self, text: str) -> Vectors:
        words = WORD.findall(text.lower())[: self.max_pieces] or [""]
        total = np.sum([self._word_vector(word) for word in words], axis=0)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)

    def _word_vector(self, word: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.dimensions).astype(np.float32)
