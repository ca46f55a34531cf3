"""Dates as people write them."""

from __future__ import annotations

MONTHS = (
    "January February March April May June July August September October November December"
).split()


def spelled_date(date: str) -> str:
    """An ISO 8601 date, as exact as it is known, as people write it: "2 November 2012".

    A text that is no such date is returned as it is.
    """
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return date
    words = [parts[0], *(MONTHS[int(month) - 1] for month in parts[1:2])]
    words += [str(int(day)) for day in parts[2:3]]
    return " ".join(reversed(words))
