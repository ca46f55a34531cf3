"""The source panel as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from assistant.sources import SourceView
from corpus.types import Passage, PassageKind, Span
from tests.ui.fake import OFFICIAL, SUMMARY, SUMMARY_PASSAGES, UNRECORDED, FakeAssistant
from ui.panel import panel_html, problem_html, source_html

PARAGRAPH = SUMMARY_PASSAGES[2]
MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


def view(*quotes: str) -> SourceView:
    """Paragraph 40 with ``quotes`` highlighted."""
    starts = [SUMMARY.text.index(quote) for quote in quotes]
    spans = [Span(start, start + len(q)) for start, q in zip(starts, quotes, strict=True)]
    opened = FakeAssistant().source(SUMMARY.id, spans[0].start, spans[0].end)
    return replace(opened, highlights=tuple(spans))


def marks(html: str) -> list[str]:
    return [unescape(found) for found in MARK.findall(html)]


def without_tags(html: str) -> str:
    return unescape(re.sub(r"</?mark>", "", html))


def test_exactly_the_quoted_words_are_marked_inside_their_whole_passage() -> None:
    html = source_html(view(OFFICIAL))
    assert marks(html) == [OFFICIAL]
    assert f'<div class="passage numbered">{PARAGRAPH.text}</div>' in without_tags(html)


def test_several_quotes_of_one_passage_are_each_marked() -> None:
    assert marks(source_html(view(UNRECORDED, OFFICIAL))) == [OFFICIAL, UNRECORDED]


def test_neighbours_stand_before_and_after_in_reading_order_without_marks() -> None:
    html = source_html(view(OFFICIAL))
    order = [
        html.index(text) for text in ("39. Particip", "<mark>", "41. The eff", "6. World Bank")
    ]
    assert order == sorted(order)
    assert html.count("neighbour") == 4


def test_headings_and_footnotes_look_like_what_they_are() -> None:
    html = source_html(view(OFFICIAL))
    assert '<h3 class="passage heading neighbour">Remittances</h3>' in html
    assert '<p class="kind">Footnote</p><div class="passage footnote neighbour">6. World' in html


def test_the_panel_tells_title_locator_verdict_and_how_to_cite() -> None:
    html = unescape(source_html(view(OFFICIAL)))
    assert f">{SUMMARY.title}</h2>" in html
    assert '<span class="locator">para. 40</span>' in html
    assert "quote verified" in html
    assert "MICEM/3/2006 · 1 September 2006" in html
    assert f"{SUMMARY.citation}, para. 40" in html
    assert "Discussion › Remittances" in html


def test_the_panel_leads_to_the_quoted_words_in_the_whole_document() -> None:
    start = SUMMARY.text.index(OFFICIAL)
    link = f"/source/{SUMMARY.id}?quote={start}-{start + len(OFFICIAL)}#2"
    assert f'<a class="read" href="{link}"' in source_html(view(OFFICIAL))


def test_a_passage_shown_whole_is_opened_in_the_document_without_a_highlight() -> None:
    opened = replace(view(OFFICIAL), highlights=())
    assert f'<a class="read" href="/source/{SUMMARY.id}#2"' in source_html(opened)


def test_a_quote_that_was_not_verified_is_said_not_to_be() -> None:
    assert "quote not verified" in source_html(replace(view(OFFICIAL), verified=False))


def test_a_printed_page_is_given_where_it_is_known() -> None:
    opened = view(OFFICIAL)
    assert "printed page" not in source_html(opened)
    paged = replace(opened, passage=replace(opened.passage, page=27))
    assert "printed page 27" in source_html(paged)


def test_text_of_documents_stays_text() -> None:
    hostile = "<script>alert(1)</script>"
    words = Passage("d#1", "d", PassageKind.FOOTNOTE, 0, len(hostile), hostile, hostile, (hostile,))
    heading = replace(words, kind=PassageKind.HEADING)
    document = replace(
        SUMMARY, title=hostile, symbol=hostile, publisher=hostile, citation=hostile, date=hostile
    )
    opened = SourceView(document, words, (words, heading), (words,), (Span(3, 9),), True)
    html = panel_html([document], opened) + problem_html([document], hostile)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 10


def test_the_shelf_stands_behind_an_open_source_and_alone_without_one() -> None:
    assert 'class="source"' not in panel_html([SUMMARY])
    both = panel_html([SUMMARY], view(OFFICIAL))
    assert both.index('class="shelf"') < both.index('class="source"')
