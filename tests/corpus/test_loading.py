"""Reading folders of documents that are not the shipped ones."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.loading import SHIPPED, load_corpus
from corpus.types import ParsedDocument, PassageKind

MARKDOWN = """# Annual report

Opening words with **strong** ones and [a link](https://example.org/page).

## Findings

Three things were found:

- the first, which is short;
- the second;
- the third.

1. A numbered paragraph.
2. Another one.

> Not all is plain.
"""


def test_a_folder_without_a_manifest_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "Report 1.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "note.txt").write_text("A single sentence.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("report-1", "note")
    report = corpus.document("report-1")
    assert report.document.title == "Annual report"
    assert "Opening words with strong ones and a link." in report.document.text
    assert [p.kind for p in report.passages] == [
        PassageKind.HEADING,
        PassageKind.PARAGRAPH,
        PassageKind.HEADING,
        PassageKind.LIST,
        PassageKind.NUMBERED,
        PassageKind.NUMBERED,
        PassageKind.PARAGRAPH,
    ]
    assert report.passages[3].headings == ("Findings",)
    assert {drop.reason for drop in report.dropped} == {"emphasis", "link target"}


def test_lists_with_numbers_after_a_lead_in_are_lists(tmp_path: Path) -> None:
    text = "Two aims were set:\n\n1. To begin the work;\n2. To end the work.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (passage,) = load_corpus(tmp_path).document("a").passages
    assert passage.kind is PassageKind.LIST
    assert [s.item for s in passage.sentences] == ["", "(1)", "(2)"]
    assert passage.sentences[2].lead_in is not None


def test_hyphenation_is_mended_only_where_the_document_shows_the_word(tmp_path: Path) -> None:
    text = (
        "The environment is here and a well-known place is there.\n\n"
        "We saw the environ-\nment at a well-\nknown place of some non-\nState body.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    text = load_corpus(tmp_path).document("a").document.text
    assert "We saw the environment at a well-known place of some non-State body." in text


def test_a_document_that_differs_from_the_manifest_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Changed.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Unchanged words.", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(
        f'[[document]]\nid = "first"\nfile = "a.txt"\nsha256 = "{"0" * 64}"\n', encoding="utf-8"
    )
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("b",)
    (rejected,) = corpus.rejected
    assert rejected.document_id == "first"
    assert "a.txt is not the file that the manifest describes" in rejected.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00bad", "is not UTF-8 text"),
        (b"a\x00b", "is not text"),
        (b" \n\n ", "has no text in it"),
    ],
)
def test_a_file_that_is_not_text_is_named_and_left_out(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("Some words.", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("good",)
    assert reason in corpus.rejected[0].reason


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("[[document]]\nid = 1\nfile", "is not valid TOML"),
        ('[[document]]\nid = "a"\n', "a document lacks 'file'"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\nauthor = "x"\n', "unknown key 'author'"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\nlayout = "poem"\n', "has the layout 'poem'"),
        ("documents = 1\n", "unknown key 'documents'"),
        (
            '[[document]]\nid = "b"\nfile = "a.txt"\n[[document]]\nid = "b"\nfile = "c.txt"\n',
            "have the same id 'b'",
        ),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused_with_a_sentence(
    tmp_path: Path, manifest: str, reason: str
) -> None:
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(CorpusError, match=reason):
        load_corpus(tmp_path)


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"holds no \.txt or \.md file"):
        load_corpus(tmp_path)
    with pytest.raises(CorpusError, match="There is no folder"):
        load_corpus(tmp_path / "gone")


def test_the_fingerprint_follows_the_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Some words.", encoding="utf-8")
    first = load_corpus(tmp_path).fingerprint
    assert load_corpus(tmp_path).fingerprint == first
    path.write_text("Other words.", encoding="utf-8")
    assert load_corpus(tmp_path).fingerprint != first


def shipped(document_id: str) -> ParsedDocument:
    return load_corpus().document(document_id)


def test_a_copy_of_a_shipped_document_is_read_as_the_shipped_one_is(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    shutil.copy(SHIPPED / "hld-book-2013.txt", tmp_path / "sub" / "The book.txt")
    shutil.copy(SHIPPED / "iom-council-2012.txt", tmp_path)
    (tmp_path / "note.txt").write_text("A single sentence.", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("iom-council-2012", "note", "hld-book-2013")
    assert corpus.document("hld-book-2013") == shipped("hld-book-2013")
    assert corpus.document("iom-council-2012") == shipped("iom-council-2012")


def test_a_copy_keeps_an_id_of_its_own_where_the_shipped_one_is_taken(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "iom-council-2012.txt", tmp_path / "copy-1.txt")
    shutil.copy(SHIPPED / "iom-council-2012.txt", tmp_path / "copy-2.txt")
    shutil.copy(SHIPPED / "undp-coordination-2013.md", tmp_path / "copy-3.md")
    (tmp_path / "undp-coordination-2013.txt").write_text("Other words.", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("iom-council-2012", "copy-2", "copy-3", "undp-coordination-2013")
    second = corpus.document("copy-2").document
    assert replace(second, id="iom-council-2012") == shipped("iom-council-2012").document
    assert corpus.document("copy-3").document.short_title == "UNDP, 2013"


def test_what_a_manifest_says_of_a_copy_is_left_as_it_is(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "iom-council-2012.txt", tmp_path / "paper.txt")
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nid = "ours"\nfile = "paper.txt"\n', encoding="utf-8"
    )
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("ours",)
    assert corpus.document("ours").document.symbol == ""
