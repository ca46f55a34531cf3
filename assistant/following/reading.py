"""Finding the noun phrases of a question, from its small words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from assistant.following.chunking import phrase_end
from assistant.following.grammar import Grammar, Tag, Word
from assistant.following.phrases import Phrase, Reading, is_year
from assistant.following.tagging import tagged

LONGEST_TAIL = 2
"""Phrases that are taken into a tail: "the study on the links between A and B" names enough."""


def read(text: str, grammar: Grammar, *, inside: bool = False) -> Reading:
    """``inside`` says that the text stood inside a sentence, where a first capital is a name's."""
    found = tagged(text, grammar, inside=inside)
    made: list[Phrase] = []
    at = 0
    while at < len(found):
        end = at + 1
        if found[at].tag is Tag.CONTENT:
            end = phrase_end(text, found, at, grammar)
            made.append(_placed(text, found, made, _phrase(text, found, at, end, grammar), grammar))
        at = end
    if len(made) == 1 and made[0].name:
        # "What happened in the Milgram experiment": a name alone is what is asked about.
        made = [replace(made[0], place=False, about=True)]
    return Reading(text, found, _with_tails(text, found, made, grammar))


def _phrase(text: str, found: Sequence[Word], at: int, end: int, grammar: Grammar) -> Phrase:
    small, nouns = grammar.small, grammar.nouns
    body = found[at:end]
    before = at
    while before > 0 and _leads(text, found, before, grammar):
        before -= 1
    lead = tuple(found[before:at])
    preposition = found[before - 1].fold if before > 0 else ""
    inner = [word.fold for word in body if word.tag is Tag.CONTENT]
    bare = tuple(grammar.singular(word) for word in inner)
    head, modifiers = (bare[0], bare[1:]) if grammar.noun_first else (bare[-1], bare[:-1])
    name = any(word.capital and (not word.opens or word.acronym) for word in body)
    dull = nouns.light | nouns.dull
    return Phrase(
        text=text[body[0].start : body[-1].end],
        words=bare,
        head=head,
        start=body[0].start,
        end=body[-1].end,
        opening=lead[0].start if lead else body[0].start,
        first=at,
        lead=lead,
        preposition=preposition,
        after=found[end].fold if end < len(found) else "",
        name=name,
        plural=_is_plural(inner[0] if grammar.noun_first else inner[-1], grammar)
        or (name and any(word.fold in small.joints for word in body)),
        asked=_is_asked(found, before, lead, grammar),
        light=all(
            word in dull or plain in dull or is_year(word)
            for word, plain in zip(inner, bare, strict=True)
        ),
        relational=not name and head in nouns.relational,
        bare=all(word in nouns.light or word in nouns.relational for word in modifiers),
        place=preposition in small.places,
        about=preposition in small.about,
        office=head in nouns.offices,
        owned=any(_is_possessive(word, grammar) for word in lead),
        indefinite=bool(lead) and lead[0].fold in small.articles - small.definite,
        article=_article(text, found, before, lead, grammar),
    )


def _is_asked(found: Sequence[Word], before: int, lead: Sequence[Word], grammar: Grammar) -> bool:
    """Whether a phrase is the question word's ("which countries", "combien de pays")."""
    small = grammar.small
    if any(word.fold in small.which for word in lead):
        return True
    if any(word.fold in small.articles for word in lead):
        return False
    earlier = [word.fold for word in found[max(before - 2, 0) : before]]
    return earlier[-1:] != [] and (
        earlier[-1] in small.which or (earlier[-1] in small.of and earlier[0] in small.which)
    )


def _leads(text: str, found: Sequence[Word], before: int, grammar: Grammar) -> bool:
    """Whether the word before a place leads into the phrase that begins there."""
    word, nouns = found[before - 1], grammar.nouns
    if word.tag is not Tag.SMALL or text[word.end : found[before].start].strip("'’ "):
        return False
    tables = (grammar.small.determiners, nouns.light, nouns.contrast)
    return _is_possessive(word, grammar) or any(word.fold in table for table in tables)


def _is_possessive(word: Word, grammar: Grammar) -> bool:
    pronoun = grammar.small.pronouns.get(word.fold)
    return pronoun is not None and pronoun.possessive


def _is_plural(word: str, grammar: Grammar) -> bool:
    return grammar.singular(word) != word or word in grammar.nouns.groups


def _article(
    text: str, found: Sequence[Word], before: int, lead: Sequence[Word], grammar: Grammar
) -> str:
    if lead and lead[0].fold in grammar.small.articles:
        space = "" if text[lead[0].end : lead[0].end + 1] in {"'", "’"} else " "
        return f"{lead[0].text.lower()}{space or text[lead[0].end]}"
    inside = lead[0] if lead else found[before - 1] if before else None
    hidden = grammar.small.hidden.get(inside.fold) if inside else None
    return f"{hidden} " if hidden else ""


def _placed(
    text: str, found: Sequence[Word], made: list[Phrase], phrase: Phrase, grammar: Grammar
) -> Phrase:
    """A phrase as the one before it makes it: what is owned, what is the matter of a relation."""
    if not made:
        return phrase
    if made[-1].asked and phrase.preposition in grammar.small.joints:
        phrase = replace(phrase, asked=True)
    if found[phrase.first - 1].tag is Tag.POSSESSIVE:
        made[-1] = owner = replace(made[-1], owner=True)
        return replace(
            phrase,
            text=text[owner.start : phrase.end],
            words=(*owner.words, *phrase.words),
            start=owner.start,
            opening=owner.opening,
            first=owner.first,
            lead=owner.lead,
            preposition=owner.preposition,
            about=owner.about,
            place=owner.place,
            article=owner.article,
            relational=False,
            owned=True,
            name=True,
        )
    matter = made[-1].relational and made[-1].after == phrase.preposition
    if matter and phrase.place and not phrase.name:
        return replace(phrase, place=False, about=True)
    return phrase


def _with_tails(
    text: str, found: Sequence[Word], made: Sequence[Phrase], grammar: Grammar
) -> tuple[Phrase, ...]:
    ends = [_tail_end(found, made[at : at + LONGEST_TAIL + 1], grammar) for at in range(len(made))]
    earlier_ends = accumulate(ends, max, initial=0)
    return tuple(
        replace(
            phrase,
            tail=text[phrase.end : end],
            within=phrase.start < earlier_end,
        )
        for phrase, end, earlier_end in zip(made, ends, earlier_ends, strict=False)
    )


def _tail_end(found: Sequence[Word], phrases: Sequence[Phrase], grammar: Grammar) -> int:
    """Where the tail of the first of some phrases in a row ends; its own end without one."""
    here, small = phrases[0], grammar.small
    for following in phrases[1:]:
        between = _words_between(found, here.end, following.opening)
        tied = len(between) == 1 and between[0].fold in small.tails
        if not tied or following.is_time or here.relational or (here.place and here.proper):
            break
        here = following
    if here.after in small.relatives and here.after not in small.prepositions:
        rest = _words_between(found, here.end, found[-1].end)
        return next((word.end for word in rest if word.tag is Tag.VERB), here.end)
    return here.end


def _words_between(found: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words that begin between two offsets."""
    first = bisect_left(found, start, key=_start)
    return found[first : bisect_left(found, end, lo=first, key=_start)]


def _start(word: Word) -> int:
    return word.start
