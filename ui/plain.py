"""Pages of plain HTML, which need no script: their frame, and the look that they share."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from ui.theme import STATIC


def plain_page(title: str, body: str) -> str:
    """A whole page: ``title`` is plain text, ``body`` HTML whose texts are escaped already."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Rapporteur</title>"
        f'<link rel="icon" href="/favicon.ico"><style>{_style()}</style></head>'
        f'<body><header><a href="/">Rapporteur</a></header><main>{body}</main></body></html>'
    )


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
def _style() -> str:
    colours = palette((STATIC / "style.css").read_text(encoding="utf-8"))
    return colours + (STATIC / "plain.css").read_text(encoding="utf-8")
