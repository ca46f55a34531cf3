"""Questions that exchange one part of the last question: "and in 2011?", "what about UNHCR?"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.following.grammar import Grammar, Tag, fold
from assistant.following.phrases import Phrase, Reading
from assistant.following.reading import read

LONGEST_PART = 4
"""Content words of the longest part that takes another's place; a longer one is added."""
LONGEST_SUPERLATIVE = 3
"""Words of a superlative ("the most powerful") that leaves the rest of the question as it is."""
_LANGUAGE = re.compile(
    r"(?:in|en) (?:english|french|spanish|anglais|francais|espagnol|ingles|frances|espanol)"
    r"(?:,? (?:please|s'il vous plait|por favor))?"
)
_PUNCTUATION = " ?.!,;:¿¡"


def is_part(reading: Reading, grammar: Grammar) -> bool:
    """Whether some words ask nothing by themselves: they have no verb and no question word."""
    small = grammar.small
    return bool(reading.phrases) and not any(
        word.tag is Tag.VERB or word.is_small(small.asking) or word.is_small(small.auxiliaries)
        for word in reading.words
    )


def is_fragment(reading: Reading, grammar: Grammar) -> bool:
    """Whether some words ask nothing by themselves, though they hold a verb ("the money that never
    shows up"): what asks begins otherwise."""
    small = grammar.small
    if not reading.words or any(word.is_small(small.asking) for word in reading.words):
        return False
    first = reading.words[0].fold
    return first in small.prepositions or (first in small.determiners and not grammar.noun_first)


def asks_for_language(text: str) -> bool:
    """Whether a question wants the last answer in another language: it asks the same again."""
    return bool(_LANGUAGE.fullmatch(fold(text.strip(_PUNCTUATION))))


def exchanged(before: str, old_grammar: Grammar, part: str, grammar: Grammar) -> str | None:
    """The question before with a part put in the place of its like, or added; None for neither.

    ``part`` comes without what leads into it ("what about"), in the language of ``grammar``.
    """
    part = part.strip(_PUNCTUATION)
    new, old = read(part, grammar, inside=True), read(before, old_grammar)
    if superlative := _with_superlative(before, old_grammar, part, grammar):
        return superlative
    if not new.phrases:
        return None
    is_clause = any(
        word.tag is Tag.VERB or word.is_small(grammar.small.pronouns) for word in new.words
    )
    if is_clause or sum(len(phrase.words) for phrase in new.phrases) > LONGEST_PART:
        return f"{before.rstrip(_PUNCTUATION)}, {old_grammar.also} {part}{old_grammar.close}"
    if any(phrase.is_time for phrase in new.phrases):
        return _with_time(before, old, part, new, old_grammar, grammar)
    if demonym := _demonym(old, old_grammar, new):
        return demonym
    led = new.words[0].fold in grammar.small.prepositions
    like = (
        _after_preposition(old, new, grammar)
        if led
        else _of_kind(old, old_grammar, new.phrases[0], grammar)
    )
    if like is not None:
        return _put(old, like, part, new, old_grammar, grammar)
    if led and new.words[0].fold in grammar.small.places:
        return f"{before.rstrip(_PUNCTUATION)} {part}{old_grammar.close}"
    return None


def _after_preposition(old: Reading, new: Reading, grammar: Grammar) -> Phrase | None:
    """The phrase of the old question that follows the preposition of the new part."""
    led, part = new.words[0].fold, new.phrases[0]
    place = led in grammar.small.places
    return _last(
        phrase
        for phrase in old.phrases
        if (phrase.preposition == led or (place and phrase.place))
        and (phrase.name == part.name or (place and phrase.place))
        and not phrase.is_time
    )


def _of_kind(old: Reading, old_grammar: Grammar, part: Phrase, grammar: Grammar) -> Phrase | None:
    """The phrase of the old question that is of a part's kind."""
    things = [
        phrase
        for phrase in old.phrases
        if not (phrase.asked or phrase.relational or phrase.light)
        and (not phrase.owner or (phrase.acronym and part.acronym))
    ]
    if part.acronym:
        bodies = (_as_body(phrase, part, old_grammar) for phrase in things)
        things = [phrase for phrase in bodies if phrase is not None]
    if part.name:
        names = [phrase for phrase in things if phrase.name]
        return _name_of_kind(names, part, grammar) or _first(things)
    same = _last(phrase for phrase in old.phrases if phrase.head == part.head)
    if same is not None:
        return same
    if part.relational:
        return _last(phrase for phrase in old.phrases if phrase.relational and not phrase.asked)
    return _first(phrase for phrase in things if not phrase.name)


def _as_body(phrase: Phrase, part: Phrase, grammar: Grammar) -> Phrase | None:
    """As much of a phrase as an acronym can take the place of: "IOM" in "the IOM budget", a common
    noun, the whole of a name, but nothing in "the African Union declaration"."""
    if not phrase.name or _is_whole_name(phrase, grammar):
        return phrase
    first = replace(phrase, text=phrase.text.split()[0], tail="")
    if grammar.noun_first or not first.acronym:
        return None
    lead = phrase.lead if part.article else ()
    return replace(first, end=phrase.start + len(first.text), lead=lead)


def _is_whole_name(phrase: Phrase, grammar: Grammar) -> bool:
    """Whether a phrase that holds a name is nothing else; where the noun comes first, a capital at
    its beginning is enough ("Banque mondiale")."""
    if grammar.noun_first:
        return phrase.text[0].isupper()
    joints = grammar.name_joints | grammar.small.articles
    return all(not word[0].islower() or word in joints for word in phrase.text.split())


def _name_of_kind(names: list[Phrase], part: Phrase, grammar: Grammar) -> Phrase | None:
    """Acronyms stand in for acronyms, a single word for a place, another name for any other."""
    if part.acronym:
        bodies = [phrase for phrase in names if not phrase.place]
        return _first(phrase for phrase in names if phrase.acronym) or _first(bodies or names)
    # Countries have articles in French and some in Spanish.
    place = len(part.words) == 1 and (grammar.noun_first or not part.article)
    alike = [phrase for phrase in names if phrase.place == place]
    return _last(phrase for phrase in alike if not phrase.acronym) or _last(alike or names)


def _first(phrases: Iterable[Phrase]) -> Phrase | None:
    return next(iter(phrases), None)


def _last(phrases: Iterable[Phrase]) -> Phrase | None:
    return next(reversed(list(phrases)), None)


def _with_time(
    before: str, old: Reading, part: str, new: Reading, old_grammar: Grammar, grammar: Grammar
) -> str:
    """The question before, asked of another time."""
    led = new.words[0].fold in grammar.small.prepositions
    times = [phrase for phrase in old.phrases if phrase.is_time]
    if old_grammar is not grammar:
        time = next(phrase for phrase in new.phrases if phrase.is_time)
        part, led = time.text, False
    if not times:
        when = part if led else f"{old_grammar.inside} {part}"
        return f"{before.rstrip(_PUNCTUATION)} {when}{old_grammar.close}"
    start = times[-1].opening
    earlier = [word for word in old.words if word.end <= start]
    if led and earlier and earlier[-1].fold in old_grammar.small.prepositions:
        start = earlier[-1].start
    elif led:
        part = part[new.words[1].start :]
    return before[:start] + part + before[times[-1].end :]


def _demonym(old: Reading, old_grammar: Grammar, new: Reading) -> str | None:
    """The question before with its "African countries" as "countries in Asia"."""
    place, pattern = new.phrases[0], old_grammar.demonym
    if pattern is None or len(new.words) > 1 or not place.name or place.acronym:
        return None
    for phrase in old.phrases:
        if found := pattern.match(phrase.text):
            there = f"{phrase.text[found.end() :]} {old_grammar.inside} {place.text}"
            return f"{old.text[: phrase.start]}{there}{old.text[phrase.end :]}"
    return None


def _with_superlative(before: str, old_grammar: Grammar, part: str, grammar: Grammar) -> str | None:
    """The question before with another superlative ("what about the oldest?")."""
    new = _superlative(part, grammar, inside=True)
    old = _superlative(before, old_grammar, inside=False)
    if new is None or old is None or part[: new.start()].count(" ") > 1:
        return None
    short = len(part.split()) <= LONGEST_SUPERLATIVE
    rest = before[old.end() :] if short else old_grammar.close
    return before[: old.start()] + part[new.start() :] + rest


def _superlative(text: str, grammar: Grammar, *, inside: bool) -> re.Match[str] | None:
    """The first superlative of a text; a capital is a name's, but where it opens a question."""
    for found in grammar.openings.superlative.finditer(fold(text)):
        if not text[found.start()].isupper() or (found.start() == 0 and not inside):
            return found
    return None


def _put(
    old: Reading, like: Phrase, part: str, new: Reading, old_grammar: Grammar, grammar: Grammar
) -> str:
    """The question before with a part in the place of a phrase, its article and, where the part
    has another, its preposition."""
    led = new.words[0].fold in grammar.small.prepositions
    start = like.start
    if like.lead and like.lead[0].fold in old_grammar.small.articles:
        start = like.opening
    if old_grammar is not grammar:
        # Articles and prepositions stay with their language.
        part = part[new.phrases[0].start :]
    elif led and like.preposition == new.words[0].fold:
        part = part[new.words[1].start :]
    elif led:
        before_it = [word.start for word in old.words if word.end <= start]
        start = before_it[-1] if before_it else start
    end = like.end
    if like.head == new.phrases[0].head and new.phrases[0].tail:
        end += len(like.tail)
    text = old.text[:start] + part + old.text[end:]
    for pattern, both in old_grammar.contractions:
        text = pattern.sub(both, text)
    return text
