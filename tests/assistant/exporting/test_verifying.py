"""A file that was altered after its export, or whose documents have changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.exporting.errors import NotAnExport
from assistant.exporting.exporting import written
from assistant.exporting.papers import paper_of
from assistant.exporting.types import Format, Paper, QuoteCheck, Sight, Verdict
from assistant.exporting.verifying import ALTERED, REMOVED, verify
from assistant.types import Segment, SegmentKind
from corpus.loading import Corpus
from tests.assistant.exporting.samples import (
    MONEY,
    PEOPLE,
    STAMP,
    answered,
    declined,
    document,
    edited,
    exported,
    small_corpus,
    usual_answer,
    visibly_edited,
)

CORPUS = small_corpus()
QUOTED = "In 2005 remittances came to USD 167 billion."
IN_TEXT, IN_FOOTNOTE = 0, 1

every_format = pytest.mark.parametrize("file_format", Format)


def only(content: bytes, corpus: Corpus = CORPUS) -> QuoteCheck:
    """The check of a file's one quote."""
    (check,) = verify(content, corpus).checks
    return check


def one_quote(file_format: Format) -> bytes:
    return exported(answered(CORPUS, ("money", QUOTED)), file_format)


@every_format
def test_a_file_as_it_was_exported_is_verified(file_format: Format) -> None:
    verification = verify(exported(usual_answer(), file_format), CORPUS)
    assert verification.is_verified
    assert verification.is_sealed
    assert verification.added == ()
    assert [check.number for check in verification.checks] == [1, 2, 3]
    assert verification.checks[0].remarks == ()
    assert (verification.exported, verification.rapporteur) == (
        "2026-11-25T14:03:00+00:00",
        "0.1.0",
    )


@every_format
def test_the_same_values_and_stamp_make_the_same_bytes(file_format: Format) -> None:
    assert one_quote(file_format) == one_quote(file_format)


@every_format
def test_a_declined_answers_nearest_passages_are_verified_too(file_format: Format) -> None:
    verification = verify(exported(declined(CORPUS), file_format), CORPUS)
    assert verification.is_verified
    assert len(verification.checks) == 3


@every_format
@pytest.mark.parametrize("place", [IN_TEXT, IN_FOOTNOTE])
def test_visible_words_that_were_altered_are_shown(file_format: Format, place: int) -> None:
    content = visibly_edited(one_quote(file_format), "167 billion", "176 billion", place)
    check = only(content)
    assert (check.verdict, check.sight) == (Verdict.VERIFIED, Sight.ALTERED)
    assert not check.is_verified
    assert "176 billion" in check.seen
    assert check.remarks == (ALTERED,)
    assert not verify(content, CORPUS).is_verified


@every_format
def test_only_the_quote_that_was_altered_is_named(file_format: Format) -> None:
    content = visibly_edited(exported(usual_answer(), file_format), "HIV testing", "Nothing")
    checks = verify(content, CORPUS).checks
    assert [check.is_verified for check in checks] == [True, True, False]


@every_format
def test_a_footnote_that_names_another_place_is_altered(file_format: Format) -> None:
    check = only(visibly_edited(one_quote(file_format), "para. 1:", "para. 9:"))
    assert check.sight is Sight.ALTERED
    assert "para. 9:" in check.seen


@every_format
def test_words_set_before_the_quotation_mark_alter_nothing(file_format: Format) -> None:
    assert only(
        visibly_edited(one_quote(file_format), "“In 2005", "He said: “In 2005", 0)
    ).is_verified


@every_format
def test_a_quote_that_is_shown_no_longer_is_removed(file_format: Format) -> None:
    marks = {
        Format.MARKDOWN: (r"\[\^1\](?!:)", r"(?m)^\[\^1\]:.*$"),
        Format.HTML: (r"<sup>.*?</sup>", r"<li id=.*?</li>"),
        Format.DOCX: (r"<w:footnoteReference[^>]*>", r'<w:footnote w:id="1">.*?</w:footnote>'),
    }[file_format]
    for pattern in marks:
        check = only(edited(one_quote(file_format), lambda _, text, p=pattern: re.sub(p, "", text)))
        assert check.sight is Sight.REMOVED
        assert check.remarks[0] == REMOVED


ADDED_FOOTNOTES: dict[Format, Callable[[str, str], str]] = {
    Format.MARKDOWN: lambda _, text: text.replace("<!--", "[^x]: A note.\n\n[^9]: Two.\n\n<!--"),
    Format.HTML: lambda _, text: text.replace("</ol>", "<li>A note.</li><li id=note-9>Two.</ol>"),
    Format.DOCX: lambda name, text: text.replace(
        "</w:footnotes>",
        '<w:footnote w:id="8"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="9"><w:p><w:bookmarkStart w:id="90" w:name="_RapporteurNote9"/><w:r>'
        "<w:t>Two.</w:t></w:r></w:p></w:footnote></w:footnotes>",
    ),
}


@every_format
def test_a_footnote_that_was_not_exported_is_named(file_format: Format) -> None:
    content = edited(one_quote(file_format), ADDED_FOOTNOTES[file_format])
    verification = verify(content, CORPUS)
    assert sorted(verification.added) == ["A note.", "Two."]
    assert verification.checks[0].is_verified
    assert not verification.is_verified


def test_other_words_with_a_quotes_mark_are_altered() -> None:
    text = one_quote(Format.MARKDOWN).decode()
    check = only(text.replace("[^1]\n", "[^1] It was much more.[^1]\n", 1).encode())
    assert (check.sight, check.seen) == (Sight.ALTERED, "It was much more.")


def test_words_of_a_model_are_not_taken_for_an_altered_quote() -> None:
    answer = answered(CORPUS, ("money", QUOTED))
    worded = Segment(SegmentKind.REMARK, "It was much.", (1,))
    content = exported(replace(answer, segments=(worded, *answer.segments)), Format.MARKDOWN)
    assert only(content).is_verified
    assert only(visibly_edited(content, "167", "176", 0)).sight is Sight.ALTERED
    assert only(visibly_edited(content, "It was much.[^1] ", "")).sight is Sight.REMOVED


@every_format
def test_a_record_that_was_altered_is_known(file_format: Format) -> None:
    content = edited(one_quote(file_format), lambda _, text: text.replace('"end": 44', '"end": 40'))
    verification = verify(content, CORPUS)
    assert not verification.is_sealed
    assert not verification.is_verified


def forged(paper: Paper, old: str, new: str) -> Paper:
    """The paper with words replaced everywhere, as a forger would who knows the format."""

    def change(text: str) -> str:
        return text.replace(old, new)

    blocks = tuple(
        replace(block, pieces=tuple(replace(p, text=change(p.text)) for p in block.pieces))
        for block in paper.blocks
    )
    quotes = tuple(
        replace(q, quote=change(q.quote), citation=change(q.citation), locator=change(q.locator))
        for q in paper.record.quotes
    )
    notes = tuple(map(change, paper.notes))
    return replace(paper, blocks=blocks, notes=notes, record=replace(paper.record, quotes=quotes))


@every_format
@pytest.mark.parametrize(
    ("old", "new", "verdict", "said"),
    [
        ("167 billion", "176 billion", Verdict.CHANGED, "money, para. 1 says: “In 2005"),
        ("para. 1", "para. 2", Verdict.MOVED, "These words stand in money, para. 1."),
        (QUOTED, "Cats sleep.", Verdict.NOT_FOUND, "No document has these words."),
    ],
)
def test_a_forged_file_and_record_cannot_deceive_the_documents(
    file_format: Format, old: str, new: str, verdict: Verdict, said: str
) -> None:
    paper = paper_of(answered(CORPUS, ("money", QUOTED)), CORPUS, STAMP)
    verification = verify(written(forged(paper, old, new), file_format), CORPUS)
    (check,) = verification.checks
    assert verification.is_sealed
    assert check.sight is Sight.AS_EXPORTED
    assert check.verdict is verdict
    assert said in check.remarks[-1]
    assert not verification.is_verified


def test_a_forged_citation_is_pointed_out() -> None:
    paper = paper_of(answered(CORPUS, ("money", QUOTED)), CORPUS, STAMP)
    check = only(written(forged(paper, "M/1", "M/9"), Format.HTML))
    assert check.remarks == (
        "This place is now cited as: Council, “Money sent home”, M/1, 2 November 2012, para. 1.",
    )


def money(*paragraphs: str) -> Corpus:
    """The corpus years later, its first document with another text."""
    return Corpus((document("money", paragraphs, sha256="a" * 64), CORPUS.document("people")))


ANOTHER_FILE = "The document’s file is another than when this file was exported."


@every_format
@pytest.mark.parametrize(
    ("later", "verdict", "locator", "text"),
    [
        (money(f"{MONEY[0]} More.", MONEY[1]), Verdict.VERIFIED, "para. 1", QUOTED),
        (money(f"New in 2030. {MONEY[0]}", MONEY[1]), Verdict.VERIFIED, "para. 1", QUOTED),
        (money("A new paragraph.", *MONEY), Verdict.MOVED, "para. 2", QUOTED),
        (
            money(MONEY[0].replace("167", "170"), MONEY[1]),
            Verdict.CHANGED,
            "para. 1",
            "In 2005 remittances came to USD 170 billion",
        ),
    ],
)
def test_a_document_that_changed_is_searched_by_the_words(
    file_format: Format, later: Corpus, verdict: Verdict, locator: str, text: str
) -> None:
    check = only(one_quote(file_format), later)
    assert check.verdict is verdict
    assert check.remarks[0] == ANOTHER_FILE
    assert check.found is not None
    assert (check.found.document_id, check.found.locator) == ("money", locator)
    assert later.document("money").document.text[check.found.start : check.found.end] == text
    assert check.found.text == text


def test_a_text_that_is_read_otherwise_is_told_from_another_file() -> None:
    later = Corpus((document("money", (f"{MONEY[0]} More.", MONEY[1])),))
    check = only(one_quote(Format.MARKDOWN), later)
    assert check.is_verified
    assert check.remarks[0].startswith("The document’s text is read otherwise")


@pytest.mark.parametrize(
    ("later", "verdict", "document_id"),
    [
        (Corpus((document("copy", ("First.", *MONEY)),)), Verdict.MOVED, "copy"),
        (
            Corpus((document("copy", (MONEY[0].replace("167", "170"),)),)),
            Verdict.CHANGED,
            "copy",
        ),
        (Corpus((document("people", PEOPLE),)), Verdict.NOT_FOUND, None),
    ],
)
def test_a_document_that_is_gone_is_searched_for_in_the_others(
    later: Corpus, verdict: Verdict, document_id: str | None
) -> None:
    check = only(one_quote(Format.HTML), later)
    assert check.verdict is verdict
    assert (check.found.document_id if check.found else None) == document_id
    assert check.remarks[0] == "There is no document 'money' here any more."


def test_words_that_left_their_document_for_another_have_moved() -> None:
    later = Corpus((document("money", ("All is new.",)), document("copy", MONEY)))
    check = only(one_quote(Format.HTML), later)
    assert (check.verdict, check.remarks[-1]) == (
        Verdict.MOVED,
        "These words stand in copy, para. 1.",
    )


def test_what_was_unverified_at_export_stays_so() -> None:
    later = money("All is new.")
    content = exported(answered(CORPUS, ("money", QUOTED)), Format.MARKDOWN, later)
    check = only(content, later)
    assert check.verdict is Verdict.NOT_FOUND
    assert check.remarks[0].startswith("The document did not have these words there when")


def test_offsets_that_never_held_the_words_betray_the_file() -> None:
    paper = paper_of(answered(CORPUS, ("money", QUOTED)), CORPUS, STAMP)
    (quote,) = paper.record.quotes
    moved = replace(paper.record, quotes=(replace(quote, start=3, end=7),))
    check = only(written(replace(paper, record=moved), Format.MARKDOWN))
    assert "never had these words where the record says" in check.remarks[0]


@pytest.mark.parametrize("quote", ["", "\0"])
def test_a_quote_of_no_words_is_not_found(quote: str) -> None:
    paper = paper_of(answered(CORPUS, ("money", QUOTED)), CORPUS, STAMP)
    check = only(written(forged(paper, QUOTED, quote), Format.HTML))
    assert check.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no record "),
        (b"# Notes\n\nText.[^1]\n", "no record "),
        (b"\xff\xfe\x00binary", "neither text nor a Word document"),
        (b"<!DOCTYPE html><p>Text.</p>", "has no record "),
        (b"PK\x03\x04 and no more", "not a whole Word document"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(NotAnExport, match=said):
        verify(content, CORPUS)


@every_format
def test_a_newer_format_is_refused_with_the_next_step(file_format: Format) -> None:
    def newer(_: str, text: str) -> str:
        return text.replace('"format_version": 1', '"format_version": 2')

    with pytest.raises(NotAnExport, match="Update Rapporteur"):
        verify(edited(one_quote(file_format), newer), CORPUS)


def test_a_byte_order_mark_and_other_line_ends_do_no_harm() -> None:
    for file_format in (Format.MARKDOWN, Format.HTML):
        text = one_quote(file_format).decode().replace("\n", "\r\n")
        assert verify(text.encode("utf-8-sig"), CORPUS).is_verified


def test_the_record_of_a_file_can_be_read_by_any_program() -> None:
    text = one_quote(Format.HTML).decode()
    found = re.search(r'<script type="application/json" id="rapporteur-export">(.*)</script>', text)
    assert found is not None
    (quote,) = json.loads(found[1])["record"]["quotes"]
    assert (quote["document_id"], quote["start"], quote["quote"]) == ("money", 0, QUOTED)
