"""The words of a question that stand for something said before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from assistant.following.grammar import Grammar, Kind, Pronoun, Tag, Word, fold
from assistant.following.phrases import Phrase, Reading, size

LONGEST_BEFORE = 3
"""A pronoun with more content words before it in its question stands for one of them, and so does
any in a question with twice as many. Seen on questions about the shipped documents, asked after one
on another topic: hardly any of the long ones leans on it."""
MOST = 8
"""Pronouns that are filled in: enough for any question, and for a pasted text no more."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A word that stands for something said before."""

    word: Word
    pronoun: Pronoun


@dataclass(frozen=True, slots=True)
class _Place:
    """What a word of a question comes after."""

    clause: int
    """Where its clause begins."""
    after_verb: bool


def gaps(reading: Reading, grammar: Grammar) -> tuple[Gap, ...]:
    """The words that stand for something outside of the question, in order."""
    if size(reading.phrases) > 2 * LONGEST_BEFORE:
        return ()
    impersonal = grammar.openings.impersonal.finditer(fold(reading.text))
    nothing = {at for match in impersonal for at in range(*match.span())}
    found = (
        gap
        for at, place in enumerate(_places(reading, grammar))
        if (gap := _gap(reading, at, grammar)) is not None
        and gap.word.start not in nothing
        and not _meant_inside(reading, at, gap, place, grammar)
    )
    return tuple(islice(found, MOST))


def _gap(reading: Reading, at: int, grammar: Grammar) -> Gap | None:
    word = reading.words[at]
    before = reading.words[at - 1] if at else None
    after = reading.words[at + 1] if at + 1 < len(reading.words) else None
    if word.tag is not Tag.SMALL:
        return None
    if word.fold in grammar.small.pronouns:
        pronoun = grammar.small.pronouns[word.fold]
        needs_noun = pronoun.kind is Kind.NOUN
        return None if needs_noun and not _can_be_one(before, grammar) else Gap(word, pronoun)
    if word.fold in grammar.small.clitics and after is not None and _is_verbal(after, grammar):
        return Gap(word, Pronoun(Kind.THING))
    if word.fold in grammar.small.demonstratives and _is_alone(before, after, grammar):
        return Gap(word, Pronoun(Kind.THING, word.fold in grammar.nouns.groups, points=True))
    return None


def _is_verbal(word: Word, grammar: Grammar) -> bool:
    return word.tag is Tag.VERB or word.fold in grammar.small.auxiliaries


def _is_alone(before: Word | None, after: Word | None, grammar: Grammar) -> bool:
    """Whether a demonstrative stands for a thing, not before its noun nor as a conjunction."""
    if before is not None and before.tag is Tag.CONTENT:
        return False
    if after is None or _is_verbal(after, grammar):
        return True
    small = grammar.small
    return after.fold in small.prepositions and after.fold not in small.of


def _can_be_one(before: Word | None, grammar: Grammar) -> bool:
    """Whether "one" after a word stands for a noun: "a new one", not "no one"."""
    if before is None:
        return False
    return (
        before.tag is not Tag.SMALL
        or before.fold in grammar.small.articles
        or before.fold in grammar.nouns.contrast
    )


def _meant_inside(reading: Reading, at: int, gap: Gap, place: _Place, grammar: Grammar) -> bool:
    """Whether the question itself names, before a pronoun, what the pronoun stands for."""
    before = [phrase for phrase in reading.phrases if phrase.end <= gap.word.start]
    if size(before) > LONGEST_BEFORE:
        return True
    after = reading.words[at + 1] if at + 1 < len(reading.words) else None
    # The subject of a verb that comes after another ("says it has").
    second = place.after_verb and after is not None and _is_verbal(after, grammar)
    anywhere = gap.pronoun.possessive or gap.pronoun.resumes or second
    boundary = gap.word.start if anywhere else place.clause
    return any(_agrees(phrase, gap.pronoun) for phrase in _before(reading, gap, boundary, grammar))


def _before(reading: Reading, gap: Gap, boundary: int, grammar: Grammar) -> Iterator[Phrase]:
    """The phrases before a place that a pronoun can stand for.

    Those of its own clause count for a possessive, and for a subject that takes up a noun; "it"
    and "them" stand for something else than the subject of their clause.
    """
    for phrase in reading.phrases:
        is_group = phrase.head in grammar.nouns.groups
        bare = phrase.relational and phrase.bare and not gap.pronoun.resumes
        says_little = phrase.light or phrase.place or bare
        if phrase.end <= boundary and (is_group or not says_little):
            yield phrase


def _places(reading: Reading, grammar: Grammar) -> Iterator[_Place]:
    """The place of each word, in one pass: questions may be long."""
    clause, after_verb = 0, False
    following = (*reading.words[1:], None)
    for word, then in zip(reading.words, following, strict=False):
        yield _Place(clause, after_verb)
        after_verb = after_verb or word.tag is Tag.VERB
        joins_nouns = (
            word.fold in grammar.small.joints and then is not None and then.tag is Tag.CONTENT
        )
        if word.opens or (word.fold in grammar.small.clauses and not joins_nouns):
            clause = word.start


def _agrees(phrase: Phrase, pronoun: Pronoun) -> bool:
    if pronoun.kind in {Kind.NOUN, Kind.PLACE}:
        return False
    if pronoun.resumes:
        return not phrase.asked
    if pronoun.kind is Kind.PERSON:
        return phrase.name
    if pronoun.plural is None:
        return not phrase.asked
    if pronoun.plural:
        return phrase.plural or phrase.acronym
    return not phrase.plural and not phrase.asked
