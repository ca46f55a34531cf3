"""Markdown's signs, taken off: what stays is what a reader sees on the page."""

from __future__ import annotations

import re

from corpus.lines import Line
from corpus.types import Dropped

_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|__)(?=\S)|(?<=\S)(?<!\\)(\*{1,3}|__)")
_BULLET = re.compile(r"\s*[*]\s+")


def plain_line(line: Line, dropped: list[Dropped]) -> str:
    """The text of a line without its markup; what goes is added to ``dropped``."""
    if _RULE.match(line.text):
        dropped.append(Dropped("horizontal rule", line.number, line.text.strip()))
        return ""
    text = _IMAGE.sub(lambda found: found[1], line.text)
    for found in _LINK.finditer(text):
        dropped.append(Dropped("link target", line.number, found[2]))
    text = _LINK.sub(lambda found: found[1], text)
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    body, count = _EMPHASIS.subn("", text[start:])
    if count:
        dropped.append(Dropped("emphasis", line.number, "*" * count))
    return text[:start] + body
