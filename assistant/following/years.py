"""Years that a question counts from those before: "seven years earlier", "later that year"."""

from __future__ import annotations

import re

from assistant.following.grammar import Grammar, fold
from assistant.following.memory import Memory

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EARLIEST, LATEST = 1800, 2100
"""A count that leads out of these years is no count of years."""
LONGEST_COUNT = 4
"""Digits of a count; int() refuses texts of thousands."""


def last_year(memory: Memory) -> int | None:
    """The year that was last spoken of: in the last question, else in the answer to it."""
    asked, answered = _YEAR.findall(memory.text), _YEAR.findall(memory.answer)
    if asked:
        return int(asked[-1])
    return int(answered[0]) if answered else None


def with_years(question: str, memory: Memory, grammar: Grammar) -> str:
    """A question with the years that it counts from the last one written out."""
    year = last_year(memory)
    if year is None or _YEAR.search(question):
        return question
    if match := grammar.openings.years_away.search(fold(question)):
        count = _count(match["n"], grammar)
        there = year + (-count if match["before"] else count)
        counts = count > 0 and EARLIEST <= there < LATEST
        return _written(question, match, there, grammar) if counts else question
    if match := grammar.openings.that_year.search(fold(question)):
        return _written(question, match, year, grammar)
    return question


def _count(word: str, grammar: Grammar) -> int:
    # "²".isdigit(), but int() reads decimals alone.
    is_number = word.isdecimal() and len(word) <= LONGEST_COUNT
    return int(word) if is_number else grammar.numbers.get(word, 0)


def _written(question: str, match: re.Match[str], year: int, grammar: Grammar) -> str:
    before = question[: match.start()]
    led = before.split() and fold(before.split()[-1]) in grammar.small.prepositions
    return f"{before}{year if led else f'{grammar.inside} {year}'}{question[match.end() :]}"
