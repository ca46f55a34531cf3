"""Which sentences of a document a text is made of, where the two were cut and cleaned differently.

A text may hold several sentences or a part of one, a footnote's mark glued to a word, a hyphen
left from a line's end, other quotation marks or asterisks. So it is compared by words in a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass

from corpus.types import ParsedDocument

GRAM = 3
"""Words in a row that count as shared. Two are shared by chance all over a document ("of the"):
of the 4,988 shipped texts one is then found elsewhere and one not whole, in seven times the time;
with four, one is not found whole."""
SUBSTANTIAL = 0.5
"""Share of a sentence's words, or of a text's, at which the one stands in the other: half. Every
shipped text has a sentence that reaches it; at 0.7, 10 have none, and at 0.3, three are found in a
note elsewhere."""
RUN = 5
"""Words in a row that make a further sentence part of a text that one has been found for. A
sentence that a page's notes interrupt may be cut short there and run on into a note. At 6 the
halves of four such texts are missed, and at 4 only notes come in that are no part of an answer; at
5 one text has a sentence too many."""
NEARBY = 30
"""Sentences between the first one found for a text and any further one, at most. Joined sentences
and notes are neighbours: the farthest such pair of the shipped texts lies 19 apart."""

_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences that a text was found in, in reading order, () where there is none.

    ``overlap`` is the greatest share of the text's words that stand in a single sentence, 0 to 1.
    """

    sentence_ids: tuple[str, ...]
    overlap: float


class SentenceFinder:
    """Finds the sentences of one document that texts are made of.

    Headings are left out: they answer nothing by themselves. A sentence of fewer than ``GRAM``
    words ("MC/2353") is shared as a whole; a text of fewer is found in such a sentence alone.
    """

    def __init__(self, document: ParsedDocument) -> None:
        sentences = [s for p in document.passages if p.kind.is_searchable for s in p.sentences]
        self._ids = [sentence.id for sentence in sentences]
        self._numbers = {sentence_id: number for number, sentence_id in enumerate(self._ids)}
        self._lengths: list[int] = []
        self._holders: dict[tuple[str, ...], list[int]] = {}
        for number, sentence in enumerate(sentences):
            words = words_of(sentence.text)
            self._lengths.append(len(words))
            for gram in set(_grams(words, min(GRAM, len(words)))):
                self._holders.setdefault(gram, []).append(number)

    def find(self, text: str, near: str = "") -> Found:
        """The sentences of which a substantial part stands in ``text``, or the other way round.

        The sentence that shares most words with the text comes first, then what shares most of
        the words that are left. The first must be ``SUBSTANTIAL``; a further one must stand
        ``NEARBY`` and be ``SUBSTANTIAL`` or share a ``RUN``. Where a short text stands in several
        sentences alike, it is found in one of which it is a substantial part, and of these in the
        one nearest to the sentence with the id ``near``, or to the document's beginning.
        """
        words = words_of(text)
        centre = self._numbers.get(near, 0)

        def rank(number: int) -> tuple[int, bool, int]:
            shared = len(left[number])
            is_whole = shared >= SUBSTANTIAL * self._lengths[number]
            return shared, is_whole, -abs(number - centre)

        left = self._shared(words)
        overlap = max(map(len, left.values()), default=0) / max(1, len(words))
        found: list[int] = []
        while fitting := [n for n in left if self._fits(n, left[n], len(words), found)]:
            best = max(fitting, key=rank)
            covered = left.pop(best)
            left = {number: places - covered for number, places in left.items()}
            found.append(best)
        return Found(tuple(self._ids[number] for number in sorted(found)), overlap)

    def _shared(self, words: Sequence[str]) -> dict[int, Set[int]]:
        """By sentence: the places in ``words`` of the words that it shares."""
        shared: dict[int, set[int]] = {}
        for size in range(1, GRAM + 1):
            for place, gram in enumerate(_grams(words, size)):
                for number in self._holders.get(gram, ()):
                    shared.setdefault(number, set()).update(range(place, place + size))
        return dict(shared)

    def _fits(self, number: int, places: Set[int], words: int, found: Sequence[int]) -> bool:
        if len(places) >= SUBSTANTIAL * min(words, self._lengths[number]):
            return not found or abs(number - found[0]) <= NEARBY
        return bool(found) and abs(number - found[0]) <= NEARBY and _longest_run(places) >= RUN


def words_of(text: str) -> list[str]:
    """The words of a text, case-folded; digits and letters glued together come apart.

    "2015.9" gives "2015" and "9", "programme³" "programme" and "3".
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _grams(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]


def _longest_run(places: Set[int]) -> int:
    longest = run = 0
    for place in sorted(places):
        run = run + 1 if place - 1 in places else 1
        longest = max(longest, run)
    return longest
