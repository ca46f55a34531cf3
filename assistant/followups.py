"""Follow-up questions made to stand alone, by rule, in English, French and Spanish.

Three things are told apart. A question that exchanges one part of the one before it ("and in
2011?", "what about UNHCR?", "no, I meant Mali") becomes that question with the part exchanged. One
that leaves something out ("who paid for it?", "what are the symptoms?") is given it: in place of
its pronoun in English, before the question where there is none and in the other languages. Any
other stands as it is: a change of topic drops what was said. A short question that may also be
about what the conversation began with gets that in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.following.english import ENGLISH
from assistant.following.filling import filled
from assistant.following.french import FRENCH
from assistant.following.gaps import gaps
from assistant.following.grammar import Grammar, fold
from assistant.following.memory import Followed, Memory, remember
from assistant.following.phrases import Reading
from assistant.following.reading import read
from assistant.following.spanish import SPANISH
from assistant.following.swapping import asks_for_language, exchanged, is_fragment, is_part
from assistant.following.writing import and_asked, capitalised, with_note
from assistant.following.years import with_years
from assistant.languages import detect
from assistant.types import Turn

_GRAMMARS = {grammar.language: grammar for grammar in (ENGLISH, FRENCH, SPANISH)}


def resolve(history: Sequence[Turn], question: str) -> str:
    """A question that stands alone, for a question asked after ``history`` (oldest first)."""
    if _asks_nothing(question):
        return question
    memory = Memory()
    for turn in history:
        if not _asks_nothing(turn.question):
            followed, grammar = _follow(memory, turn.question)
            memory = remember(memory, followed, turn.answer or "", grammar)
    followed, _ = _follow(memory, question)
    text = with_note(followed.text, followed.hint) if followed.hint else followed.text
    return text if text == question else capitalised(text)


def _asks_nothing(question: str) -> bool:
    """Whether a question is only "Thanks!" or the like."""
    return any(grammar.openings.filler.fullmatch(fold(question)) for grammar in _GRAMMARS.values())


def _follow(memory: Memory, question: str) -> tuple[Followed, Grammar]:
    """A question made to stand alone after what is remembered, and the grammar of the result."""
    grammar = _GRAMMARS[detect(question, memory.language or ENGLISH.language)]
    if not memory.text:
        return _on_its_own(question, grammar), grammar
    body = _without(question, grammar.openings.filler)
    core = _without(body, grammar.openings.opener)
    if change := grammar.openings.change.match(fold(core)):
        return replace(_on_its_own(core[change.end() :], grammar), forgets=True), grammar
    core = with_years(core, memory, grammar)
    reading = read(core, grammar, inside=core != body)
    part = _part(body, core, reading, grammar)
    before = _GRAMMARS[memory.language]
    changed = _changed(memory.text, before, reading, part, grammar)
    if changed is not None:
        return Followed(changed, read(changed, before), sets_topic=True, exchanges=True), before
    followed = filled(reading, memory, grammar, opened=core != body)
    return replace(followed, sets_topic=followed.sets_topic or part is not None), grammar


def _on_its_own(question: str, grammar: Grammar) -> Followed:
    """A question that has to do with nothing before it."""
    return Followed(question, read(question, grammar), sets_topic=True)


def _changed(
    last: str, before: Grammar, reading: Reading, part: str | None, grammar: Grammar
) -> str | None:
    """The last question with what a question changes of it; None where it does not.

    ``before`` is the grammar of the last question, ``part`` what the question would exchange.
    """
    if asks_for_language(part or reading.text):
        return last
    if _asks_only(reading, grammar):
        return and_asked(last, reading.text, before)
    return exchanged(last, before, part, grammar) if part is not None else None


def _part(body: str, core: str, reading: Reading, grammar: Grammar) -> str | None:
    """What a question would put in the place of a part of the last one; None where it is whole."""
    if correction := grammar.openings.correction.match(fold(body)):
        rest = body[correction.end() :]
        if is_part(read(rest, grammar, inside=True), grammar):
            return _with_article(correction[0], rest, grammar)
    if (swap := grammar.openings.swap.match(fold(core))) and not gaps(reading, grammar):
        rest = core[swap.end() :]
        if is_part(read(rest, grammar, inside=True), grammar):
            return _with_article(swap[0], rest, grammar)
    if core != body:
        is_whole = not (is_part(reading, grammar) or is_fragment(reading, grammar))
    else:
        is_whole = not (
            is_part(reading, grammar) and all(phrase.is_time for phrase in reading.phrases)
        )
    return None if is_whole else core


def _with_article(opening: str, part: str, grammar: Grammar) -> str:
    """A part with the article that its opening ended in ("qu'en est-il du HCR")."""
    article = grammar.small.hidden.get(opening.split()[-1])
    return f"{article} {part}" if article else part


def _asks_only(reading: Reading, grammar: Grammar) -> bool:
    """Whether a question is its question word and nothing else ("Why?", "¿y por qué?")."""
    small = grammar.small
    asks = any(word.is_small(small.asking) for word in reading.words)
    return asks and all(
        any(word.is_small(table) for table in (small.asking, small.others, small.prepositions))
        for word in reading.words
    )


def _without(question: str, opening: re.Pattern[str]) -> str:
    """A question without what it opens with, unless nothing would be left."""
    match = opening.match(fold(question))
    return question[match.end() :] if match and match.end() < len(question) else question
