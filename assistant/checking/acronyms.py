"""What the documents' acronyms stand for, where they say so: "the Global Migration Group (GMG)"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_SMALL = frozenset("a an and for in of on or the to with against from de des et la le".split())
_DEFINITION = re.compile(
    r"((?:(?:[A-Z][\w’'/-]*|[Aa]nd|of|the|for|on|in|to|with|against),?\s+){2,14})"
    r"\((?:the\s)?([A-Z][A-Za-z-]*[A-Z])s?[),;]"
)
_UN = r"(?:UN|U\.N\.|United\s+Nations)"
"""The two forms that every "UN …" body has."""
_OFFICES = re.compile(rf"(?:Joint\s+|Office\s+of\s+the\s+)?{_UN}\s.*$", re.DOTALL)


def long_forms(texts: Iterable[str]) -> dict[str, str]:
    """By acronym, the long form that the texts most often define it by.

    A long form is believed where its initials are the acronym, or where both begin with the
    United Nations, whose bodies mostly have acronyms of their own making ("UNFPA").
    """
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for definition in _DEFINITION.finditer(text):
            form = _long_form(definition[1].split(), definition[2])
            if form:
                found[definition[2]][form] += 1
    return {acronym: forms.most_common(1)[0][0] for acronym, forms in sorted(found.items())}


def _long_form(words: Sequence[str], acronym: str) -> str:
    for at in range(len(words) - 2, -1, -1):
        if words[at].lower() not in _SMALL and initials(words[at:]) == acronym.upper():
            return " ".join(words[at:])
    if acronym.startswith("UN"):
        office = _OFFICES.search(" ".join(words).rpartition(", ")[2])
        return office[0] if office else ""
    return ""


def initials(words: Sequence[str]) -> str:
    """The first letters of the words that are not small, as capitals."""
    expanded = re.sub(rf"\b{_UN}", "United Nations", " ".join(words))
    return "".join(word[0] for word in expanded.split() if word.lower() not in _SMALL).upper()


def pattern_of(form: str) -> str:
    """A pattern that finds a long form however its words are spaced and the UN written."""
    words = re.sub(rf"\b{_UN}\b", "UN", form).split()
    return r"\s+".join(_UN if word == "UN" else re.escape(word) for word in words)
