"""A file as one HTML page that needs nothing else: no script, no picture, no other host.

The record stands in a data block, which no browser runs.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from importlib.resources import files

from assistant.exporting.errors import NotAnExport
from assistant.exporting.places import BETWEEN_MARKS
from assistant.exporting.records import KIND, only_record, record_text
from assistant.exporting.types import Block, BlockKind, Line, Paper, Piece, Visible

_TAGS = {BlockKind.TITLE: "h1", BlockKind.QUESTION: "h2", BlockKind.HEADING: "h3"}
_NOTE, _MARK = "note-", "mark-"
"""Beginnings of the ids of a footnote and of the first place with its mark."""
_BACK = "↩"
_LINES = frozenset("address article blockquote body dd div dt h1 h2 h3 h4 h5 h6 li ol p ul".split())
"""Elements at whose edges a line ends."""
_LISTS = frozenset({"li", "ol", "ul"})
"""Elements at whose edges a footnote ends, whatever paragraphs it has."""
_UNSEEN = frozenset({"script", "style", "title", "head", "template"})


def write_html(paper: Paper) -> bytes:
    """The page in UTF-8."""
    marked: set[int] = set()
    body = "\n".join(_block(block, marked) for block in paper.blocks)
    notes = "\n".join(_note(number, note) for number, note in enumerate(paper.notes, 1))
    listed = (
        f'<section class="notes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n{notes}\n</ol>'
        "\n</section>\n"
        if notes
        else ""
    )
    style = (files("assistant.exporting") / "page.css").read_text(encoding="utf-8")
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n{listed}</main>\n"
        f'<script type="application/json" id="{KIND}">{record_text(paper.record)}</script>\n'
        "</body>\n</html>\n"
    )
    return page.encode()


def _block(block: Block, marked: set[int]) -> str:
    tag = _TAGS.get(block.kind, "p")
    words = " ".join(_piece(piece, marked) for piece in block.pieces)
    return f'<{tag} class="{block.kind}" dir="auto">{words}</{tag}>'


def _piece(piece: Piece, marked: set[int]) -> str:
    marks = f"<sup>{BETWEEN_MARKS}</sup>".join(_mark(number, marked) for number in piece.notes)
    return escape(piece.text) + marks


def _mark(number: int, marked: set[int]) -> str:
    own_id = "" if number in marked else f' id="{_MARK}{number}"'
    marked.add(number)
    return (
        f'<sup><a{own_id} href="#{_NOTE}{number}" role="doc-noteref" '
        f'aria-label="Footnote {number}">{number}</a></sup>'
    )


def _note(number: int, note: str) -> str:
    return (
        f'<li id="{_NOTE}{number}" dir="auto">{escape(note)} '
        f'<a class="back" href="#{_MARK}{number}" role="doc-backlink" '
        f'aria-label="Back to the text">{_BACK}</a></li>'
    )


def read_html(text: str) -> Visible:
    """What the page shows, and its record; raises NotAnExport where it has none, or several."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:  # html.parser's own, at a declaration that it does not know
        raise NotAnExport(
            f"The page is damaged: {error}. Verify a copy of it as it was exported."
        ) from error
    reader.end_line()
    return Visible(
        only_record(reader.records), tuple(reader.lines), reader.notes, tuple(reader.added)
    )


class _Reader(HTMLParser):
    """Collects what a reader of the page sees, a line an element of ``_LINES``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.records: list[str] = []
        self.lines: list[Line] = []
        self.notes: dict[int, str] = {}
        self.added: list[str] = []
        self._line: list[str | int] = []
        self._record: list[str] | None = None
        self._note_id: str | None = None
        self._unseen = ""
        self._is_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._ends_line(tag):
            self.end_line()
        if tag == "script" and given.get("id") == KIND:
            self._record = []
        elif tag in _UNSEEN and not self._unseen:
            self._unseen = tag
        elif tag == "li":
            self._note_id = given.get("id") or ""
        elif tag == "a":
            self._begin_link(given.get("href") or "")

    def _begin_link(self, target: str) -> None:
        number = _number_of(target.removeprefix("#"))
        if number is not None:
            self._line.append(number)
        self._is_link = number is not None or target.startswith(f"#{_MARK}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._record is not None:
            self.records.append("".join(self._record))
            self._record = None
        if tag == self._unseen:
            self._unseen = ""
        if tag == "a":
            self._is_link = False
        if self._ends_line(tag):
            self.end_line()

    def _ends_line(self, tag: str) -> bool:
        return tag in (_LISTS if self._note_id is not None else _LINES)

    def handle_data(self, data: str) -> None:
        if self._record is not None:
            self._record.append(data)
        elif not self._unseen and not (self._is_link and _is_sign(data)):
            self._line.append(data)

    def end_line(self) -> None:
        """What was read since the last line ended is one."""
        line, note_id = tuple(self._line), self._note_id
        self._line, self._note_id = [], None
        if note_id is None:
            self.lines.append(line)
            return
        said = "".join(token for token in line if isinstance(token, str))
        number = _number_of(note_id)
        if number is not None and number not in self.notes:
            self.notes[number] = said
        elif said.strip():
            self.added.append(said)


def _is_sign(text: str) -> bool:
    """Whether a link to or from a footnote shows no words but what it is written with."""
    return text.strip() == _BACK or text.strip().isdigit()


def _number_of(note_id: str) -> int | None:
    digits = note_id.removeprefix(_NOTE)
    is_note = note_id.startswith(_NOTE) and digits.isascii() and digits.isdigit()
    return int(digits) if is_note and len(digits) < 10 else None
