"""Which of many texts is most like a question, by the words they share."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 0.5
"""Overlap below which a pair is not looked for."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Near:
    question: str
    learned: str
    overlap: float
    """The share of their words, accents and capitals aside, that both have."""


def nearest(questions: Iterable[str], texts: Sequence[str]) -> list[Near]:
    """For each question the text of the greatest overlap; "" where none reaches ``LEAST``."""
    sets = [words(text) for text in texts]
    common = Counter(word for of_text in sets for word in of_text)
    holding: dict[str, set[int]] = defaultdict(set)
    for at, of_text in enumerate(sets):
        for word in of_text:
            holding[word].add(at)
    found = []
    for question in questions:
        own = words(question)
        # Two sets that overlap so far share at least one of so many of the rarest words.
        needed = len(own) - math.ceil(LEAST * len(own)) + 1
        rarest = sorted(own, key=lambda word: common[word])[:needed]
        places = set[int]().union(*(holding[word] for word in rarest if word in holding))
        overlaps = [(len(own & sets[at]) / len(own | sets[at]), texts[at]) for at in places]
        overlap, text = max(overlaps, default=(0.0, ""))
        found.append(Near(question, text, overlap))
    return found


def words(text: str) -> frozenset[str]:
    """The words of a text without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return frozenset(WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
