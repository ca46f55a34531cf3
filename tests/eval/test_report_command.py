"""The pages from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from assistant.types import Answer
from eval.storing import append_row, write_info
from tests.eval.samples import REMITTANCES, answer, question, run_of

RIGHT = answer("It was USD 167 billion.", passages=[REMITTANCES], quotes=[REMITTANCES])
WRONG = answer("It was much.", passages=[REMITTANCES])


def keep(folder: Path, *answers: Answer) -> Path:
    """A finished run with these answers, in ``folder``."""
    asked = [question((REMITTANCES, 1), id=f"q-{n}") for n in range(len(answers))]
    run = run_of(list(zip(asked, answers, strict=True)), folder.name)
    write_info(run.info, folder)
    for row in run.rows:
        append_row(row, folder)
    return folder


def test_a_report_is_written_into_the_folder_of_its_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = keep(tmp_path / "one", RIGHT, WRONG)
    assert main(["eval", "report", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(folder / "report.html"),
        str(folder / "report.json"),
    ]
    assert "<h1>Accuracy report</h1>" in (folder / "report.html").read_text(encoding="utf-8")


def test_a_comparison_is_written_as_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = keep(tmp_path / "one", RIGHT, WRONG, WRONG), keep(tmp_path / "two", *[RIGHT] * 3)
    page = tmp_path / "page.html"
    assert main(["eval", "compare", str(one), str(two), "--html", str(page)]) == 0
    printed = capsys.readouterr().out
    assert "fixed 2, broke 0" in printed
    assert printed.splitlines()[-1] == str(page)
    assert "<h1>Fixed 2, broke 0</h1>" in page.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = keep(tmp_path / "one", RIGHT)
    nowhere = tmp_path / "none" / "page.html"
    assert main(["eval", "compare", str(one), str(one), "--html", str(nowhere)]) == 2
    told = capsys.readouterr().err
    assert told == f"rapporteur: {nowhere} cannot be written: No such file or directory.\n"
