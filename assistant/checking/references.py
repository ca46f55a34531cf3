"""Where a draft names its source: "MC/2353, para. 14", "Chairman's Summary, 2006", "ibid."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.types import Document, Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a locator: a unit and the numbers that it may have."""

    unit: str
    """ "para.", "ch.", "section", "footnote" or "p."."""
    labels: tuple[str, ...]
    """More than one where a range or a list is given: "paras 14-16"."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source named at ``text[start:end]`` of a draft."""

    start: int
    end: int
    document_id: str
    """"" where only a place is named and no document before it."""
    parts: tuple[Part, ...]

    @property
    def locator(self) -> str:
        """As the documents' own locators are written ("ch. 7, section 2")."""
        return ", ".join(f"{part.unit} {'–'.join(_ends(part.labels))}" for part in self.parts)


_UNITS = {
    "para.": r"paras?\.?|paragraphs?|§{1,2}|¶{1,2}",
    "ch.": r"ch(?:ap)?s?\.|chapters?",
    "section": r"sections?|sect?\.",
    "footnote": r"footnotes?|fn\.|notes?|n\.",
    "p.": r"pp?\.|pages?",
}
_LABEL = r"(?:\d{1,4}|(?<=\s)[A-Z])\b"
_ANY_UNIT = "|".join(_UNITS.values())
_PART = re.compile(
    rf"(?P<unit>{_ANY_UNIT})\s*(?P<first>{_LABEL})"
    rf"(?P<more>(?:\s*(?:[-–,&]|and|to)\s*\d{{1,4}}\b)*)",
    re.IGNORECASE,
)
_PLACE = rf"(?:{_ANY_UNIT})\s*{_LABEL}(?:\s*(?:[-–,&]|and|to)\s*\d{{1,4}}\b)*"
_PLACES = rf"{_PLACE}(?:\s*,\s*{_PLACE})*"
_BEFORE = rf"(?P<before>{_PLACES})\s+(?:of|in)\s+(?:the\s+|its\s+)?"
_BEHIND = (
    rf"(?:[”\"»]?\s*[,;:]?\s*(?:(?:at|in|see)\s+)?(?P<behind>{_PLACES})"
    rf"|[”\"»]?\s*\((?P<inside>{_PLACES})\))"
)
_ALONE = re.compile(
    rf"(?P<open>[(\[]\s*(?:see\s+|cf\.\s+)?)?\b(?P<ibid>[Ii]bid(?:em)?\.?(?:\s*,)?\s*)?(?P<behind>{_PLACES})"
)
_GROUPS = ("before", "behind", "inside", "placed", "placed_inside")
_SORTS = (
    "summary report paper overview book letter handbook contribution contributions note "
    "declaration study statement resolution review".split()
)
"""What a document calls itself: a short title that ends so is a document's even without its year,
where "IOM Council" alone is the body."""


class ReferenceFinder:
    """Finds references to the documents of a corpus."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._patterns = [(d.id, re.compile(_pattern(d), re.IGNORECASE)) for d in documents]

    def find(self, text: str) -> list[Reference]:
        """The references of a draft in reading order; no two overlap.

        A place without a document ("ibid., para. 14", "(para. 14)") is one of the document that
        was named last.
        """
        named = [
            Reference(found.start(), found.end(), document_id, _parts(found))
            for document_id, pattern in self._patterns
            for found in pattern.finditer(text)
        ]
        named = _longest(named)
        alone = [
            Reference(
                found.start("ibid" if found["ibid"] else "behind"), found.end(), "", _parts(found)
            )
            for found in _ALONE.finditer(text)
            if found["open"] or found["ibid"]
        ]
        return list(_resolved(_longest([*named, *alone])))


def _pattern(document: Document) -> str:
    """What names a document: its symbol, title or short title; the last with its year or, where
    it does not say what sort of document it is, with a place."""
    sure = [_spaced(document.title)]
    if document.symbol:
        sure.append(_spaced(document.symbol))
    short, _, year = document.short_title.rpartition(", ")
    if short and year.isdigit():
        dated = rf"{_spaced(short)}(?:,?\s+|,?\s*\()(?:of\s+)?{year}\)?"
        sure.append(dated)
        if short.split()[-1].lower() in _SORTS:
            sure.append(_spaced(short))
    elif document.short_title:
        sure.append(_spaced(document.short_title))
    names = "|".join(sorted(sure, key=len, reverse=True))
    always = rf"(?:{_BEFORE})?(?<![\w/])(?:{names})(?![\w/]){_BEHIND}?"
    if not (short and year.isdigit()):
        return always
    placed = _BEHIND.replace("behind", "placed").replace("inside", "placed_inside")
    by_place = rf"(?<![\w/]){_spaced(short)}(?![\w/]){placed}"
    return rf"{always}|{by_place}"


def _spaced(name: str) -> str:
    """A name however its words are spaced and its apostrophes set."""
    return re.sub("['’]", "['’]", r"\s+".join(map(re.escape, name.split())))


def _parts(found: re.Match[str]) -> tuple[Part, ...]:
    groups = found.groupdict()
    place = " ".join(groups.get(name) or "" for name in _GROUPS)
    return tuple(
        Part(_unit(part["unit"]), _labels(part["first"], part["more"]))
        for part in _PART.finditer(place)
    )


def _unit(word: str) -> str:
    return next(
        unit for unit, pattern in _UNITS.items() if re.fullmatch(pattern, word, re.IGNORECASE)
    )


def _labels(first: str, more: str) -> tuple[str, ...]:
    labels = [first]
    for sign, number in re.findall(r"([-–,&]|and|to)\s*(\d+)", more):
        if sign in "-–to" and labels[-1].isdigit() and int(number) - int(labels[-1]) < 200:
            labels += map(str, range(int(labels[-1]) + 1, int(number)))
        labels.append(number)
    return tuple(labels)


def _ends(labels: Sequence[str]) -> Sequence[str]:
    return labels if len(labels) < 3 else (labels[0], labels[-1])


def _longest(references: Sequence[Reference]) -> list[Reference]:
    """In reading order, of those that overlap the longest."""
    kept: list[Reference] = []
    for reference in sorted(references, key=lambda r: (r.start, -r.end)):
        if not kept or kept[-1].end <= reference.start:
            kept.append(reference)
        elif reference.end - reference.start > kept[-1].end - kept[-1].start:
            kept[-1] = reference
    return kept


def _resolved(references: Sequence[Reference]) -> Iterator[Reference]:
    last = ""
    for reference in references:
        last = reference.document_id or last
        yield Reference(reference.start, reference.end, last, reference.parts)


def names_passage(reference: Reference, passage: Passage) -> bool:
    """Whether a passage lies at the place that a reference names."""
    if reference.document_id not in ("", passage.document_id):
        return False
    return all(
        any(_is_at(passage, part.unit, label) for label in part.labels) for part in reference.parts
    )


def _is_at(passage: Passage, unit: str, label: str) -> bool:
    if unit == "ch.":
        return str(passage.chapter) == label
    if unit == "section":
        return passage.section == label
    if unit == "p.":
        # Few printed pages are certain; where it is not, the page proves nothing.
        return passage.page is None or str(passage.page) == label
    if unit == "footnote":
        return passage.kind is PassageKind.FOOTNOTE and passage.label == label
    steps = passage.locator.split(", ")
    return passage.kind is not PassageKind.FOOTNOTE and f"para. {label}" in steps
