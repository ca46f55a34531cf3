"""The few WordprocessingML elements that are written by hand (ECMA-376 part 1, chapter 17)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

NOTE_BOOKMARK, MARK_BOOKMARK = "_RapporteurNote", "_RapporteurMark"
"""Beginnings of the names of bookmarks, the footnote's number behind: around a footnote's text and
around its mark. Editors renumber footnotes but keep bookmarks; the underscore keeps these out of
Word's list of them."""


def element(tag: str, *children: Any, text: str | None = None, **attributes: object) -> Any:
    """An element of the main namespace: ``element("bookmarkEnd", id=3)``. White space is kept."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    if text is not None:
        made.set(qn("xml:space"), "preserve")
        made.text = text
    for child in children:
        made.append(child)
    return made


def run(content: Any, style_id: str = "") -> Any:
    """A run of one thing, in a character style where one is named."""
    styled = [element("rPr", element("rStyle", val=style_id))] if style_id else []
    return element("r", *styled, content)


def words(text: str) -> Any:
    """A text as a run's content."""
    return element("t", text=text)


def bookmarked(runs: Sequence[Any], name: str, bookmark_id: int) -> list[Any]:
    """Runs with a bookmark around them; ``bookmark_id`` is unique in the document."""
    return [
        element("bookmarkStart", id=bookmark_id, name=name),
        *runs,
        element("bookmarkEnd", id=bookmark_id),
    ]


def reference_field(bookmark: str, shown: str, style_id: str) -> list[Any]:
    """The runs of a field that shows the number of the footnote whose mark is bookmarked: NOTEREF,
    17.16.5.35. ``shown`` stands until an editor works it out anew."""
    contents = (
        element("fldChar", fldCharType="begin"),
        element("instrText", text=f" NOTEREF {bookmark} \\h "),
        element("fldChar", fldCharType="separate"),
        words(shown),
        element("fldChar", fldCharType="end"),
    )
    return [run(content, style_id) for content in contents]
