"""Drafts from files: each kind is read, and each that cannot be gets a plain sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from assistant.checking import pdf_file as reading_pdf
from assistant.checking import reading
from assistant.checking import word_file as reading_word
from assistant.checking.reading import read_draft, read_file
from assistant.errors import UserError
from tests.assistant.checking.files import pdf_file, protected_pdf_file, word_file

LINES = [
    "The Council said that migration is a shared matter of all the States",
    "and of their develop-",
    "ment partners. It met twice.",
    "Recommendations",
    "Remittances came to USD 167 billion in 2005, as was estimated by the",
    "World Bank (see note).",
]


def test_plain_text_is_read_in_the_encodings_that_programs_write() -> None:
    text = "“Curly” café"
    for content in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert read_draft("a.txt", content).text == text
    old = read_draft("a.MD", text.encode("cp1252"))
    assert old.text == text
    assert old.remarks == ("a.MD is not UTF-8; it was read as Windows-1252.",)


def test_line_ends_and_letters_are_made_alike() -> None:
    assert read_draft("a.txt", b"one\r\ntwo\rthree\x07").text == "one\ntwo\nthree"
    assert read_draft("a.txt", "cafe\u0301".encode()).text == "café"


def test_a_word_file_keeps_its_headings_quotes_lists_notes_and_tables() -> None:
    content = word_file(
        [
            ("Heading 1", "Background"),
            ("Normal", "Remittances grew."),
            ("Intense Quote", "Words of the Council"),
            ("List Bullet", "An item"),
            ("Normal", "They fell."),
        ],
        note="MC/2353, para. 4",
    )
    assert read_draft("a.docx", content).text == (
        "# Background\n\nRemittances grew.\n\n> Words of the Council\n\n- An item\n\n"
        "They fell.[^2]\n\n| left | right |\n\n[^2]: MC/2353, para. 4"
    )


def test_a_pdf_has_its_paragraphs_again() -> None:
    draft = read_draft("a.pdf", pdf_file([LINES]))
    paragraphs = draft.text.split("\n\n")
    assert paragraphs == [
        "\n".join(LINES[:3]),
        "Recommendations",
        "\n".join(LINES[4:]),
    ]
    assert draft.remarks == ()


@pytest.mark.parametrize(
    ("following", "opens"),
    [
        ("The Council met.", True),
        ("12. The Council met.", True),
        ("2.1 Activities", True),
        ("176 billion in 2005.", False),
        ("of the Council", False),
    ],
)
def test_behind_a_short_line_of_a_pdf_a_capital_opens_a_paragraph(
    following: str, opens: bool
) -> None:
    usual = "A line that is as long as those of the text mostly are, to its end"
    text = read_draft("a.pdf", pdf_file([[usual, usual, "Recorded remittances", following]])).text
    assert (f"Recorded remittances\n\n{following}" in text) is opens
    assert (f"Recorded remittances\n{following}" in text) is not opens


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out() -> None:
    pages = [
        ["Draft of May", f"Page {n} says this and that and more.", str(n)] for n in range(1, 5)
    ]
    text = read_draft("a.pdf", pdf_file(pages)).text
    assert "Draft of May" not in text
    assert [line for line in text.split("\n") if line] == [page[1] for page in pages]


def test_a_page_without_text_is_named() -> None:
    draft = read_draft("a.pdf", pdf_file([LINES, []]))
    assert draft.remarks == ("Page 2 of the PDF had no text (a picture?) and went unchecked.",)


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 5_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", b"x", r"a\.doc cannot be checked: only .* Save it as \.docx"),
        ("a.xlsx", b"x", r"only \.txt, \.md, \.docx or \.pdf files can"),
        ("noending", b"x", "noending cannot be checked"),
        ("", b"x", "^A file without a name cannot be checked"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "has no words in it"),
        ("a.txt", b"\x00\x01binary", "is not a text file"),
        ("a.docx", b"PK\x03\x04 broken", "is no Word document, or is damaged"),
        ("a.docx", b"plain text", "is no Word document, or is damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "is protected by a password or is an old Word file"),
        ("a.docx", word_file([]).replace(b"[Content_Types]", b"[Content_Typos]"), "is damaged"),
        ("a.docx", bomb(), "unpacks to 5,000 bytes"),
        ("a.pdf", b"%PDF-1.4 broken", "is no PDF, or is damaged"),
        ("a.pdf", b"plain text", "is no PDF, or is damaged"),
        ("a.pdf", pdf_file([[], []]), "seems to be scanned"),
        ("a.pdf", protected_pdf_file("secret"), "is protected by a password"),
        ("a.pdf", pdf_file([LINES] * 4), "has 4 pages; the most is 3"),
        ("a.txt", b"word " * 2_001, "has 10,005 characters; the most is 10,000"),
        ("a.txt", b"word " * 30_000, "is larger than 0 MB"),
    ],
)
def test_what_cannot_be_read_gets_a_plain_sentence(
    name: str, content: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 100_000)
    monkeypatch.setattr(reading, "LONGEST_TEXT", 10_000)
    monkeypatch.setattr(
        reading_word, "LARGEST_UNPACKED", 4_000 if message.startswith("unp") else 10**8
    )
    monkeypatch.setattr(reading_pdf, "MOST_PAGES", 3)
    with pytest.raises(UserError, match=message):
        read_draft(name, content)


def test_a_word_file_without_text_has_no_text_in_it() -> None:
    from docx import Document

    file = BytesIO()
    Document().save(file)
    with pytest.raises(UserError, match="has no text in it"):
        read_draft("a.docx", file.getvalue())


def test_a_pdf_that_is_protected_without_a_password_is_read() -> None:
    assert "Secret words" in read_draft("a.pdf", protected_pdf_file("")).text


def test_files_are_read_from_disk_or_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Some words.", encoding="utf-8")
    assert read_file(path).name == "note.txt"
    with pytest.raises(UserError, match=r"There is no file .*missing\.txt"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(UserError, match="is a folder"):
        read_file(tmp_path)
