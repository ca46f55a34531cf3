"""A document from start to end: its passages in reading order, items gathered in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.types import ParsedDocument, Passage, PassageKind
from ui.reading.passages import PLAIN, Dress, passage_html


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that stand together: a list's items, each with its footnotes, or one passage."""

    is_list: bool
    entries: list[list[Passage]] = field(default_factory=list)

    def takes(self, passage: Passage) -> bool:
        """Whether ``passage`` is the next item of this list, or a footnote to its last one."""
        return self.is_list and passage.kind in (PassageKind.ITEM, PassageKind.FOOTNOTE)

    def add(self, passage: Passage) -> None:
        if passage.kind is PassageKind.FOOTNOTE:
            self.entries[-1].append(passage)
        else:
            self.entries.append([passage])


def flow_html(parsed: ParsedDocument, dresses: Mapping[str, Dress]) -> str:
    """The whole document. ``dresses`` names, by passage id, what is shown with a passage."""
    notes = {p.id: p for p in parsed.passages if p.kind is PassageKind.FOOTNOTE}

    def html(passages: Sequence[Passage]) -> str:
        return "".join(passage_html(p, notes, dresses.get(p.id, PLAIN)) for p in passages)

    pieces = []
    for block in blocks_of(parsed.passages):
        if block.is_list:
            items = "".join(f"<li>{html(entry)}</li>" for entry in block.entries)
            pieces.append(f'<ul class="items">{items}</ul>')
        else:
            pieces.append(html(block.entries[0]))
    return "\n".join(pieces)


def blocks_of(passages: Sequence[Passage]) -> list[Block]:
    blocks: list[Block] = []
    for passage in passages:
        if blocks and blocks[-1].takes(passage):
            blocks[-1].add(passage)
        else:
            blocks.append(Block(passage.kind is PassageKind.ITEM, [[passage]]))
    return blocks
