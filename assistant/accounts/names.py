"""The names of accounts: one spelling each, however it is typed."""

from __future__ import annotations

import unicodedata

from assistant.accounts.types import LOCAL
from assistant.errors import UserError

LONGEST_NAME = 64
"""Characters: room for "given.family" names and for most e-mail addresses' first halves."""
MARKS = "._-"
"""What may stand in a name beside letters and digits, though not at its beginning."""


def spelled(name: str) -> str:
    """``name`` as accounts are compared: the case and the form of its letters folded (NFKC before
    and after Unicode's full case folding), and white space around it cut."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


def checked_name(name: str) -> str:
    """``name`` as accounts keep it. Raises UserError where it cannot be one's name."""
    kept = spelled(name)
    if not 1 <= len(kept) <= LONGEST_NAME:
        raise UserError(
            f"A name has 1 to {LONGEST_NAME} characters; this one has {len(kept)}. Choose another."
        )
    wrong = next((char for char in kept if not (char.isalnum() or char in MARKS)), None)
    if wrong is not None:
        raise UserError(
            f"The name {kept!r} has a {wrong!r} in it. Use letters, digits, full stops, "
            "underscores and hyphens."
        )
    if not kept[0].isalnum():
        raise UserError(f"The name {kept!r} begins with {kept[0]!r}; begin it with a letter.")
    if kept == LOCAL.id:
        raise UserError(
            f"{kept!r} is what the user of a machine without accounts is called. Choose another "
            "name."
        )
    return kept
