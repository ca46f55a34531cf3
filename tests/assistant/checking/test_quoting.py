"""Quotations of two small documents, and of the shipped ones by random slices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking.concordance import Concordance
from assistant.checking.quoting import check_quotation
from assistant.checking.types import PieceKind, QuoteVerdict
from corpus.loading import Corpus
from tests.assistant.checking.samples import (
    FORUM,
    INITIATIVE,
    RECORDED,
    concordance,
    quotation,
    two_documents,
)
from tests.index.samples import corpus_of


@pytest.mark.parametrize(
    "text",
    [
        FORUM,
        "officially recorded remittances to developing countries came to USD 167 billion",
        "the Swiss Government‑led Berne Initiative — for which the\nInternational Organization",
        "*The Global Forum* is a “voluntary, non-bind-\ning” and informal process",
        "the Swiss Government-led Berne Initiative […] enhanced inter-State cooperation",
        "[The Forum] is a voluntary, non-binding and informal process among governments",
        "Remittances … came to USD 167 billion in 2005, with unrecorded flows",
        "the Swiss Government-led [sic] Berne Initiative",
        "served as Secretariat – enhanced inter-State cooperation. The Global Forum is a voluntary",
    ],
)
def test_words_that_differ_in_typography_or_by_convention_alone_are_exact(text: str) -> None:
    finding = quotation(text)
    assert finding.verdict is QuoteVerdict.EXACT, finding.pieces
    assert finding.similarity == 1.0
    assert finding.is_fine


@pytest.mark.parametrize(
    ("text", "draft", "source", "kind", "is_figure"),
    [
        (RECORDED.replace("167", "176"), "176", "167", PieceKind.REPLACED, True),
        (RECORDED.replace("2005", "2006"), "2006", "2005", PieceKind.REPLACED, True),
        (FORUM.replace("voluntary, ", ""), "", "voluntary,", PieceKind.DELETED, False),
        (FORUM.replace("informal", "quite informal"), "quite", "", PieceKind.INSERTED, False),
        (FORUM.replace("among", "between"), "between", "among", PieceKind.REPLACED, False),
        (FORUM.replace("governments", "Governments"), "Governments", "governments",
         PieceKind.REPLACED, False),
        (INITIATIVE.replace("2004, ", "2004 "), "", ",", PieceKind.DELETED, False),
    ],
)  # fmt: skip
def test_an_alteration_is_shown_word_for_word(
    text: str, draft: str, source: str, kind: PieceKind, is_figure: bool
) -> None:
    finding = quotation(text)
    assert finding.verdict is QuoteVerdict.ALTERED
    (piece,) = [piece for piece in finding.pieces if piece.kind is not PieceKind.SAME]
    assert (piece.draft, piece.source, piece.kind) == (draft, source, kind)
    assert piece.changes_figure is is_figure
    assert not finding.is_fine


@pytest.mark.parametrize(
    "text",
    [
        "Migration is the mother of all problems.",
        "the quality of mercy is not strained",
        "of the and in to the",
        "… … …",
        "!!!",
    ],
)
def test_what_stands_nowhere_is_not_found(text: str) -> None:
    finding = quotation(text)
    assert finding.verdict is QuoteVerdict.NOT_FOUND
    assert finding.place is None
    assert finding.pieces == ()


def test_pieces_stand_where_they_say_in_draft_and_document() -> None:
    draft = f"He said “{FORUM.replace('informal', 'formal')[:-1]}” twice."
    start, end = draft.index("“") + 1, draft.index("”")
    finding = check_quotation(concordance(), draft, start, end)
    assert finding.text == draft[start:end]
    assert finding.place is not None
    document = two_documents().document(finding.place.document_id).document
    assert document.text[finding.place.start : finding.place.end] == finding.place.text
    for piece in finding.pieces:
        assert draft[piece.start : piece.end] == piece.draft
        assert document.text[piece.source_start : piece.source_end] == piece.source


def test_words_end_where_words_of_the_document_end() -> None:
    assert quotation("he Global Forum is a volunt").verdict is not QuoteVerdict.EXACT


def test_figures_in_a_row_are_not_one_figure() -> None:
    corpus = corpus_of({"a": ["Between 3-4 countries met in 2004, 15 of them twice a year."]})
    words = Concordance(corpus)

    def verdict(text: str) -> QuoteVerdict:
        return check_quotation(words, text, 0, len(text)).verdict

    assert verdict("Between 3–4 countries met") is QuoteVerdict.EXACT
    assert verdict("4 countries met in 2004") is QuoteVerdict.EXACT
    assert verdict("Between 34 countries met") is QuoteVerdict.ALTERED


def test_every_place_that_has_the_words_is_named() -> None:
    finding = quotation(FORUM)
    assert finding.place is not None
    places = [(place.document_id, place.locator) for place in (finding.place, *finding.also)]
    assert places == [("council", "para. 4"), ("agency", "para. 3")]


def test_of_places_that_are_as_good_the_named_one_is_taken() -> None:
    finding = check_quotation(
        concordance(), FORUM, 0, len(FORUM), lambda place: place.document_id == "agency"
    )
    assert finding.place is not None
    assert finding.place.document_id == "agency"


def test_a_quotation_may_run_past_a_footnote_but_not_into_one() -> None:
    over = quotation("enhanced inter-State cooperation. The Global Forum is a voluntary")
    assert over.verdict is QuoteVerdict.EXACT
    assert over.place is not None
    assert over.place.locator == "para. 2 to para. 4"
    into = quotation("enhanced inter-State cooperation. The Forum has been hosted by Belgium")
    assert into.verdict is not QuoteVerdict.EXACT


class Shipped:
    """The shipped documents; a class, for its repr stays short in a failing property."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.words = Concordance(corpus)
        self.sentences = [s for s in corpus.sentences() if len(s.text.split()) >= 6]


@pytest.fixture(scope="module")
def shipped(corpus: Corpus) -> Shipped:
    return Shipped(corpus)


SHIPPED_SLICE = st.tuples(st.integers(0, 10**6), st.integers(6, 60))


@settings(deadline=None)
@given(SHIPPED_SLICE)
def test_any_words_of_the_documents_are_found_exact_at_their_place(
    shipped: Shipped, where: tuple[int, int]
) -> None:
    sentence = shipped.sentences[where[0] % len(shipped.sentences)]
    text = " ".join(sentence.text.split()[: where[1]]).replace("-", "‑").replace("'", "’")
    finding = check_quotation(shipped.words, text, 0, len(text))
    if finding.verdict is QuoteVerdict.NOT_FOUND:
        # Nothing but stops, brackets or a note's number: no words are quoted.
        assert not any(char.isalpha() for char in text.replace("[", ""))
        return
    assert finding.place is not None
    places = (finding.place, *finding.also)
    assert finding.verdict is QuoteVerdict.EXACT, (text, finding.pieces)
    assert (
        any(
            place.document_id == sentence.document_id
            and place.start < sentence.end
            and sentence.start < place.end
            for place in places
        )
        or len(places) == 50
    )
