"""Small documents, answers from them, and texts that try to break out of a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.exporting.exporting import export
from assistant.exporting.types import Format, Stamp
from assistant.keeping.types import Conversation, ConversationInfo, StoredTurn, TurnState
from assistant.types import (
    Answer,
    Citation,
    EvidencePassage,
    Mode,
    Segment,
    SegmentKind,
    Status,
)
from corpus.loading import Corpus
from corpus.types import Document, ParsedDocument
from tests.index.samples import parsed

STAMP = Stamp(datetime(2026, 11, 25, 14, 3, tzinfo=UTC), "0.1.0")
MONEY = (
    "In 2005 remittances came to USD 167 billion. Most of them were sent by workers.",
    "The pilot countries were Bangladesh, Jamaica, Mali and the Republic of Moldova.",
)
PEOPLE = ("Migrants need access to health services. HIV testing must be voluntary.",)
QUESTION = "How much did remittances come to in 2005?"
REASON = "The documents do not seem to answer this question."

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--",
    "-->",
    "--",
    "]]>",
    "<![x[",
    "&lt;&amp;",
    "[^1]",
    "[^1]: no note",
    "**bold** _soft_ `code` ~~gone~~",
    "\n\n# Heading",
    "- item\n1. item",
    "[link](javascript:alert(1))",
    "![picture](http://192.0.2.1/x.png)",
    "https://www.example.org/ a@example.org",
    "“ ” […]",
    "\\",
    "|",
    "$x^2$",
    "\0\x08\x0b\x1b[31m\x7f\x85",
    "\ufffe\uffff",
    "\u202eright to left\u202c \u2066",
    "\u2028\u2029\u00a0",
    "e\u0301",
    "🙂",
)
"""Each would change a file, a terminal or the order of words, were it taken for more than text."""


def document(
    document_id: str,
    paragraphs: Sequence[str],
    *,
    title: str = "",
    symbol: str = "",
    date: str = "",
    citation: str = "",
    sha256: str = "0" * 64,
) -> ParsedDocument:
    """A document of numbered paragraphs."""
    made = parsed(document_id, paragraphs, title)
    about: Document = replace(
        made.document, symbol=symbol, date=date, citation=citation, sha256=sha256
    )
    return replace(made, document=about)


def small_corpus() -> Corpus:
    money = document(
        "money",
        MONEY,
        title="Money sent home",
        symbol="M/1",
        date="2012-11-02",
        citation="Council, “Money sent home”, M/1, 2 November 2012",
    )
    return Corpus((money, document("people", PEOPLE, title="People who move", sha256="1" * 64)))


def citation(corpus: Corpus, marker: int, document_id: str, words: str) -> Citation:
    """A citation of ``words``, which stand in one passage of the document."""
    source = corpus.document(document_id)
    passage = next(p for p in source.passages if words in p.text)
    start = passage.start + passage.text.index(words)
    return Citation(
        marker=marker,
        document_id=document_id,
        title=source.document.title,
        locator=passage.locator,
        quote=words,
        start=start,
        end=start + len(words),
        passage_id=passage.id,
        verified=True,
    )


def answered(
    corpus: Corpus, *quotes: tuple[str, str], question: str = QUESTION, confidence: float = 0.95
) -> Answer:
    """An answer of ``quotes``: document id and words, each a segment of its own."""
    citations = tuple(citation(corpus, at, *quote) for at, quote in enumerate(quotes, 1))
    segments = tuple(Segment(SegmentKind.QUOTE, c.quote, (c.marker,)) for c in citations)
    return Answer(
        question=question,
        searched_question=question,
        status=Status.ANSWERED,
        answer=" ".join(f"{c.quote} [{c.marker}]" for c in citations),
        reason=None,
        segments=segments,
        citations=citations,
        passages=(),
        confidence=confidence,
        mode=Mode.EXTRACTIVE,
        model=None,
        index="10ccf3370f6baf5c",
    )


def declined(corpus: Corpus, question: str = "How is bread baked?") -> Answer:
    nearest = tuple(
        EvidencePassage(p.id, p.document_id, p.locator, p.text, p.start, p.end, 0.1)
        for p in corpus.passages()
    )
    return replace(
        answered(corpus, question=question, confidence=0.2),
        status=Status.DECLINED,
        answer=REASON,
        reason=REASON,
        segments=(Segment(SegmentKind.REMARK, REASON),),
        passages=nearest,
    )


def usual_answer(corpus: Corpus | None = None) -> Answer:
    """Two quotes of one document and one of another."""
    return answered(
        corpus or small_corpus(),
        ("money", "In 2005 remittances came to USD 167 billion."),
        ("money", MONEY[1]),
        ("people", "HIV testing must be voluntary."),
    )


def turn(
    position: int,
    question: str,
    answer: Answer | None,
    state: TurnState = TurnState.COMPLETE,
    problem: str = "",
    documents: tuple[str, ...] = (),
) -> StoredTurn:
    return StoredTurn(
        f"t{position}", "c", position, question, documents, state, answer, problem, "2026"
    )


def conversation(*turns: StoredTurn, title: str = "Money & people") -> Conversation:
    info = ConversationInfo("c", title, "2026-11-25", "2026-11-25", len(turns))
    return Conversation(info, turns)


def exported(
    subject: Answer | Conversation, file_format: Format, corpus: Corpus | None = None
) -> bytes:
    return export(subject, corpus or small_corpus(), file_format, STAMP)


def edited(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """A file after each of its texts, by name, has gone through ``change``; a Word document is an
    archive of several, any other file is one, named ""."""
    if not content.startswith(b"PK"):
        return change("", content.decode()).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            is_text = name.endswith((".xml", ".rels"))
            target.writestr(name, change(name, part.decode()) if is_text else part)
    return out.getvalue()


def visibly_edited(content: bytes, old: str, new: str, at: int | None = None) -> bytes:
    """A file with words replaced where a reader sees them: all of them, or the ``at``-th."""
    if content.startswith(b"PK"):
        names = ["word/document.xml", "word/footnotes.xml"]
        wanted = names if at is None else [names[at]]
        return edited(
            content, lambda name, text: text.replace(old, new) if name in wanted else text
        )
    text = content.decode()
    marks = ('<script type="application/json"', "<!-- rapporteur-export")
    seen, record = next((text[: text.find(m)], text[text.find(m) :]) for m in marks if m in text)
    if at is None:
        return (seen.replace(old, new) + record).encode()
    parts = seen.split(old)
    return (old.join(parts[: at + 1]) + new + old.join(parts[at + 1 :]) + record).encode()
