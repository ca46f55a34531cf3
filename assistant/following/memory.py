"""What is known of a conversation before its next question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.following.grammar import Grammar, Tag
from assistant.following.mentions import Mention, mentions_of
from assistant.following.phrases import Phrase, Reading, size
from assistant.following.reading import read

DECAY = 0.5
"""What a turn leaves of a mention's weight. It and the next two were found as the weights were."""
KEPT = 3.5
"""The least weight of what the last question took up again."""
ASIDE = 0.5
"""What is left of the weight of a phrase that is new in a question about something else."""
LONGEST_GIST = 4
"""Phrases that say what a question was about; few questions have more."""
LONG = 6
"""The content words of a question that says more than a pronoun takes up. On TREC CAsT 2019 and
2020, 4 would add a whole wrong word a question; questions about documents are longer."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known before a question; empty before the first."""

    text: str = ""
    """The last question, resolved, without its hint."""
    named: tuple[Phrase, ...] = ()
    """All that it is about, in the order of its words."""
    language: str = ""
    answer: str = ""
    """The answer to it."""
    mentions: tuple[Mention, ...] = ()
    topic: Mention | None = None
    """What the last questions are about."""
    opening: Mention | None = None
    """What the conversation began with."""
    pair: tuple[Mention, ...] = ()
    """Two things that the last question set side by side; empty where it did not."""

    @property
    def gist(self) -> str:
        """What the last question is about, in words."""
        phrases = self.named[:LONGEST_GIST]
        return ", ".join(p.text if p.is_time else p.written for p in phrases)

    @property
    def details(self) -> tuple[Phrase, ...]:
        """What the last question names, where it is long."""
        things = [phrase for phrase in self.named if not phrase.is_time]
        return tuple(things) if size(self.named) >= LONG else ()


@dataclass(frozen=True, slots=True)
class Followed:
    """A question made to stand alone."""

    text: str
    """With what it leaves out, but without the hint."""
    reading: Reading
    """Of the words that are the question's own."""
    carried: tuple[Mention, ...] = ()
    """What it took up from before."""
    resolved: tuple[Phrase, ...] = ()
    """Its own phrases that turned out to stand for something before."""
    hint: str = ""
    """What the conversation began with, where the question may be about that as well."""
    sets_topic: bool = False
    """Whether it is about something of its own."""
    exchanges: bool = False
    """Whether it is the last question with a part exchanged or added."""
    forgets: bool = False
    """Whether it said that it leaves what was spoken of."""


def remember(memory: Memory, followed: Followed, answer: str, grammar: Grammar) -> Memory:
    """The memory after a question and its answer; ``grammar`` is that of the resolved question."""
    if followed.forgets:
        memory = Memory()
    again = {mention.phrase.content for mention in followed.carried}
    fresh = tuple(
        mention
        for mention in mentions_of(followed.reading, grammar)
        if mention.phrase not in followed.resolved
    )
    topic = max(fresh, key=_as_topic, default=memory.topic)
    if memory.text and (again or not followed.sets_topic):
        fresh = tuple(_aside(mention) for mention in fresh)
        topic = followed.carried[0] if again else memory.topic
    older = [_aged(mention, again) for mention in memory.mentions]
    named = {mention.phrase.content for mention in fresh}
    return Memory(
        text=followed.text,
        named=tuple(_named(read(followed.text, grammar))),
        language=grammar.language,
        answer=answer,
        mentions=(
            *(_with_earlier(mention, older) for mention in fresh),
            *(mention for mention in older if mention.phrase.content not in named),
        ),
        topic=topic,
        opening=_opening(memory, followed, topic),
        pair=_pair(fresh, followed, grammar),
    )


def _opening(memory: Memory, followed: Followed, topic: Mention | None) -> Mention | None:
    """What the conversation began with, unless just that name was exchanged."""
    opening = memory.opening
    if opening is None:
        return topic
    gone = opening.phrase.name and opening.phrase.text not in followed.text
    return topic if followed.exchanges and gone else opening


def _as_topic(mention: Mention) -> tuple[bool, float]:
    """What a question is about comes before where and when."""
    return not mention.phrase.place, mention.weight


def _aside(mention: Mention) -> Mention:
    return replace(mention, weight=min(mention.weight, mention.weight * ASIDE))


def _aged(mention: Mention, again: Collection[frozenset[str]]) -> Mention:
    if mention.phrase.content in again:
        return replace(mention, weight=max(mention.weight, KEPT))
    return replace(mention, weight=mention.weight * DECAY)


def _with_earlier(mention: Mention, older: Sequence[Mention]) -> Mention:
    """A mention with what an earlier one of the same weighed."""
    content = mention.phrase.content
    earlier = next((old for old in older if old.phrase.content == content), None)
    if earlier is None:
        return mention
    return replace(mention, weight=mention.weight + max(earlier.weight, 0.0))


def _named(reading: Reading) -> list[Phrase]:
    """The phrases of a question that say something, without those that others contain."""
    named: list[Phrase] = []
    end = -1
    for phrase in sorted(reading.phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        says_little = phrase.light or phrase.asked or (phrase.relational and phrase.bare)
        if phrase.start >= end and (phrase.is_time or phrase.tail or not says_little):
            named.append(phrase)
            end = phrase.end + len(phrase.tail)
    return named


def _pair(fresh: Sequence[Mention], followed: Followed, grammar: Grammar) -> tuple[Mention, ...]:
    words = followed.reading.words
    things = [mention for mention in fresh if not mention.phrase.relational]
    for one, other in pairwise(things):
        between = words[one.phrase.first : other.phrase.first]
        joined = any(word.fold in grammar.small.joints for word in between)
        if joined and not one.phrase.asked and all(word.tag is not Tag.VERB for word in between):
            return (one, other)
    both = (*followed.carried[:1], *things)
    compares = any(word.fold in grammar.nouns.comparing for word in words)
    return both if compares and len(both) == 2 else ()
