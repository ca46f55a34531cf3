"""The text of a Word document, with its block quotes and footnotes written as Markdown has them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.errors import UserError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes that a document may unpack to: ten times what it may have packed, and no bomb."""
_QUOTING_STYLES = ("quote", "block text", "intense quote")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOOTNOTES = "/footnotes"
_OLE = b"\xd0\xcf\x11\xe0"
"""First bytes of the container of old Word documents and of protected ones."""


def word_text(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a .docx file, and remarks; raises UserError where it cannot be read."""
    document = _opened(name, content)
    body = list(_blocks(document))
    notes = _notes(document)
    text = "\n\n".join([*body, *(f"[^{label}]: {note}" for label, note in notes.items())])
    if not any(char.isalnum() for char in text):
        raise UserError(f"{name} has no text in it.")
    return text, ()


def _opened(name: str, content: bytes) -> Document:
    from docx import Document as open_document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if content.startswith(_OLE):
        raise UserError(
            f"{name} is protected by a password or is an old Word file. "
            "Save it as .docx without a password and try again."
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise UserError(f"{name} unpacks to {unpacked:,} bytes; that is too much to read.")
        return open_document(BytesIO(content))
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError, OSError) as error:
        raise UserError(f"{name} is no Word document, or is damaged. Save it anew.") from error


def _blocks(document: Document) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            yield from _rows(block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    text = _text_of(paragraph._p).strip()
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if not text:
        return
    if style.startswith(("heading", "title")):
        yield f"# {' '.join(text.split())}"
    elif style.startswith(_QUOTING_STYLES):
        yield "\n".join(f"> {line}" for line in text.splitlines())
    else:
        yield f"- {text}" if style.startswith("list") else text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        # A merged cell is given once for each column that it spans.
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        if any(cells.values()):
            yield f"| {' | '.join(cells.values())} |"


def _text_of(element: Any) -> str:
    """The text of a paragraph as it stands after all changes are accepted, marks in place."""
    parts = []
    for node in element.iter():
        tag = node.tag.removeprefix(_W) if isinstance(node.tag, str) else ""
        if tag == "t":
            parts.append(node.text or "")
        elif tag == "tab":
            parts.append("\t")
        elif tag in ("br", "cr"):
            parts.append("\n")
        elif tag == "noBreakHyphen":
            parts.append("-")
        elif tag == "footnoteReference":
            parts.append(f"[^{node.get(f'{_W}id')}]")
    return "".join(parts)


def _notes(document: Document) -> dict[str, str]:
    """The footnotes by their number in the file. The library does not read them."""
    from docx.oxml import parse_xml

    related = [r for r in document.part.rels.values() if r.reltype.endswith(_FOOTNOTES)]
    notes: dict[str, str] = {}
    for relation in related:
        for note in parse_xml(relation.target_part.blob):
            text = " ".join(_text_of(note).split())
            # The first two are the lines that separate notes from the text.
            if text and note.get(f"{_W}type") is None:
                notes[str(note.get(f"{_W}id"))] = text
    return notes
