"""The small pieces that every part of the page is made of. All text is escaped here."""

from __future__ import annotations

from html import escape

from assistant.dates import spelled_date
from corpus.types import Document


def icon(path: str) -> str:
    """A small line drawing, ``path`` in a square of 16; a picture, so that it looks the same in
    every font."""
    return (
        f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{path}" '
        'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


TICK = icon("M3 8.5l3.2 3.2L13 5")
CROSS = icon("M4 4l8 8M12 4l-8 8")


def element(tag: str, css_class: str, text: str) -> str:
    """``text``, escaped, in an element; "" where there is no text."""
    return f'<{tag} class="{css_class}">{escape(text)}</{tag}>' if text else ""


def reference(document_id: str, start: int, end: int) -> str:
    """The attributes by which a button names the place that it opens."""
    return f'data-document="{escape(document_id)}" data-start="{start}" data-end="{end}"'


def copy_button(label: str, text: str) -> str:
    """A button that copies ``text``; style.css shows it where the browser can copy."""
    return f'<button type="button" class="copy" data-copy="{escape(text)}">{escape(label)}</button>'


def ask_button(
    question: str, label: str, css_class: str = "text", *, as_typed: bool = False
) -> str:
    """A button that asks ``question``; ``as_typed``: as if nothing had been said before it."""
    typed = " data-as-typed" if as_typed else ""
    return (
        f'<button type="button" class="{css_class}" data-ask="{escape(question)}"{typed}>'
        f"{escape(label)}</button>"
    )


def verdict(verified: bool) -> str:
    """The mark that says whether a quote was found, word for word, at its place."""
    if verified:
        return f'<span class="verified">{TICK}quote verified</span>'
    return '<span class="unverified">quote not verified</span>'


def imprint(document: Document) -> str:
    """Symbol, date and publisher in one line, as far as they are known; plain text."""
    known = (document.symbol, spelled_date(document.date), document.publisher)
    return " · ".join(part for part in known if part)


def counted(number: int, noun: str) -> str:
    """How many of something there are: "1 hit", "1,200 hits"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def excerpt(text: str, limit: int) -> str:
    """``text`` on one line, cut at a word so that at most ``limit`` characters are left."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
