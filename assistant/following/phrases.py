"""The noun phrases of a question, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.following.grammar import Word

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ACRONYM = re.compile(r"[A-Z]{2,}s?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a question; offsets count the question's characters."""

    text: str
    """Without what leads into it."""
    words: tuple[str, ...]
    """Its content words, folded, in the singular."""
    head: str
    """Which of them names the thing."""
    start: int
    end: int
    opening: int
    """Where its determiner and light adjectives begin; ``start`` where it has none."""
    first: int
    """The place of its first word among the question's words."""
    lead: tuple[Word, ...]
    """Its determiner and light adjectives."""
    preposition: str
    """The word before all that, folded, or ""."""
    after: str
    """The word after it, folded, or ""."""
    name: bool
    plural: bool
    asked: bool
    """Whether it is part of the question word's phrase ("which countries", "how many legs")."""
    light: bool
    """Whether it says nothing of the subject ("the main ones")."""
    relational: bool
    """Whether its head is of something ("symptoms", "the health effects")."""
    bare: bool
    """Whether nothing but its head says what it is ("the main effects")."""
    place: bool
    """Whether it is where or when, not what."""
    about: bool
    office: bool
    """Whether it is a person by office ("the Secretary-General")."""
    owned: bool
    """Whether it says whose it is ("the Council's chair", "its chair")."""
    indefinite: bool
    article: str = ""
    """Its article as it should be written, "" without; with the space or apostrophe after it."""
    tail: str = ""
    """What follows it and says which one is meant (" on the Sahel")."""
    owner: bool = False
    """Whether what it owns follows."""
    within: bool = False
    """Whether it only says which one another phrase means ("the study on the Sahel")."""

    @property
    def content(self) -> frozenset[str]:
        return frozenset(self.words)

    @property
    def is_time(self) -> bool:
        """Whether it is a year, or a part of one ("early 2008")."""
        return self.light and bool(_YEAR.search(self.text))

    @property
    def acronym(self) -> bool:
        return bool(_ACRONYM.fullmatch(self.text))

    @property
    def proper(self) -> bool:
        """Whether it is nothing but a name ("Geneva", not "Geneva meeting")."""
        return self.name and all(part[:1].isupper() for part in self.text.split())

    @property
    def written(self) -> str:
        """As it is named in another question, with its article and tail."""
        return f"{self.article}{self.text}{self.tail}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with its words and noun phrases in order."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]

    @property
    def content(self) -> frozenset[str]:
        return frozenset(word for phrase in self.phrases for word in phrase.words)


def size(phrases: Iterable[Phrase]) -> int:
    """The content words of some phrases, but for those that say nothing of a subject."""
    return sum(len(phrase.words) for phrase in phrases if not phrase.light)


def is_year(word: str) -> bool:
    return bool(_YEAR.fullmatch(word))
