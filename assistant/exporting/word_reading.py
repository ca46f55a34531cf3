"""What a Word document shows, though it may have been saved since by Word or LibreOffice."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from assistant.exporting.errors import NotAnExport
from assistant.exporting.records import only_record
from assistant.exporting.types import Line, Visible
from assistant.exporting.word_parts import RECORD_NAMESPACE
from assistant.exporting.word_xml import MARK_BOOKMARK, NOTE_BOOKMARK

LARGEST_PART = 50_000_000
"""Bytes of a part once it is unpacked: a hundred times what a long conversation has, and little
enough that a file made to fill the memory cannot."""
_FOOTNOTES = "word/footnotes.xml"
_TEXT, _BREAKS = qn("w:t"), frozenset({qn("w:tab"), qn("w:br"), qn("w:cr")})
_REFERENCE, _CODE = qn("w:footnoteReference"), qn("w:instrText")
_SIMPLE_FIELD, _FIELD_EDGE = qn("w:fldSimple"), qn("w:fldChar")
_REFERS = re.compile(rf"\bNOTEREF\s+{MARK_BOOKMARK}(\d{{1,9}})\b")
_NOTE = re.compile(rf"{NOTE_BOOKMARK}(\d{{1,9}})(?:_Copy_\d+)?")
"""LibreOffice names all but the first bookmark in footnotes as copies."""


def read_docx(content: bytes) -> Visible:
    """What the document shows, and its record; raises NotAnExport where it has none, or several."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            # Word and LibreOffice call these parts so, whatever they were called before.
            body = _root(archive, "word/document.xml")
            # A document that was saved without its last footnote has no such part.
            footnotes = _root(archive, _FOOTNOTES) if _FOOTNOTES in names else []
            data = [_root(archive, name) for name in names if _may_be_data(name)]
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, OSError) as error:
        raise NotAnExport(
            "The file is not a whole Word document. Verify a copy of it as it was exported."
        ) from error
    records = [root.text or "" for root in data if root.tag == f"{{{RECORD_NAMESPACE}}}record"]
    numbers, notes, added = _notes(footnotes)
    lines = tuple(tuple(_tokens(paragraph, numbers)) for paragraph in body.iter(qn("w:p")))
    return Visible(only_record(records), lines, notes, added)


def _may_be_data(name: str) -> bool:
    return re.fullmatch(r"customXml/item\d+\.xml", name) is not None


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise NotAnExport(f"The document's part {name} has more than {LARGEST_PART:,} bytes.")
    try:
        # Entities stay as they are: nothing of ours has any, and they can be made to multiply.
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotAnExport(f"The document's part {name} is damaged: {error}.") from error


def _notes(footnotes: Any) -> tuple[dict[str, int], dict[int, str], tuple[str, ...]]:
    """Our numbers by the footnotes' ids, the texts by our numbers, and the other footnotes."""
    numbers: dict[str, int] = {}
    notes: dict[int, str] = {}
    added: list[str] = []
    for note in footnotes:
        if note.get(qn("w:type")) is not None:  # a separator
            continue
        said = "".join(token for token in _tokens(note, {}) if isinstance(token, str))
        names = (mark.get(qn("w:name"), "") for mark in note.iter(qn("w:bookmarkStart")))
        ours = next((int(found[1]) for name in names if (found := _NOTE.fullmatch(name))), None)
        if ours is None or ours in notes:
            added.append(said)
        else:
            numbers[note.get(qn("w:id"), "")] = ours
            notes[ours] = said
    return numbers, notes, tuple(added)


def _tokens(element: Any, numbers: Mapping[str, int]) -> Line:
    return tuple(_walk(element, numbers))


def _walk(element: Any, numbers: Mapping[str, int]) -> Iterator[str | int]:
    in_field = False
    for part in element.iter():
        if part.tag == _TEXT:
            # What the field shows of its own is the number that it stands for.
            if not (in_field and (part.text or "").isdigit()):
                yield part.text or ""
        elif part.tag in _BREAKS:
            yield " "
        elif part.tag == _REFERENCE:
            if (number := numbers.get(part.get(qn("w:id"), ""))) is not None:
                yield number
        elif part.tag in (_CODE, _SIMPLE_FIELD):
            code = part.text if part.tag == _CODE else part.get(qn("w:instr"))
            if found := _REFERS.search(code or ""):
                in_field = True
                yield int(found[1])
        elif part.tag == _FIELD_EDGE and part.get(qn("w:fldCharType")) == "end":
            in_field = False
