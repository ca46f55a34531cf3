"""Finding words and phrases inside one document: every passage that has them, and where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.errors import UserError
from corpus.types import ParsedDocument, Passage, Span
from index.lexical import TERM, TYPOGRAPHY, terms

LONGEST_QUERY = 200
"""Characters: more than the longest title of the shipped documents, and quick to look for."""

PHRASE = re.compile(r'"([^"]*\w[^"]*)"')
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))

MIXED = " a"
"""Put behind a single word, so that one in capitals ("WHO") is read as in running text: as an
acronym. It is a stop word, so that it adds no term."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has all that was looked for; ``spans`` are offsets of the document's text,
    half-open, in order, disjoint, at least one."""

    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks for."""

    words: tuple[tuple[frozenset[str], ...], ...]
    """For each word the sets of terms of which one has to be there whole."""
    phrases: tuple[re.Pattern[str], ...]


class Finder:
    """Looks for words and phrases in one document. Safe to share between threads.

    Words are compared as ``index.lexical.terms`` does; accents, case and typographic variants of
    apostrophes and hyphens make no difference to words or phrases.
    """

    def __init__(self, parsed: ParsedDocument) -> None:
        self._passages = parsed.passages
        self._starts = np.array([passage.start for passage in parsed.passages], dtype=np.int64)
        self._ends = np.array([passage.end for passage in parsed.passages], dtype=np.int64)
        self._text, self._origins = folded(parsed.document.text)
        found = list(TERM.finditer(self._text))
        numbers: dict[str, int] = {}
        self._words = np.array(
            [numbers.setdefault(match.group(), len(numbers)) for match in found], dtype=np.int64
        )
        self._vocabulary = [_word_terms(word) for word in numbers]
        self._places = self._mapped([match.span() for match in found])

    def find(self, query: str) -> tuple[Hit, ...]:
        """The passages that have every word and every "phrase" of ``query``, in reading order.

        Raises UserError for a query that is too long or has nothing to look for.
        """
        wanted = read_query(query)
        if not len(self._passages):
            return ()
        passages = [self._having(alternatives) for alternatives in wanted.words]
        places = [self._words_of(_all_terms(wanted))]
        for phrase in wanted.phrases:
            places.append(self._phrase(phrase))
            passages.append(set(self._passage_of(places[-1]).tolist()))
        return self._hits(np.concatenate(places), set.intersection(*passages))

    def _having(self, alternatives: Sequence[frozenset[str]]) -> set[int]:
        """Numbers of the passages that have all terms of one of the alternatives."""
        found: set[int] = set()
        for alternative in alternatives:
            found |= set.intersection(*map(self._having_term, alternative))
        return found

    def _having_term(self, term: str) -> set[int]:
        return set(self._passage_of(self._words_of(frozenset({term}))).tolist())

    def _words_of(self, wanted: frozenset[str]) -> Numbers:
        """Where words that count as one of these terms stand, shape (words, 2)."""
        numbers = [at for at, found in enumerate(self._vocabulary) if not wanted.isdisjoint(found)]
        return self._places[np.isin(self._words, numbers)]

    def _phrase(self, phrase: re.Pattern[str]) -> Numbers:
        """Where a phrase stands inside one passage, shape (phrases, 2)."""
        places = self._mapped([match.span() for match in phrase.finditer(self._text)])
        return places[places[:, 1] <= self._ends[self._passage_of(places)]]

    def _mapped(self, places: Sequence[tuple[int, int]]) -> Numbers:
        """Places of the folded text as offsets of the document's text, shape (places, 2)."""
        return self._origins[np.array(places, dtype=np.int64).reshape(-1, 2)]

    def _passage_of(self, places: Numbers) -> Numbers:
        """The number of the passage in which each place begins: passages leave no word out."""
        return np.searchsorted(self._starts, places[:, 0], side="right") - 1

    def _hits(self, places: Numbers, kept: set[int]) -> tuple[Hit, ...]:
        spans: dict[int, list[tuple[int, int]]] = {number: [] for number in sorted(kept)}
        for number, (start, end) in zip(
            self._passage_of(places).tolist(), places.tolist(), strict=True
        ):
            if number in spans:
                spans[number].append((start, end))
        return tuple(Hit(self._passages[at], merged(found)) for at, found in spans.items())


def read_query(query: str) -> Wanted:
    """What is looked for: words, and phrases in quotation marks of any kind.

    Raises UserError for a query that is too long or has nothing to look for.
    """
    if len(query) > LONGEST_QUERY:
        raise UserError(
            f"This search has {len(query):,} characters. Look for at most {LONGEST_QUERY}."
        )
    text, _ = folded(query.translate(QUOTATION_MARKS))
    phrases = tuple(_pattern(phrase) for phrase in PHRASE.findall(text))
    rest = [match.group() for match in TERM.finditer(PHRASE.sub(" ", text))]
    words = tuple(found for word in rest if (found := _alternatives(word)))
    if not words and not phrases:
        raise UserError(
            "There is no word here to look for. Very common words are found only inside a "
            'phrase in quotation marks, as in "to be or not to be".'
            if rest
            else "There is no word here to look for. Type one or more words."
        )
    return Wanted(words, phrases)


def folded(text: str) -> tuple[str, Numbers]:
    """``text`` without accents and typographic variants, and where its characters come from.

    The second value has one offset of ``text`` for each character of the first, and its length.
    """
    pieces, origins = [], []
    for at, char in enumerate(text):
        plain = char if char.isascii() else _plain(char)
        pieces.append(plain)
        origins.extend([at] * len(plain))
    return "".join(pieces), np.array([*origins, len(text)], dtype=np.int64)


def merged(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans in order, those that overlap joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char.translate(TYPOGRAPHY))
    return "".join(part for part in decomposed if not unicodedata.combining(part))


@lru_cache(maxsize=65_536)
def _word_terms(word: str) -> frozenset[str]:
    return frozenset(terms(word + MIXED))


def _alternatives(word: str) -> tuple[frozenset[str], ...]:
    """A hyphenated word is there in its parts or joined; any other as its one term."""
    found = terms(word + MIXED)
    if "-" in word and len(found) > 1:
        return frozenset(found[:-1]), frozenset(found[-1:])
    return (frozenset(found),) if found else ()


def _all_terms(wanted: Wanted) -> frozenset[str]:
    return frozenset(_flat(wanted.words))


def _flat(words: Iterable[Sequence[frozenset[str]]]) -> Iterator[str]:
    return (term for alternatives in words for found in alternatives for term in found)


def _pattern(phrase: str) -> re.Pattern[str]:
    """The words of a phrase in their order, whole, with any white space between them."""
    words = phrase.split()
    before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", words[-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, words)) + after, re.IGNORECASE)
