from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.loading import Corpus
from corpus.types import Document, Span
from index.encoder import Encoder
from index.testing import WordHashEncoder
from index.windows import passage_header, passage_windows, row_ids, split, text_windows
from tests.index.samples import REMITTANCES, parsed, passage

SENTENCES = [f"Sentence {number} says one thing of migration.  " for number in range(1, 31)]
SMALL = WordHashEncoder(max_pieces=30)


def document(title: str = "The Title") -> Document:
    return parsed("d", [REMITTANCES], title).document


def test_a_passage_that_fits_is_one_window_under_its_title_and_headings() -> None:
    short = passage("d", 1, 0, REMITTANCES, headings=("Chapter 7", "Support"))
    windows = passage_windows(document(), short, WordHashEncoder())
    assert windows == (f"The Title\nChapter 7\nSupport\n{REMITTANCES}",)


def test_an_item_stands_under_the_sentence_that_leads_into_its_list() -> None:
    item = replace(passage("d", 1, 0, "workers"), lead_in=Span(0, 43))
    assert passage_header(document(), item) == (
        "The Title",
        "In 2005 remittances came to USD 167 billion",
    )


def test_a_long_passage_becomes_windows_that_begin_and_end_with_its_sentences() -> None:
    text = "".join(SENTENCES).strip()
    windows = passage_windows(document(), passage("d", 1, 0, text), SMALL)
    assert len(windows) > 5
    assert max(SMALL.count_pieces(windows)) <= 30
    bodies = [window.removeprefix("The Title\n") for window in windows]
    assert all(body.startswith("Sentence") for body in bodies)
    assert all(body.rstrip().endswith("migration.") for body in bodies)
    assert all(any(s.strip() in body for body in bodies) for s in SENTENCES)


def test_windows_overlap_by_a_sentence_where_it_fits() -> None:
    windows = split(["a b c. ", "d. ", "e f g. ", "h."], SMALL, 5)
    assert windows == ("a b c. d. ", "d. e f g. h.")


def test_a_header_gives_way_from_the_outside_where_it_would_fill_the_window() -> None:
    headings = ("outer " * 9, "inner heading")
    windows = passage_windows(document(), passage("d", 1, 0, "text", headings=headings), SMALL)
    assert windows == (f"{'outer ' * 9}\ninner heading\ntext",)
    headings = ("outer " * 11, "inner heading")
    windows = passage_windows(document(), passage("d", 1, 0, "text", headings=headings), SMALL)
    assert windows == ("inner heading\ntext",)


@pytest.mark.parametrize("text", ["", "word", "word " * 400, "x" * 3000, "移民" * 400])
def test_no_window_of_a_text_is_longer_than_the_real_encoder_reads(
    text: str, encoder: Encoder
) -> None:
    windows = text_windows(text, encoder)
    assert max(encoder.count_pieces(windows)) <= encoder.max_pieces
    assert all(text[at : at + 5] in "".join(windows) for at in range(0, len(text), 5))


@settings(max_examples=50)
@given(
    st.lists(st.text(alphabet="ab .\n移", min_size=1, max_size=40), max_size=12), st.integers(1, 9)
)
def test_windows_lose_nothing_and_keep_the_limit(pieces: list[str], room: int) -> None:
    windows = split(pieces, SMALL, room)
    assert max(SMALL.count_pieces(windows)) <= room
    whole, covered = "".join(pieces), 0
    for window in windows:
        # It begins inside, or right after, what is covered, and carries it on.
        start = whole.rfind(window, 0, covered + len(window))
        assert 0 <= start <= covered
        covered = max(covered, start + len(window))
    assert covered == len(whole)


def test_no_passage_of_the_shipped_documents_is_cut(corpus: Corpus, encoder: Encoder) -> None:
    longer = 0
    for parsed_document in corpus.documents:
        for shipped in parsed_document.passages[::7]:
            windows = passage_windows(parsed_document.document, shipped, encoder)
            assert max(encoder.count_pieces(windows)) <= encoder.max_pieces
            longer += len(windows) > 1
    assert longer > 0


def test_each_window_has_its_row() -> None:
    assert row_ids("d#para-1", 2) == ["d#para-1/0", "d#para-1/1"]
