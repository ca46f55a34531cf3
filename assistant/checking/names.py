"""Names of a sentence under one key each: "Swiss" is Switzerland, "Population Fund" is UNFPA."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.acronyms import initials, long_forms, pattern_of
from assistant.checking.countries import BY_ADJECTIVE, COUNTRIES


class NameKind(StrEnum):
    COUNTRY = "country"
    BODY = "body"
    """Something with an acronym: an agency, a forum, a convention."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    key: str
    """What it is compared by, in lower case."""
    kind: NameKind
    text: str
    start: int
    end: int


ORDINARY_FROM = 0.1
"""Share of a word's uses without a capital from which its capital is a matter of style: the
shipped documents write "Fund" and "fund", but "bank" almost never."""
STYLE = frozenset(
    "state states member members council chairman chair chairs secretary general secretary-general "
    "secretariat government governments minister ministers party parties session resolution "
    "assembly un united nations organization para paragraph chapter section january february "
    "march april may june july august september october november december president "
    "director-general deputy".split()
)
"""Words that documents of the United Nations write with a capital and that name nobody alone."""

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.][^\W\d_]+)*(?:-[^\W_]+)*")
_PHRASE = re.compile(r"[A-Z][\w-]+(?:,?\s+(?:(?:of|the|and|for|on|in|to)\s+){0,2}[A-Z][\w-]+){2,8}")
"""Three words with capitals or more."""
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of names in one corpus."""

    acronyms: Mapping[str, str]
    """By acronym in lower case, its long form in the documents."""
    ordinary: frozenset[str]
    """Words, in lower case, that are no names though they may have a capital."""
    known: frozenset[str]
    """Words, in lower case, that the documents write with a capital only."""
    long_forms: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    """By the first word of a long form in lower case: the acronyms' keys with the patterns."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Names:
        """Read the names of a corpus' passages."""
        texts = list(texts)
        forms = long_forms(texts)
        capital, small = _uses(texts)
        total = capital + small
        ordinary = {word for word in total if small[word] >= ORDINARY_FROM * total[word]}
        return cls(
            acronyms={acronym.lower(): form for acronym, form in forms.items()},
            ordinary=frozenset(ordinary) | STYLE,
            known=frozenset(total) - frozenset(ordinary) - STYLE,
            long_forms=_by_first_word(forms),
        )

    def find(self, text: str) -> list[Name]:
        """The names of a text in reading order.

        The first word has a capital anyway: it is a name only where the documents know it as one.
        """
        names = list(self._long_names(text))
        taken = [(name.start, name.end) for name in names]
        first = True
        for found in _WORD.finditer(text):
            is_inside = any(start <= found.start() < end for start, end in taken)
            if not is_inside:
                names += self._of_word(found[0], found.start(), must_be_known=first)
            first = False
        return sorted(names, key=lambda name: name.start)

    def _long_names(self, text: str) -> Iterator[Name]:
        """Long forms of acronyms, and what has an acronym's initials: the documents themselves
        write "Financial" and "Financing Facility for Remittances (FFR)"."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            name = self._long_name(text, word)
            if name is not None:
                end = name.end
                yield name

    def _long_name(self, text: str, word: re.Match[str]) -> Name | None:
        for key, pattern in self.long_forms.get(word[0].lower(), ()):
            if found := pattern.match(text, word.start()):
                return Name(key, NameKind.BODY, found[0], *found.span())
        phrase = _PHRASE.match(text, word.start())
        key = initials(phrase[0].split()).lower() if phrase else ""
        if phrase and key in self.acronyms:
            return Name(key, NameKind.BODY, phrase[0], *phrase.span())
        return None

    def other_forms(self, names: Iterable[Name]) -> str:
        """The long form of each acronym among the names, and the acronym of each long form."""
        return " ".join(
            self.acronyms[name.key] if name.text.lower() == name.key else name.key.upper()
            for name in names
            if name.key in self.acronyms
        )

    def _of_word(self, found: str, start: int, must_be_known: bool) -> Iterator[Name]:
        """The names in a word; of "PKD-participating" the part that has a capital."""
        word = _POSSESSIVE.sub("", found)
        parts = word.split("-")
        if len(parts) > 1 and not all(part[:1].isupper() for part in parts):
            for part in parts:
                yield from self._of_word(part, start, must_be_known)
                start += len(part) + 1
        elif word[0].isupper():
            name = self._name(word, start, must_be_known)
            if name is not None:
                yield name

    def _name(self, word: str, start: int, must_be_known: bool) -> Name | None:
        end = start + len(word)
        lower = word.lower().replace("’", "'")
        if lower in BY_ADJECTIVE or lower in COUNTRIES:
            key = BY_ADJECTIVE.get(lower, lower)
            return Name(key, NameKind.COUNTRY, word, start, end)
        if len(lower) < 2 or lower in self.ordinary or (must_be_known and lower not in self.known):
            return None
        singular = lower.removesuffix("s")
        is_acronym = lower in self.acronyms or singular in self.acronyms
        if is_acronym or (word[:-1].isupper() and len(word) > 1):
            key = lower if lower in self.acronyms or not word.endswith("s") else singular
            return Name(key, NameKind.BODY, word, start, end)
        return Name(lower, NameKind.OTHER, word, start, end)


def _by_first_word(
    forms: Mapping[str, str],
) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The patterns of long forms by the first word; of one word several, the longest first."""
    found: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    for acronym, form in sorted(forms.items(), key=lambda item: -len(item[1])):
        if acronym == "UN":
            continue
        pattern = re.compile(rf"{pattern_of(form)}\b", re.IGNORECASE)
        first = form.split()[0].lower().rstrip(",")
        for word in ("un", "united") if first in ("un", "united") else (first,):
            found[word].append((acronym.lower(), pattern))
    return {word: tuple(patterns) for word, patterns in found.items()}


def _uses(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands with and without a capital, but for the first of a sentence."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        opens = True
        at = 0
        for found in _WORD.finditer(text):
            opens = opens or bool(re.search(r"[.!?:\n]", text[at : found.start()]))
            word = _POSSESSIVE.sub("", found[0])
            if word[0].islower():
                small[word.lower()] += 1
            elif not opens:
                capital[word.lower()] += 1
            opens, at = False, found.end()
    return capital, small
