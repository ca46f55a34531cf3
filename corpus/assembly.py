"""From blocks to a document: the canonical text, its passages and sentences.

Passages are separated by a blank line in the canonical text, the parts of one passage by a line
break. A footnote follows the passage that carries its mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import marks
from corpus.blocks import Block, BlockKind
from corpus.drafts import Draft, drafts_of
from corpus.places import Place, places_of
from corpus.sentences import sentence_spans
from corpus.types import Document, Dropped, ParsedDocument, Passage, PassageKind, Sentence, Span

_NUMBER = {
    PassageKind.NUMBERED: re.compile(r"\d+\.\s+"),
    PassageKind.FOOTNOTE: re.compile(r"\d+\s+"),
}
_ITEM_NUMBER = re.compile(r"\d{1,3}\.")
_PASSAGE_GAP = "\n\n"
_PART_GAP = "\n"


def assemble(
    document: Document, blocks: Sequence[Block], dropped: Sequence[Dropped]
) -> ParsedDocument:
    """A parsed document; ``document.text`` is replaced by the canonical text of ``blocks``."""
    drafts = _with_notes_placed(drafts_of(blocks))
    places = places_of(drafts)
    passages: list[Passage] = []
    texts: list[str] = []
    lead_ins: dict[int, Span] = {}
    position = 0
    for draft, place in zip(drafts, places, strict=True):
        passage = _passage(document.id, draft, place, position, lead_ins)
        if passage.sentences:
            last = passage.sentences[-1]
            lead_ins[id(draft.parts[-1])] = Span(last.start, last.end)
        passages.append(passage)
        texts.append(passage.text)
        position += len(passage.text) + len(_PASSAGE_GAP)
    text = _PASSAGE_GAP.join(texts)
    return ParsedDocument(
        replace(document, text=text), _with_notes_linked(passages, drafts), tuple(dropped)
    )


def _with_notes_placed(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Each note moved behind the passage that carries its mark; one without a mark stays."""
    carriers: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        for label in draft.marks:
            carriers.setdefault((draft.scope, label), draft)
    behind: dict[int, list[Draft]] = {}
    rest: list[Draft] = []
    for draft in drafts:
        is_note = draft.kind is PassageKind.FOOTNOTE
        carrier = carriers.get((draft.scope, draft.label)) if is_note else None
        if carrier is None or carrier is draft:
            rest.append(draft)
        else:
            behind.setdefault(id(carrier), []).append(draft)
    return tuple(placed for draft in rest for placed in (draft, *behind.get(id(draft), ())))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a passage: its block, and where its text begins in the canonical text."""

    block: Block
    text: str
    marks: tuple[marks.Mark, ...]
    start: int


def _passage(
    document_id: str, draft: Draft, place: Place, start: int, lead_ins: dict[int, Span]
) -> Passage:
    passage_id = f"{document_id}#{place.slug}"
    parts = _parts(draft, start)
    text = _PART_GAP.join(part.text for part in parts)
    lead_in = lead_ins.get(id(draft.lead_in)) if draft.lead_in else None
    sentences = _sentences(document_id, passage_id, draft, place, parts, lead_in)
    return Passage(
        id=passage_id,
        document_id=document_id,
        kind=draft.kind,
        start=start,
        end=start + len(text),
        text=text,
        locator=place.locator,
        headings=draft.headings,
        chapter=draft.chapter,
        section=draft.section,
        label=draft.label,
        page=draft.page,
        lead_in=lead_in,
        sentences=sentences,
    )


def _parts(draft: Draft, start: int) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for block in draft.parts:
        text, found = marks.lift(block.text)
        parts.append(_Part(block, text, found, start))
        start += len(text) + len(_PART_GAP)
    return tuple(parts)


def _sentences(
    document_id: str,
    passage_id: str,
    draft: Draft,
    place: Place,
    parts: Sequence[_Part],
    lead_in: Span | None,
) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    for part in parts:
        item = part.block.label if part.block.kind is BlockKind.ITEM else ""
        if part.block.kind is BlockKind.CONTINUATION and sentences:
            item = sentences[-1].item
        introduced_by = _introduction(sentences, item, lead_in)
        for span in _spans(draft, part):
            sentences.append(
                Sentence(
                    id=f"{passage_id}.{len(sentences) + 1}",
                    passage_id=passage_id,
                    document_id=document_id,
                    start=part.start + span.start,
                    end=part.start + span.end,
                    text=part.text[span.start : span.end],
                    locator=place.item_locator(item),
                    item=item,
                    lead_in=introduced_by,
                    footnotes=tuple(
                        mark.label for mark in part.marks if span.start < mark.offset <= span.end
                    ),
                )
            )
    return tuple(sentences)


def _spans(draft: Draft, part: _Part) -> tuple[Span, ...]:
    """The sentences of a part; a paragraph's or a note's own number is not part of the first."""
    number = _NUMBER[draft.kind].match(part.text) if draft.kind in _NUMBER else None
    skipped = number.end() if number and part.block is draft.parts[0] else 0
    if part.block.kind in (BlockKind.MATTER, BlockKind.HEADING):
        return (Span(0, len(part.text)),)
    spans = [
        Span(span.start + skipped, span.end + skipped)
        for span in sentence_spans(part.text[skipped:])
    ]
    # "1." is an item's label, and no sentence.
    if (
        part.block.kind is BlockKind.ITEM
        and len(spans) > 1
        and _ITEM_NUMBER.fullmatch(part.text[: spans[0].end])
    ):
        spans = [Span(spans[0].start, spans[1].end), *spans[2:]]
    return tuple(spans)


def _introduction(sentences: Sequence[Sentence], item: str, lead_in: Span | None) -> Span | None:
    """The sentence that introduces ``item``: its parent item's last, or the list's lead-in."""
    if not item:
        return None
    parents = [s for s in sentences if s.item != item and item.startswith(s.item)]
    return Span(parents[-1].start, parents[-1].end) if parents else lead_in


def _with_notes_linked(passages: Sequence[Passage], drafts: Sequence[Draft]) -> tuple[Passage, ...]:
    """Sentences name the footnotes whose marks they carry by id, and the footnotes them."""
    notes = {
        (draft.scope, draft.label): passage.id
        for passage, draft in zip(passages, drafts, strict=True)
        if draft.kind is PassageKind.FOOTNOTE
    }
    marked_by: dict[str, str] = {}
    linked: list[Passage] = []
    for passage, draft in zip(passages, drafts, strict=True):
        sentences = []
        for sentence in passage.sentences:
            ids = [notes[key] for s in sentence.footnotes if (key := (draft.scope, s)) in notes]
            marked_by.update((note, sentence.id) for note in ids)
            sentences.append(replace(sentence, footnotes=tuple(ids)))
        linked.append(replace(passage, sentences=tuple(sentences)))
    return tuple(replace(p, marked_by=marked_by.get(p.id)) for p in linked)
