"""The list of conversations as HTML: pure functions of values, every text of theirs escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from assistant.dates import spelled_date
from assistant.keeping.types import LONGEST_TITLE, ConversationInfo
from ui.browsing import PAGE, Listing
from ui.downloads import downloads_html
from ui.markup import element, icon
from ui.navigation import Link, nav_html

MORE = "M3.5 8h.01M8 8h.01M12.5 8h.01"


def address(conversation_id: str) -> str:
    """Where a conversation is opened: "/?conversation=…"."""
    return "/?" + urlencode({"conversation": conversation_id})


def drawer_html(listing: Listing, links: Sequence[Link] = ()) -> str:
    """The list with its search, and the ways to the other pages, shown on narrow screens."""
    return (
        f'<aside class="drawer" aria-label="Conversations" data-shown="{listing.wanted.shown}" '
        f'data-search="{escape(listing.wanted.search)}">'
        '<h2>Conversations</h2><input type="search" class="search" aria-label="Search '
        'conversations" placeholder="Search" autocomplete="off">'
        f"{element('p', 'problem', listing.problem)}{_list_html(listing)}"
        f"{nav_html(links, 'Other pages')}</aside>"
    )


def _list_html(listing: Listing) -> str:
    items = "".join(_item_html(info) for info in listing.conversations)
    older = (
        f'<button type="button" class="small older" data-older="{PAGE}">Show older ones</button>'
        if listing.has_older
        else ""
    )
    return (
        f'<div class="kept"><p class="hint" role="status">{_count(listing)}</p>'
        f"<ul>{items}</ul>{older}</div>"
    )


def _count(listing: Listing) -> str:
    """What a search has found, in words; "" where nothing was searched and something is there."""
    found = len(listing.conversations)
    if listing.wanted.search.strip():
        if not found:
            return "No conversation has these words."
        more = " or more" if listing.has_older else ""
        return f"{found}{more} found" if found > 1 or more else "One found"
    return "" if found else "What you ask is kept here."


def _item_html(info: ConversationInfo) -> str:
    day = spelled_date(info.changed[:10])
    return (
        f'<li id="kept-{info.id}" data-conversation="{info.id}">'
        f'<a href="{address(info.id)}" title="{escape(info.title)}">'
        f"{element('span', 'title', info.title)}"
        f'<time datetime="{escape(info.changed)}">{day}</time></a>'
        f'<details class="more" name="kept"><summary aria-label="Rename or delete: '
        f'{escape(info.title)}">{icon(MORE)}</summary>{_rename_html(info)}'
        f'<p class="save">Save as {downloads_html(info.id)}</p>{_delete_html(info)}</details></li>'
    )


def _rename_html(info: ConversationInfo) -> str:
    return (
        f'<form class="rename"><label for="title-{info.id}">Title</label>'
        f'<input id="title-{info.id}" name="title" value="{escape(info.title)}" required '
        f'maxlength="{LONGEST_TITLE}" autocomplete="off">'
        '<button type="submit" class="small">Rename</button></form>'
    )


def _delete_html(info: ConversationInfo) -> str:
    held = "its one question" if info.turns == 1 else f"its {info.turns} questions"
    return (
        '<details class="delete"><summary>Delete</summary>'
        f"<p>Delete this conversation with {held}? It cannot be brought back.</p>"
        '<button type="button" class="small grave" data-delete>Delete it</button></details>'
    )
