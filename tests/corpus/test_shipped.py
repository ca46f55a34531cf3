"""What must hold of the shipped documents."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from corpus.loading import SHIPPED, Corpus
from corpus.manifest import read_entries
from corpus.types import ParsedDocument, Passage, PassageKind

BOOK = "hld-book-2013"
COUNCIL = "iom-council-2012"
SUMMARY = "iom-chair-summary-2006"
IDS = (COUNCIL, "hld-book-overview-2013", "undp-coordination-2013", SUMMARY, BOOK)

CHAPTERS = {
    1: "The international system working as one",
    2: "Food and Agriculture Organization of the United Nations",
    3: "International Civil Aviation Organization",
    4: "International Fund for Agricultural Development",
    5: "The International Labour Organization",
    6: "International Maritime Organization",
    7: "International Organization for Migration",
    8: "NGO Committee on Migration",
    9: "Office of the High Commissioner for Human Rights",
    10: "United Nations regional commissions",
    11: "Special Rapporteur on the Human Rights of Migrants",
    12: "UN Women",
    13: "United Nations Human Settlements Programme",
    14: "Joint United Nations Programme on HIV/AIDS",
    15: "United Nations Conference on Trade and Development",
    16: "United Nations Department of Economic and Social Affairs Population Division",
    17: "United Nations Development Programme",
    18: "United Nations Environment Programme",
    19: "United Nations Educational, Scientific and Cultural Organization",
    20: "United Nations Population Fund",
    21: "United Nations High Commissioner for Refugees",
    22: "United Nations Children’s Fund",
    23: "United Nations Institute for Training and Research",
    24: "United Nations Office on Drugs and Crime",
    25: "Universal Postal Union",
    26: "World Health Organization",
    27: "World Intellectual Property Organization",
    28: "World Meteorological Organization",
    29: "The World Bank",
}


def source_of(document_id: str) -> str:
    file = next(entry.file for entry in read_entries(SHIPPED) if entry.id == document_id)
    return (SHIPPED / file).read_text(encoding="utf-8")


def with_text(parsed: ParsedDocument, words: str) -> Passage:
    """The one passage that has these words."""
    found = [passage for passage in parsed.passages if words in passage.text]
    assert len(found) == 1, f"{words!r} stands in {len(found)} passages"
    return found[0]


def of_kind(parsed: ParsedDocument, kind: PassageKind) -> list[Passage]:
    return [passage for passage in parsed.passages if passage.kind is kind]


def test_every_document_is_read_and_none_rejected(corpus: Corpus) -> None:
    assert corpus.ids == IDS
    assert corpus.rejected == ()


@pytest.mark.parametrize("document_id", IDS)
def test_offsets_are_exact_and_sentences_lie_inside_their_passage(
    corpus: Corpus, document_id: str
) -> None:
    parsed = corpus.document(document_id)
    text = parsed.document.text
    end = 0
    for passage in parsed.passages:
        assert passage.start >= end, passage.id
        end = passage.end
        assert text[passage.start : passage.end] == passage.text
        before = passage.start
        for sentence in passage.sentences:
            assert before <= sentence.start < sentence.end <= passage.end, sentence.id
            assert text[sentence.start : sentence.end] == sentence.text
            before = sentence.end


@pytest.mark.parametrize("document_id", IDS)
def test_every_letter_of_a_source_is_in_one_passage_or_dropped_with_a_reason(
    corpus: Corpus, document_id: str
) -> None:
    parsed = corpus.document(document_id)
    source = re.sub(r"</?sup>", "", source_of(document_id))
    source = source.translate(str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890"))
    kept = "".join(passage.text for passage in parsed.passages)
    dropped = "".join(drop.text for drop in parsed.dropped)
    letters = Counter(filter(str.isalnum, source))
    assert letters == Counter(filter(str.isalnum, kept + dropped))


@pytest.mark.parametrize("document_id", IDS)
def test_words_of_a_source_stand_in_the_passages_in_their_order(
    corpus: Corpus, document_id: str
) -> None:
    """Whole lines of the source are found as they are, so nothing was shuffled inside them."""
    text = corpus.document(document_id).document.text
    lines = [line.strip() for line in source_of(document_id).splitlines()]
    plain = [line for line in lines if re.fullmatch(r"[A-Za-z ,]{40,}", line)]
    assert len(plain) >= 1 or document_id != BOOK
    joined = " ".join(text.split())
    missing = [line for line in plain if " ".join(line.split()) not in joined]
    assert missing == []


def test_every_sentence_of_the_text_is_in_a_sentence(corpus: Corpus) -> None:
    for passage in corpus.passages():
        covered = sum(len("".join(s.text.split())) for s in passage.sentences)
        number = re.match(r"\d+\.?\s+", passage.text)
        numbered = passage.kind in (PassageKind.NUMBERED, PassageKind.FOOTNOTE) and number
        skipped = len("".join(number[0].split())) if numbered and number else 0
        assert covered + skipped == len("".join(passage.text.split())), passage.id


@pytest.mark.parametrize(("document_id", "last"), [(COUNCIL, 37), (SUMMARY, 57)])
def test_numbered_paragraphs_are_there_once_each_with_their_heading(
    corpus: Corpus, document_id: str, last: int
) -> None:
    numbered = of_kind(corpus.document(document_id), PassageKind.NUMBERED)
    assert [passage.label for passage in numbered] == [str(n) for n in range(1, last + 1)]
    assert [p.locator for p in numbered] == [f"para. {n}" for n in range(1, last + 1)]
    assert all(passage.headings for passage in numbered)


@pytest.mark.parametrize(
    ("document_id", "paragraph", "headings"),
    [
        (COUNCIL, 1, ("Introduction",)),
        (
            COUNCIL,
            31,
            (
                "The continued IOM role and engagement in migration and development",
                "Potential UNGA/HLD recommendations and outcomes",
            ),
        ),
        (
            SUMMARY,
            40,
            ("Migration and Development", "Contributions of diasporas to development"),
        ),
        (SUMMARY, 57, ("Role of the IOM",)),
    ],
)
def test_a_numbered_paragraph_knows_the_headings_above_it(
    corpus: Corpus, document_id: str, paragraph: int, headings: tuple[str, ...]
) -> None:
    assert corpus.passage(f"{document_id}#para-{paragraph}").headings == headings


def test_a_paragraph_broken_across_a_page_is_whole(corpus: Corpus) -> None:
    text = corpus.passage(f"{SUMMARY}#para-37").text
    assert text.startswith("37. There was discussion of methods")
    assert text.endswith("the diaspora communities were also referred to.")
    council = corpus.passage(f"{COUNCIL}#para-26").text
    assert "Research and Training Centre in the Republic of Korea and the African" in council


def test_the_book_has_its_chapters_with_their_names_and_numbers(corpus: Corpus) -> None:
    headings = of_kind(corpus.document(BOOK), PassageKind.HEADING)
    titles = [p for p in headings if p.locator.split(", p. ")[0].endswith("title")]
    assert [p.text for p in titles[:2]] == ["Preface", "Foreword"]
    assert {p.chapter: p.text for p in titles[2:]} == CHAPTERS


def test_every_passage_of_the_book_knows_its_chapter_and_section(corpus: Corpus) -> None:
    chapter = ""
    section = ""
    for passage in corpus.document(BOOK).passages:
        if passage.kind is PassageKind.HEADING and passage.locator.endswith("title"):
            chapter, section = passage.text, ""
        elif passage.kind is PassageKind.HEADING and re.match(r"\d\. ", passage.text):
            section = passage.text
            assert passage.section == passage.text[0]
        elif passage.kind is not PassageKind.FOOTNOTE:
            assert passage.headings[0] == chapter, passage.id
            assert passage.section == section[:1], passage.id
            if section and passage.kind is not PassageKind.HEADING:
                assert passage.headings[1] == section, passage.id


def test_a_wrapped_heading_is_one(corpus: Corpus) -> None:
    headings = {p.text for p in of_kind(corpus.document(BOOK), PassageKind.HEADING)}
    assert "1. Migration and development activities since the 2006 High-level Dialogue" in headings
    assert "Global Migration Group – towards coordination, consensus and coherence" in headings
    assert not any(text.endswith(("-", " and", " of", " the")) for text in headings)


def test_list_items_know_their_label_and_their_lead_in(corpus: Corpus) -> None:
    parsed = corpus.document(BOOK)
    item = with_text(parsed, "(g) The need for capacity-strengthening among all engaged")
    assert item.locator == "ch. 17, section 1, (g)"
    assert item.lead_in is not None
    lead_in = parsed.document.text[item.lead_in.start : item.lead_in.end]
    assert lead_in.endswith(":")
    nested = with_text(parsed, "(iii) Consider establishing a Permanent Forum")
    third = next(s for s in nested.sentences if s.text.startswith("(iii)"))
    assert third.item == "(d)(iii)"
    assert nested.text.startswith("(d) Improving inter-State and multi-stakeholder")


def test_a_list_inside_a_sentence_is_not_a_list(corpus: Corpus) -> None:
    passage = with_text(corpus.document(BOOK), "(b) prospective diagnostic studies on good")
    assert passage.kind is PassageKind.PARAGRAPH
    assert passage.text.startswith("Economic and sector work on migration and remittances")


def test_a_short_list_is_one_passage_with_its_lead_in(corpus: Corpus) -> None:
    passage = with_text(corpus.document(BOOK), "(e) Perceived gaps in the field of migration")
    assert passage.kind is PassageKind.LIST
    assert passage.text.startswith("To prepare their proposed recommendations and outcomes")
    assert passage.text.count("\n") == 6


@pytest.mark.parametrize(
    "sentence",
    [
        "would require negotiations, it was determined that the outcome document of the high-level "
        "dialogue would be a non-binding “Chairman’s Summary.”",
        "The International Finance Corporation has provided USD 30 million debt financing",
        "migration mainstreaming processes in four pilot countries: Bangladesh, Jamaica,",
    ],
)
def test_a_sentence_that_footnotes_interrupted_is_whole(corpus: Corpus, sentence: str) -> None:
    assert any(sentence in s.text for p in corpus.document(BOOK).passages for s in p.sentences)


def test_footnotes_are_passages_of_their_own_linked_to_the_sentence_with_the_mark(
    corpus: Corpus,
) -> None:
    notes = of_kind(corpus.document(BOOK), PassageKind.FOOTNOTE)
    assert len(notes) == 477
    assert all(note.marked_by for note in notes)
    ninth = corpus.passage(f"{BOOK}#ch1-note-9")
    assert ninth.text.startswith("9 For further information, see: UNFPA and IOM")
    assert ninth.locator == "ch. 1, footnote 9"
    assert ninth.marked_by is not None
    assert corpus.sentence(ninth.marked_by).text.endswith(
        "interdisciplinary dialogue on migration:"
    )
    assert ninth.id in corpus.sentence(ninth.marked_by).footnotes


@pytest.mark.parametrize(
    ("document_id", "note", "marked"),
    [
        (BOOK, "ch3-note-6", "as of March 2013 was 37."),
        (BOOK, "ch3-note-9", "by 24 November 2015."),
        (BOOK, "ch5-note-11", "Manila Call to Action 2008."),
        (BOOK, "ch15-note-8", "Information Economy Reports 2011 and 2012 and UNCTAD"),
        (BOOK, "ch16-note-3", "“New trends in migration: demographic aspects.”"),
        (BOOK, "ch27-note-3", "Carrington and Detragiache (1998, 1999)"),
        (COUNCIL, "note-1", "joined by a core group of States and"),
        (COUNCIL, "note-4", "United Nations-affiliated agencies and IOM through"),
        (SUMMARY, "note-1", "which was launched at the 90th Council Session."),
        ("hld-book-overview-2013", "note-1", "held in October 2013, will take stock"),
    ],
)
def test_a_mark_is_unglued_from_its_word_or_number(
    corpus: Corpus, document_id: str, note: str, marked: str
) -> None:
    sentence = corpus.passage(f"{document_id}#{note}").marked_by
    assert sentence is not None
    assert marked in corpus.sentence(sentence).text


def test_a_year_is_never_taken_for_a_mark(corpus: Corpus) -> None:
    text = corpus.document(BOOK).document.text
    assert "the organizational details of the 2013 HLD, including possible themes" in text
    assert not re.search(r"\b(?:19|20)\d\b(?![-–])(?= HLD| to )", text)


@pytest.mark.parametrize("document_id", IDS)
def test_no_running_head_page_number_or_bare_address_is_in_a_passage(
    corpus: Corpus, document_id: str
) -> None:
    for passage in corpus.document(document_id).passages:
        assert "Contributions and Recommendations of the International System\n" not in passage.text
        assert not re.fullmatch(r"Chapter \d+: .*", passage.text)
        assert not re.fullmatch(r"\d+|\W*(?:https?://|www\.)\S+", passage.text)


def test_what_was_dropped_is_counted_by_reason(corpus: Corpus) -> None:
    reasons = Counter(drop.reason for drop in corpus.document(BOOK).dropped)
    assert reasons["running head"] == reasons["page number"] == 13
    assert reasons["footnote mark"] == 477
    addresses = [d for d in corpus.document(BOOK).dropped if d.reason == "bare web address"]
    source = source_of(BOOK).splitlines()
    assert all(source[drop.line - 1].strip() == drop.text for drop in addresses)


def test_a_printed_page_is_given_only_where_it_is_certain(corpus: Corpus) -> None:
    pages = {p.page for p in corpus.document(BOOK).passages if p.page is not None}
    surviving = {10, 27, 111, 121, 156, 192, 213, 234, 237, 297, 298, 328, 334}
    assert surviving <= pages
    assert pages - surviving == {112, 113, 114, 115, 116, 117, 118, 119, 120, 235, 236} | set(
        range(329, 334)
    )
    passage = with_text(corpus.document(BOOK), "The GMG has conducted joint surveys")
    assert (passage.page, passage.locator) == (27, "ch. 1, para. 27, p. 27")


def test_web_addresses_and_compounds_are_whole_across_lines(corpus: Corpus) -> None:
    text = corpus.document(BOOK).document.text
    assert "www.unobserver.iom.int/index.php/hld-series (2012)" in text
    assert "non-State institutions" in text
    assert "inter-State cooperation" in text
    assert "rural–urban migration patterns" in text
    assert "migration–development nexus, examples of which" in text


def test_locators_name_one_place_each(corpus: Corpus) -> None:
    counts = Counter(
        (passage.document_id, passage.locator)
        for passage in corpus.passages()
        if passage.kind not in (PassageKind.HEADING, PassageKind.MATTER)
    )
    assert [place for place, count in counts.items() if count > 1] == []


def test_ids_are_unique_and_the_same_in_another_process(corpus: Corpus) -> None:
    ids = [passage.id for passage in corpus.passages()] + [s.id for s in corpus.sentences()]
    assert len(ids) == len(set(ids))
    code = (
        "from corpus.loading import load_corpus; c = load_corpus(); "
        "print(c.fingerprint, *(p.id for p in c.passages()))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout.split()
    assert printed == [corpus.fingerprint, *(passage.id for passage in corpus.passages())]


def test_the_sources_are_the_ones_of_the_manifest() -> None:
    for entry in read_entries(SHIPPED):
        content = (SHIPPED / entry.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry.sha256
