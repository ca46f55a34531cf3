"""The table of contents."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from corpus.loading import Corpus
from corpus.types import Passage, PassageKind
from ui.reading.contents import contents_html, contents_of


def heading(number: int, title: str, *above: str) -> Passage:
    name = f"d#heading-{number}"
    return Passage(name, "d", PassageKind.HEADING, 0, len(title), title, "heading", above)


def test_every_heading_is_an_entry_in_its_order(corpus: Corpus) -> None:
    for parsed in corpus.documents:
        headings = [p for p in parsed.passages if p.kind is PassageKind.HEADING]
        table = html.fragment_fromstring(contents_html(contents_of(parsed.passages)))
        links = [a.get("href") for a in table.xpath(".//a")]
        assert links[-len(headings) :] == ["#" + p.id.split("#")[1] for p in headings]
        assert len(links) - len(headings) in (0, 1)


def test_entries_stand_below_the_heading_above_them() -> None:
    tree = contents_of(
        [
            heading(1, "One"),
            heading(2, "One, one", "One"),
            heading(3, "Deep", "One", "One, one"),
            heading(4, "One, two", "One"),
            heading(5, "Two"),
        ]
    )
    assert [entry.title for entry in tree] == ["One", "Two"]
    assert [entry.title for entry in tree[0].below] == ["One, one", "One, two"]
    assert [entry.title for entry in tree[0].below[0].below] == ["Deep"]


def test_what_stands_before_the_first_heading_is_an_entry_too(corpus: Corpus) -> None:
    def opening(document_id: str) -> str:
        return contents_of(corpus.document(document_id).passages)[0].title

    assert opening("iom-chair-summary-2006") == "Letter"
    assert opening("hld-book-overview-2013") == "Beginning"
    assert opening("hld-book-2013") == "Preface"


def test_a_long_table_folds_the_sections_of_its_chapters(corpus: Corpus) -> None:
    long = contents_html(contents_of(corpus.document("hld-book-2013").passages))
    table = html.fragment_fromstring(long)
    chapters = table.xpath("./li")
    assert len(chapters) == 31
    assert len(table.xpath("./li/details")) == 29  # All but preface and foreword.
    label = table.xpath("./li/details/summary/@aria-label")[6]
    assert label == "Sections of International Organization for Migration"
    assert "<details" not in contents_html(contents_of(corpus.documents[0].passages))


def test_a_single_entry_is_no_table() -> None:
    assert contents_html(contents_of([heading(1, "All")])) == ""
    assert contents_html(contents_of([])) == ""


def test_a_chapter_has_its_number_before_its_title(corpus: Corpus) -> None:
    table = html.fragment_fromstring(
        contents_html(contents_of(corpus.document("hld-book-2013").passages))
    )
    (chapter,) = table.xpath("./li/a[@href='#ch7-intro-heading']")
    assert chapter.text_content() == "7 International Organization for Migration"


def test_markup_in_a_heading_is_shown_as_text() -> None:
    hostile = replace(heading(1, '"><script>alert(1)</script>'), chapter=1)
    below = heading(2, '"><img src=x>', hostile.text)
    many = [heading(n, f"Section {n}") for n in range(3, 60)]
    table = html.fragment_fromstring(contents_html(contents_of([hostile, below, *many])))
    assert table.xpath(".//script | .//img") == []
    assert table.xpath("./li[1]/details/summary/@aria-label") == [f"Sections of {hostile.text}"]
