from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.exporting.errors import NotAnExport
from assistant.exporting.records import read_record
from assistant.exporting.types import Format
from assistant.exporting.webpage import read_html
from tests.assistant.exporting.samples import (
    HOSTILE,
    QUESTION,
    answered,
    conversation,
    exported,
    small_corpus,
    turn,
    usual_answer,
)

PAGE = exported(usual_answer(), Format.HTML).decode()
RECORD = '<script type="application/json" id="rapporteur-export">{}</script>'


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text that is no script or style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._skipped = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._skipped = tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._skipped = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._skipped else data


def test_the_page_has_its_answer_and_footnotes_linked_both_ways() -> None:
    page = Elements(PAGE)
    ids = {about["id"] for _, about in page.found if about.get("id")}
    targets = {about["href"] for tag, about in page.found if tag == "a"}
    assert targets == {f"#{kind}-{n}" for kind in ("note", "mark") for n in (1, 2, 3)}
    assert {target[1:] for target in targets if target} <= ids
    assert "“HIV testing must be voluntary.”3" in page.text
    assert "People who move, para. 1: “HIV testing must be voluntary.” ↩" in page.text


def test_the_page_needs_nothing_from_anywhere() -> None:
    page = Elements(PAGE)
    assert not [about for _, about in page.found if {"src", "srcset", "data"} & about.keys()]
    assert all(str(about.get("href", "#")).startswith("#") for _, about in page.found)
    assert "url(" not in PAGE
    policy = next(about for _, about in page.found if about.get("http-equiv"))
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_an_element_or_ends_the_record(text: str) -> None:
    subject = conversation(turn(1, f"? {text}", usual_answer()), title=text)
    mild = conversation(turn(1, "?", usual_answer()), title="Title")
    page = exported(subject, Format.HTML).decode()
    expected = [tag for tag, _ in Elements(exported(mild, Format.HTML).decode()).found]
    assert [tag for tag, _ in Elements(page).found] == expected
    assert read_record(read_html(page).record)[0].title == text


def test_a_mark_that_stands_twice_has_one_id() -> None:
    answer = answered(small_corpus(), ("people", "HIV testing must be voluntary."))
    twice = replace(answer, segments=answer.segments * 2)
    page = Elements(exported(twice, Format.HTML).decode())
    marks = [about for _, about in page.found if about.get("role") == "doc-noteref"]
    assert [mark.get("id") for mark in marks] == ["mark-1", None]


def test_words_put_into_a_link_are_seen() -> None:
    changed = PAGE.replace('aria-label="Footnote 1">1<', 'aria-label="Footnote 1">not 1<')
    assert changed != PAGE
    assert any("not 1" in line for line in read_html(changed).lines)


def test_a_footnote_of_several_paragraphs_is_one() -> None:
    changed = PAGE.replace('dir="auto">People who move', "><p>People who</p><p>move", 1)
    assert changed != PAGE
    assert read_html(changed).notes[3].startswith("People whomove, para. 1: “HIV")


def test_of_two_footnotes_with_one_id_the_first_counts() -> None:
    visible = read_html(PAGE.replace("</ol>", '<li id="note-1">Another.</li></ol>'))
    assert "167 billion" in visible.notes[1]
    assert visible.added == ("Another.",)


def test_what_no_browser_shows_is_not_seen() -> None:
    changed = PAGE.replace("<main>", "<main><template>Hidden.</template>")
    shown = "".join(str(token) for line in read_html(changed).lines for token in line)
    assert shown.count(QUESTION) == 1
    assert "Hidden." not in shown
    assert "font:" not in shown


def test_a_declaration_that_no_parser_knows_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotAnExport, match="The page is damaged: unknown status keyword 'x'"):
        read_html(PAGE.replace("<main>", "<![x[<main>"))


@pytest.mark.parametrize("records", [0, 2])
def test_a_page_has_one_record(records: int) -> None:
    with pytest.raises(NotAnExport, match="has 2 records" if records else "has no record "):
        read_html("<!DOCTYPE html><p>Text.</p>" + RECORD * records)
