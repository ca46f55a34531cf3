"""The small pieces that every part of the page is made of. All text is escaped here."""

from __future__ import annotations

from html import escape

from corpus.types import Document

MONTHS = (
    "January February March April May June July August September October November December"
).split()

TICK = (
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.2 3.2L13 5" '
    'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" '
    'stroke-linejoin="round"/></svg>'
)
"""A tick mark; a picture, so that it looks the same in every font."""


def element(tag: str, css_class: str, text: str) -> str:
    """``text``, escaped, in an element; "" where there is no text."""
    return f'<{tag} class="{css_class}">{escape(text)}</{tag}>' if text else ""


def reference(document_id: str, start: int, end: int) -> str:
    """The attributes by which a button names the place that it opens."""
    return f'data-document="{escape(document_id)}" data-start="{start}" data-end="{end}"'


def copy_button(label: str, text: str) -> str:
    """A button that copies ``text``; style.css shows it where the browser can copy."""
    return f'<button type="button" class="copy" data-copy="{escape(text)}">{escape(label)}</button>'


def verdict(verified: bool) -> str:
    """The mark that says whether a quote was found, word for word, at its place."""
    if verified:
        return f'<span class="verified">{TICK}quote verified</span>'
    return '<span class="unverified">quote not verified</span>'


def spelled_date(date: str) -> str:
    """An ISO 8601 date, as exact as it is known, as people write it: "2 November 2012"."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return date
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return date
    words = [parts[0], *(MONTHS[int(month) - 1] for month in parts[1:2])]
    words += [str(int(day)) for day in parts[2:3]]
    return " ".join(reversed(words))


def imprint(document: Document) -> str:
    """Symbol, date and publisher in one line, as far as they are known; plain text."""
    known = (document.symbol, spelled_date(document.date), document.publisher)
    return " · ".join(part for part in known if part)


def excerpt(text: str, limit: int) -> str:
    """``text`` on one line, cut at a word so that at most ``limit`` characters are left."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
