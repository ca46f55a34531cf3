"""A text as the words and stops that are compared; what is left between them is typography.

Quotation marks, dashes and hyphens, white space, line breaks, emphasis marks, bullets and the
raised numbers of footnotes are in no word, so two texts that differ in nothing else have the same
words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width space, joiners and byte-order mark."""
_RAISED = "¹²³⁰⁴-⁹₀-₉"
_LETTER = rf"[^\W\d_{_RAISED}]"
_INSIDE = rf"(?:{_LETTER}|[\d{_INVISIBLE}])"
_STOPS = "[,;:.?!()%$€£&+/=@#]"

_WORD = re.compile(
    rf"""(?<![a-z]{{3}}[.,;:)]) (?P<grouped> \d{{1,3}} (?: [,\u0020\u00a0\u2009\u202f] \d{{3}} )+
             (?: \. \d+ )? (?! [\d,.] \d ) )
       | (?<= [a-z]{{3}} [.,;:)] ) (?P<mark> \d{{1,3}} ) (?= \s | $ )
       | (?P<number> \d+ (?: [.,/:] \d+ )* {_LETTER}* )
       | (?P<word> {_LETTER} {_INSIDE}* (?: ['’] {_LETTER}+ )* )
       | (?P<stop> {_STOPS} )""",
    re.VERBOSE,
)
_QUOTING = re.compile(
    rf"""(?P<omission> [\[(] \s* (?: … | \.\s?\.\s?\. ) \s* [\])] | … | \. (?: \s? \. ){{2,3}} )
       | (?P<unsaid> \[ [\d*†]{{1,4}} \] | \[ \^ [^\]\n]{{1,30}} \]
             | ^ [\t >]* \d{{1,3}} \. \s+ (?= [A-Z] ) )
       | (?P<sic> \[ \s* [Ss]ic [.!]? \s* \] )
       | (?P<capital> \[ {_LETTER} \] {_LETTER} {_INSIDE}* )
       | (?P<bracket> \[ [^\]\[]{{1,120}} \] )""",
    re.VERBOSE | re.MULTILINE,
)
_LABEL = re.compile(r"\d{1,3}\.\s+(?=[A-Z])")
"""The number of a paragraph that is quoted from its beginning."""


class WordKind(StrEnum):
    WORD = "word"
    STOP = "stop"
    """A comma, full stop or another sign that a verbatim quotation keeps."""
    OMISSION = "omission"
    """ "…" or "[…]" in a quotation: any words of the source may have been left out."""
    BRACKET = "bracket"
    """ "[the Council]" in a quotation: words that it has in a few of the source's stead."""
    SIC = "sic"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the text that it was read from."""

    kind: WordKind
    form: str
    """As it is compared: letters composed, ligatures undone, thousands not grouped."""
    start: int
    end: int
    any_case: bool = False
    """Whether a capital at its beginning does not count: it opens a quotation, or is "[T]he"."""

    @property
    def is_gap(self) -> bool:
        return self.kind in (WordKind.OMISSION, WordKind.BRACKET, WordKind.SIC)

    @property
    def is_figure(self) -> bool:
        return self.kind is WordKind.WORD and any(char.isdigit() for char in self.form)


def read_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and stops of ``text[start:end]``; their offsets count from the text's beginning."""
    return list(_plain(text, start, len(text) if end is None else end))


def read_quotation(text: str, start: int, end: int) -> list[Word]:
    """As ``read_words``, with the conventions of quoting told apart from the words quoted."""
    label = _LABEL.match(text, start, end)
    at = label.end() if label else start
    words: list[Word] = []
    for found in _QUOTING.finditer(text, at, end):
        words += _plain(text, at, found.start())
        at = found.end()
        words += _convention(found)
    words += _plain(text, at, end)
    return _opening_free(_stripped(words))


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for found in _WORD.finditer(text, start, end):
        name = found.lastgroup
        if name == "mark":
            continue
        kind = WordKind.STOP if name == "stop" else WordKind.WORD
        yield Word(kind, _form(found[0], name == "grouped"), found.start(), found.end())


def _form(text: str, is_grouped: bool) -> str:
    if text.isascii() and not is_grouped:
        return text
    if is_grouped:
        text = re.sub(r"[,\s]", "", text)
    composed = unicodedata.normalize("NFKC", text)
    return composed.translate(_SAME_SIGN)


_SAME_SIGN = {ord("’"): "'", **{ord(char): None for char in _INVISIBLE}}


def _convention(found: re.Match[str]) -> Iterator[Word]:
    if found.lastgroup == "unsaid":  # a footnote's mark, the number of a paragraph
        return
    if found.lastgroup == "capital":
        form = _form(re.sub(r"[\[\]]", "", found[0]), False)
        yield Word(WordKind.WORD, form, found.start(), found.end(), any_case=True)
    else:
        yield Word(WordKind(found.lastgroup or ""), found[0], found.start(), found.end())


def _stripped(words: list[Word]) -> list[Word]:
    """Without the stops and omissions at either end: those are the quoting sentence's."""
    drop = (WordKind.STOP, WordKind.OMISSION)
    first = next((at for at, word in enumerate(words) if word.kind not in drop), len(words))
    last = next((at for at in range(len(words), 0, -1) if words[at - 1].kind not in drop), first)
    return words[first : max(first, last)]


def _opening_free(words: list[Word]) -> list[Word]:
    """The first word of the quotation, and of what follows an omission, may change its capital."""
    return [
        Word(word.kind, word.form, word.start, word.end, any_case=True)
        if word.kind is WordKind.WORD and (at == 0 or words[at - 1].kind is WordKind.OMISSION)
        else word
        for at, word in enumerate(words)
    ]


def same_form(one: Word, other: Word) -> bool:
    """Whether two words are one, but for a capital where that does not count."""
    if one.form == other.form:
        return True
    if not (one.any_case or other.any_case) or one.form[1:] != other.form[1:]:
        return False
    return one.form[:1].casefold() == other.form[:1].casefold()
