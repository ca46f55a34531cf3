"""``rapporteur check`` on the shipped documents, as it is typed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assistant.cli import main
from tests.assistant.checking.files import word_file

GOOD = "The paper says that “Attention to migration is at a historic high.”"
BAD = (
    "Officially recorded remittances to developing countries were estimated at about USD 176 "
    "billion in 2005 (Chairman's Summary, 2006, para. 40)."
)


@pytest.fixture
def options(index_home: Path) -> list[str]:
    return ["--home", str(index_home)]


def written(folder: Path, text: str) -> str:
    path = folder / "draft.md"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_draft_that_is_all_right_ends_with_0(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", written(tmp_path, GOOD), *options]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "1 quotation: 1 exact." in printed
    assert "Chairman's Summary, 2006, para. 1" in printed


def test_a_changed_figure_is_named_and_ends_with_1(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", written(tmp_path, BAD), *options]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert (
        "The draft says USD 176 billion; Chairman's Summary, 2006, para. 40 says USD 167 billion."
        in printed
    )


def test_json_and_a_file_at_once(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(word_file([("Normal", BAD)]))
    out = tmp_path / "report.html"
    assert main(["check", str(path), "--json", "--out", str(out), *options]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["name"] == "draft.docx"
    assert report["findings"][0]["mismatches"][0]["source"] == "USD 167 billion"
    assert "USD 176 billion" in out.read_text(encoding="utf-8")


def test_a_text_may_come_from_standard_input(
    options: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert main(["check", "-", *options]) == 0
    assert "Check of a text" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "There is no file missing.txt"),
        (["draft.xls"], "only .txt, .md, .docx or .pdf files can"),
        (["draft.txt", "--out", "report.pdf"], "report.pdf cannot be written"),
    ],
)
def test_wrong_input_is_said_in_one_line_and_ends_with_2(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("draft.txt", "draft.xls"):
        Path(name).write_text("Some words.", encoding="utf-8")
    assert main(["check", *arguments]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.startswith("rapporteur: ")
    assert captured.err.count("\n") == 1


def test_a_report_that_cannot_be_written_is_said(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "none" / "report.md")
    assert main(["check", written(tmp_path, GOOD), "--out", out, *options]) == 2
    assert "report.md cannot be written (No such file or directory)" in capsys.readouterr().err
