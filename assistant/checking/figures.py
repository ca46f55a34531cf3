"""Figures of a sentence as values, so that "USD 167bn" and "167,000 million dollars" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.dates import Date, dates_in
from assistant.checking.numerals import (
    FRACTION,
    NUMERAL,
    ORDINAL,
    fraction_value,
    ordinal_value,
    spelled_value,
)


class Unit(StrEnum):
    """What a figure counts."""

    COUNT = "count"
    SHARE = "share"
    """A part of a whole: "12 per cent" is 0.12, "a third" 0.333."""
    USD = "USD"
    EUR = "EUR"
    GBP = "GBP"
    CHF = "CHF"
    TIMES = "times"
    """How often something is contained in something else: "twice" and "doubled" are 2."""
    ORDINAL = "ordinal"
    CODE = "code"
    """A number that names something ("65/170", "A/67/254", "Rio+20"); ``value`` is 0."""
    DATE = "date"
    """``value`` is 0, ``date`` is set."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and where it stands."""

    unit: Unit
    value: float
    text: str
    start: int
    end: int
    is_hedged: bool = False
    """Whether it is said to be rough ("some 167 billion", "more than half")."""
    date: Date | None = None


_MAGNITUDES = {
    "thousand": 1e3, "k": 1e3,
    "million": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_MAGNITUDE = "|".join(_MAGNITUDES)
_CURRENCIES = {
    Unit.CHF: r"Swiss\s+francs?|CHF",
    Unit.USD: r"(?:US|U\.S\.|United\s+States)\s+dollars?|dollars?|USD|US\$|\$",
    Unit.EUR: r"euros?|EUR|€",
    Unit.GBP: r"pounds?(?:\s+sterling)?|GBP|£",
}
_MONEY = "|".join(_CURRENCIES.values())
_SHARE = r"%|per\s?cent\b|percent\b|pct\b|percentage\s+points?\b"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?"

_AMOUNT = re.compile(
    rf"""(?:(?P<money_before>{_MONEY})\s?)?
         (?:(?<![\w./+-])(?P<digits>{_DIGITS})|\b(?P<spelled>{NUMERAL})\b)
         (?P<magnitudes>(?:[\s-]?(?:{_MAGNITUDE})\b)*)
         (?:[\s-]?(?:(?P<share>{_SHARE})|(?P<money_after>{_MONEY})(?!\w)))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:[A-Z][A-Za-z]*[/+-])+(?:[A-Z\d]+[/+-])*\d+(?:[/+-][A-Z\d]+)*\b"  # A/67/254, Rio+20
    r"|\b\d+(?:/\d+)+\b"  # 65/170
    r"|\b[A-Z]+\d+\b(?!\s?(?:million|billion|bn)\b)"  # C189
)
_ORDINAL = re.compile(rf"\b(?:{ORDINAL})", re.IGNORECASE)
_FRACTION = re.compile(rf"\b(?:{FRACTION})", re.IGNORECASE)
_TIMES = {
    2.0: r"twice|doubl(?:e|es|ed|ing)|two[\s-]?fold|two\s+times",
    3.0: r"thrice|(?:tripl|trebl)(?:e|es|ed|ing)|three[\s-]?fold|three\s+times",
    4.0: r"quadrupl(?:e|es|ed|ing)|four[\s-]?fold|four\s+times",
    0.5: r"halv(?:e|es|ed|ing)",
}
_HEDGE = re.compile(
    r"\b(?:about|some|around|approximately|roughly|nearly|almost|over|more than|at least|up to|"
    r"under|less than|close to|an? estimated|estimated at|as many as|as much as)"
    r"(?:\s+(?:about|some|an|a|the|at|estimated))*\s*$",
    re.IGNORECASE,
)
_HEDGE_REACH = 30
"""Characters before a figure in which its hedge stands."""
CLOSE = 0.015
"""How far two figures may lie apart, of the greater: "a third" is "33 per cent"."""


def figures_in(text: str) -> list[Figure]:
    """The figures of a text in reading order. "one" alone is no figure: it is mostly a pronoun."""
    taken: list[Figure] = []
    for find in (_dates, _codes, _times, _fractions, _ordinals, _amounts):
        taken += [figure for figure in find(text) if not _overlaps(figure, taken)]
    return sorted(taken, key=lambda figure: (figure.start, figure.end))


def _overlaps(figure: Figure, taken: Sequence[Figure]) -> bool:
    return any(
        other.start < figure.end and figure.start < other.end and other.unit is not figure.unit
        for other in taken
    )


def _dates(text: str) -> Iterator[Figure]:
    for date in dates_in(text):
        yield _figure(text, Unit.DATE, 0.0, date.start, date.end, date)


def _codes(text: str) -> Iterator[Figure]:
    for found in _CODE.finditer(text):
        yield _figure(text, Unit.CODE, 0.0, *found.span())


def _times(text: str) -> Iterator[Figure]:
    for value, pattern in _TIMES.items():
        for found in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield _figure(text, Unit.TIMES, value, *found.span())


def _fractions(text: str) -> Iterator[Figure]:
    for found in _FRACTION.finditer(text):
        yield _figure(text, Unit.SHARE, fraction_value(found[0]), *found.span())


def _ordinals(text: str) -> Iterator[Figure]:
    for found in _ORDINAL.finditer(text):
        yield _figure(text, Unit.ORDINAL, ordinal_value(found[0]), *found.span())


def _amounts(text: str) -> Iterator[Figure]:
    for found in _AMOUNT.finditer(text):
        money = found["money_before"] or found["money_after"]
        magnitudes = re.findall(_MAGNITUDE, (found["magnitudes"] or "").lower())
        if found["digits"]:
            value = float(re.sub(r"[^\d.]", "", found["digits"]))
        else:
            value = spelled_value(found["spelled"])
        for magnitude in magnitudes:
            value *= _MAGNITUDES[magnitude]
        if value == 1 and not found["digits"] and not (money or found["share"]):
            continue
        if found["share"]:
            yield _figure(text, Unit.SHARE, value / 100, *found.span())
        else:
            yield _figure(text, _currency(money), value, *found.span())


def _currency(money: str | None) -> Unit:
    if money is None:
        return Unit.COUNT
    return next(
        unit for unit, pattern in _CURRENCIES.items() if re.fullmatch(pattern, money, re.IGNORECASE)
    )


def _figure(
    text: str, unit: Unit, value: float, start: int, end: int, date: Date | None = None
) -> Figure:
    before = text[max(0, start - _HEDGE_REACH) : start]
    words = text[start:end].strip()
    return Figure(unit, value, words, start, end, bool(_HEDGE.search(before)), date)


def bears_out(source: Figure, claimed: Figure) -> bool:
    """Whether a figure of the documents bears out one that the draft gives.

    Units must agree; an amount without a currency agrees with one that has any. A hedged figure
    may be the other one rounded: "about 170 billion" for 167 billion.
    """
    if claimed.date is not None or source.date is not None:
        return bool(claimed.date and source.date and claimed.date.is_borne_out_by(source.date))
    if Unit.CODE in (claimed.unit, source.unit):
        return claimed.unit is source.unit and claimed.text.casefold() == source.text.casefold()
    if not _units_agree(claimed.unit, source.unit):
        return False
    if claimed.value == source.value:
        return True
    if claimed.unit is Unit.SHARE and abs(claimed.value - source.value) < CLOSE * source.value:
        return True
    return claimed.is_hedged and _rounded(source.value, claimed.value) == claimed.value


_MONEY_UNITS = frozenset(_CURRENCIES)


def _units_agree(one: Unit, other: Unit) -> bool:
    if one is other:
        return True
    return {one, other} & _MONEY_UNITS != set() and Unit.COUNT in (one, other)


def _rounded(value: float, like: float) -> float:
    """``value`` with as many significant digits as ``like`` has: 167 like 170 is 170."""
    digits = len(f"{like:.12g}".replace(".", "").lstrip("0").partition("e")[0].rstrip("0")) or 1
    return float(f"{value:.{digits}g}")
