"""Parts of a Word document that python-docx has no interface for: footnotes, and data of ours.

After ECMA-376 part 1: 11.3.7 and 17.11 (footnotes), 15.2.5 and 22.5 (custom XML data).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt
from lxml import etree

from assistant.exporting.word_xml import NOTE_BOOKMARK, bookmarked, element, run, words

if TYPE_CHECKING:
    from docx.document import Document

TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
"""What Word itself calls the styles of footnotes."""
RECORD_NAMESPACE = "urn:rapporteur:export"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def add_note_styles(document: Document) -> str:
    """The styles of footnotes; returns the id of that of their marks."""
    text = document.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)
    mark = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    return str(mark.style_id)


def add_notes(document: Document, notes: Sequence[str]) -> None:
    """The footnotes, with the ids 1, 2 …, which the marks in the text name (17.11.10).

    ``add_note_styles`` comes before.
    """
    text_id = document.styles[TEXT_STYLE].style_id
    mark_id = document.styles[MARK_STYLE].style_id
    # Word wants the two lines that part notes from text as the first footnotes, and named as such.
    separators = {-1: "separator", 0: "continuationSeparator"}
    special = [
        element("footnote", element("p", run(element(kind))), type=kind, id=note_id)
        for note_id, kind in separators.items()
    ]
    own = [_note(number, note, text_id, mark_id) for number, note in enumerate(notes, 1)]
    _add_part(
        document,
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        RELATIONSHIP_TYPE.FOOTNOTES,
        _xml(element("footnotes", *special, *own)),
    )
    listed = element("footnotePr", *(element("footnote", id=note_id) for note_id in separators))
    # The settings are a sequence (17.15.1.78): footnotePr stands before compat.
    document.settings.element.xpath("w:compat")[0].addprevious(listed)


def _note(number: int, note: str, text_id: str, mark_id: str) -> Any:
    own_mark = run(element("footnoteRef"), mark_id)
    said = bookmarked([run(words(note))], f"{NOTE_BOOKMARK}{number}", number)
    style = element("pPr", element("pStyle", val=text_id))
    return element("footnote", element("p", style, own_mark, run(words(" ")), *said), id=number)


def add_data(document: Document, text: str) -> None:
    """A part of data, an element of ``RECORD_NAMESPACE`` with ``text`` in it.

    Editors keep it through saving, though perhaps under another name.
    """
    root = etree.Element(f"{{{RECORD_NAMESPACE}}}record", nsmap={None: RECORD_NAMESPACE})
    root.text = text
    package = document.part.package
    assert package is not None  # a document that was opened has one
    name = package.next_partname("/customXml/item%d.xml")
    item = _add_part(document, name, CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, _xml(root))
    properties = etree.Element(f"{{{_DATA_STORE}}}datastoreItem", nsmap={"ds": _DATA_STORE})
    own_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{RECORD_NAMESPACE}:{text}")
    properties.set(f"{{{_DATA_STORE}}}itemID", f"{{{own_id}}}".upper())
    part = Part(
        PackURI(name.replace("item", "itemProps")),
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        _xml(properties),
        package,
    )
    item.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _add_part(
    document: Document, name: PackURI, content_type: str, relationship: str, content: bytes
) -> Part:
    part = Part(name, content_type, content, document.part.package)
    document.part.relate_to(part, relationship)
    return part


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
