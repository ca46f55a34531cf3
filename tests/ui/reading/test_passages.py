"""One passage as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from corpus.loading import Corpus
from corpus.types import Passage, PassageKind, Span
from tests.ui.reading.dom import one, without_spaces
from ui.reading.passages import Dress, lines_of, marked, passage_html

MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
BOOK = "hld-book-2013"


def passage(text: str, start: int = 100) -> Passage:
    return Passage("d#1", "d", PassageKind.PARAGRAPH, start, start + len(text), text, "para. 1")


def marks(html: str) -> list[str]:
    return [unescape(found) for found in MARK.findall(html)]


def without_tags(html: str) -> str:
    return unescape(re.sub(r"</?mark>", "", html))


def shown(corpus: Corpus, passage_id: str, dress: Dress | None = None) -> HtmlElement:
    """A passage of the shipped documents, as it stands on its page."""
    notes = {p.id: p for p in corpus.passages() if p.kind is PassageKind.FOOTNOTE}
    return html.fragment_fromstring(
        passage_html(corpus.passage(passage_id), notes, dress or Dress())
    )


def test_highlights_are_offsets_into_the_document_not_the_passage() -> None:
    assert marked(passage("alpha beta"), [Span(106, 110)]) == "alpha <mark>beta</mark>"


def test_a_highlight_is_cut_at_the_passages_ends_and_dropped_outside_it() -> None:
    spans = [Span(0, 50), Span(90, 102), Span(108, 112), Span(400, 500)]
    assert marked(passage("0123456789"), spans) == "<mark>01</mark>234567<mark>89</mark>"


def test_overlapping_highlights_mark_each_character_once() -> None:
    spans = [Span(102, 106), Span(100, 104), Span(101, 103)]
    assert marked(passage("0123456789"), spans) == "<mark>012345</mark>6789"


@given(
    text=st.text(alphabet="a<&\" \n>'é", max_size=30),
    spans=st.lists(st.tuples(st.integers(90, 140), st.integers(90, 140)), max_size=5),
)
def test_marking_loses_and_adds_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    html = marked(passage(text), [Span(min(span), max(span)) for span in spans])
    assert without_tags(html) == text
    covered = {n for a, b in spans for n in range(min(a, b), max(a, b))}
    expected = [c for n, c in enumerate(text, 100) if n in covered]
    assert list("".join(marks(html))) == expected


def test_a_passage_has_its_id_its_locator_as_its_permanent_link_and_its_number(
    corpus: Corpus,
) -> None:
    paragraph = shown(corpus, "iom-council-2012#para-31")
    assert paragraph.get("id") == "para-31"
    place = one(paragraph, ".//a[@class='place']")
    assert place.get("href") == "/source/iom-council-2012#para-31"
    assert place.text == "para.\u00a031"
    assert one(paragraph, ".//span[@class='label']").text == "31."


def test_a_printed_page_is_told_where_it_is_known(corpus: Corpus) -> None:
    place = one(shown(corpus, f"{BOOK}#ch1-p27"), ".//a[@class='place']")
    assert place.text == "ch.\u00a01, para.\u00a027, p.\u00a027"


def test_a_footnotes_mark_stands_behind_the_sentence_that_carries_it(corpus: Corpus) -> None:
    carrying = corpus.passage("iom-council-2012#para-32")
    sentence = next(s for s in carrying.sentences if s.footnotes)
    paragraph = shown(corpus, carrying.id)
    mark = one(paragraph, ".//sup")
    before = "".join(mark.xpath("preceding::text()[not(ancestor::*[@data-added])]"))
    assert before.endswith(sentence.text)
    link = one(mark, "./a")
    assert (link.get("href"), link.text, link.get("aria-label")) == ("#note-6", "6", "Footnote 6")


def test_a_footnote_leads_back_to_its_mark(corpus: Corpus) -> None:
    mark = one(shown(corpus, "iom-council-2012#para-32"), ".//sup")
    note = shown(corpus, "iom-council-2012#note-6")
    assert note.get("role") == "doc-footnote"
    assert one(note, ".//a[@class='back']").get("href") == "#" + mark.get("id")


def test_a_footnote_whose_mark_was_not_found_offers_no_way_back(corpus: Corpus) -> None:
    note = replace(corpus.passage("iom-council-2012#note-6"), marked_by=None)
    assert "back" not in passage_html(note, {})


def test_a_mark_of_an_unknown_footnote_is_left_out(corpus: Corpus) -> None:
    assert "<sup" not in passage_html(corpus.passage("iom-council-2012#para-32"), {})


def test_nested_items_are_nested_lists(corpus: Corpus) -> None:
    item = shown(corpus, f"{BOOK}#ch1-p42-a")
    inner = item.xpath(".//div[@class='words']/ul/li")
    assert [one(li, "./p/span[@class='label']").text for li in inner] == ["(i)", "(ii)", "(iii)"]
    assert one(item, ".//div[@class='words']/p/span[@class='label']").text == "(a)"


def test_a_list_that_is_one_passage_has_its_lead_in_before_its_items(corpus: Corpus) -> None:
    words = one(shown(corpus, f"{BOOK}#ch1-p7"), ".//div[@class='words']")
    assert [child.tag for child in words] == ["p", "ul"]
    assert len(words[1]) == 6


def test_what_follows_an_items_own_list_stays_in_the_item(corpus: Corpus) -> None:
    """The parser counts the lines behind "(ii)" to it; no list may be left open."""
    words = one(shown(corpus, f"{BOOK}#ch2-s1-p3-a-2"), ".//div[@class='words']")
    last = words.xpath("./ul/li")[-1]
    assert [p.text_content()[:11] for p in last.xpath("./p")] == ["(ii) Identi", "Based on th"]


@pytest.mark.parametrize(
    ("kind", "label", "text", "printed"),
    [
        (PassageKind.NUMBERED, "12", "12. Twelve months.", "12."),
        (PassageKind.FOOTNOTE, "3", "3 Three sources.", "3"),
        (PassageKind.PARAGRAPH, "", "3 Three sources.", ""),
        (PassageKind.NUMBERED, "1", "1.No space follows.", ""),
    ],
)
def test_only_what_is_numbered_has_a_number_set_apart(
    kind: PassageKind, label: str, text: str, printed: str
) -> None:
    numbered = replace(passage(text), kind=kind, label=label)
    (line,) = lines_of(numbered)
    assert text[: line.label_end - 100] == printed


def test_a_chapters_heading_says_its_number_beside_its_words(corpus: Corpus) -> None:
    heading = one(shown(corpus, f"{BOOK}#ch7-intro-heading"), ".//h2")
    assert heading.text_content() == "Chapter 7 International Organization for Migration"
    assert one(heading, "./span[@data-added]").text == "Chapter 7 "
    assert shown(corpus, f"{BOOK}#ch7-s1-heading-2").xpath(".//h4")


def test_a_highlight_is_cut_by_a_label_and_a_footnotes_mark_but_loses_nothing(
    corpus: Corpus,
) -> None:
    carrying = corpus.passage("iom-council-2012#para-32")
    everything = Dress((Span(carrying.start, carrying.end),))
    paragraph = shown(corpus, carrying.id, everything)
    assert "".join(m.text_content() for m in paragraph.xpath(".//mark")) == carrying.text
    assert paragraph.xpath(".//mark//sup") == []


def test_markup_in_a_passage_is_shown_as_text() -> None:
    hostile = "1. <script>alert(1)</script> & <b>bold</b>"
    numbered = replace(
        passage(hostile), id='d#x"><i>', locator="<i>", kind=PassageKind.NUMBERED, label="1"
    )
    element = html.fragment_fromstring(passage_html(numbered, {}))
    assert without_spaces(hostile) in without_spaces(element.text_content())
    assert element.xpath(".//script | .//b | .//i") == []
    assert element.get("id") == 'x"><i>'
