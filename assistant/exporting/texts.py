"""Texts as a file shows them. What is written here is read again by ``verify``: to change it is to
change ``FORMAT_VERSION``.
"""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates of the bidirectional algorithm (Unicode Standard Annex 9):
they make words appear in another order than they stand in."""
_NO_CHARACTERS = frozenset("\ufffe\uffff")
"""What XML 1.0 (section 2.2) forbids beside control characters and surrogates."""
_LONGEST_NAME = 60
"""Characters of a file name before its suffix: at most 240 bytes, of the 255 that file systems
take."""


def shown(text: str) -> str:
    """A text on one line, in characters that every format takes and that stand where they seem to.

    Any other character is named in its place: "[U+202E]".
    """
    return " ".join("".join(map(_visible, text)).split())


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if unicodedata.category(char) in ("Cc", "Cs") or char in _TURNING or char in _NO_CHARACTERS:
        return f"[U+{ord(char):04X}]"
    return char


def quotation(quote: str, is_cut: bool) -> str:
    """A quote as it stands in running text and in its footnote."""
    return f"“{shown(quote)}”" + (" […]" if is_cut else "")


def note_text(citation: str, quote: str, is_cut: bool) -> str:
    """A footnote: how the document is cited, then the exact words."""
    return f"{shown(citation)}: {quotation(quote, is_cut)}"


def comparable(text: str) -> str:
    """A visible text without what saving a file in another program may change of it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def opening(text: str, most: int) -> int:
    """Characters of a text's opening words, at most ``most``: cut between two words if possible."""
    if len(text) <= most:
        return len(text)
    return len(text[: text.rfind(" ", 0, most + 1) + 1].rstrip()) or most


def file_name(title: str, suffix: str) -> str:
    """A name of letters, digits and hyphens, which no file system or header reads otherwise."""
    composed = unicodedata.normalize("NFKC", title)
    words = "".join(char if char.isalnum() else " " for char in composed).lower().split()
    # The first word keeps the name clear of what Windows reserves, as "con" or "nul".
    name = "rapporteur"
    for word in words:
        if len(name) + 1 + len(word) > _LONGEST_NAME:
            break
        name = f"{name}-{word}"
    return f"{name}.{suffix}"
