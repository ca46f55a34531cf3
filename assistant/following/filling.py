"""A question that leans on what was said, given what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.following.gaps import Gap, gaps
from assistant.following.grammar import Grammar, Kind, Pronoun
from assistant.following.hints import hint
from assistant.following.leaning import is_known_kind, lacks_topic, sets_topic
from assistant.following.memory import Followed, Memory
from assistant.following.mentions import Mention, antecedent
from assistant.following.naming import full_names, spelled_out
from assistant.following.phrases import Phrase, Reading
from assistant.following.writing import Edit, about, both, edited, in_place_of

Meant = tuple[Gap, tuple[Mention, ...]]
Named = tuple[Phrase, Mention]


def filled(reading: Reading, memory: Memory, grammar: Grammar, *, opened: bool) -> Followed:
    """A question with what it leaves out; as it stands where it leaves out nothing.

    ``opened`` says that it began with "and" or the like, which ties it to the last question.
    """
    found = gaps(reading, grammar)
    meant = _meant(found, reading, memory)
    carried = [mention for _, mentions in meant for mention in mentions]
    names = [item for item in full_names(reading, memory, grammar) if item[1] not in carried]
    acronyms = spelled_out(reading, memory)
    carried += [longer for _, longer in (*names, *acronyms)]
    text = edited(reading.text, _edits(reading, meant, names, acronyms, grammar))
    if meant and not grammar.replaces:
        text = about(", ".join(both(mentions, grammar) for _, mentions in meant), text, grammar)
    if not carried and not any(gap.pronoun.kind is Kind.PERSON for gap in found):
        carried += _subject(reading, memory, grammar, opened)
        if carried:
            # "Which European states paid?" names nothing but what it asks for.
            subject = (opened and memory.gist) or both(carried, grammar)
            text = about(subject, text, grammar)
    # A pronoun of which nothing is known is no hint at anything.
    hinted = hint(text, reading, memory, carried, grammar, opened=opened)
    known = (phrase for phrase in reading.phrases if is_known_kind(phrase, grammar))
    return Followed(
        text=text,
        reading=reading,
        carried=tuple(carried),
        resolved=(*(phrase for phrase, _ in (*names, *acronyms)), *known),
        hint=hinted if meant or not found else "",
        sets_topic=sets_topic(reading, grammar),
    )


def _meant(found: Sequence[Gap], reading: Reading, memory: Memory) -> list[Meant]:
    """What each pronoun of a question stands for; those that stand for nothing are left out.

    The same pronoun means the same, and another one means something else.
    """
    by_kind: dict[Pronoun, tuple[Mention, ...]] = {}
    for gap in found:
        kind = _kind(gap)
        if kind not in by_kind:
            taken = [mention for mentions in by_kind.values() for mention in mentions]
            by_kind[kind] = _stands_for(kind, reading, memory, taken)
    return [(gap, mentions) for gap in found if (mentions := by_kind[_kind(gap)])]


def _kind(gap: Gap) -> Pronoun:
    return replace(gap.pronoun, possessive=False, resumes=False)


def _stands_for(
    pronoun: Pronoun, reading: Reading, memory: Memory, taken: Sequence[Mention]
) -> tuple[Mention, ...]:
    if pronoun.plural and memory.pair:
        return memory.pair
    mention = antecedent(memory.mentions, pronoun, reading.content, taken)
    return (mention,) if mention else ()


def _edits(
    reading: Reading,
    meant: Sequence[Meant],
    names: Sequence[Named],
    acronyms: Sequence[Named],
    grammar: Grammar,
) -> list[Edit]:
    edits = [_full(phrase, longer.phrase) for phrase, longer in names]
    edits += [Edit(p.end, p.end, f" ({longer.phrase.text})") for p, longer in acronyms]
    if grammar.replaces:
        edits += [in_place_of(reading.text, gap, mentions, grammar) for gap, mentions in meant]
    return edits


def _full(phrase: Phrase, longer: Phrase) -> Edit:
    text = f"{longer.article}{longer.text}" if phrase.lead else longer.text
    return Edit(phrase.opening, phrase.end, text)


def _subject(
    reading: Reading, memory: Memory, grammar: Grammar, opened: bool
) -> tuple[Mention, ...]:
    """What a question without a pronoun is about, where it does not say so itself."""
    if not (opened or lacks_topic(reading, memory, grammar)):
        return ()
    compares = any(word.fold in grammar.nouns.comparing for word in reading.words)
    chooses = bool(reading.words) and reading.words[0].fold in grammar.nouns.choosing
    if memory.pair and (compares or chooses):
        return memory.pair
    mention = antecedent(memory.mentions, but=reading.content)
    return (mention,) if mention else ()
