"""A file as a Word document with real footnotes; the record is a part of its own inside."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document as open_document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from assistant.exporting.places import BETWEEN_MARKS
from assistant.exporting.records import record_text
from assistant.exporting.types import BlockKind, Paper
from assistant.exporting.word_parts import add_data, add_note_styles, add_notes
from assistant.exporting.word_xml import (
    MARK_BOOKMARK,
    bookmarked,
    element,
    reference_field,
    run,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from docx.document import Document

DETAIL_STYLE = "Export Detail"
_STYLES = {
    BlockKind.TITLE: "Title",
    BlockKind.QUESTION: "Heading 1",
    BlockKind.ASIDE: "Quote",
    BlockKind.TEXT: "Normal",
    BlockKind.HEADING: "Heading 2",
    BlockKind.ITEM: "List Bullet",
    BlockKind.DETAIL: DETAIL_STYLE,
}
_SIZES = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Quote": 11, DETAIL_STYLE: 9}
INK = RGBColor(0x1F, 0x29, 0x37)
"""The page's own colour for text, in place of python-docx's blue."""
LONGEST_PROPERTY = 255
"""Characters of a title among a file's properties; python-docx refuses more."""
BOOKMARKS_FROM = 1_000_000
"""Ids of the bookmarks in the text start here, those in footnotes at 1."""
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a ZIP archive can give a file."""


def write_docx(paper: Paper) -> bytes:
    """The document's bytes."""
    document = open_document()
    mark_style = add_note_styles(document)
    _lay_out(document)
    marked: set[int] = set()
    for block in paper.blocks:
        paragraph = document.add_paragraph(style=_STYLES[block.kind])
        for at, piece in enumerate(block.pieces):
            paragraph.add_run(f" {piece.text}" if at else piece.text)
            for made in _marks(piece.notes, marked, mark_style):
                paragraph._p.append(made)
    add_notes(document, paper.notes)
    add_data(document, record_text(paper.record))
    moment = datetime.fromisoformat(paper.record.exported).astimezone(UTC)
    _describe(document, paper, moment)
    saved = BytesIO()
    document.save(saved)
    return _dated(saved, max(moment, EARLIEST))


def _marks(numbers: Sequence[int], marked: set[int], style_id: str) -> Iterator[Any]:
    """The runs of marks at one place.

    Word has one mark a footnote: the first is it, and any later one is a field that refers to it.
    """
    for at, number in enumerate(numbers):
        if at:
            yield run(words(BETWEEN_MARKS), style_id)
        name = f"{MARK_BOOKMARK}{number}"
        if number in marked:
            yield from reference_field(name, str(number), style_id)
        else:
            marked.add(number)
            # The ids from 1 on are those of the bookmarks in footnotes.
            mark = run(element("footnoteReference", id=number), style_id)
            yield from bookmarked([mark], name, BOOKMARKS_FROM + number)


def _lay_out(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    # "1" stands until an editor works the field out anew for each page.
    page = element("fldSimple", run(words("1")), instr=" PAGE ")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(page)
    detail = document.styles.add_style(DETAIL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    detail.base_style = document.styles["Normal"]
    detail.paragraph_format.space_after = Pt(3)
    for name, size in _SIZES.items():
        font = document.styles[name].font
        font.size, font.color.rgb = Pt(size), INK


def _describe(document: Document, paper: Paper, moment: datetime) -> None:
    properties = document.core_properties
    properties.title = paper.title[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = f"Rapporteur {paper.record.rapporteur}"[
        :LONGEST_PROPERTY
    ]
    properties.comments = ""
    properties.created = properties.modified = moment.replace(tzinfo=None)


def _dated(saved: BytesIO, moment: datetime) -> bytes:
    """The same archive with all its files of one moment: else no two exports were the same."""
    out = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            about = zipfile.ZipInfo(name, moment.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(about, source.read(name))
    return out.getvalue()
