"""What is in a file, whatever its format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.exporting.papers import NEAREST_SHOWN, paper_of
from assistant.exporting.types import BlockKind, Paper
from assistant.keeping.types import Conversation, TurnState
from assistant.types import Answer, Segment, SegmentKind
from corpus.loading import Corpus
from tests.assistant.exporting.samples import (
    MONEY,
    QUESTION,
    REASON,
    STAMP,
    answered,
    conversation,
    declined,
    document,
    small_corpus,
    turn,
    usual_answer,
)

CORPUS = small_corpus()


def paper(subject: Answer | Conversation, corpus: Corpus = CORPUS) -> Paper:
    return paper_of(subject, corpus, STAMP)


def lines(made: Paper, *kinds: BlockKind) -> list[str]:
    """The paragraphs of some kinds, all where none is named, with marks as "[1]"."""
    return [
        " ".join(p.text + "".join(f"[{note}]" for note in p.notes) for p in block.pieces)
        for block in made.blocks
        if not kinds or block.kind in kinds
    ]


def test_an_answer_has_its_question_quotes_and_how_it_came_about() -> None:
    made = paper(usual_answer())
    assert lines(made) == [
        QUESTION,
        f"“In 2005 remittances came to USD 167 billion.”[1] “{MONEY[1]}”[2] "
        "“HIV testing must be voluntary.”[3]",
        "Confidence: this answer is very likely to be right (95 %).",
        "In the documents’ own words; no language model took part. Index 10ccf3370f6baf5c.",
        "Exported on 25 November 2026 by Rapporteur 0.1.0. “rapporteur verify” and the name of "
        "this file check every quote in it against the documents again.",
    ]
    assert made.notes[0] == (
        "Council, “Money sent home”, M/1, 2 November 2012, para. 1: "
        "“In 2005 remittances came to USD 167 billion.”"
    )
    assert made.notes[2] == "People who move, para. 1: “HIV testing must be voluntary.”"


def test_the_record_has_what_finds_each_quote_again() -> None:
    quote = paper(usual_answer()).record.quotes[1]
    source = CORPUS.document("money").document
    assert source.text[quote.start : quote.end] == quote.quote == MONEY[1]
    assert (quote.document_id, quote.locator) == ("money", "para. 2")
    assert quote.source_sha256 == source.sha256
    assert len(quote.text_sha256) == 64
    assert (quote.cited, quote.quoted) == (1, 1)


def test_what_was_searched_is_said_where_it_differs() -> None:
    answer = usual_answer()
    assert lines(paper(answer), BlockKind.ASIDE) == []
    other = replace(answer, searched_question="How much came?")
    assert lines(paper(other), BlockKind.ASIDE) == ["Searched for: How much came?"]
    made = paper_of(answer, CORPUS, STAMP, ["people", "gone"])
    assert lines(made, BlockKind.ASIDE) == ["Searched only in: People who move; gone"]


def test_a_long_question_is_shortened_as_the_title_and_whole_below() -> None:
    question = "How much " * 40 + "came?"
    made = paper(replace(usual_answer(), question=question))
    title, asked = lines(made, BlockKind.TITLE, BlockKind.QUESTION)
    assert len(title) <= 202
    assert title.endswith(" …")
    assert asked == question


def test_a_declined_answer_says_why_and_names_the_nearest_passages_as_such() -> None:
    made = paper(declined(CORPUS))
    assert lines(made)[:4] == [
        "How is bread baked?",
        "Declined: no answer was given",
        REASON,
        "Nearest passages, which do not answer the question",
    ]
    items = lines(made, BlockKind.ITEM)
    assert items[0] == f"Money sent home, para. 1: “{MONEY[0]}”[1]"
    assert len(items) == len(made.notes) == min(NEAREST_SHOWN, 3)


def test_a_long_nearest_passage_is_cut_and_says_so() -> None:
    words = "Remittances came to USD 167 billion in 2005, and most were sent by workers. " * 8
    corpus = Corpus((document("long", (words.strip(),)),))
    made = paper(declined(corpus), corpus)
    (quote,) = made.record.quotes
    assert quote.is_cut
    assert quote.quote == corpus.document("long").document.text[quote.start : quote.end]
    assert 250 < len(quote.quote) <= 300
    assert made.notes[0].endswith("” […]")


def test_a_conversation_keeps_its_order_and_numbers_its_footnotes_through() -> None:
    first = answered(CORPUS, ("money", MONEY[1]), question="Where?")
    second = answered(CORPUS, ("people", PEOPLE_QUOTE), ("money", MONEY[1]), question="And?")
    made = paper(conversation(turn(1, "Where?", first), turn(2, "And?", second)))
    assert lines(made, BlockKind.TITLE, BlockKind.QUESTION, BlockKind.TEXT) == [
        "Money & people",
        "Where?",
        f"“{MONEY[1]}”[1]",
        "And?",
        f"“{PEOPLE_QUOTE}”[2] “{MONEY[1]}”[3]",
    ]


PEOPLE_QUOTE = "HIV testing must be voluntary."


def test_a_turn_that_is_not_whole_is_marked_so() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]))
    made = paper(
        conversation(
            turn(1, "One?", answer, TurnState.INCOMPLETE, "It was stopped."),
            turn(2, "Two?", answer, TurnState.RUNNING),
            turn(3, "Three?", None, TurnState.INCOMPLETE),
        )
    )
    assert lines(made, BlockKind.QUESTION, BlockKind.ASIDE) == [
        "One?",
        "This answer is incomplete. It was stopped.",
        "Two?",
        "This answer is incomplete: it was still being given when it was exported.",
        "Three?",
        "This answer is incomplete.",
        "No answer had been shown.",
    ]
    assert made.record.exchanges[2].confidence is None


def test_twins_and_repeated_marks_share_their_footnotes() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]), ("people", PEOPLE_QUOTE))
    said, other = answer.segments
    segments = (replace(said, markers=(1, 2)), replace(other, markers=(2,)), said)
    made = paper(replace(answer, segments=segments))
    assert lines(made, BlockKind.TEXT) == [
        f"“{MONEY[1]}”[1][2] “{PEOPLE_QUOTE}”[2] “{MONEY[1]}”[1]"
    ]
    assert [(q.cited, q.quoted) for q in made.record.quotes] == [(2, 2), (1, 1)]


def test_a_list_keeps_its_lines_and_a_sources_name_stays_with_its_quotes() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]), ("people", PEOPLE_QUOTE))
    name = Segment(SegmentKind.SOURCE, "Money:", starts_line=True)
    item = replace(answer.segments[1], starts_line=True)
    made = paper(replace(answer, segments=(name, answer.segments[0], item)))
    assert lines(made, BlockKind.TEXT) == [f"Money: “{MONEY[1]}”[1]", f"“{PEOPLE_QUOTE}”[2]"]


def test_words_that_are_no_quote_get_no_quotation_marks() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]))
    made = paper(replace(answer, segments=(Segment(SegmentKind.REMARK, "There were four.", (1,)),)))
    assert lines(made, BlockKind.TEXT) == ["There were four.[1]"]
    assert [(q.cited, q.quoted) for q in made.record.quotes] == [(1, 0)]


def test_a_quote_that_the_documents_no_longer_have_is_said_to_be_unverified() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]), ("people", PEOPLE_QUOTE))
    now = Corpus((document("money", ("All is new.",)),))
    made = paper(answer, now)
    (aside,) = lines(made, BlockKind.ASIDE)
    assert aside.startswith("Not verified: footnote 1, 2.")
    assert [quote.source_sha256 for quote in made.record.quotes] == ["", ""]
    assert made.notes[1] == f"People who move, para. 1: “{PEOPLE_QUOTE}”"


def test_an_answer_without_its_segments_is_refused() -> None:
    with pytest.raises(ValueError, match="in the full form"):
        paper(replace(usual_answer(), segments=()))
