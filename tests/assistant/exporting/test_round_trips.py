"""Whatever a document, a question or a title holds, a file is read as it was written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exporting.errors import NotAnExport
from assistant.exporting.exporting import read, written
from assistant.exporting.papers import paper_of
from assistant.exporting.records import read_record
from assistant.exporting.texts import comparable
from assistant.exporting.types import Format
from assistant.exporting.verifying import verify
from assistant.keeping.types import Conversation, TurnState
from assistant.types import Answer
from corpus.loading import Corpus
from tests.assistant.exporting.samples import (
    HOSTILE,
    STAMP,
    answered,
    conversation,
    declined,
    document,
    edited,
    exported,
    small_corpus,
    turn,
    usual_answer,
)

# A document is read from UTF-8, which has no half of a surrogate pair.
WHOLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXT = st.lists(st.sampled_from(HOSTILE) | WHOLE, min_size=1, max_size=5).map("".join)
WORDS = TEXT.map(lambda text: f"w{text}w")
"""A paragraph of a document: it neither begins nor ends with white space."""


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    ids = draw(st.lists(WORDS, min_size=1, max_size=2, unique=True))
    return Corpus(
        tuple(
            document(
                each,
                draw(st.lists(WORDS, min_size=1, max_size=3)),
                title=draw(TEXT),
                symbol=draw(TEXT),
                date=draw(st.sampled_from(["", "2012", "2012-11-02"]) | TEXT),
                citation=draw(TEXT),
            )
            for each in ids
        )
    )


@st.composite
def answers(draw: st.DrawFn, corpus: Corpus) -> Answer:
    if draw(st.booleans()):
        return declined(corpus, question=draw(TEXT))
    passages = draw(st.lists(st.sampled_from(list(corpus.passages())), min_size=1, max_size=3))
    quotes = []
    for passage in passages:
        start = draw(st.integers(0, len(passage.text) - 1))
        end = draw(st.integers(start + 1, len(passage.text)))
        quotes.append((passage.document_id, passage.text[start:end]))
    answer = answered(corpus, *quotes, question=draw(TEXT))
    markers = st.lists(st.sampled_from(range(1, len(quotes) + 1)), max_size=2)
    segments = tuple(
        replace(
            segment,
            markers=(*segment.markers, *draw(markers)),
            starts_line=draw(st.booleans()),
        )
        for segment in answer.segments
    )
    return replace(answer, segments=segments, searched_question=draw(TEXT), model=draw(TEXT))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Conversation, Corpus]:
    corpus = draw(corpora())
    turns = [
        turn(
            at,
            draw(TEXT),
            draw(st.none() | answers(corpus)),
            draw(st.sampled_from(TurnState)),
            draw(TEXT),
            tuple(draw(st.lists(TEXT, max_size=1))),
        )
        for at in range(1, draw(st.integers(1, 3)) + 1)
    ]
    return conversation(*turns, title=draw(TEXT)), corpus


@settings(deadline=None, max_examples=40)
@given(cases())
@pytest.mark.parametrize("file_format", Format)
def test_every_export_is_verified_whatever_is_in_it(
    file_format: Format, case: tuple[Conversation, Corpus]
) -> None:
    subject, corpus = case
    paper = paper_of(subject, corpus, STAMP)
    content = written(paper, file_format)
    verification = verify(content, corpus)
    assert verification.is_verified, verification
    assert len(verification.checks) == len(paper.notes)
    visible = read(content)
    assert read_record(visible.record) == (paper.record, True)
    assert [comparable(visible.notes[n]) for n in sorted(visible.notes)] == [
        comparable(note) for note in paper.notes
    ]


USUAL = {file_format: exported(usual_answer(), file_format) for file_format in Format}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(HOSTILE) | st.text(max_size=9)),
    min_size=1,
    max_size=3,
)
"""Where in a text, how many characters go, and what comes in their stead."""


def damaged(text: str, changes: list[tuple[float, int, str]]) -> str:
    for share, gone, new in changes:
        at = int(share * len(text))
        text = text[:at] + new.encode("utf-8", "replace").decode() + text[at + gone :]
    return text


@settings(deadline=None, max_examples=40)
@given(CHANGES, st.sampled_from(["word/document.xml", "word/footnotes.xml", "customXml/item2.xml"]))
@pytest.mark.parametrize("file_format", Format)
def test_a_file_that_was_damaged_anyhow_is_judged_or_refused(
    file_format: Format, changes: list[tuple[float, int, str]], part: str
) -> None:
    def change(name: str, text: str) -> str:
        return damaged(text, changes) if name in ("", part) else text

    with suppress(NotAnExport):
        verify(edited(USUAL[file_format], change), small_corpus())


@settings(deadline=None, max_examples=40)
@given(cases(), st.data())
@pytest.mark.parametrize("file_format", Format)
def test_a_quote_whose_footnote_says_anything_else_is_never_verified(
    file_format: Format, case: tuple[Conversation, Corpus], data: st.DataObject
) -> None:
    subject, corpus = case
    paper = paper_of(subject, corpus, STAMP)
    if not paper.notes:
        return
    at = data.draw(st.integers(0, len(paper.notes) - 1))
    notes = list(paper.notes)
    notes[at] = f"{notes[at][:-1]}{data.draw(st.sampled_from('xyz'))}”"
    verification = verify(written(replace(paper, notes=tuple(notes)), file_format), corpus)
    assert [check.number for check in verification.checks if not check.is_verified] == [at + 1]
