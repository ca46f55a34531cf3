"""What the rules for follow-up questions know of a language: its small words and set phrases.

Words stand in these tables as ``fold`` writes them: lower case, without accents. Patterns are
matched against folded text too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from index.translation import plain

ANNOUNCED = r"\s*[,.:;!–-]+\s*(?=\W*\w)"
"""The pattern of what ends an announcement. Without it, "what other topic did they discuss" would
be cut in half; without a word after it, nothing would be left."""


PAUSE = r"\s*(?:[,.:;!?–]+\s*|$)"
"""The pattern of what ends words that would go on otherwise ("Great, and …", "Great Lakes")."""


class Tag(StrEnum):
    SMALL = "small"
    """Articles, prepositions, auxiliaries, pronouns, question words …"""
    VERB = "verb"
    CONTENT = "content"
    """What a noun phrase is made of."""
    POSSESSIVE = "possessive"
    """The "s" of "the Council's chair": it ties two nouns together."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question; offsets count its characters."""

    text: str
    fold: str
    start: int
    end: int
    opens: bool
    """Whether it is the first of its sentence, where a capital says nothing."""
    tag: Tag = Tag.SMALL

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    def is_small(self, table: Container[str]) -> bool:
        """Whether it is one of a table of small words, and no acronym that looks like it ("US")."""
        return self.tag is Tag.SMALL and self.fold in table


IsVerb = Callable[[Sequence[Word], int, Sequence[Word]], bool]
"""Whether the word at a place of a question is a verb, from all its words and those before it
with their tags; asked of words that are in no table of small words."""


class Kind(StrEnum):
    """What a pronoun can stand for."""

    ANY = "any"
    PERSON = "person"
    THING = "thing"
    PLACE = "place"
    NOUN = "noun"
    """A noun alone: "a new one"."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    kind: Kind = Kind.ANY
    plural: bool | None = None
    """None where it can stand for one and for many."""
    possessive: bool = False
    points: bool = False
    """Whether it is a demonstrative, which means something else than "it" in the same question."""
    resumes: bool = False
    """Whether it may only take up a subject named just before it ("l'OIM a-t-elle")."""


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The closed classes of words."""

    articles: frozenset[str]
    """Definite and indefinite."""
    definite: frozenset[str]
    known: frozenset[str]
    """What opens a phrase for something known: demonstratives, and in English "the" (in French
    "les migrants" are all of them)."""
    determiners: frozenset[str]
    """All that opens a noun phrase, the articles among them."""
    prepositions: frozenset[str]
    of: frozenset[str]
    """Prepositions that tie a noun to the noun before it."""
    about: frozenset[str]
    """Prepositions that lead to what a question is about."""
    places: frozenset[str]
    """Prepositions of place and time: what follows them is where, not what."""
    tails: frozenset[str]
    """Prepositions whose phrase says which one is meant ("the study on the Sahel")."""
    auxiliaries: frozenset[str]
    asking: frozenset[str]
    """Question words."""
    bodies: frozenset[str]
    """Those of them that are the acronym of a body in capitals ("WHO", but not "WHY")."""
    which: frozenset[str]
    """Those that a noun may follow ("which", "how" in "how many")."""
    joints: frozenset[str]
    """What stands between two things set side by side ("and", "versus")."""
    clauses: frozenset[str]
    """What a clause begins with."""
    relatives: frozenset[str]
    """What leads from a noun to what it is of, or to a clause about it ("between", "that")."""
    others: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    demonstratives: frozenset[str]
    clitics: frozenset[str] = frozenset()
    """Articles that are pronouns before a verb ("la", "los")."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """The article that other small words stand for ("du": "le", "its": "the")."""

    def has(self, word: str) -> bool:
        """Whether a folded word is in any of the classes."""
        return (
            word in self.others
            or word in self.determiners
            or word in self.prepositions
            or word in self.auxiliaries
            or word in self.asking
            or word in self.pronouns
        )


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns and adjectives that matter to what a question is about."""

    relational: frozenset[str]
    """Nouns that are of something ("symptom", "cost", "founder"), in the singular."""
    sided: frozenset[str]
    """Those of them that are also for something ("the role of women in it")."""
    light: frozenset[str]
    """Adjectives that say nothing of the subject ("main", "recent")."""
    dull: frozenset[str]
    """Nouns that say nothing of the subject ("thing", "way")."""
    unique: frozenset[str]
    """Nouns of which there is one: "the world" is known without being spoken of."""
    contrast: frozenset[str]
    """Words that set something beside what was spoken of ("other", "else", "similar")."""
    comparing: frozenset[str]
    """Words that need two things ("compare", "difference")."""
    choosing: frozenset[str]
    """The question words that choose among things ("which")."""
    offices: frozenset[str]
    """What persons are called by their office ("director")."""
    groups: frozenset[str] = frozenset()
    """Plurals that do not look it."""


@dataclass(frozen=True, slots=True)
class Openings:
    """Patterns of how questions begin, and of the few set phrases within them."""

    filler: re.Pattern[str]
    """What asks nothing ("OK.", "Thanks,"), to the end of a question that asks nothing at all."""
    opener: re.Pattern[str]
    """What ties a question to the last one ("and", "so")."""
    correction: re.Pattern[str]
    """What a correction opens with ("no, I meant")."""
    swap: re.Pattern[str]
    """What a part to be exchanged opens with ("what about")."""
    change: re.Pattern[str]
    """What announces another topic ("something else:"), with the punctuation after it."""
    defining: re.Pattern[str]
    """How a question for what something is begins; what follows is a subject of its own."""
    existing: re.Pattern[str]
    """How a question whether there is something begins."""
    impersonal: re.Pattern[str]
    """Where a pronoun stands for nothing ("is it true that", "il faut")."""
    superlative: re.Pattern[str]
    years_away: re.Pattern[str]
    """So many years before or after; groups ``n`` and one of ``before`` and ``after``."""
    that_year: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    language: str
    token: re.Pattern[str]
    small: SmallWords
    nouns: Nouns
    openings: Openings
    is_verb: IsVerb
    singular: Callable[[str], str]
    adjective: re.Pattern[str]
    """How many adjectives end."""
    name_joints: frozenset[str]
    """What may stand between the words of a name ("Ministry of Labour")."""
    noun_first: bool
    """Whether the noun comes first in its phrase, and "of" is part of it ("cancer du poumon")."""
    replaces: bool
    """Whether a noun can be written in a pronoun's place; else it is named before the question."""
    also: str
    """The word for "and"."""
    inside: str
    """The preposition of places and years."""
    colon: str
    close: str
    """How a question ends."""
    numbers: Mapping[str, int]
    """Number words."""
    demonym: re.Pattern[str] | None = None
    """How a phrase begins with the adjective of a place ("African countries")."""
    contractions: tuple[tuple[re.Pattern[str], str], ...] = ()
    """What two small words become side by side ("de le": "du")."""


def fold(text: str) -> str:
    """Lower case, without accents, with plain apostrophes; offsets stay."""
    return plain(text.translate(_QUOTES))


def words(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


def counted(text: str, **more: int) -> dict[str, int]:
    """Number words from one on, in order, and further ones with their values."""
    return {word: value for value, word in enumerate(text.split(), start=1)} | more


def filler(always: str, paused: str) -> re.Pattern[str]:
    """The pattern of openings that ask nothing, from two lists of alternatives.

    Those of ``paused`` ask something where no punctuation follows ("Right to health?").
    """
    return re.compile(rf"[¿¡\s]*(?:(?:{always})(?:{PAUSE}|\s+)|(?:{paused}){PAUSE})+")


_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
