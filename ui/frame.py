"""The frame of all pages but Gradio's: one look, and the ways to the other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from assistant.languages import ENGLISH
from ui.navigation import HOME, Link, nav_html
from ui.theme import read


@dataclass(frozen=True, slots=True)
class Look:
    """What a page's inside is laid out by: the class of its ``main``, and files of ui/static."""

    css_class: str
    style: str
    script: str = ""


PLAIN = Look("plain", "plain.css")
"""A few sentences, or a small form."""
STAFF = Look("staff", "plain.css")
"""A page of work: long forms, cards, lists."""

ASK = Link("Ask", HOME)
"""The way back to the conversation, before all others."""

BACK = f'<p><a href="{HOME}">Back to the start</a></p>'
"""What ends a page that leads nowhere else."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, whoever looks at it."""

    title: str
    """Plain text."""
    main: str
    """HTML whose texts are escaped already."""
    look: Look = PLAIN
    here: str = ""
    """Path of the link that leads here, or to the list of pages like this one."""
    trail: str = ""
    """HTML that follows the ways to other pages at the page's head."""
    start: str = "_main"
    """Id of the element that holds the text, for those who skip what stands before it."""


def page_html(page: Page, links: Sequence[Link] = ()) -> str:
    """The whole page; ``links`` are the ways that whoever looks at it may go, if any."""
    # Ids of the frame begin with an underscore: those of a document's passages never do.
    nav = nav_html((ASK, *links), here=page.here) if links else ""
    script = page.look.script
    said = f'<div id="_said" role="status"></div><script>{read(script)}</script>' if script else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{ENGLISH}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(page.title)} · Rapporteur</title><link rel="icon" href="/favicon.ico">'
        f"<style>{_style(page.look.style)}</style></head>"
        f'<body><a class="skip" href="#{page.start}">Skip to the text</a>'
        f'<header class="masthead"><a class="brand" href="{HOME}">Rapporteur</a>{nav}{page.trail}'
        f'</header><main class="{page.look.css_class}" id="_main" tabindex="-1">{page.main}</main>'
        f"{said}</body></html>\n"
    )


def problem_html(sentence: str) -> str:
    """What went wrong, and the next step; "" for nothing."""
    return f'<p class="problem" role="alert">{escape(sentence)}</p>' if sentence else ""


def palette(style: str) -> str:
    """The colours of ``style``, dark ones where the reader's system is dark.

    On Gradio's pages a script puts the class ``dark`` there; here there is none.
    """
    colours = re.search(r"(:root \{[^}]*\})\s*\.dark \{([^}]*)\}", style)
    assert colours is not None, "style.css has the colours first, in :root and .dark"
    light, dark = colours.groups()
    scheme = ":root { color-scheme: light dark; }"
    return f"{light} {scheme} @media (prefers-color-scheme: dark) {{ :root {{{dark}}} }}"


@cache
def _style(name: str) -> str:
    return palette(read("style.css")) + read("frame.css") + read(name)
