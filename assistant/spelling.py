"""Slips of the key and short forms in a question, put right by the words of the documents.

Vectors, words and the reader all lose a word that is misspelt. A word counts as misspelt where the
documents do not have it and the encoder does not know it whole, nor the word that it is a form of:
the encoder's vocabulary holds the common words of English. It is put right only where a word of the
documents is one slip away or is what it shortens; any other word stays as it is, so that a name
that is not there is still missed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.typeahead import is_slip
from corpus.loading import Corpus
from index.translation import plain

FEWEST, FEWEST_OF_A_NAME = 5, 6
"""Letters from which a word, and one with a capital, may hold a slip: of shorter ones almost any is
a slip of another ("undg", "undp"; "Bali", "Mali")."""
SHORTENED = 0.7
"""Share of a word's letters that a short form of it must keep ("handbk", "traffikd")."""

SHORT_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "abt": "about", "bc": "because", "btw": "between", "btwn": "between", "dept": "department",
        "doc": "document", "docs": "documents", "gov": "government", "govs": "governments",
        "govt": "government", "govts": "governments", "hav": "have", "hows": "how is",
        "incl": "including", "intl": "international", "mgmt": "management", "mtg": "meeting",
        "mtgs": "meetings", "natl": "national", "org": "organization",
        "orgs": "organizations", "pls": "please", "plz": "please", "ppl": "people",
        "thru": "through", "u": "you", "ur": "your", "wat": "what", "wats": "what is",
        "whats": "what is", "wen": "when", "wens": "when is", "whens": "when is",
        "wheres": "where is", "wich": "which", "whos": "who is", "wot": "what", "wots": "what is",
        "yr": "year", "yrs": "years",
    }
)  # fmt: skip
"""What people shorten in haste, none of it an acronym of the documents."""

ENDINGS = ("", "e", "s", "es", "ed", "ing", "er", "ers", "ly")
"""What makes another form of a word."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that a question may mean. Nothing changes after it is made."""

    frequencies: Mapping[str, int]
    """How often the documents have each word, in lower case and without accents."""
    ordered: Sequence[str]
    """The same words in the order of the alphabet."""
    pieces: Callable[[Sequence[str]], Sequence[int]]
    """How many pieces the encoder reads each text as: 1 is a word that it knows."""

    @classmethod
    def of(cls, corpus: Corpus, pieces: Callable[[Sequence[str]], Sequence[int]]) -> Spelling:
        frequencies = Counter(
            plain(word)
            for passage in corpus.passages()
            if passage.kind.is_searchable
            for word in _WORD.findall(passage.text)
        )
        return cls(frequencies, sorted(frequencies), pieces)

    def corrected(self, question: str) -> str:
        """An English question with its slips put right and its short forms written out."""
        return _WORD.sub(lambda match: self._corrected(match[0]), question)

    def _corrected(self, word: str) -> str:
        lower = plain(word)
        if lower in self.frequencies or any(map(str.isupper, word[1:])):  # An acronym stays.
            return word
        meant = SHORT_FORMS.get(lower) or self._meant(lower, word[0].isupper())
        if not meant:
            return word
        return meant.capitalize() if word[0].isupper() else meant

    def _meant(self, word: str, is_name: bool) -> str:
        """The word of the documents that a misspelt one may be, "" for none.

        Of several one with letters that were left out, which is the commonest slip, then one that
        ends alike, then the one that the documents have most often.
        """
        fewest = FEWEST_OF_A_NAME if is_name else FEWEST
        if len(word) < fewest or self._is_english(word):
            return ""
        slips = [other for other in self._beginning_with(word[0]) if is_slip(word, other)]
        near = slips or [other for other in self._beginning_with(word[0]) if shortens(word, other)]

        def fit(other: str) -> tuple[bool, bool, int, str]:
            return shortens(word, other), other[-1] == word[-1], self.frequencies[other], other

        return max(near, key=fit, default="")

    def _is_english(self, word: str) -> bool:
        """Whether the encoder knows the word, or another form of the same word."""
        bases = {word[: len(word) - len(end)] for end in ENDINGS if word.endswith(end)}
        forms = {base + end for base in bases if len(base) >= 3 for end in ENDINGS}
        return 1 in self.pieces(sorted(forms))

    def _beginning_with(self, letter: str) -> Iterator[str]:
        first = bisect_left(self.ordered, letter)
        last = bisect_left(self.ordered, chr(ord(letter) + 1))
        return iter(self.ordered[first:last])


def shortens(short: str, word: str) -> bool:
    """Whether a word is another with letters left out, but neither its first nor its last."""
    if short[-1] != word[-1] or not SHORTENED <= len(short) / len(word) < 1:
        return False
    letters: Iterable[str] = iter(word)
    return all(letter in letters for letter in short)
