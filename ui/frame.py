"""The frame of the pages for staff: one look, the ways to the other pages, and no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape

from ui.navigation import Link, nav_html
from ui.plain import palette
from ui.theme import STATIC


def framed(title: str, main: str, links: Sequence[Link]) -> str:
    """A whole page: ``title`` is plain text, ``main`` HTML whose texts are escaped already."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} · Rapporteur</title><link rel="icon" href="/favicon.ico">'
        f"<style>{_style()}</style></head>"
        '<body><a class="skip" href="#main">Skip to the text</a>'
        '<header class="masthead"><a class="brand" href="/">Rapporteur</a>'
        f'{nav_html(links)}</header><main id="main" tabindex="-1">{main}</main></body></html>\n'
    )


def problem_html(sentence: str) -> str:
    """What went wrong, and the next step; "" for nothing."""
    return f'<p class="problem" role="alert">{escape(sentence)}</p>' if sentence else ""


@cache
def _style() -> str:
    return "".join(
        (
            palette((STATIC / "style.css").read_text(encoding="utf-8")),
            (STATIC / "staff.css").read_text(encoding="utf-8"),
        )
    )
