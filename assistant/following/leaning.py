"""Whether a question without a pronoun leaves out what it is about."""

from __future__ import annotations

from itertools import pairwise

from assistant.following.grammar import Grammar, Tag, fold
from assistant.following.memory import Memory
from assistant.following.phrases import Phrase, Reading, size

LONGEST = 3
"""A question with more content words than this says itself what it is about, and so does one with
more than this and one of content words and verbs. Seen as ``gaps.LONGEST_BEFORE`` was."""


def lacks_topic(reading: Reading, memory: Memory, grammar: Grammar) -> bool:
    """Whether a question in which no pronoun stands for anything still leaves out its topic."""
    own = [phrase for phrase in reading.phrases if not phrase.light]
    if not own:
        return True
    if not may_lean(reading, memory):
        return False
    if any(is_known_kind(phrase, grammar) for phrase in own):
        return True
    if any(phrase.name and not phrase.place for phrase in own):
        return False
    if all(phrase.asked for phrase in own):
        return True
    if any(phrase.relational for phrase in own):
        return _relation_lacks(reading, own, grammar)
    return _contrast_lacks(reading, own, grammar)


def may_lean(reading: Reading, memory: Memory) -> bool:
    """Whether a question is short and speaks of nothing that was spoken of: what is long, or takes
    up a word, says itself what it is about."""
    known = any(_is_known(phrase, memory) for phrase in reading.phrases)
    return not known and size(reading.phrases) <= LONGEST and extent(reading) <= LONGEST + 1


def extent(reading: Reading) -> int:
    """Content words and verbs of a question."""
    return size(reading.phrases) + sum(word.tag is Tag.VERB for word in reading.words)


def sets_topic(reading: Reading, grammar: Grammar) -> bool:
    """Whether a question is about something that it names itself."""
    own = [phrase for phrase in reading.phrases if not phrase.light]
    relational = any(phrase.relational for phrase in own)
    return any(
        (phrase.name and not phrase.place)
        or (
            not (phrase.relational or phrase.asked or phrase.place)
            and (_stands_free(phrase, grammar) or (phrase.about and not relational))
        )
        for phrase in own
    )


def is_known_kind(phrase: Phrase, grammar: Grammar) -> bool:
    """Whether a phrase is "the team" or "this addiction": known, but from where?"""
    return (
        len(phrase.words) == 1
        and bool(phrase.lead)
        and phrase.lead[-1].fold in grammar.small.known
        and not phrase.name
        and phrase.head not in grammar.nouns.unique
        and not _says_whose(phrase, grammar)
    )


def _relation_lacks(reading: Reading, own: list[Phrase], grammar: Grammar) -> bool:
    """Whether it is left out what the relational nouns of a question are of."""
    free = [
        phrase
        for phrase in own
        if _stands_free(phrase, grammar) and not (phrase.relational or phrase.asked or phrase.place)
    ]
    if any(phrase.relational and phrase.asked and phrase.bare for phrase in own):
        return not any(phrase.lead for phrase in free)
    if free:
        return False
    matters = {
        after.start
        for before, after in pairwise(reading.phrases)
        if before.after in grammar.small.of
    }
    relations = [phrase for phrase in own if phrase.relational and phrase.start not in matters]
    if not relations:
        return False
    first = relations[0]
    if _says_whose(first, grammar):
        return first.head in grammar.nouns.sided and not first.owned
    tied = first.after in grammar.small.prepositions
    defines = grammar.openings.defining.match(fold(reading.text)) and first.about
    matter = next((phrase for phrase in own if phrase.start > first.end), None)
    return not (tied and (defines or (matter is not None and len(matter.words) > 1)))


def _contrast_lacks(reading: Reading, own: list[Phrase], grammar: Grammar) -> bool:
    """Whether it is left out what something is set beside, or where it should exist."""
    folded = [word.fold for word in reading.words]
    complete = any(_says_whose(phrase, grammar) for phrase in own)
    if not complete and any(word in grammar.nouns.contrast for word in folded):
        return True
    if any(word in grammar.nouns.comparing for word in folded):
        return len(own) < 2
    exists = grammar.openings.existing.match(fold(reading.text))
    return exists is not None and not any(phrase.tail for phrase in own)


def _is_known(phrase: Phrase, memory: Memory) -> bool:
    """Whether a phrase speaks of what was spoken of: the question says itself what it is about."""
    return not phrase.relational and any(
        mention.phrase.content <= phrase.content and mention.weight > 0
        for mention in memory.mentions
        if not mention.phrase.relational
    )


def _says_whose(phrase: Phrase, grammar: Grammar) -> bool:
    """Whether it is said of what, or of which, a phrase speaks."""
    small = grammar.small
    return phrase.owned or phrase.after in small.of or phrase.after in small.relatives


def _stands_free(phrase: Phrase, grammar: Grammar) -> bool:
    """Whether a phrase hangs on no other."""
    small = grammar.small
    return phrase.preposition not in small.prepositions and phrase.preposition not in small.joints
