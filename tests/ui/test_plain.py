"""The frame of pages without scripts."""

from __future__ import annotations

import re

from ui.plain import palette, plain_page
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
    page = plain_page("A <b>title</b>", "<p>Text</p>")
    assert "<title>A &lt;b&gt;title&lt;/b&gt; · Rapporteur</title>" in page
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", page) == ["/favicon.ico", "/"]
    assert "url(" not in page
    assert "@import" not in page
