"""The words of a question that stand for something said before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.following.grammar import Grammar, Kind, Pronoun, Tag, Word, fold
from assistant.following.phrases import Phrase, Reading, size

LONGEST_BEFORE = 3
"""A pronoun with more content words before it in its question stands for one of them, and so does
any in a question with twice as many. Seen on questions about the shipped documents, asked after one
on another topic: hardly any of the long ones leans on it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A word that stands for something said before."""

    word: Word
    pronoun: Pronoun


def gaps(reading: Reading, grammar: Grammar) -> tuple[Gap, ...]:
    """The words that stand for something outside of the question, in order."""
    nothing = [match.span() for match in grammar.openings.impersonal.finditer(fold(reading.text))]
    return tuple(
        gap
        for at in range(len(reading.words))
        if (gap := _gap(reading, at, grammar)) is not None
        and not any(start <= gap.word.start < end for start, end in nothing)
        and not _meant_inside(reading, gap, grammar)
    )


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


def _meant_inside(reading: Reading, gap: Gap, grammar: Grammar) -> bool:
    """Whether the question itself names, before a pronoun, what the pronoun stands for."""
    before = [phrase for phrase in reading.phrases if phrase.end <= gap.word.start]
    if size(before) > LONGEST_BEFORE or size(reading.phrases) > 2 * LONGEST_BEFORE:
        return True
    return any(_agrees(phrase, gap.pronoun) for phrase in _before(reading, gap, grammar))


def _before(reading: Reading, gap: Gap, grammar: Grammar) -> Iterator[Phrase]:
    """The phrases before a pronoun that it can stand for.

    Those of its own clause count for a possessive, and for a subject that takes up a noun; "it"
    and "them" stand for something else than the subject of their clause.
    """
    boundary = gap.word.start
    if not (
        gap.pronoun.possessive or gap.pronoun.resumes or _is_second_subject(reading, gap, grammar)
    ):
        boundary = _clause_start(reading, gap.word, grammar)
    for phrase in reading.phrases:
        is_group = phrase.head in grammar.nouns.groups
        bare = phrase.relational and phrase.bare and not gap.pronoun.resumes
        says_little = phrase.light or phrase.place or bare
        if phrase.end <= boundary and (is_group or not says_little):
            yield phrase


def _is_second_subject(reading: Reading, gap: Gap, grammar: Grammar) -> bool:
    """Whether a pronoun is the subject of a verb that comes after another ("says it has")."""
    at = reading.words.index(gap.word)
    verb_before = any(word.tag is Tag.VERB for word in reading.words[:at])
    after = reading.words[at + 1 : at + 2]
    return verb_before and bool(after) and _is_verbal(after[0], grammar)


def _clause_start(reading: Reading, word: Word, grammar: Grammar) -> int:
    """Where the clause of a word begins."""
    start = 0
    for at, earlier in enumerate(reading.words):
        if earlier.start >= word.start:
            break
        following = reading.words[at + 1]
        joins_nouns = earlier.fold in grammar.small.joints and following.tag is Tag.CONTENT
        if earlier.opens or (earlier.fold in grammar.small.clauses and not joins_nouns):
            start = earlier.start
    return start


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
