"""A whole document as a page: nothing is lost, and everything that can be followed leads on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from lxml.html import HtmlElement

from corpus.loading import SHIPPED, Corpus
from corpus.manifest import read_entries
from corpus.types import PassageKind
from tests.index.samples import parsed as sample
from tests.ui.reading.dom import by_id, document_text, tree, without_spaces
from ui.frame import page_html
from ui.reading.links import passage_url, slug
from ui.reading.reader import Reader

REGEXP = {"re": "http://exslt.org/regular-expressions"}
VOID = frozenset({"meta", "link", "input"})
SHIPPED_IDS = [entry.id for entry in read_entries(SHIPPED)]


class Nesting(HTMLParser):
    """Fails at the first end tag that does not end what was opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> dict[str, HtmlElement]:
    """The plain page of every shipped document, by its id."""
    return {d.document.id: tree(Reader(d).plain) for d in corpus.documents}


@pytest.mark.parametrize("document_id", SHIPPED_IDS)
def test_a_page_shows_the_canonical_text_whole_and_in_order(
    document_id: str, pages: dict[str, HtmlElement], corpus: Corpus
) -> None:
    text = corpus.document(document_id).document.text
    assert without_spaces(document_text(pages[document_id])) == without_spaces(text)


@pytest.mark.parametrize("document_id", SHIPPED_IDS)
def test_every_passage_is_an_element_of_its_name_with_its_permanent_link(
    document_id: str, pages: dict[str, HtmlElement], corpus: Corpus
) -> None:
    passages = corpus.document(document_id).passages
    shown = pages[document_id].xpath("//article//div[contains(@class, 'passage ')]")
    assert [element.get("id") for element in shown] == [slug(p) for p in passages]
    links = [element.xpath("./a[@class='place']/@href") for element in shown]
    assert links == [[passage_url(p)] for p in passages]


@pytest.mark.parametrize("document_id", SHIPPED_IDS)
def test_names_are_unique_and_every_link_within_the_page_leads_somewhere(
    document_id: str, pages: dict[str, HtmlElement]
) -> None:
    page = pages[document_id]
    names = Counter(page.xpath("//@id"))
    assert [name for name, count in names.items() if count > 1] == []
    links = page.xpath("//a/@href[starts-with(., '#')]")
    assert [link for link in links if link[1:] not in names] == []
    assert any(link.startswith("#note") or "note" in link for link in links)


@pytest.mark.parametrize("document_id", SHIPPED_IDS)
def test_no_heading_skips_a_level(document_id: str, pages: dict[str, HtmlElement]) -> None:
    page = pages[document_id]
    assert len(page.xpath("//h1")) == 1
    headings = page.xpath("//article//*[re:test(name(), '^h[1-6]$')]", namespaces=REGEXP)
    levels = [1, *(int(heading.tag[1]) for heading in headings)]
    assert len(levels) > 3
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("document_id", SHIPPED_IDS)
def test_every_element_is_closed_where_it_was_opened(document_id: str, corpus: Corpus) -> None:
    """Browsers and other readers of HTML mend what is not, each in its own way."""
    checker = Nesting()
    checker.feed(page_html(Reader(corpus.document(document_id)).plain))
    assert checker.open == []


@pytest.mark.parametrize("document_id", SHIPPED_IDS)
def test_lists_hold_items_and_items_stand_in_lists(
    document_id: str, pages: dict[str, HtmlElement]
) -> None:
    page = pages[document_id]
    assert page.xpath("//li[not(parent::ul or parent::ol)]") == []
    assert page.xpath("//*[self::ul or self::ol]/*[not(self::li)]") == []


def test_the_items_of_a_long_list_are_one_list_and_hold_their_footnotes(
    pages: dict[str, HtmlElement],
) -> None:
    page = pages["hld-book-2013"]
    items = by_id(page, "ch1-p17-a").getparent().getparent()
    assert [li[0].get("id") for li in items] == [f"ch1-p17-{letter}" for letter in "abcdefg"]
    holder = by_id(page, "ch1-note-10").getparent()
    assert holder[0].get("id") == "ch1-p17-f"


def test_each_list_is_a_list_of_its_own(pages: dict[str, HtmlElement]) -> None:
    labels = [
        ul.xpath("./li/div[1]//p[1]/span[@class='label']/text()")
        for ul in pages["hld-book-2013"].xpath("//ul[@class='items']")
    ]
    assert sum(items[0] == "(a)" for items in labels) > 40
    assert not any("(a)" in items[1:] for items in labels)


def test_a_document_tells_title_symbol_date_publisher_and_citation(
    pages: dict[str, HtmlElement], corpus: Corpus
) -> None:
    document = corpus.document("iom-council-2012").document
    page = pages[document.id]
    head = page.xpath("string(//header[@class='title'])")
    assert page.xpath("//title/text()") == [f"{document.title} · Rapporteur"]
    for known in (document.title, document.symbol, "2 November 2012", document.citation):
        assert known in head


def test_a_documents_language_is_said_of_its_text(corpus: Corpus) -> None:
    french = (
        "Les migrations internationales et le développement sont au cœur de ce rapport. Il est "
        "présenté dans la salle du Conseil par le Directeur général de l'Organisation."
    )
    parsed = corpus.document("iom-council-2012")
    assert by_id(tree(Reader(parsed).plain), "_text").get("lang") == "en"
    assert by_id(tree(Reader(sample("fr", [french])).plain), "_text").get("lang") == "fr"
    assert tree(Reader(sample("fr", [french])).plain).xpath("/html/@lang") == ["en"]


def test_every_footnote_of_the_book_is_reached_and_left(pages: dict[str, HtmlElement]) -> None:
    page = pages["hld-book-2013"]
    notes = page.xpath("//*[@role='doc-footnote']/@id")
    marked = [link[1:] for link in page.xpath("//a[@role='doc-noteref']/@href")]
    assert sorted(marked) == sorted(notes)
    assert len(page.xpath("//a[@role='doc-backlink']")) == len(notes) == 477


def test_a_document_without_passages_is_a_page_all_the_same(corpus: Corpus) -> None:
    document = replace(corpus.documents[0].document, text="", citation="")
    page = tree(Reader(replace(corpus.documents[0], document=document, passages=())).plain)
    assert document_text(page).strip() == ""
    assert page.xpath("//nav[@class='contents']") == []


def test_kinds_of_passages_are_told_apart(pages: dict[str, HtmlElement], corpus: Corpus) -> None:
    page = pages["iom-chair-summary-2006"]
    kinds = {kind: len(page.xpath(f"//div[@class='passage {kind}']")) for kind in PassageKind}
    expected = Counter(p.kind for p in corpus.document("iom-chair-summary-2006").passages)
    assert kinds == {kind: expected[kind] for kind in PassageKind}
