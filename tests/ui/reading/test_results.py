"""What a search inside a document shows."""

from __future__ import annotations

from html import unescape

from lxml.html import HtmlElement

from assistant.finding import Finder, Hit
from corpus.loading import Corpus
from corpus.types import Span
from tests.index.samples import BORDERS, HEALTH, PILOTS, REMITTANCES, parsed
from tests.ui.reading.dom import by_id, document_text, one, tree, without_spaces
from ui.reading.reader import Reader
from ui.reading.results import AROUND, form_html, snippet_html, summary

DOCUMENT = parsed("money", [REMITTANCES, PILOTS, HEALTH, BORDERS])


def searched(query: str) -> HtmlElement:
    return tree(Reader(DOCUMENT).searched(query))


def hit(text: str, words: str) -> Hit:
    passage = parsed("d", ["Before.", text]).passages[1]
    start = passage.start + text.index(words)
    return Hit(passage, (Span(start, start + len(words)),))


def test_each_passage_found_is_listed_with_its_place_and_leads_there() -> None:
    page = searched("migrants OR in 2006")
    assert by_id(page, "_found").text == "No passage has all of this"
    page = searched("2006")
    assert by_id(page, "_found").text == "1 hit in 1 passage"
    entry = by_id(page, "_hit-1")
    assert one(entry, ".//a").get("href") == "#para-4"
    assert one(entry, ".//span[@class='locator']").text == "para. 4"
    assert one(entry, ".//mark").text == "2006"


def test_hits_are_marked_in_the_text_which_stays_whole() -> None:
    page = searched("remittance worker")
    assert [m.text for m in page.xpath("//article//mark")] == ["remittances", "workers"]
    assert without_spaces(document_text(page)) == without_spaces(DOCUMENT.document.text)


def test_from_each_passage_found_the_next_and_the_one_before_are_a_step_away() -> None:
    page = searched("to in")  # Two stop words find nothing; three passages have "were".
    assert "very common words" in page.xpath("string(//p[@class='notice'])").lower()
    page = searched('"were"')
    steps = page.xpath("//span[@class='steps']")
    links = [[a.get("href") for a in step.xpath("./a")] for step in steps]
    assert links == [
        ["#_hit-1", "#para-2"],
        ["#para-1", "#_hit-2", "#para-4"],
        ["#para-2", "#_hit-3"],
    ]
    assert [one(step, "./a[starts-with(@href, '#_hit')]").text for step in steps] == [
        "1 of 3",
        "2 of 3",
        "3 of 3",
    ]


def test_what_was_typed_stays_in_the_box_as_text() -> None:
    typed = '"><script>alert(1)</script> “été”'
    page = searched(typed)
    assert by_id(page, "_query").get("value") == typed
    assert len(page.xpath("//script")) == 1  # The page's own.
    assert unescape(form_html("d", typed)).count(typed) == 1


def test_a_search_is_sent_to_the_documents_own_address_and_can_be_cleared() -> None:
    form = one(searched("2006"), "//form")
    assert (form.get("method"), form.get("action")) == ("get", "/source/money")
    assert one(form, ".//a[@class='clear']").get("href") == "/source/money"
    assert tree(Reader(DOCUMENT).plain).xpath("//a[@class='clear']") == []


def test_counts_are_told_in_words() -> None:
    one_hit = hit("Only one.", "one")
    assert summary([one_hit]) == "1 hit in 1 passage"
    twice = Hit(one_hit.passage, (*one_hit.spans, Span(0, 1)))
    assert summary([twice] * 1000) == "2,000 hits in 1,000 passages"


def test_a_snippet_is_cut_at_words_around_its_first_hit() -> None:
    words = [f"word{n}" for n in range(100)]
    snippet = snippet_html(hit(" ".join(words), "word50"))
    assert "<mark>word50</mark>" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    shown = snippet.strip("…").replace("<mark>", "").replace("</mark>", "")
    assert set(shown.split()) <= set(words)
    assert len(shown) <= AROUND
    assert snippet_html(hit("Short and whole.", "whole")) == "Short and <mark>whole</mark>."


def test_a_snippet_of_one_endless_word_is_cut_all_the_same() -> None:
    snippet = snippet_html(hit("x" * 500 + "needle" + "y" * 500, "needle"))
    assert snippet.startswith("…<mark>needle</mark>y")
    assert len(snippet) <= AROUND + 20


def test_the_snippets_of_the_shipped_documents_are_short_and_show_a_hit(corpus: Corpus) -> None:
    for found in Finder(corpus.document("hld-book-2013")).find("remittances"):
        snippet = snippet_html(found)
        assert "<mark>" in snippet
        assert len(unescape(snippet.replace("<mark>", "").replace("</mark>", ""))) <= AROUND + 2
