"""What a question may be about as well: a few words that are shown in brackets after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.following.grammar import Grammar, Kind, Pronoun, fold
from assistant.following.leaning import extent, is_known_kind, may_lean
from assistant.following.memory import Memory
from assistant.following.mentions import Mention, antecedent
from assistant.following.phrases import Phrase, Reading

LONGEST_WITH_HINT = 3
"""A question with more content words, or content words and verbs, than this needs no hint at what
the conversation began with. Weighed on TREC CAsT 2019 and 2020 against how often a question about
the shipped documents, asked after one on another topic, would be given one."""
MOST_HINTS = 3
"""More find nothing there."""
_THING = Pronoun(Kind.THING)


def hint(
    text: str,
    reading: Reading,
    memory: Memory,
    carried: Sequence[Mention],
    grammar: Grammar,
    *,
    opened: bool,
) -> str:
    """The hint of a question, "" where it needs none.

    ``text`` is the question with what it leaves out, ``reading`` that of its own words,
    ``carried`` what it took up; ``opened`` says that it began with "and" or the like.
    """
    if not carried and not _is_slight(reading, memory):
        return ""
    said = fold(text)
    given = reading.content.union(*(mention.phrase.content for mention in carried))
    hints: list[str] = []
    for phrase in _possible(reading, memory, carried, grammar, opened):
        is_new = phrase.is_time or not phrase.content <= given
        if fold(phrase.text) not in said and is_new:
            hints.append(_plain(phrase, grammar))
            given |= phrase.content
    return "; ".join(hints[:MOST_HINTS])


def _possible(
    reading: Reading,
    memory: Memory,
    carried: Sequence[Mention],
    grammar: Grammar,
    opened: bool,
) -> Iterator[Phrase]:
    if opened:
        has_time = any(phrase.is_time for phrase in reading.phrases)
        yield from (phrase for phrase in memory.named if not (has_time and phrase.is_time))
        return
    points = any(_points(phrase, grammar) for phrase in reading.phrases)
    if points and (meant := antecedent(memory.mentions, _THING, reading.content, carried)):
        yield meant.phrase
    opening = memory.opening
    if opening is not None and _may_be_about_opening(opening, reading, carried):
        yield opening.phrase
    if carried:
        yield from memory.details


def _points(phrase: Phrase, grammar: Grammar) -> bool:
    """Whether a phrase is "that work": one of the things spoken of, but which?"""
    pointing = any(word.fold in grammar.small.demonstratives for word in phrase.lead)
    return pointing and is_known_kind(phrase, grammar)


def _is_slight(reading: Reading, memory: Memory) -> bool:
    """Whether a question that stands as it is may still be about what the conversation began with.

    Bodies known by their acronym are searched for as they are.
    """
    acronyms = any(word.acronym for word in reading.words)
    short = extent(reading) <= LONGEST_WITH_HINT
    return short and not acronyms and may_lean(reading, memory)


def _may_be_about_opening(opening: Mention, reading: Reading, carried: Sequence[Mention]) -> bool:
    """Whether a question is short and speaks of neither that nor a body of its own."""
    given = reading.content.union(*(mention.phrase.content for mention in carried))
    if len(reading.content) > LONGEST_WITH_HINT or opening.phrase.content & given:
        return False
    named = any(phrase.name and not phrase.place for phrase in reading.phrases)
    return not (carried and (carried[0].phrase.acronym or named))


def _plain(phrase: Phrase, grammar: Grammar) -> str:
    """A phrase without the adjectives before it that say nothing of the subject."""
    parts = phrase.text.split()
    while len(parts) > 1 and not phrase.is_time and fold(parts[0]) in grammar.nouns.light:
        parts = parts[1:]
    return " ".join(parts)
