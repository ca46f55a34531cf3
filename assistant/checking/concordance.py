"""Where words stand in the documents: every place of a quotation, or the places nearest to it."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.checking.types import Place
from assistant.checking.words import Word, WordKind, read_words
from corpus.loading import Corpus
from corpus.types import ParsedDocument, Passage, PassageKind

BREAK = "\0"
"""Form of the word that stands between two runs of text, so that no quotation spans them."""
BETWEEN_FIGURES = "\x1f"
MOST_PLACES = 50
"""Places of the same words that are looked at; only set phrases have more."""
CANDIDATES = 3
"""Places nearest to a quotation that are aligned with it: the documents repeat a sentence twice at
most (the book, its overview and the agency's own paper)."""
RIVAL = 0.5
"""Share of the best place's votes from which another one is worth aligning."""
COMMON = 3_000
"""Occurrences from which a word tells nothing of a place: in the shipped documents only "the",
"and", "of", "in" and "to" have as many."""
OUTLIERS = 0.1
"""Share of the votes at either end that chance may have cast: they do not widen the window."""
ROOM, OMISSION_ROOM = 12, 120
"""Words of room at either end of a window; and more for each "…": about three sentences."""
_LABEL = re.compile(r"\d+\.?\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words ``first`` up to, not including, ``last`` of the concordance."""

    first: int
    last: int


class Concordance:
    """The words of a corpus in reading order. Nothing changes after it is made.

    Footnotes stand after their document's running text, so a quotation may run past one; the
    numbers of paragraphs and of footnotes are in no word.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._documents = corpus.documents
        self.words: list[Word] = []
        owners: list[int] = []
        for at, parsed in enumerate(corpus.documents):
            for run in _runs(parsed):
                words = [word for passage in run for word in _words_of(parsed, passage)]
                self.words += [*words, Word(WordKind.STOP, BREAK, 0, 0)]
                owners += [at] * (len(words) + 1)
        self._owners: NDArray[np.int32] = np.array(owners, dtype=np.int32)
        forms = joinable(self.words)
        lengths = [len(form) for form in forms]
        self._begins: NDArray[np.int64] = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        self._joined = "".join(forms)
        self._positions = _positions(self.words)

    def weight(self, word: Word) -> float:
        """How much a word tells of its place: ``log(N / n)`` for n occurrences in N words, >= 0.

        A stop tells nothing, a word that the documents do not have most.
        """
        if word.kind is not WordKind.WORD:
            return 0.0
        found = self._positions.get(word.form.lower())
        return math.log(len(self.words) / (1 if found is None else len(found)))

    def exact(self, words: Sequence[Word]) -> list[Stretch]:
        """The places that have the same words, in reading order, ``MOST_PLACES`` at most.

        Only the letters are compared, not how they are cut into words: "policy-making" is
        "policymaking". Where the first word may change its capital, both are looked for.
        """
        joined = "".join(joinable(words))
        if not joined:
            return []
        forms = {joined}
        if words[0].any_case:
            forms |= {joined[0].upper() + joined[1:], joined[0].lower() + joined[1:]}
        starts = sorted(at for form in forms for at in self._occurrences(form))
        return [self._stretch(at, len(joined)) for at in starts[:MOST_PLACES]]

    def near(self, words: Sequence[Word]) -> list[Stretch]:
        """The places that share most with a quotation, best first, ``CANDIDATES`` at most.

        Each word votes for where the quotation would begin if it were the one quoted, with its
        ``weight``; votes within the quotation's length are counted together.
        """
        votes = [
            (found - at, np.full(len(found), self.weight(word)))
            for at, word in enumerate(words)
            if (found := self._positions.get(word.form.lower())) is not None
            and len(found) <= COMMON
        ]
        if not votes:
            return []
        begins = np.concatenate([begin for begin, _ in votes])
        weights = np.concatenate([weight for _, weight in votes])
        width = max(len(words), 8)
        buckets, of_bucket = np.unique(begins // width, return_inverse=True)
        totals = np.bincount(of_bucket, weights)
        # A place may lie across the edge of two buckets.
        together = totals.copy()
        follows = np.flatnonzero(np.diff(buckets) == 1)
        together[follows] += totals[follows + 1]
        best = np.argsort(-together, kind="stable")[:CANDIDATES]
        windows = []
        for at in best[together[best] >= RIVAL * together.max()]:
            inside = (begins >= buckets[at] * width) & (begins < (buckets[at] + 2) * width)
            windows.append(self._around(begins[inside], weights[inside], words))
        return windows

    def place(self, stretch: Stretch) -> Place:
        """A stretch as a place of a document; it must lie within one run."""
        parsed = self._owner(stretch)
        start = self.words[stretch.first].start
        end = self.words[stretch.last - 1].end
        passage, locator = _locate(parsed, start)
        _, last_locator = _locate(parsed, end - 1)
        return Place(
            document_id=parsed.document.id,
            title=parsed.document.name,
            locator=locator if locator == last_locator else f"{locator} to {last_locator}",
            passage_id=passage.id,
            start=start,
            end=end,
            text=parsed.document.text[start:end],
        )

    def document_text(self, stretch: Stretch) -> str:
        """The canonical text of the document that a stretch lies in."""
        return self._owner(stretch).document.text

    def _owner(self, stretch: Stretch) -> ParsedDocument:
        return self._documents[int(self._owners[stretch.first])]

    def _occurrences(self, form: str) -> list[int]:
        """Where a joined form begins, only where a word begins and another one ends with it."""
        found: list[int] = []
        at = self._joined.find(form)
        while at >= 0 and len(found) < MOST_PLACES:
            if self._is_edge(at) and self._is_edge(at + len(form)):
                found.append(at)
            at = self._joined.find(form, at + 1)
        return found

    def _is_edge(self, at: int) -> bool:
        """Whether a word begins or ends at a place of the joined forms."""
        word = self._begins[np.searchsorted(self._begins, at, side="right") - 1]
        return bool(word == at or (word == at - 1 and self._joined[word] == BETWEEN_FIGURES))

    def _stretch(self, at: int, length: int) -> Stretch:
        first = np.searchsorted(self._begins, at, side="right") - 1
        last = np.searchsorted(self._begins, at + length)
        return Stretch(int(first), int(last))

    def _around(
        self, begins: NDArray[np.int64], weights: NDArray[np.float64], words: Sequence[Word]
    ) -> Stretch:
        """A window that holds what most of the votes point at, with room for what was left out."""
        order = np.argsort(begins, kind="stable")
        share = np.cumsum(weights[order]) / weights.sum()
        low, high = np.searchsorted(share, (OUTLIERS, 1 - OUTLIERS))
        room = ROOM + sum(OMISSION_ROOM for word in words if word.kind is WordKind.OMISSION)
        first = int(begins[order[low]]) - room
        last = int(begins[order[high]]) + len(words) + room
        return Stretch(max(0, first), min(len(self.words), last))


def joinable(words: Sequence[Word]) -> list[str]:
    """The forms of words such that, joined, "3-4" is not "34"."""
    return [
        BETWEEN_FIGURES + word.form
        if at and word.form[:1].isdigit() and words[at - 1].form[-1:].isdigit()
        else word.form
        for at, word in enumerate(words)
    ]


def _runs(parsed: ParsedDocument) -> list[list[Passage]]:
    main = [p for p in parsed.passages if p.kind is not PassageKind.FOOTNOTE]
    notes = [[p] for p in parsed.passages if p.kind is PassageKind.FOOTNOTE]
    return [main, *notes]


def _words_of(parsed: ParsedDocument, passage: Passage) -> list[Word]:
    start = passage.start
    if passage.kind in (PassageKind.NUMBERED, PassageKind.FOOTNOTE) and passage.label:
        label = _LABEL.match(parsed.document.text, passage.start, passage.end)
        start = label.end() if label else start
    return read_words(parsed.document.text, start, passage.end)


def _positions(words: Sequence[Word]) -> dict[str, NDArray[np.int64]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word.kind is WordKind.WORD:
            found.setdefault(word.form.lower(), []).append(at)
    return {form: np.array(at, dtype=np.int64) for form, at in found.items()}


def _locate(parsed: ParsedDocument, offset: int) -> tuple[Passage, str]:
    """The passage of a character, and the locator of its sentence."""
    at = bisect_right(parsed.passages, offset, key=lambda passage: passage.start) - 1
    passage = parsed.passages[at]
    sentence = next((s for s in passage.sentences if s.start <= offset < s.end), None)
    return passage, sentence.locator if sentence else passage.locator
