"""Texts that go on from what somebody has typed so far, found by its words."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.keeping.texts import folded

FEWEST_LETTERS = 4
"""Letters from which a word may hold a slip: of shorter ones almost any is a slip of another."""
FORGIVEN = 0.7
"""What a word with a slip counts against one without: any figure below 1 puts it behind those."""
COVERED = 0.6
"""Share of what is typed, by what its words tell, that a text must have. So one word of a longer
question may be missing; with two rare ones of three missing, the rest is no hint any more."""
WORDS_READ = 30
"""Words of what is typed that are looked at, the last ones: a question has about twelve."""

_WORD = re.compile(r"\w+")


class TypeAhead:
    """Texts, ready to be searched. Nothing changes after it is made."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [" ".join(_words(text)) for text in texts]
        places: dict[str, list[int]] = {}
        for at, text in enumerate(self._texts):
            for word in set(text.split()):
                places.setdefault(word, []).append(at)
        self._vocabulary = sorted(places)
        self._places = [np.array(places[word], dtype=np.int32) for word in self._vocabulary]

    def search(self, typed: str, limit: int, *, forgiving: bool = False) -> list[int]:
        """Which texts fit best, best first: at most ``limit`` of their numbers.

        The last word may be the beginning of one. Texts that begin as typed stand first, then
        those that have most of its words; of equals the shortest. Where ``forgiving``, a word that
        is in no text may differ from one by a letter that is wrong, missing, too many, or has
        changed places with its neighbour.
        """
        words = _words(typed)[-WORDS_READ:]
        if not words or not self._texts:
            return []
        is_open = typed[-1:].isalnum()
        covered = np.zeros(len(self._texts))
        total = 0.0
        for word in dict.fromkeys(words):
            is_prefix = is_open and word == words[-1]
            found, quality = self._find(word, is_prefix=is_prefix, forgiving=forgiving)
            weight = math.log1p(len(self._texts) / max(len(found), 1))
            covered[found] += quality * weight
            total += weight
        fit = np.flatnonzero(covered >= COVERED * total)
        beginning = " ".join(words)
        ranked = sorted(
            fit.tolist(),
            key=lambda at: (
                not self._texts[at].startswith(beginning),
                -covered[at],
                len(self._texts[at]),
                at,
            ),
        )
        return ranked[:limit]

    def _find(
        self, word: str, *, is_prefix: bool, forgiving: bool
    ) -> tuple[NDArray[np.int32], float]:
        """The texts that have a word, each once, and what it counts."""
        found = [self._places[at] for at in self._spelled(word, is_prefix=is_prefix)]
        quality = 1.0
        if not found and forgiving and len(word) >= FEWEST_LETTERS:
            found = [
                self._places[at]
                for at in self._beginning_with(word[0])
                if is_slip(word, self._vocabulary[at], is_prefix=is_prefix)
            ]
            quality = FORGIVEN
        if not found:
            return np.array([], dtype=np.int32), quality
        return np.unique(np.concatenate(found)), quality

    def _spelled(self, word: str, *, is_prefix: bool) -> Iterator[int]:
        for at in self._beginning_with(word):
            if is_prefix or self._vocabulary[at] == word:
                yield at

    def _beginning_with(self, prefix: str) -> range:
        """The numbers of the vocabulary's words that begin so; they stand together."""
        first = bisect_left(self._vocabulary, prefix)
        # U+10FFFF is no letter: no word that begins so sorts behind it.
        return range(first, bisect_left(self._vocabulary, f"{prefix}\U0010ffff", first))


def is_slip(typed: str, word: str, *, is_prefix: bool = False) -> bool:
    """Whether ``typed`` is ``word``, or its beginning, with one slip of the key or none.

    A slip is a letter that is wrong, missing, too many, or has changed places with its neighbour
    (the four of F. J. Damerau, "A technique for computer detection and correction of spelling
    errors", Communications of the ACM 7 (1964)).
    """

    if len(word) < len(typed) - 1 or (not is_prefix and len(word) > len(typed) + 1):
        return False

    def agree(mine: str, theirs: str) -> bool:
        return theirs.startswith(mine) if is_prefix else theirs == mine

    at = 0
    while at < min(len(typed), len(word)) and typed[at] == word[at]:
        at += 1
    here, there = typed[at:], word[at:]
    return (
        agree(here, there)
        or agree(here[1:], there[1:])
        or agree(here, there[1:])
        or agree(here[1:], there)
        or (here[:2] == there[:2][::-1] and agree(here[2:], there[2:]))
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))
