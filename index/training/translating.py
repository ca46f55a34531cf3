"""`python -m index.training.translating`: learn English words for French and Spanish ones.

From the known questions, which are written in all three languages: which English words stand in a
question whenever a French one does. That is IBM's Model 1 (Brown et al. 1993, "The Mathematics of
Statistical Machine Translation", section 4.2), learned by expectation maximisation. It takes a few
seconds and comes to the same every time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.known import KnownQuestion, bind_known_questions
from corpus.loading import load_corpus
from index.training.data import is_held_out
from index.translation import WORDS, WordTable, load_tables, save_tables, tokens

ROUNDS = 5
"""Of expectation maximisation. With 10 and 20 the words of held-out questions fit a little worse:
rare words are taken for whatever stands beside them."""
SMOOTHING = 0.1
"""Added to how often a word occurs; it keeps a word seen once from being sure of anything."""

Pair = tuple[str, str]
"""A question in another language, and in English."""


@dataclass(frozen=True, slots=True)
class Links:
    """Every way in which a word of a question can stand for one of its English form."""

    words: NDArray[np.int64]
    """The word of each link, shape (links,); the last number is no word: English alone has it."""
    english: NDArray[np.int64]
    """Its English word, shape (links,)."""
    owners: NDArray[np.int64]
    """The place of the English word among all, shape (links,): the links of one share it."""


def parallel(questions: Iterable[KnownQuestion], language: str) -> list[Pair]:
    """The questions that are known in a language and in English, those held out aside."""
    learned = [q for q in questions if not is_held_out(q.pair or q.id)]
    english = {q.id: q.text for q in learned if q.language == "en"}
    return [(q.text, english[q.id]) for q in learned if q.language == language and q.id in english]


def learn(pairs: Sequence[Pair]) -> WordTable:
    """The likeliest English word of each word that occurs in ``pairs``."""
    words: dict[str, int] = {}
    english: dict[str, int] = {}
    rows = [
        (
            _numbered([token.key for token in tokens(text) if not token.is_kept], words),
            _numbered(english_words(translation), english),
        )
        for text, translation in pairs
    ]
    if not words or not english:
        return WordTable({})
    links = _links(rows, nothing=len(words))
    pair_of, place = np.unique(links.words * len(english) + links.english, return_inverse=True)
    chance = _chances(links.words, links.owners, place)
    names, own = list(english), list(words)
    best: dict[str, tuple[float, str]] = {}
    for pair, likely in zip(pair_of, chance, strict=True):
        word, meant = divmod(int(pair), len(english))
        if word < len(own):
            best[own[word]] = max(best.get(own[word], (0.0, "")), (float(likely), names[meant]))
    return WordTable({word: meant for word, (_, meant) in best.items()})


def english_words(question: str) -> list[str]:
    """The words of an English question, with the capitals that make them names."""
    found = [token for token in tokens(question) if not token.is_kept]
    return [
        token.text if token.text.isupper() or (at and token.text[0].isupper()) else token.key
        for at, token in enumerate(found)
    ]


def _numbered(words: Iterable[str], numbers: dict[str, int]) -> list[int]:
    """Words as numbers, each once; new ones are numbered on."""
    return [numbers.setdefault(word, len(numbers)) for word in dict.fromkeys(words)]


def _links(rows: Sequence[tuple[list[int], list[int]]], nothing: int) -> Links:
    words = [word for own, english in rows for _ in english for word in (*own, nothing)]
    english_of = [e for own, english in rows for e in english for _ in range(len(own) + 1)]
    sizes = [len(own) + 1 for own, english in rows for _ in english]
    return Links(
        np.array(words, dtype=np.int64),
        np.array(english_of, dtype=np.int64),
        np.repeat(np.arange(len(sizes)), sizes),
    )


def _chances(
    words: NDArray[np.int64], owners: NDArray[np.int64], place: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How likely each pair of words is, of all English words for its word; shape (pairs,).

    ``place`` has the pair of each link.
    """
    word_of = np.zeros(place.max() + 1, dtype=np.int64)
    word_of[place] = words
    chance = np.ones(len(word_of))
    for _ in range(ROUNDS):
        share = chance[place] / np.bincount(owners, weights=chance[place])[owners]
        counted = np.bincount(place, weights=share)
        chance = counted / (np.bincount(word_of, weights=counted)[word_of] + SMOOTHING)
    return np.asarray(chance)


def measure(questions: Sequence[KnownQuestion], language: str, table: WordTable) -> str:
    """How much of the English wording of held-out questions their translation has."""
    held_out = [q for q in questions if is_held_out(q.pair or q.id)]
    english = {q.id: q.text for q in held_out if q.language == "en"}
    shares = [
        len(set(table.translate(q.text).lower().split()) & wanted) / len(wanted)
        for q in held_out
        if q.language == language and q.id in english
        for wanted in [{token.key for token in tokens(english[q.id])}]
    ]
    return (
        f"{language}: {len(table.words)} words; of the English words of {len(shares)} held-out "
        f"questions {np.mean(shares):.3f} are found"
    )


def main() -> int:
    options = _options()
    questions = bind_known_questions(load_corpus()).questions
    if not options.measure:
        save_tables(
            {language: learn(parallel(questions, language)) for language in ("es", "fr")},
            options.out,
        )
    for language, table in load_tables(options.out).items():
        print(measure(questions, language, table))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m index.training.translating", description=__doc__
    )
    parser.add_argument("--out", type=Path, default=WORDS, help="the file of words")
    parser.add_argument("--measure", action="store_true", help="learn nothing, print the figures")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
