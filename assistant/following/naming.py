"""Short names in a question that stand for longer ones said before."""

from __future__ import annotations

from assistant.following.grammar import Grammar
from assistant.following.memory import Memory
from assistant.following.mentions import Mention
from assistant.following.phrases import Phrase, Reading


def full_names(
    reading: Reading, memory: Memory, grammar: Grammar
) -> tuple[tuple[Phrase, Mention], ...]:
    """The phrases of a question that shorten an earlier one ("the experiment" after "the Stanford
    Experiment"), each with the earlier one."""
    found = ((phrase, _longer(phrase, memory, grammar)) for phrase in reading.phrases)
    return tuple((phrase, longer) for phrase, longer in found if longer is not None)


def spelled_out(reading: Reading, memory: Memory) -> tuple[tuple[Phrase, Mention], ...]:
    """The acronyms of a question, each with the earlier phrase that has its initials."""
    found = ((phrase, _with_initials(phrase, memory)) for phrase in reading.phrases)
    return tuple((phrase, longer) for phrase, longer in found if longer is not None)


def _longer(phrase: Phrase, memory: Memory, grammar: Grammar) -> Mention | None:
    complete = phrase.relational or phrase.after in grammar.small.of
    unfit = phrase.acronym or phrase.light or phrase.owned or len(phrase.lead) > 1
    if unfit or (complete and not phrase.name):
        return None
    fits = [mention for mention in memory.mentions if _shortens(phrase, mention, grammar)]
    return max(fits, key=lambda mention: mention.weight, default=None)


def _shortens(phrase: Phrase, mention: Mention, grammar: Grammar) -> bool:
    longer = mention.phrase
    if longer.relational or longer.owned or not phrase.content < longer.content:
        return False
    if phrase.name:
        return longer.proper
    said = bool(phrase.lead) and phrase.lead[-1].fold in grammar.small.known
    return said and phrase.head == longer.head


def _with_initials(phrase: Phrase, memory: Memory) -> Mention | None:
    """The mention whose initials are an acronym of a phrase ("average PA salary")."""
    acronyms = {
        word.removesuffix("s").lower()
        for word in phrase.text.split()
        if len(word) > 1 and word.removesuffix("s").isupper()
    }
    return next(
        (
            mention
            for mention in memory.mentions
            if "".join(word[0] for word in mention.phrase.words) in acronyms
        ),
        None,
    )
