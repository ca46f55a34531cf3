"""Where a noun phrase ends."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.following.grammar import Grammar, Tag, Word


def phrase_end(text: str, found: Sequence[Word], at: int, grammar: Grammar) -> int:
    """The place after the last word of the noun phrase that begins at a place."""
    here = at
    while (following := _next(text, found, here, at, grammar)) is not None:
        here = following
    while here > at and not found[here].capital and found[here].fold in grammar.nouns.light:
        # "Is melatonin bad": the adjective is said of the phrase.
        here -= 1
    return here + 1


def _next(text: str, found: Sequence[Word], here: int, first: int, grammar: Grammar) -> int | None:
    """The place of the word that goes on a phrase, None where it ends."""
    if here + 1 >= len(found):
        return None
    gap = text[found[here].end : found[here + 1].start]
    tag, then = found[here + 1].tag, here + 2
    of_many = found[here].fold.endswith("s") and gap in {"' ", "’ "}
    if tag is Tag.CONTENT and (of_many or not gap.strip('"“” ')):
        return here + 1
    if tag is Tag.POSSESSIVE and then < len(found) and found[then].tag is Tag.CONTENT:
        # A named owner is a phrase of its own: "she" after "Ms. Smith's office" is Ms. Smith.
        return None if found[here].capital and not found[here].opens else then
    if tag is not Tag.SMALL or gap.strip():
        return None
    if here == first and _is_adjective_pair(text, found, here, grammar):
        return then
    return _joined(found, here, first, grammar)


def _is_adjective_pair(text: str, found: Sequence[Word], here: int, grammar: Grammar) -> bool:
    """Whether a phrase begins with two adjectives ("short and long-term effects")."""
    then = here + 2
    if grammar.noun_first or then + 1 >= len(found):
        return False
    return (
        found[here + 1].fold in grammar.small.joints
        and not found[here].capital
        and bool(grammar.adjective.search(found[here].fold))
        and found[then].tag is Tag.CONTENT
        and found[then + 1].tag is Tag.CONTENT
        and not text[found[then].end : found[then + 1].start].strip()
    )


def _joined(found: Sequence[Word], here: int, first: int, grammar: Grammar) -> int | None:
    """The place of the noun that a phrase's last word is tied to by "of" or the like."""
    joint, then = found[here + 1].fold, here + 2
    while then < len(found) and found[then].fold in grammar.small.articles:
        then += 1
    if found[first].acronym or then >= len(found) or found[then].tag is not Tag.CONTENT:
        return None
    if found[first].capital and joint in grammar.name_joints:
        is_name = found[then].capital or (grammar.noun_first and not found[first].opens)
        return then if is_name else None
    relational = grammar.singular(found[first].fold) in grammar.nouns.relational
    return then if grammar.noun_first and joint in grammar.small.of and not relational else None
