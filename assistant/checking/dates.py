"""Dates and years of a sentence, as far as each is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(
    [*_MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"]
)
_YEAR = r"(?:18|19|20)\d\d"

_DATES = (
    re.compile(
        rf"\b(?:(?P<first_day>\d{{1,2}})\s?[-–]\s?)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+"
        rf"(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>{_YEAR})\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>{_YEAR})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<year>{_YEAR})-(?P<month_number>\d\d)-(?P<day>\d\d)\b"),
)
_YEARS = re.compile(
    rf"(?<![\d.,/$€£])\b(?P<year>{_YEAR})(?:\s?[-–/]\s?(?P<last>{_YEAR}|\d\d)\b(?![-/]))?(?:s\b|\b)"
    r"(?![.,]?\d|\s?(?:%|per\s?cent|million|billion|thousand|USD|dollars|euros))"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date; 0 for what is not given."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def is_borne_out_by(self, other: Date) -> bool:
        """Whether ``other`` gives all that this gives, and the same."""
        mine = (self.year, self.month, self.day)
        return all(not one or one == two for one, two in zip(mine, other._values, strict=True))

    @property
    def _values(self) -> tuple[int, int, int]:
        return self.year, self.month, self.day


def dates_in(text: str) -> Iterator[Date]:
    """The dates of a text; "2010-2012" gives both years, "21-22 February" both days."""
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield from _dates_of(found)
    for found in _YEARS.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            yield from _years_of(found)


def _dates_of(found: re.Match[str]) -> Iterator[Date]:
    groups = found.groupdict()
    month = int(groups["month_number"]) if groups.get("month_number") else _month(groups["month"])
    for name in ("first_day", "day"):
        if groups.get(name) or (name == "day" and "day" not in groups):
            day = int(groups.get(name) or 0)
            yield Date(int(groups["year"] or 0), month, day, found.start(), found.end())


def _month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _years_of(found: re.Match[str]) -> Iterator[Date]:
    first = int(found["year"])
    yield Date(first, 0, 0, found.start("year"), found.end("year"))
    if last := found["last"]:
        year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        yield Date(year, 0, 0, found.start("last"), found.end("last"))
