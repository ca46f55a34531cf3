"""The words of a question, told apart by the tables of small words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.following.grammar import Grammar, Tag, Word, fold

_SENTENCE_END = re.compile(r"[.?!:;¿¡“\"]\s*$")


def tagged(text: str, grammar: Grammar, *, inside: bool = False) -> tuple[Word, ...]:
    """The words of a text in order, with their tags.

    ``inside`` says that the text stood inside a sentence: its first word opens none.
    """
    folded = fold(text)
    tokens = list(grammar.token.finditer(text))
    # Who shouts writes no acronyms; a lone word from inside a sentence ("and WHO?") is no shouting.
    shouted = text.isupper() and not (inside and len(tokens) == 1)
    ends = [0, *(match.end() for match in tokens)]
    plain = [
        Word(
            match[0],
            folded[match.start() : match.end()],
            match.start(),
            match.end(),
            _opens(text[end : match.start()], is_first=at == 0, inside=inside),
        )
        for at, (end, match) in enumerate(zip(ends, tokens, strict=False))
    ]
    done: list[Word] = []
    for at, word in enumerate(plain):
        is_name = word.acronym and not shouted and _may_be_a_body(word, grammar)
        tag = Tag.CONTENT if is_name else _tag(plain, at, done, text, grammar)
        done.append(replace(word, tag=tag))
    return tuple(done)


def _opens(between: str, *, is_first: bool, inside: bool) -> bool:
    """Whether a word opens a sentence; ``between`` stands between it and the word before."""
    if is_first and not between.strip(" \t\n¿¡"):
        return not inside
    return bool(_SENTENCE_END.search(between))


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
