"""How rare a word is in the documents, and how much of a question the evidence covers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.loading import Corpus
from index.lexical import terms


@dataclass(frozen=True, slots=True)
class Rarity:
    """Document frequencies of stemmed terms over the searchable passages."""

    frequencies: Counter[str]
    passages: int

    @classmethod
    def of(cls, corpus: Corpus) -> Rarity:
        searchable = [p for p in corpus.passages() if p.kind.is_searchable]
        frequencies: Counter[str] = Counter()
        for passage in searchable:
            frequencies.update(set(terms(passage.text)))
        return cls(frequencies, len(searchable))

    def weight(self, term: str) -> float:
        """Inverse document frequency, ``log(1 + N / (df + 0.5))``: a word in no passage is rarest.

        The form of Robertson and Zaragoza (2009), section 3.2, kept above 0.
        """
        return math.log(1 + self.passages / (self.frequencies[term] + 0.5))

    def coverage(self, question: frozenset[str], evidence: Iterable[str]) -> float:
        """The share of the question's terms, by weight, that the evidence has, in [0, 1].

        1 where the question has no content word at all.
        """
        found = {term for text in evidence for term in terms(text)}
        return self.share(question & found, question) if question else 1.0

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """What some of the terms of ``whole`` weigh of all of them, in [0, 1]; 0 of none."""
        total = sum(map(self.weight, whole))
        return sum(map(self.weight, part)) / total if total else 0.0
