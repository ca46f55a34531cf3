from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from assistant.exporting import word_reading
from assistant.exporting.errors import NotAnExport
from assistant.exporting.exporting import export
from assistant.exporting.types import Format, Stamp
from assistant.exporting.verifying import verify
from assistant.exporting.word_reading import read_docx
from tests.assistant.exporting.samples import (
    HOSTILE,
    MONEY,
    STAMP,
    answered,
    conversation,
    declined,
    edited,
    exported,
    small_corpus,
    turn,
    usual_answer,
)

CORPUS = small_corpus()
USUAL = exported(usual_answer(), Format.DOCX)
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def test_word_finds_each_mark_its_footnote_and_its_styles() -> None:
    footnotes, body = part(USUAL, "word/footnotes.xml"), part(USUAL, "word/document.xml")
    ids = [note.get(qn("w:id")) for note in footnotes]
    assert ids == ["-1", "0", "1", "2", "3"]
    kinds = [note.get(qn("w:type")) for note in footnotes]
    assert kinds == ["separator", "continuationSeparator", None, None, None]
    marks = [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))]
    assert marks == ["1", "2", "3"]
    used = {
        style.get(qn("w:val"))
        for root in (footnotes, body)
        for tag in ("w:pStyle", "w:rStyle")
        for style in root.iter(qn(tag))
    }
    defined = {s.get(qn("w:styleId")) for s in part(USUAL, "word/styles.xml").iter(qn("w:style"))}
    assert used <= defined
    assert {"footnotetext", "footnotereference"} <= used


def test_pages_are_numbered() -> None:
    (field,) = part(USUAL, "word/footer1.xml").iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == " PAGE "
    (section,) = part(USUAL, "word/document.xml").iter(qn("w:sectPr"))
    assert section.find(qn("w:footerReference")) is not None


def test_the_settings_name_the_separators_where_the_schema_wants_them() -> None:
    tags = [etree.QName(child).localname for child in part(USUAL, "word/settings.xml")]
    assert tags.index("footnotePr") == tags.index("compat") - 1


def test_every_part_has_its_type_and_is_reached_by_a_relationship() -> None:
    types = part(USUAL, "[Content_Types].xml")
    overrides = {t.get("PartName"): t.get("ContentType") for t in types if t.get("PartName")}
    assert overrides["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    assert overrides["/customXml/itemProps2.xml"].endswith("customXmlProperties+xml")
    related = part(USUAL, "word/_rels/document.xml.rels").iter(RELATIONSHIPS)
    targets = {r.get("Target"): r.get("Type").rpartition("/")[2] for r in related}
    assert targets["footnotes.xml"] == "footnotes"
    assert targets["../customXml/item2.xml"] == "customXml"
    (props,) = part(USUAL, "customXml/_rels/item2.xml.rels").iter(RELATIONSHIPS)
    assert props.get("Target") == "itemProps2.xml"


def test_bookmarks_have_names_and_ids_of_their_own() -> None:
    marks = [
        mark
        for name in ("word/document.xml", "word/footnotes.xml")
        for mark in part(USUAL, name).iter(qn("w:bookmarkStart"))
    ]
    for attribute in ("w:id", "w:name"):
        values = [mark.get(qn(attribute)) for mark in marks]
        assert len(set(values)) == len(values) == 6


def test_the_document_opens_with_its_text_and_properties() -> None:
    subject = conversation(
        turn(1, "One?", usual_answer()), turn(2, "Two?", declined(CORPUS)), title="T" * 300
    )
    opened = docx.Document(io.BytesIO(exported(subject, Format.DOCX)))
    styles = {p.style.name: p.text for p in opened.paragraphs if p.style is not None}
    assert styles["Title"] == "T" * 300
    assert styles["Heading 1"] == "Two?"
    assert styles["List Bullet"].startswith("People who move, para. 1: “Migrants need")
    assert opened.core_properties.title == "T" * 255
    assert opened.core_properties.created == datetime(2026, 11, 25, 14, 3, tzinfo=UTC)
    assert opened.core_properties.author == "Rapporteur 0.1.0"


@pytest.mark.parametrize("year", [1970, 2026])
def test_the_same_values_and_stamp_make_the_same_bytes(year: int) -> None:
    stamp = Stamp(datetime(year, 1, 2, 3, 4, 5, tzinfo=UTC), "0.1.0")
    content = export(usual_answer(), CORPUS, Format.DOCX, stamp)
    assert content == export(usual_answer(), CORPUS, Format.DOCX, stamp)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {max(year, 1980)}


def test_a_second_mark_of_a_footnote_is_a_field_that_refers_to_it() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]))
    twice = replace(answer, segments=answer.segments * 2)
    content = exported(twice, Format.DOCX)
    body = part(content, "word/document.xml")
    assert len(list(body.iter(qn("w:footnoteReference")))) == 1
    (code,) = body.iter(qn("w:instrText"))
    assert code.text == " NOTEREF _RapporteurMark1 \\h "
    quoted = f"“{MONEY[1]}”"
    assert read_docx(content).lines[1] == (quoted, 1, f" {quoted}", 1)


def test_two_marks_at_one_place_are_parted_by_a_raised_comma() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]), ("people", "HIV testing must be voluntary."))
    both = replace(answer.segments[0], markers=(1, 2))
    content = exported(replace(answer, segments=(both,)), Format.DOCX)
    assert read_docx(content).lines[1] == (f"“{MONEY[1]}”", 1, ",", 2)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    subject = conversation(turn(1, f"? {text}", usual_answer()), title=f"Title {text}")
    opened = docx.Document(io.BytesIO(exported(subject, Format.DOCX)))
    assert opened.paragraphs[1].text.startswith("?")


def test_marks_keep_their_quotes_when_an_editor_numbers_footnotes_anew() -> None:
    def renumbered(name: str, text: str) -> str:
        if name == "word/footnotes.xml":
            added = (
                '<w:footnote w:id="1"><w:p><w:r><w:t>See also M/2.</w:t></w:r></w:p></w:footnote>'
            )
            text = re.sub(r'(<w:footnote w:id=")(\d)', lambda m: f"{m[1]}{int(m[2]) + 1}", text)
            return text.replace('<w:footnote w:id="2"', added + '<w:footnote w:id="2"', 1)
        return re.sub(r'(footnoteReference w:id=")(\d)', lambda m: f"{m[1]}{int(m[2]) + 1}", text)

    verification = verify(edited(USUAL, renumbered), CORPUS)
    assert all(check.is_verified for check in verification.checks)
    assert verification.added == ("See also M/2.",)


def test_what_a_field_shows_beside_its_number_is_seen() -> None:
    answer = answered(CORPUS, ("money", MONEY[1]))
    content = exported(replace(answer, segments=answer.segments * 2), Format.DOCX)
    changed = edited(content, lambda _, text: text.replace(">1</w:t>", ">not 1</w:t>"))
    assert read_docx(changed).lines[1][-1] == "not 1"


def test_a_footnote_that_was_copied_is_not_taken_for_the_first() -> None:
    def doubled(name: str, text: str) -> str:
        if name != "word/footnotes.xml":
            return text
        note = re.findall(r'<w:footnote w:id="1">.*?</w:footnote>', text)[0]
        return text.replace(note, note + note.replace("167", "176").replace('id="1"', 'id="9"'))

    visible = read_docx(edited(USUAL, doubled))
    assert "167" in visible.notes[1]
    assert "176" in visible.added[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda name, text: "" if name == "word/document.xml" else text, "document.xml is damaged"),
        (lambda name, text: text.replace("urn:rapporteur:export", "urn:other"), "has no record "),
    ],
)
def test_a_damaged_document_is_refused_in_a_sentence(change: Any, said: str) -> None:
    with pytest.raises(NotAnExport, match=said):
        read_docx(edited(USUAL, change))


@pytest.mark.parametrize("content", [b"PK\x03\x04", USUAL[: len(USUAL) // 2]])
def test_half_a_document_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NotAnExport, match="not a whole Word document"):
        read_docx(content)


def test_a_part_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reading, "LARGEST_PART", 1_000)
    with pytest.raises(NotAnExport, match="more than 1,000 bytes"):
        read_docx(USUAL)


def test_entities_are_not_unfolded() -> None:
    def declared(name: str, text: str) -> str:
        if name != "word/document.xml":
            return text
        start = text.index("<w:document")
        doctype = '<!DOCTYPE x [<!ENTITY a "hidden">]>'
        return text[:start] + doctype + text[start:].replace("HIV", "&a;", 1)

    lines = read_docx(edited(USUAL, declared)).lines
    assert not any("hidden" in str(token) for line in lines for token in line)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_footnotes_and_keeps_the_file_verifiable(tmp_path: Path) -> None:
    twice = replace(usual_answer(), segments=usual_answer().segments * 2)
    (tmp_path / "export.docx").write_bytes(exported(twice, Format.DOCX))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for target in ("docx", "txt:Text (encoded):UTF8"):
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", "saved"]
        subprocess.run(
            [*command, "export.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
        )
    assert verify((tmp_path / "saved" / "export.docx").read_bytes(), CORPUS).is_verified
    text = (tmp_path / "saved" / "export.txt").read_text(encoding="utf-8-sig")
    assert text.count("“HIV testing must be voluntary.”3") == 2


def test_the_stamp_of_this_moment_has_a_time_zone_and_a_version() -> None:
    stamp = Stamp.now()
    assert stamp.at.tzinfo is not None
    assert re.match(r"\d+\.\d+", stamp.version)
    assert stamp.at > STAMP.at.replace(year=2020)
