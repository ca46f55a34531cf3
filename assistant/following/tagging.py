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
    plain = [
        Word(
            match[0],
            folded[match.start() : match.end()],
            match.start(),
            match.end(),
            _opens(text[: match.start()], inside),
        )
        for match in grammar.token.finditer(text)
    ]
    done: list[Word] = []
    for at, word in enumerate(plain):
        done.append(replace(word, tag=_tag(plain, at, done, text, grammar)))
    return tuple(done)


def _opens(before: str, inside: bool) -> bool:
    return bool(_SENTENCE_START.search(before)) and not (inside and not before.strip(" ¿¡"))


def _tag(plain: Sequence[Word], at: int, done: Sequence[Word], text: str, grammar: Grammar) -> Tag:
    word = plain[at]
    if word.fold[0].isdigit() or (word.acronym and not text.isupper()):
        return Tag.CONTENT
    if word.fold == "s" and done and text[word.start - 1] in "'’":
        return Tag.POSSESSIVE if done[-1].tag is Tag.CONTENT else Tag.SMALL
    if len(word.fold) == 1 or grammar.small.has(word.fold):
        return Tag.SMALL
    if word.capital and not word.opens:
        return Tag.CONTENT
    return Tag.VERB if grammar.is_verb(plain, at, done) else Tag.CONTENT
