"""Questions in French and Spanish put into English word by word, so that they can be searched for.

The words stand in no good order and now and then one is wrong: nobody is shown them. They find what
an English question would find, in English documents, by similarity, by words and by what a reader
says, with no model but a dictionary. Its card is beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from index.errors import EncoderFault

WORDS = Path(__file__).parent / "models" / "translation" / "words.json"

ALIKE = 5
"""Letters that an unknown word and one of the table must share from the start …"""
ALIKE_SHARE = 0.7
"""… and the share of the unknown word that they must be: another form of the same word."""

_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")
_HYPHENS = str.maketrans({"‐": "-", "‑": "-"})
_INVERTED = re.compile(r"-t?-?(?:ils?|elles?|on|nous|vous|je|tu|ce)$")
"""What French hangs on its verbs in questions ("a-t-elle")."""


class Token(NamedTuple):
    """A word of a question, as written and as it is looked up: without accents, in lower case."""

    text: str
    key: str

    @property
    def is_kept(self) -> bool:
        """Whether it is the same in every language: it has a digit."""
        return any(map(str.isdigit, self.key))


@dataclass(frozen=True)
class WordTable:
    """For each word or phrase of a language the English words that it stands for.

    They are looked up as ``Token.key`` has them, a phrase's words with a space between; "" is said
    by no word in English.
    """

    words: Mapping[str, str]

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _longest(self) -> int:
        """Words of the longest phrase; at least 1."""
        return max((key.count(" ") + 1 for key in self.words), default=1)

    def translate(self, question: str) -> str:
        """English words in the question's order, each once in a row; unknown ones as they are."""
        left, found = tokens(question), list[str]()
        while left:
            size = self._phrase(left)
            together = self.words[_key(left[:size])].split() if size else self._english(left[0])
            for word in together:
                if found[-1:] != [word]:
                    found.append(word)
            left = left[max(size, 1) :]
        return " ".join(found)

    def _phrase(self, left: Sequence[Token]) -> int:
        """How many words the longest phrase has that a text begins with; 0 where it has none."""
        sizes = range(min(self._longest, len(left)), 1, -1)
        return next((size for size in sizes if _key(left[:size]) in self.words), 0)

    def _english(self, token: Token) -> list[str]:
        if token.is_kept:
            return [token.text]
        if token.key in self.words:
            return self.words[token.key].split()
        if "-" in token.key:
            parts = (
                Token(*pair)
                for pair in zip(token.text.split("-"), token.key.split("-"), strict=True)
            )
            return [word for part in parts for word in self._english(part)]
        near = self._form_of(token.key)
        return self.words[near].split() if near else [token.text]

    def _form_of(self, key: str) -> str:
        """The word of the table that begins most like an unknown one; "" where none does."""
        at = bisect_left(self._ordered, key)
        beside = self._ordered[max(at - 1, 0) : at + 1]
        best = max(beside, key=lambda word: _shared(word, key), default="")
        shared = _shared(best, key)
        return best if shared >= max(ALIKE, ALIKE_SHARE * len(key)) else ""


def tokens(question: str) -> list[Token]:
    """The words of a question; what an apostrophe ties together counts apart."""
    found = (match[0] for match in _WORD.finditer(_composed(question)))
    pairs = (Token(text, plain(text)) for text in found)
    return [
        Token(token.text[: len(key)], key)
        for token in pairs
        if (key := _INVERTED.sub("", token.key))
    ]


def load_tables(path: Path = WORDS) -> dict[str, WordTable]:
    """The table of each language that there is one for, by its code ("fr", "es").

    Raises ``EncoderFault`` where the file is missing or damaged.
    """
    try:
        words = json.loads(path.read_text(encoding="utf-8"))
        return {language: WordTable(dict(table)) for language, table in words.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise EncoderFault(
            f"The translated words in {path} cannot be read: {error}. Restore the file."
        ) from error


def words_fingerprint(path: Path = WORDS) -> str:
    """SHA-256 of the file of words; "" where it is missing, which ``load_tables`` reports."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _key(words: Sequence[Token]) -> str:
    return " ".join(token.key for token in words)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _composed(text: str) -> str:
    """One character for each accented letter, and the plain hyphen for those that do not break."""
    return unicodedata.normalize("NFC", text).translate(_HYPHENS)


def plain(text: str) -> str:
    """Lower case, without accents, character by character: lengths stay."""
    return "".join(unicodedata.normalize("NFD", char.lower())[:1] for char in text)
