"""The ways to the files of an answer and of a conversation, as HTML."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

from assistant.exporting.types import Format

EXPORT = "/export/"
"""Before a conversation's id."""

NAMES = ((Format.DOCX, "Word"), (Format.MARKDOWN, "Markdown"), (Format.HTML, "HTML"))


def download(conversation_id: str, file_format: Format, turn_id: str = "") -> str:
    """The address of a conversation, or of one turn of it, as a file."""
    query = {"format": file_format.value} | ({"turn": turn_id} if turn_id else {})
    return f"{EXPORT}{quote(conversation_id, safe='')}?{urlencode(query)}"


def downloads_html(conversation_id: str, turn_id: str = "") -> str:
    """A link for each format."""
    links = "".join(
        f'<a href="{escape(download(conversation_id, file_format, turn_id))}" download>{name}</a>'
        for file_format, name in NAMES
    )
    return f'<span class="downloads">{links}</span>'
