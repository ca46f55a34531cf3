"""What a question is made of: its words, and what kind of answer it wants."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import UserError
from index.lexical import terms

LONGEST = 2_000
"""Characters of the longest question that is taken; about 300 words, far above any real one."""


class Wanted(StrEnum):
    """The kind of thing that would answer a question."""

    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone."""

    text: str
    terms: frozenset[str]
    """Its content words, stemmed as the lexical index stems them."""
    wanted: Wanted
    particulars: frozenset[str] = frozenset()
    """Its figures, names and acronyms, as terms: what an answer must be about, not just near to."""


_NUMBER = re.compile(
    r"\bhow (?:much|many|large|big|high|long|far|often)\b|\bwhat (?:share|percentage|proportion|"
    r"number|amount|sum|total|figure)\b|\bper cent\b|\bwhat was the (?:size|value|cost)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:year|date|month|day|session)\b|\bsince when\b|\bhow recently\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:list|enumerate|name (?:the|all|some|\w+ of)|give me (?:the|all|some))\b"
    r"|\b(?:which|what) (?:are|were) (?:the|some|all|those|these|its|their)\b"
    r"|\b(?:which|what) (?:\w+ ){0,2}(?:countries|states|agencies|organi[sz]ations|bodies|"
    r"challenges|gaps|areas|recommendations|measures|steps|actions|topics|themes|ways|members|"
    r"partners|groups|reasons|factors|principles|priorities|obstacles|activities|examples|kinds|"
    r"types|sectors|categories|elements|initiatives|projects|programmes|publications)\b",
    re.IGNORECASE,
)


def read_question(text: str) -> Question:
    """A question as its parts; the text has been through ``clean``."""
    return Question(text, frozenset(terms(text)), _wanted(text), _particulars(text))


def _particulars(text: str) -> frozenset[str]:
    """Terms of the words that carry a digit or, after the first word, begin with a capital."""
    words = text.split()
    named = (
        word
        for at, word in enumerate(words)
        if any(map(str.isdigit, word)) or (at > 0 and word.lstrip("“\"'(")[:1].isupper())
    )
    return frozenset(term for word in named for term in terms(word))


def clean(text: str) -> str:
    """A question as typed, its accents composed, without control characters and stray white space.

    Raises UserError, with a sentence that says what to do, where nothing is left that could be
    looked for, or it is longer than ``LONGEST`` characters.
    """
    printable = "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"} else " "
        for char in unicodedata.normalize("NFC", text)
    )
    question = " ".join(printable.split())
    if not question:
        raise UserError("There is no question. Type one and try again.")
    if len(question) > LONGEST:
        raise UserError(
            f"The question has {len(question):,} characters; the most is {LONGEST:,}. "
            "Shorten it and try again."
        )
    if not any(char.isalnum() for char in question):
        raise UserError("There are no words in the question. Put it in words and try again.")
    return question


def _wanted(text: str) -> Wanted:
    for pattern, wanted in ((_NUMBER, Wanted.NUMBER), (_DATE, Wanted.DATE), (_LIST, Wanted.LIST)):
        if pattern.search(text):
            return wanted
    return Wanted.OTHER
