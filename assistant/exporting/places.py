"""Where a paragraph has the marks of footnotes, and which words stand before them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.exporting.types import Line

BETWEEN_MARKS = ","
"""What stands between two marks at one place, where the format would run their digits together."""


def places(line: Line) -> Iterator[tuple[int, str]]:
    """The first footnote of each place with marks, and the words since the place before.

    Marks that nothing but ``BETWEEN_MARKS`` and white space stands between are at one place, and
    marks without any words before them are at none.
    """
    words = ""
    for token in line:
        if isinstance(token, str):
            words += token
            continue
        if words.strip(f"{BETWEEN_MARKS} "):
            yield token, words
        words = ""
