"""The head of the page as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup import icon
from ui.navigation import Link, nav_html

LIST = "M2.5 4h11M2.5 8h11M2.5 12h7"
NEW = "M8 3v10M3 8h10"


def masthead_html(links: Sequence[Link] = ()) -> str:
    """Name, ways to the other pages, and a new conversation; on narrow screens, the list."""
    return (
        '<header class="masthead"><a class="skip" href="#box">Skip to the question</a>'
        '<button type="button" id="list" aria-expanded="false" '
        f'aria-controls="drawer" aria-label="Conversations">{icon(LIST)}</button>'
        '<div class="name"><h1>Rapporteur</h1>'
        "<p>Cited answers in the documents’ own words</p></div>"
        f'{nav_html(links)}<a id="new" href="/">{icon(NEW)}<span>New conversation</span></a>'
        "</header>"
    )
