"""Putting what a question leaves out into its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.following.gaps import Gap
from assistant.following.grammar import Grammar, Kind, fold
from assistant.following.mentions import Mention

_CONTRACTED = re.compile(r"(?P<verb>['’]s)\b(?P<done>\s+(?:been|got|had|become)\b)?")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a question give way to a text."""

    start: int
    end: int
    text: str


def edited(question: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        question = question[: edit.start] + edit.text + question[edit.end :]
    return question


def in_place_of(question: str, gap: Gap, mentions: Sequence[Mention], grammar: Grammar) -> Edit:
    """A pronoun replaced by what it stands for."""
    text, end = both(mentions, grammar), gap.word.end
    if gap.pronoun.kind is Kind.NOUN:
        text = mentions[0].phrase.text
    elif gap.pronoun.kind is Kind.PLACE:
        text = f"{grammar.inside} {text}"
    elif gap.pronoun.possessive:
        text += "'" if text.endswith("s") else "'s"
    elif contracted := _CONTRACTED.match(question, end):
        text += " has" if contracted["done"] else " is"
        end += len(contracted["verb"])
    return Edit(gap.word.start, end, text)


def both(mentions: Sequence[Mention], grammar: Grammar) -> str:
    return f" {grammar.also} ".join(mention.phrase.written for mention in mentions)


def about(subject: str, question: str, grammar: Grammar) -> str:
    """A question with its subject named before it ("Throat cancer: what are the symptoms?")."""
    return f"{capitalised(subject)}{grammar.colon}{_within(question, grammar)}"


def with_note(question: str, note: str) -> str:
    """A question with a note in brackets before its question mark."""
    stem = question.rstrip(" ?.!")
    return f"{stem} ({note}){question[len(stem) :]}"


def and_asked(question: str, more: str, grammar: Grammar) -> str:
    """A question with one more question word ("… come to in 2011, and why?")."""
    return f"{question.rstrip(' ?.!')}, {grammar.also} {_within(more.strip(' ¿'), grammar)}"


def _within(question: str, grammar: Grammar) -> str:
    """A question as it is written within a sentence: a small word that opens it has no capital."""
    first = grammar.token.search(question)
    if first is None or first[0].isupper() or not grammar.small.has(fold(first[0])):
        return question
    at = first.start()
    return question[:at] + question[at].lower() + question[at + 1 :]


def capitalised(question: str) -> str:
    return question[:1].upper() + question[1:]
