"""From an answer or a conversation to the paragraphs and footnotes of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from assistant.exporting.places import places
from assistant.exporting.quoting import Footnotes, document_of
from assistant.exporting.texts import note_text, opening, quotation, shown
from assistant.exporting.types import (
    FORMAT_VERSION,
    Block,
    BlockKind,
    Exchange,
    Line,
    Paper,
    Piece,
    Quote,
    Record,
    Stamp,
)
from assistant.exporting.wording import (
    DECLINED,
    NEAREST,
    NO_ANSWER,
    colophon,
    confidence,
    doubt,
    origin,
    state_notice,
)
from assistant.keeping.types import LONGEST_TITLE, Conversation, StoredTurn, TurnState
from assistant.types import Answer, EvidencePassage, Status
from corpus.loading import Corpus

NEAREST_SHOWN = 3
"""Nearest passages of a declined answer, as many as ``rapporteur ask`` prints."""


def paper_of(
    subject: Answer | Conversation, corpus: Corpus, stamp: Stamp, documents: Collection[str] = ()
) -> Paper:
    """The file's content, with a record of its quotes.

    ``documents`` are those that an Answer's search was restricted to; the turns of a conversation
    know their own. Raises ValueError for an answer without its segments.
    """
    title, turns = _turns(subject, documents)
    footnotes = Footnotes(corpus)
    blocks = [_block(BlockKind.TITLE, title)]
    for turn in turns:
        # The one question of a file may be its title: it is not said twice.
        if len(turns) > 1 or shown(turn.question) != shown(title):
            blocks.append(_block(BlockKind.QUESTION, turn.question))
        blocks += _turn_blocks(turn, footnotes)
    blocks.append(_block(BlockKind.DETAIL, colophon(stamp)))
    quotes = _counted(footnotes.quotes, blocks)
    record = Record(
        format_version=FORMAT_VERSION,
        title=title,
        exported=stamp.at.isoformat(),
        rapporteur=stamp.version,
        exchanges=tuple(map(_exchange, turns)),
        quotes=quotes,
    )
    notes = tuple(note_text(quote.citation, quote.quote, quote.is_cut) for quote in quotes)
    return Paper(shown(title), tuple(blocks), notes, record)


def _turns(
    subject: Answer | Conversation, documents: Collection[str]
) -> tuple[str, tuple[StoredTurn, ...]]:
    if isinstance(subject, Conversation):
        return subject.info.title, subject.turns
    only = StoredTurn(
        id="",
        conversation_id="",
        position=1,
        question=subject.question,
        documents=tuple(documents),
        state=TurnState.COMPLETE,
        answer=subject,
        problem="",
        asked="",
    )
    length = opening(subject.question, LONGEST_TITLE)
    cut = " …" if length < len(subject.question) else ""
    return f"{subject.question[:length]}{cut}", (only,)


def _turn_blocks(turn: StoredTurn, footnotes: Footnotes) -> Iterator[Block]:
    answer, before = turn.answer, len(footnotes.quotes)
    body = list(_answer_blocks(answer, footnotes)) if answer else []
    asides = [
        _searched(answer),
        _searched_in(turn.documents, footnotes.corpus),
        state_notice(turn.state, turn.problem),
        "" if body else NO_ANSWER,
        doubt([quote for quote in footnotes.quotes[before:] if not quote.source_sha256]),
    ]
    yield from (_block(BlockKind.ASIDE, aside) for aside in asides if aside)
    yield from body
    if answer:
        yield _block(BlockKind.DETAIL, confidence(answer))
        yield _block(BlockKind.DETAIL, origin(answer))


def _searched(answer: Answer | None) -> str:
    if answer is None or answer.searched_question == answer.question:
        return ""
    return f"Searched for: {answer.searched_question}"


def _searched_in(documents: Collection[str], corpus: Corpus) -> str:
    found = ((name, document_of(corpus, name)) for name in documents)
    names = [document.name if document else name for name, document in found]
    return f"Searched only in: {'; '.join(names)}" if names else ""


def _answer_blocks(answer: Answer, footnotes: Footnotes) -> Iterator[Block]:
    if answer.answer and not answer.segments:
        raise ValueError("an answer is exported with its segments: give it in the full form")
    footnotes.begin_answer()
    if answer.status is Status.DECLINED:
        yield _block(BlockKind.HEADING, DECLINED)
    yield from _text_blocks(answer, footnotes)
    if answer.status is Status.DECLINED and answer.passages:
        yield _block(BlockKind.HEADING, NEAREST)
        for passage in answer.passages[:NEAREST_SHOWN]:
            yield _nearest(passage, footnotes)


def _text_blocks(answer: Answer, footnotes: Footnotes) -> Iterator[Block]:
    cited = {citation.marker: citation for citation in answer.citations}
    line: list[Piece] = []
    for segment in answer.segments:
        if segment.starts_line and line:
            yield Block(BlockKind.TEXT, tuple(line))
            line = []
        notes = tuple(footnotes.cited(cited[m]) for m in segment.markers if m in cited)
        is_quote = bool(notes) and footnotes.quotes[notes[0] - 1].quote == segment.text
        text = quotation(segment.text, is_cut=False) if is_quote else shown(segment.text)
        line.append(Piece(text, notes))
    if line:
        yield Block(BlockKind.TEXT, tuple(line))


def _nearest(passage: EvidencePassage, footnotes: Footnotes) -> Block:
    number = footnotes.nearest(passage)
    quote = footnotes.quotes[number - 1]
    document = document_of(footnotes.corpus, passage.document_id)
    place = f"{document.name if document else passage.document_id}, {passage.locator}:"
    quoted = Piece(quotation(quote.quote, quote.is_cut), (number,))
    return Block(BlockKind.ITEM, (Piece(shown(place)), quoted))


def _block(kind: BlockKind, text: str) -> Block:
    return Block(kind, (Piece(shown(text)),))


def _counted(quotes: Iterable[Quote], blocks: Iterable[Block]) -> tuple[Quote, ...]:
    """The quotes with how often the text cites and quotes them: what ``verify`` looks for."""
    cited: Counter[int] = Counter()
    quoted: Counter[int] = Counter()
    said = {quote.number: quotation(quote.quote, quote.is_cut) for quote in quotes}
    for block in blocks:
        for number, words in places(_line(block)):
            cited[number] += 1
            quoted[number] += words.endswith(said[number])
    return tuple(replace(q, cited=cited[q.number], quoted=quoted[q.number]) for q in quotes)


def _line(block: Block) -> Line:
    line: list[str | int] = []
    for piece in block.pieces:
        line += [piece.text, *piece.notes]
    return tuple(line)


def _exchange(turn: StoredTurn) -> Exchange:
    answer = turn.answer
    return Exchange(
        question=turn.question,
        searched_question=answer.searched_question if answer else "",
        documents=turn.documents,
        state=turn.state,
        status=answer.status if answer else "",
        confidence=answer.confidence if answer else None,
        mode=answer.mode if answer else "",
        model=answer.model if answer else None,
        index=answer.index if answer else "",
    )
