"""The noun phrases of a conversation, weighed by how likely the next question is about them.

The weights follow the idea of Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution",
Computational Linguistics 20(4), 1994: what is the subject, named or asked about weighs more, and
each turn takes away from what was said before. Where nothing else is said, their values were found
by hill climbing on seven eighths of the conversations of TREC CAsT 2019 and 2020.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.following.grammar import Grammar, Kind, Pronoun, Tag
from assistant.following.phrases import Phrase, Reading

MENTIONED = 2.0
NAME = 2.5
ABOUT = 1.5
"""For what stands after "about", "of" and the like."""
SUBJECT = 0.5
RELATIONAL = -1.25
"""For "health effects"; twice that for "main effects"."""
PLACE = -2.0
ASKED = -2.0
"""For "which countries": the answer will say which."""
WITHIN = -4.0
"""For what only says which one another phrase means ("the study on the Sahel"): less than a name
and all that speaks for it. Chosen by hand."""
DISAGREES = -0.75
"""For number: "it" is seldom several, "they" seldom one."""
NAMED_ONE = -0.5
"""A name of one thing may be "they" all the same ("the Bank … they")."""
PERSON = 3.0
"""For a full name, where the pronoun is a person's."""
NO_PERSON = -1.5
"""For a full name, where the pronoun is a thing's."""
NEW_THING = 3.5
"""For what somebody made or has ("did the ILO open its academy"), where a thing is asked about:
more than its maker's name weighs. Chosen by hand."""
OWNER = -1.5
"""For "Darwin" beside "Darwin's theory", where no person is asked about."""

ANYTHING = Pronoun()


@dataclass(frozen=True, slots=True)
class Mention:
    phrase: Phrase
    weight: float
    is_new_thing: bool = False
    """Whether it is the object of what somebody else does or has."""

    @property
    def is_person(self) -> bool:
        """Whether it looks like a person's name: two words with capitals, no article."""
        phrase = self.phrase
        return (
            phrase.name
            and len(phrase.words) > 1
            and phrase.proper
            and not (phrase.article or phrase.place or phrase.owned)
        )


def mentions_of(reading: Reading, grammar: Grammar) -> tuple[Mention, ...]:
    """The noun phrases of a question that name something, with their weights."""
    subject = _subject(reading, grammar)
    return tuple(
        Mention(phrase, _weight(phrase, phrase is subject), _is_new_thing(phrase, subject, reading))
        for phrase in reading.phrases
        if not (phrase.light or phrase.text.isdigit())
    )


def antecedent(
    mentions: Collection[Mention],
    pronoun: Pronoun = ANYTHING,
    but: frozenset[str] = frozenset(),
    taken: Collection[Mention] = (),
) -> Mention | None:
    """What a pronoun stands for: the heaviest mention that agrees with it, the first of equals.

    ``but`` are the words of the question itself: what it names needs no pronoun. ``taken`` are
    the mentions that its other pronouns stand for.
    """
    fits = [
        (mention, weight)
        for mention in mentions
        if not mention.phrase.content <= but
        and mention not in taken
        and (weight := _fit(mention, pronoun)) > 0
    ]
    return max(fits, key=lambda fit: fit[1])[0] if fits else None


def _subject(reading: Reading, grammar: Grammar) -> Phrase | None:
    """The first phrase after the question's first verb, unless it is asked for or a matter."""
    asked_at = next(
        (
            at
            for at, word in enumerate(reading.words)
            if word.tag is Tag.VERB or word.fold in grammar.small.auxiliaries
        ),
        -1,
    )
    after = (phrase for phrase in reading.phrases if phrase.first > asked_at)
    return next((p for p in after if not (p.asked or p.place or p.about)), None)


def _is_new_thing(phrase: Phrase, subject: Phrase | None, reading: Reading) -> bool:
    if subject is None or not subject.name or phrase is subject or phrase.plural or phrase.name:
        return False
    before = next((word for word in reversed(reading.words) if word.start < phrase.opening), None)
    done = before is not None and before.tag is Tag.VERB
    return done and (phrase.indefinite or phrase.owned)


def _fit(mention: Mention, pronoun: Pronoun) -> float:
    """The weight of a mention for a pronoun; 0 or less where it cannot be meant."""
    phrase, weight = mention.phrase, mention.weight
    if pronoun.kind is Kind.PLACE:
        # That places are seldom what is talked about does not matter here.
        is_place = phrase.place and phrase.name and (not phrase.article or phrase.acronym)
        return max(weight, 0.0) + 1 if is_place else 0.0
    if pronoun.kind is Kind.PERSON:
        named = phrase.name and not (phrase.owned or phrase.acronym or phrase.place)
        could_be = phrase.office or (named and not phrase.article)
        return weight + PERSON * mention.is_person if could_be else 0.0
    if pronoun.kind is Kind.NOUN and phrase.proper:
        return 0.0
    if pronoun.kind is Kind.THING:
        if phrase.office:
            return 0.0
        weight += NEW_THING * mention.is_new_thing + NO_PERSON * mention.is_person
    return weight + OWNER * phrase.owner + _agreement(phrase, pronoun)


def _agreement(phrase: Phrase, pronoun: Pronoun) -> float:
    if pronoun.plural is None or phrase.plural is pronoun.plural:
        return 0.0
    if pronoun.plural and (phrase.acronym or phrase.indefinite):
        return 0.0
    return NAMED_ONE if pronoun.plural and phrase.name else DISAGREES


def _weight(phrase: Phrase, is_subject: bool) -> float:
    return (
        MENTIONED
        + NAME * phrase.name
        + ABOUT * phrase.about
        + SUBJECT * is_subject
        + RELATIONAL * phrase.relational * (1 + phrase.bare)
        + PLACE * phrase.place
        + ASKED * phrase.asked
        + WITHIN * phrase.within
    )
