"""A draft as blocks: its headings, paragraphs, list items, block quotes and notes.

A draft is plain text or Markdown; what other formats say by layout, their readers write in
Markdown ("> " before a quoted paragraph, "[^1]" for a footnote's mark).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    NOTE = "note"
    """The text of a footnote; its ``label`` is what marks it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block's text without the signs that make it one; offsets count in the draft."""

    kind: BlockKind
    start: int
    end: int
    label: str = ""


LONGEST_HEADING = 12
"""Words of a line without a full stop that stands alone, up to which it is a heading. The longest
main heading of the shipped documents has 11."""

LONGEST_LINE = 120
"""Characters of a line that a program or a person still breaks: a longer one is a paragraph, as
word processors hand it over, and so is what follows it."""

_STARTS = {
    BlockKind.HEADING: re.compile(r"[ \t]{0,3}#{1,6}[ \t]+"),
    BlockKind.QUOTE: re.compile(r"[ \t]{0,3}>[ \t]?"),
    BlockKind.NOTE: re.compile(r"\[\^(?P<label>[^\]\n]{1,30})\]:[ \t]*"),
    BlockKind.ITEM: re.compile(
        # The last range is that of symbol fonts, from which word processors take their bullets.
        r"[ \t]*(?:[-*+•–—‣▪■◦●○\uf020-\uf0ff][ \t]+"
        r"|\|[ \t]*|\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)][ \t]+)"
    ),
}
_RULE = re.compile(r"[ \t]*(?:[-=*_][ \t]*){3,}$|[ \t]*\|[-:| \t]+\|?[ \t]*$")
_SENTENCE_END = re.compile(r"[.!?:;…,]['\"”’»“)\]*_]*$")


def blocks_of(text: str) -> list[Block]:
    """The blocks of a draft in reading order; no two overlap."""
    blocks: list[Block] = []
    is_open = False
    before = 0
    for start, end in _lines(text):
        line = text[start:end]
        is_broken = max(before, len(line)) <= LONGEST_LINE
        before = len(line)
        if not line.strip() or _RULE.match(line):
            if blocks and is_open and line.strip().startswith(("=", "--")):
                blocks[-1] = _as_heading(blocks[-1])
            is_open = False
            continue
        kind, body, label = _opened(line)
        continues = kind is BlockKind.PARAGRAPH or (
            kind is BlockKind.QUOTE and is_open and blocks[-1].kind is BlockKind.QUOTE
        )
        if is_open and is_broken and continues:
            last = blocks[-1]
            blocks[-1] = Block(last.kind, last.start, end, last.label)
        elif start + body < end:
            blocks.append(Block(kind, start + body, end, label))
        # Nothing but a blank line's heading goes on: "# One" and the next line are two blocks.
        is_open = kind is not BlockKind.HEADING and start + body < end
    return [*(_classified(text, block) for block in blocks[:-1]), *blocks[-1:]]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.rstrip())
        start += len(line) + 1


def _opened(line: str) -> tuple[BlockKind, int, str]:
    """The kind of block that a line opens, where its text begins, and its label."""
    for kind, pattern in _STARTS.items():
        if found := pattern.match(line):
            label = found["label"] if kind is BlockKind.NOTE else ""
            return kind, found.end(), label
    return BlockKind.PARAGRAPH, len(line) - len(line.lstrip()), ""


def _as_heading(block: Block) -> Block:
    return Block(BlockKind.HEADING, block.start, block.end)


def _classified(text: str, block: Block) -> Block:
    """A paragraph of one short line that does not end as a sentence does is a heading.

    Not the last of a draft, which heads nothing: somebody has left out the full stop.
    """
    body = text[block.start : block.end]
    is_short = "\n" not in body and len(body.split()) <= LONGEST_HEADING
    if block.kind is BlockKind.PARAGRAPH and is_short and not _SENTENCE_END.search(body):
        return _as_heading(block)
    return block
