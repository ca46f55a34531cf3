"""Follow-up questions made to stand alone, by rule.

Three things are told apart. A question that replaces one part of the one before it ("and in
2011?", "what about UNHCR?", "no, I meant Mali") becomes that question with the part replaced. One
that leans on it ("who paid for it?", "and how large were the unrecorded flows?") is given its
subject. Any other stands as it is: a change of topic drops what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Turn
from index.lexical import STOP_WORDS, terms

_OPENER = re.compile(r"^(?:(?:and|but|or|so|also|then|ok(?:ay)?|well|now)\b[\s,]*)+", re.IGNORECASE)
_CORRECTION = re.compile(
    r"^(?:no|sorry|actually|rather|oops|wait)\b[\s,.:–-]*(?:(?:sorry|actually|rather)\b[\s,]*)?"
    r"(?:(?:i|we) (?:meant|mean|was asking about|were asking about)|not [\w-]+ but|make that)?\s+",
    re.IGNORECASE,
)
_SWAP = re.compile(
    r"^(?:(?:and|but|or|so|also)\b[\s,]*)?(?:(?:what|how) about|(?:the )?same (?:for|in|with)|"
    r"(?:and )?(?:for|in|at|by|from|with|on|since|during)\b(?=.{1,60}$))\s*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:they|them|their|theirs|its|he|she|him|his|her|hers|those|these|the former|the latter|"
    r"the same|the other one|that one|this one|the first one|the second one|such (?:a|an))\b"
    r"|\bit\b(?! (?:is |was )?(?:true|possible|likely|clear|necessary|important)\b)"
    r"|\b(?:this|that)(?=\s*(?:[?.!,]|$)|\s+(?:is|was|were|are|has|had|have|do|does|did|mean|"
    r"happen|work|come|cost|take|start|begin|end|change|apply|include|initiative|programme|"
    r"program|project|meeting|report|group|body|agency|organi[sz]ation|document|figure|amount|"
    r"number|year|country|fund|plan|forum|committee|convention|study|event)\b)"
    r"|\b(?:there|then)\s*[?.!]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(
    r"\b(?:[A-Z][\w’'-]*|[A-Z]{2,}[\w-]*)(?:\s+(?:(?:of|the|and|for|on|de|du)\s+)*[A-Z][\w’'-]*)*"
)
_ASKING = frozenset(
    "how much many large big what which who whom whose where when why is are was were do does did "
    "can could would should will has have had be been being there it that this come came tell me "
    "us please name list give say says said explain describe about some any exactly "
    "kind sort long often far and the a an".split()
)
"""Words that ask rather than name what is asked about."""

FEWEST_CONTENT_WORDS = 2
"""A question with fewer content words than this cannot stand alone once something was said."""


def resolve(history: Sequence[Turn], question: str) -> str:
    """A question that stands alone, for a question asked after ``history`` (oldest first)."""
    if not history:
        return question
    before = resolve(history[:-1], history[-1].question)
    correction = _CORRECTION.match(question)
    if correction and len(terms(question[correction.end() :])) <= 4:
        return _swapped(before, question[correction.end() :])
    swap = _SWAP.match(question)
    body = _OPENER.sub("", question).strip() or question
    if swap and not _has_question_word(question[swap.end() :]):
        return _swapped(before, _bare(question, swap.end()))
    if _is_bare_year(body) or (body != question and _is_bare_name(body)):
        return _swapped(before, body)
    if _leans_on_history(question, body):
        return _with_subject(body, before)
    return question


def _has_question_word(text: str) -> bool:
    return bool(re.search(r"\b(?:how|what|who|whom|which|when|where|why)\b", text, re.IGNORECASE))


def _bare(question: str, end: int) -> str:
    return question[end:].strip(" ?.!,")


def _is_bare_year(text: str) -> bool:
    """Whether a text is a year and nothing else ("2011?")."""
    return bool(_YEAR.fullmatch(text.strip(" ?.!,")))


def _is_bare_name(text: str) -> bool:
    """Whether a text is a name and nothing else ("Jamaica?"); alone it is a new subject."""
    return bool(_NAME.fullmatch(text.strip(" ?.!,")))


def _leans_on_history(question: str, body: str) -> bool:
    return (
        body != question
        or bool(_PRONOUN.search(question))
        or len(set(terms(question))) < FEWEST_CONTENT_WORDS
    )


def _swapped(before: str, part: str) -> str:
    """The question before with one part replaced by a new one of its kind, or added to it."""
    part = part.strip(" ?.!,")
    year, old_years = _YEAR.search(part), _YEAR.findall(before)
    if year and old_years and len(terms(part)) == 1:
        return before.replace(old_years[-1], year[0])
    old = _last_name(before, part)
    if old and _NAME.search(part):
        return before.replace(old, re.sub(r"^(?:the|in|for)\s+", "", part))
    stem = before.rstrip(" ?.!")
    return f"{stem}, {part}?" if part else before


def _last_name(before: str, part: str) -> str:
    """The last name in a question that is not its first word; acronyms stand in for acronyms."""
    names = [
        found[0]
        for found in _NAME.finditer(before)
        if found.start() > 0 and found[0].lower() not in STOP_WORDS
    ]
    alike = [name for name in names if name.isupper() == part.isupper()]
    return (alike or names or [""])[-1]


def _with_subject(question: str, before: str) -> str:
    """A question with the subject of the one before it, as far as it does not name it itself."""
    known = set(terms(question))
    kept = [word for word in before.split() if _names_something(word, known)]
    subject = " ".join(kept).strip(" ?.!,;:")
    text = question[:1].upper() + question[1:]
    return f"{text} ({subject})" if subject else text


def _names_something(word: str, known: set[str]) -> bool:
    bare = word.strip("?.!,;:()“”\"'").lower()
    if bare in _ASKING:
        return False
    found = terms(word)
    return bool(found) and not set(found) <= known
