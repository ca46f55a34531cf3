"""The frame of all pages but Gradio's."""

from __future__ import annotations

import re

from lxml import html

from ui.frame import STAFF, Page, page_html, palette
from ui.navigation import Link
from ui.theme import STATIC


def test_the_colours_are_those_of_the_chat_by_day_and_by_night() -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    colours = palette(style)
    light, dark = colours.split("@media (prefers-color-scheme: dark)")
    names = re.findall(r"(--[a-z-]+): #", style)
    assert len(names) == 2 * len(set(names)) > 10
    for name in names:
        assert f"{name}: #" in light
        assert f"{name}: #" in dark
    assert "color-scheme: light dark" in light


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = page_html(Page("A <b>title</b>", "<p>Text</p>"))
    assert "<title>A &lt;b&gt;title&lt;/b&gt; · Rapporteur</title>" in page
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", page) == ["/favicon.ico", "#_main", "/"]
    assert "url(" not in page
    assert "@import" not in page


def test_a_page_leads_to_the_others_and_says_which_it_is() -> None:
    links = (Link("Sources", "/sources"), Link("Check", "/check"))
    page = html.document_fromstring(page_html(Page("Check", "", STAFF, here="/check"), links))
    assert page.xpath("//nav/a/@href") == ["/", "/sources", "/check"]
    assert page.xpath("//nav/a[@aria-current]/@href") == ["/check"]
    (skip,) = page.xpath("//a[@class='skip']/@href")
    assert page.xpath("//main/@id") == [skip[1:]]
