"""An assistant that knows two documents and three answers, for tests of the page alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.errors import UserError
from assistant.sources import SourceView
from assistant.types import (
    Answer,
    Citation,
    EvidencePassage,
    Mode,
    Segment,
    SegmentKind,
    Status,
    Turn,
)
from corpus.loading import Corpus
from corpus.types import Document, ParsedDocument, Passage, PassageKind, Span

SUMMARY_PARTS = (
    (PassageKind.HEADING, "", "Remittances"),
    (
        PassageKind.NUMBERED,
        "para. 39",
        "39. Participants recalled that remittances are private funds, and that they supplement "
        "official development assistance without replacing it. Several delegations asked for "
        "cheaper and safer channels of transfer.",
    ),
    (
        PassageKind.NUMBERED,
        "para. 40",
        "40. Officially recorded remittances to developing countries came to USD 167 billion in "
        "2005, more than double the figure of 2001. Unrecorded flows were estimated to add at "
        "least half as much again. Measures proposed were:\n(a) lowering the cost of transfers;\n"
        "(b) better data on <informal> channels & their users.",
    ),
    (
        PassageKind.NUMBERED,
        "para. 41",
        "41. The effects on households were described as direct and measurable: remittances paid "
        "for schooling, health care and housing before anything else.",
    ),
    (
        PassageKind.FOOTNOTE,
        "footnote 6",
        "6. World Bank, Global Economic Prospects 2006, chapter 4.",
    ),
)
REPORT_PARTS = (
    (
        PassageKind.PARAGRAPH,
        "section A",
        "Mainstreaming migration into national development planning was piloted in four "
        "countries. Each pilot set up a working group led by a ministry.",
    ),
    (
        PassageKind.PARAGRAPH,
        "section B",
        "Remittances reached USD 167 billion in 2005, according to the Chairman's Summary. "
        "Transfers by mobile telephone are growing quickly.",
    ),
)


def parse(
    document: Document, parts: Sequence[tuple[PassageKind, str, str]]
) -> tuple[Document, tuple[Passage, ...]]:
    """A document made of ``parts`` (kind, locator, text), one a paragraph."""
    text, passages = "", []
    for number, (kind, locator, words) in enumerate(parts):
        start = len(text)
        passages.append(
            Passage(
                id=f"{document.id}#{number}",
                document_id=document.id,
                kind=kind,
                start=start,
                end=start + len(words),
                text=words,
                locator=locator,
                headings=() if kind is PassageKind.HEADING else ("Discussion", "Remittances"),
            )
        )
        text += words + "\n\n"
    return replace(document, text=text), tuple(passages)


SUMMARY, SUMMARY_PASSAGES = parse(
    Document(
        id="chair-summary-2006",
        title="Chairman's Summary of the Ninetieth Session of the Council",
        symbol="MICEM/3/2006",
        date="2006-09-01",
        publisher="International Organization for Migration",
        citation="Chairman of the Council, Chairman's Summary, 1 September 2006",
        sha256="0" * 64,
        text="",
    ),
    SUMMARY_PARTS,
)
REPORT, REPORT_PASSAGES = parse(
    Document(
        id="coordination-2013",
        title="Contribution to the Eleventh Coordination Meeting on International Migration",
        symbol="UN/POP/MIG-11CM/2013/5",
        date="2013-02",
        publisher="United Nations Development Programme",
        citation="UNDP, Contribution to the Eleventh Coordination Meeting, 2013",
        sha256="1" * 64,
        text="",
    ),
    REPORT_PARTS,
)
PASSAGES = {SUMMARY.id: SUMMARY_PASSAGES, REPORT.id: REPORT_PASSAGES}
CORPUS = Corpus(
    (ParsedDocument(SUMMARY, SUMMARY_PASSAGES), ParsedDocument(REPORT, REPORT_PASSAGES))
)

EXAMPLES = (
    "How much did officially recorded remittances to developing countries come to in 2005?",
    "Which measures on remittances were proposed?",
    "In how many countries was mainstreaming piloted?",
)
OFFICIAL = SUMMARY_PASSAGES[2].text[4:129]
UNRECORDED = "Unrecorded flows were estimated to add at least half as much again."
LEAD_IN = "Measures proposed were:"
COST = "(a) lowering the cost of transfers;"
DATA = "(b) better data on <informal> channels & their users."
REPORTED = "Remittances reached USD 167 billion in 2005, according to the Chairman's Summary."


@dataclass
class FakeAssistant:
    """Answers by key words; ``pause`` is the time between two steps of a streamed answer, s."""

    pause: float = 0.0
    asked: list[tuple[str, tuple[Turn, ...], frozenset[str] | None]] = field(default_factory=list)
    documents: tuple[Document, ...] = (SUMMARY, REPORT)
    corpus: Corpus = CORPUS
    examples: tuple[str, ...] = EXAMPLES

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        documents: frozenset[str] | None = None,
        as_typed: bool = False,
    ) -> Iterator[Answer]:
        history = () if as_typed else history
        self.asked.append((question, tuple(history), documents))
        if len(question) > 5000:
            raise UserError("This question is longer than 5,000 characters. Please shorten it.")
        if "break" in question:
            raise RuntimeError("broken on purpose")
        whole = compose(question, history, documents)
        for shown in range(1, len(whole.segments) + 1):
            time.sleep(self.pause)
            segments = whole.segments[:shown]
            markers = {marker for segment in segments for marker in segment.markers}
            cited = tuple(c for c in whole.citations if c.marker in markers)
            yield replace(whole, segments=segments, citations=cited)

    def source(self, document_id: str, start: int, end: int) -> SourceView:
        for document in self.documents:
            for number, passage in enumerate(PASSAGES.get(document_id, ())):
                if document.id == document_id and passage.start <= start < end <= passage.end:
                    passages = PASSAGES[document_id]
                    return SourceView(
                        document,
                        passage,
                        passages[max(number - 2, 0) : number],
                        passages[number + 1 : number + 3],
                        (Span(start, end),),
                        True,
                    )
        raise UserError("Nothing stands at this place.")


def compose(question: str, history: Sequence[Turn], documents: frozenset[str] | None) -> Answer:
    """The answer to ``question``: by its key words, declined where it has none of them."""
    words = question.lower()
    if "unrecorded" in words and history:
        searched = "How large were the unrecorded flows of remittances?"
        return answered(question, [(SUMMARY, UNRECORDED, False)], searched)
    if "measures" in words:
        quotes = [(SUMMARY, LEAD_IN, False), (SUMMARY, COST, True), (SUMMARY, DATA, True)]
        return answered(question, quotes)
    if "remittances" in words:
        quotes = [(SUMMARY, OFFICIAL, False), (REPORT, REPORTED, False)]
        kept = [quote for quote in quotes if documents is None or quote[0].id in documents]
        return answered(question, kept)
    return declined(question)


def answered(
    question: str, quotes: Sequence[tuple[Document, str, bool]], searched: str | None = None
) -> Answer:
    """An answer of ``quotes``: document, words, whether they begin a line."""
    segments: list[Segment] = []
    citations: list[Citation] = []
    source = None
    for marker, (document, words, starts_line) in enumerate(quotes, 1):
        if document is not source:
            segments.append(Segment(SegmentKind.SOURCE, document.title, starts_line=True))
            source = document
        segments.append(Segment(SegmentKind.QUOTE, words, (marker,), starts_line))
        start = document.text.index(words)
        passage = next(p for p in PASSAGES[document.id] if p.start <= start < p.end)
        citations.append(
            Citation(
                marker,
                document.id,
                document.title,
                passage.locator,
                words,
                start,
                start + len(words),
                passage.id,
                True,
            )
        )
    text = " ".join(f"{words} [{n}]" for n, (_, words, _) in enumerate(quotes, 1))
    return Answer(
        question=question,
        searched_question=searched or question,
        status=Status.ANSWERED,
        answer=text,
        reason=None,
        segments=tuple(segments),
        citations=tuple(citations),
        passages=(),
        confidence=0.9,
        mode=Mode.EXTRACTIVE,
        model=None,
        index="fake",
    )


def declined(question: str) -> Answer:
    """The documents do not answer ``question``."""
    reason = "No passage says anything that answers this question."
    nearest = tuple(
        EvidencePassage(p.id, p.document_id, p.locator, p.text, p.start, p.end, 0.1)
        for p in (*SUMMARY_PASSAGES[1:4], *REPORT_PASSAGES)
    )
    return replace(
        answered(question, []),
        status=Status.DECLINED,
        answer=reason,
        reason=reason,
        segments=(Segment(SegmentKind.REMARK, reason, starts_line=True),),
        passages=nearest,
    )
