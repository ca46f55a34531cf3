"""Texts as they are kept: what users type is data, and every bit of it can be stored."""

from __future__ import annotations

import textwrap
import unicodedata

from assistant.errors import UserError
from assistant.keeping.types import LONGEST_NOTE, LONGEST_TITLE

TITLE_FROM_QUESTION = 60
"""Characters of a title made of a question: one line of the page's list on a wide screen."""
SEARCHED_WORDS = 20
"""Words of a search that count: more than anybody types, few enough for a quick scan."""


def storable(text: str) -> str:
    """A text as UTF-8 can hold it: half a surrogate pair and NUL become a question mark.

    SQLite refuses the one, and its functions end a text at the other.
    """
    return text.replace("\0", "?").encode("utf-8", "replace").decode("utf-8")


def folded(text: str) -> str:
    """A text as it is searched: lower case, without accents, "ß" as "ss"."""
    apart = unicodedata.normalize("NFKD", storable(text).casefold())
    if apart.isascii():  # Most texts are, and a look at each character would take longer.
        return apart
    return "".join(char for char in apart if not unicodedata.combining(char))


def searched_words(search: str) -> list[str]:
    """The words of a search, folded, each once."""
    return list(dict.fromkeys(folded(search).split()))[:SEARCHED_WORDS]


def title_of(question: str) -> str:
    """A title of a question's first words, cut between two of them where it can be."""
    # A first word that alone is too long is cut inside: the ellipsis alone would say nothing.
    first = " ".join(storable(question).split())
    short = textwrap.shorten(first, TITLE_FROM_QUESTION, placeholder=" …")
    return short if short.strip(" …") else f"{first[: TITLE_FROM_QUESTION - 1]}…"


def checked_title(title: str) -> str:
    """A title in one line; raises UserError for one that is blank or too long."""
    line = " ".join(storable(title).split())
    if not line:
        raise UserError("The title is blank. Type one and try again.")
    if len(line) > LONGEST_TITLE:
        raise UserError(
            f"The title has {len(line):,} characters; the most is {LONGEST_TITLE:,}. Shorten it."
        )
    return line


def checked_note(note: str) -> str:
    """A note without white space around it; raises UserError for one that is too long."""
    text = storable(note).strip()
    if len(text) > LONGEST_NOTE:
        raise UserError(
            f"The note has {len(text):,} characters; the most is {LONGEST_NOTE:,}. Shorten it."
        )
    return text
