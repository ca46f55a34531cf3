"""The words of a question, told apart by the tables of small words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.following.grammar import Grammar, Tag, Word, fold

_SENTENCE_START = re.compile(r"(?:^|[.?!:;¿¡“\"])\s*$")


def tagged(text: str, grammar: Grammar, *, inside: bool = False) -> tuple[Word, ...]:
    """The words of a text in order, with their tags.

    ``inside`` says that the text stood inside a sentence: its first word opens none.
    """
    folded = fold(text)
    tokens = list(grammar.token.finditer(text))
    # Who shouts writes no acronyms; a lone word from inside a sentence ("and WHO?") is no shouting.
    shouted = text.isupper() and not (inside and len(tokens) == 1)
    plain = [
        Word(
            match[0],
            folded[match.start() : match.end()],
            match.start(),
            match.end(),
            _opens(text[: match.start()], inside),
        )
        for match in tokens
    ]
    done: list[Word] = []
    for at, word in enumerate(plain):
        is_name = word.acronym and not shouted and _may_be_a_body(word, grammar)
        tag = Tag.CONTENT if is_name else _tag(plain, at, done, text, grammar)
        done.append(replace(word, tag=tag))
    return tuple(done)


def _opens(before: str, inside: bool) -> bool:
    return bool(_SENTENCE_START.search(before)) and not (inside and not before.strip(" ¿¡"))


def _may_be_a_body(word: Word, grammar: Grammar) -> bool:
    """Whether capitals make a word an acronym, not a question word said with stress."""
    return word.fold not in grammar.small.asking or word.fold in grammar.small.bodies


def _tag(plain: Sequence[Word], at: int, done: Sequence[Word], text: str, grammar: Grammar) -> Tag:
    word = plain[at]
    if word.fold[0].isdigit():
        return Tag.CONTENT
    if word.fold == "s" and done and text[word.start - 1] in "'’":
        return Tag.POSSESSIVE if done[-1].tag is Tag.CONTENT else Tag.SMALL
    if len(word.fold) == 1 or grammar.small.has(word.fold):
        return Tag.SMALL
    if word.capital and not word.opens:
        return Tag.CONTENT
    return Tag.VERB if grammar.is_verb(plain, at, done) else Tag.CONTENT
