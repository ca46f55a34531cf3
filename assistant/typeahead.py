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
        spelled = [" ".join(_words(text)) for text in texts]
        # From here on a text is known by its rank among all by length: of equals the shortest wins.
        self._numbers = sorted(range(len(spelled)), key=lambda at: (len(spelled[at]), at))
        ranked = [spelled[at] for at in self._numbers]
        self._alphabetical = sorted(range(len(ranked)), key=ranked.__getitem__)
        self._sorted = [ranked[at] for at in self._alphabetical]
        places: dict[str, list[int]] = {}
        for at, text in enumerate(ranked):
            for word in set(text.split()):
                places.setdefault(word, []).append(at)
        self._vocabulary = sorted(places)
        self._places = [np.array(places[word], dtype=np.int32) for word in self._vocabulary]
        self._longest = max(map(len, self._vocabulary), default=0)
        self._by_length: dict[tuple[str, int], list[int]] = {}
        for at, word in enumerate(self._vocabulary):
            self._by_length.setdefault((word[0], len(word)), []).append(at)

    def search(self, typed: str, limit: int, *, forgiving: bool = False) -> list[int]:
        """Which texts fit best, best first: at most ``limit`` of their numbers.

        The last word may be the beginning of one. Texts that begin as typed stand first, then
        those that have most of its words; of equals the shortest. Where ``forgiving``, a word that
        is in no text may differ from one by a letter that is wrong, missing, too many, or has
        changed places with its neighbour.
        """
        words = _words(typed)[-WORDS_READ:]
        if not words or not self._numbers:
            return []
        is_open = typed[-1:].isalnum()
        covered = np.zeros(len(self._numbers))
        total = 0.0
        for word in dict.fromkeys(words):
            is_prefix = is_open and word == words[-1]
            has_it, quality = self._find(word, is_prefix=is_prefix, forgiving=forgiving)
            weight = math.log1p(len(self._numbers) / max(int(has_it.sum()), 1))
            covered += quality * weight * has_it
            total += weight
        fit = np.flatnonzero(covered >= COVERED * total)
        begins = self._beginning(" ".join(words))[fit]
        # Sorts by the last key first, and leaves equals in the order of their ranks.
        best = fit[np.lexsort((-covered[fit], ~begins))]
        return [self._numbers[at] for at in best[:limit]]

    def _find(
        self, word: str, *, is_prefix: bool, forgiving: bool
    ) -> tuple[NDArray[np.bool_], float]:
        """Which texts have a word, by rank, and what it counts."""
        found = self._spelled(word, is_prefix=is_prefix)
        quality = 1.0
        if not found and forgiving and len(word) >= FEWEST_LETTERS:
            found = [
                at
                for at in self._as_long(word, is_prefix=is_prefix)
                if is_slip(word, self._vocabulary[at], is_prefix=is_prefix)
            ]
            quality = FORGIVEN
        has_it = np.zeros(len(self._numbers), dtype=np.bool_)
        if found:
            has_it[np.concatenate([self._places[at] for at in found])] = True
        return has_it, quality

    def _spelled(self, word: str, *, is_prefix: bool) -> Sequence[int]:
        """The numbers of the vocabulary's words that are one, or begin so."""
        beginning = _beginning_with(self._vocabulary, word)
        if is_prefix or not beginning:
            return beginning
        # A word that is one stands before all that go on from it.
        return beginning[:1] if self._vocabulary[beginning[0]] == word else ()

    def _as_long(self, word: str, *, is_prefix: bool) -> Iterator[int]:
        """Those that begin with its letter and are as long, give or take what a slip does."""
        longest = self._longest if is_prefix else len(word) + 1
        for length in range(len(word) - 1, longest + 1):
            yield from self._by_length.get((word[0], length), ())

    def _beginning(self, phrase: str) -> NDArray[np.bool_]:
        """Which texts begin with a phrase, by rank."""
        begins = np.zeros(len(self._numbers), dtype=np.bool_)
        run = _beginning_with(self._sorted, phrase)
        begins[self._alphabetical[run.start : run.stop]] = True
        return begins


def _beginning_with(texts: Sequence[str], prefix: str) -> range:
    """The places of the sorted texts that begin so; they stand together."""
    first = bisect_left(texts, prefix)
    # U+10FFFF is no letter: nothing that begins so sorts behind it.
    return range(first, bisect_left(texts, f"{prefix}\U0010ffff", first))


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
