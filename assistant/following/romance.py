"""What French and Spanish have in common for the rules for follow-up questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.following.grammar import IsVerb, Tag, Word


@dataclass(frozen=True, slots=True)
class VerbWords:
    """What verbs are told by in a language where noun phrases open with a determiner."""

    verbs: frozenset[str]
    """Common forms."""
    ending: re.Pattern[str]
    """How only verbs end."""
    infinitive: re.Pattern[str]
    adjective: re.Pattern[str]
    auxiliaries: frozenset[str]
    asking: frozenset[str]
    """Question words that no noun follows."""
    asks_subject: frozenset[str]
    """Those of them that ask for the subject: the verb comes next, or a clitic and the verb."""
    before_clitic: frozenset[str]
    """Those after which a common form with a clitic is a verb."""
    clitics: frozenset[str]
    nominal: frozenset[str]
    """The determiners that are no clitics."""
    before_verb: frozenset[str]
    """Subject pronouns, negation and the like."""
    before_infinitive: frozenset[str]


def verb_rule(words: VerbWords) -> IsVerb:
    """Tells the verbs of such a language."""

    def is_verb(plain: Sequence[Word], at: int, done: Sequence[Word]) -> bool:
        word, before = plain[at], done[-1] if done else None
        is_form = word.fold in words.verbs or bool(words.ending.search(word.text.lower()))
        if before is None:
            return is_form
        if before.fold in words.nominal:
            return False
        if before.fold in words.clitics:
            return _is_verb_after_clitic(plain, at, done, words, is_form)
        if is_form or before.fold in words.asking | words.before_verb | words.auxiliaries:
            return True
        if before.fold in words.before_infinitive:
            return bool(words.infinitive.search(word.fold))
        # After a noun, what is no adjective of it.
        return before.tag is Tag.CONTENT and not words.adjective.search(word.text.lower())

    return is_verb


def _is_verb_after_clitic(
    plain: Sequence[Word], at: int, done: Sequence[Word], words: VerbWords, is_form: bool
) -> bool:
    """Whether a word after "la", "los" … is a verb, and those are pronouns."""
    earlier = done[-2].fold if len(done) > 1 else ""
    if is_form and earlier in words.before_clitic:
        return True
    if earlier in words.asks_subject:
        # "Qui la finance ?", but "qui la banque a payé".
        following = plain[at + 1].fold if at + 1 < len(plain) else ""
        return following not in words.auxiliaries and following not in words.verbs
    return earlier in words.auxiliaries and bool(words.infinitive.search(plain[at].fold))
