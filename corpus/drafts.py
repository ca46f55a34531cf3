"""Blocks grouped as passages are: a list with its lead-in, a letterhead, a long list's item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus import marks
from corpus.blocks import Block, BlockKind
from corpus.types import PassageKind

LONGEST_LIST = 150
"""Words up to which a list and its lead-in are one passage; about what an encoder of 256 word
pieces reads at once. The items of a longer list are passages of their own."""

_KINDS = {
    BlockKind.HEADING: PassageKind.HEADING,
    BlockKind.PARAGRAPH: PassageKind.PARAGRAPH,
    BlockKind.NUMBERED: PassageKind.NUMBERED,
    BlockKind.FOOTNOTE: PassageKind.FOOTNOTE,
    BlockKind.MATTER: PassageKind.MATTER,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage to be: its blocks, and the headings it stands under."""

    kind: PassageKind
    parts: tuple[Block, ...]
    scope: str = ""
    """The part of the document in which footnote numbers are unique ("ch. 17")."""
    chapter: int | None = None
    section: str = ""
    headings: tuple[str, ...] = ()
    label: str = ""
    page: int | None = None
    lead_in: Block | None = None
    """For an item: the block whose last sentence introduces the list."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Labels of the footnote marks in it."""
        return tuple(mark.label for part in self.parts for mark in marks.lift(part.text)[1])


@dataclass(slots=True)
class _Context:
    """The headings that are open where the walk over the blocks stands."""

    scope: str = ""
    chapter: int | None = None
    section: str = ""
    headings: dict[int, str] = field(default_factory=dict)

    def enter(self, block: Block) -> None:
        if block.place:
            self.scope = block.place.strip()
        if block.kind is not BlockKind.HEADING:
            return
        kept = {level: text for level, text in self.headings.items() if level < block.level}
        self.headings = {**kept, block.level: marks.without(block.text)}
        if block.level == 1:
            self.chapter, self.section = block.chapter, ""
        if block.level == 2:
            self.section = block.section

    def draft(self, kind: PassageKind, *parts: Block) -> Draft:
        own = parts[0].level if kind is PassageKind.HEADING else 99
        headings = tuple(self.headings[level] for level in sorted(self.headings) if level < own)
        return Draft(
            kind,
            parts,
            scope=self.scope,
            chapter=self.chapter,
            section=self.section,
            headings=headings,
            label=parts[0].label,
            page=parts[0].page,
        )


def drafts_of(blocks: Sequence[Block]) -> tuple[Draft, ...]:
    """The passages to be, in the order of the blocks."""
    context = _Context()
    drafts: list[Draft] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        context.enter(block)
        if block.kind in (BlockKind.ITEM, BlockKind.CONTINUATION):
            end = _end_of_list(blocks, position)
            _add_list(drafts, blocks[position:end], context)
            position = end
            continue
        if block.kind is BlockKind.MATTER and _continues_matter(drafts, block, context):
            drafts[-1] = replace(drafts[-1], parts=(*drafts[-1].parts, block))
        else:
            drafts.append(context.draft(_KINDS[block.kind], block))
        position += 1
    return tuple(drafts)


def _continues_matter(drafts: Sequence[Draft], block: Block, context: _Context) -> bool:
    return bool(drafts) and (
        drafts[-1].kind is PassageKind.MATTER and drafts[-1].scope == context.scope
    )


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    end = start
    while end < len(blocks) and blocks[end].kind in (BlockKind.ITEM, BlockKind.CONTINUATION):
        end += 1
    return end


def _add_list(drafts: list[Draft], items: Sequence[Block], context: _Context) -> None:
    lead = drafts[-1] if drafts and _leads_in(drafts[-1]) else None
    words = sum(len(part.text.split()) for part in (*(lead.parts if lead else ()), *items))
    is_plain = all(item.kind is BlockKind.ITEM for item in items)
    if lead and is_plain and words <= LONGEST_LIST:
        is_paragraph = lead.kind is PassageKind.PARAGRAPH
        kind = PassageKind.LIST if is_paragraph else lead.kind
        drafts[-1] = replace(lead, kind=kind, parts=(*lead.parts, *items))
        return
    lead_in = lead.parts[-1] if lead else None
    for group in _outermost(items):
        drafts.append(replace(context.draft(PassageKind.ITEM, *group), lead_in=lead_in))


def _leads_in(draft: Draft) -> bool:
    is_running = draft.kind in (PassageKind.PARAGRAPH, PassageKind.NUMBERED)
    return is_running and marks.without(draft.parts[-1].text).rstrip().endswith(":")


def _outermost(items: Sequence[Block]) -> list[list[Block]]:
    """Items grouped by the outermost one: it, what is nested in it and its further paragraphs."""
    groups: list[list[Block]] = []
    for item in items:
        is_outermost = item.kind is BlockKind.ITEM and item.level <= 1
        if is_outermost or not groups:
            groups.append([item])
        else:
            groups[-1].append(item)
    return groups
