"""``rapporteur export`` and ``rapporteur verify``, called as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.commands.export import FORMATS
from assistant.exporting.types import Format
from assistant.keeping.opening import open_keeping
from tests.assistant.exporting.samples import usual_answer, visibly_edited

LAKE = "The lake froze in March 2011, for the first time in nine years."
QUESTION = "When did the lake freeze?"


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A corpus of one document with its home, and an empty folder to work in."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "lake.txt").write_text(f"1. {LAKE}\n", encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return ["--corpus", str(documents), "--home", str(tmp_path / "home")]


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """The id of a conversation that was kept: of other documents, long ago."""
    with open_keeping(tmp_path / "home") as keeping:
        made = keeping.conversations.create("local", "Money <b>sent</b>\x1b[31m home")
        begun = keeping.conversations.begin_turn("local", made.id, "How much?")
        keeping.conversations.finish_turn("local", begun.id, usual_answer())
        keeping.conversations.begin_turn("local", made.id, "And then?")
        return made.id


def test_a_question_is_asked_and_its_answer_exported_and_verified(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--ask", QUESTION, "--out", "answer.docx", *options]) == 0
    assert main(["verify", "answer.docx", *options]) == 0
    printed = capsys.readouterr().out
    assert "Wrote answer.docx, with 1 quote." in printed
    assert "[1] verified: lake, para. 1: “The lake froze" in printed
    assert printed.endswith("1 of 1 quotes verified.\n")

    altered = visibly_edited(Path("answer.docx").read_bytes(), "March", "April", 0)
    Path("altered.docx").write_bytes(altered)
    assert main(["verify", "altered.docx", *options]) == 1
    printed = capsys.readouterr().out
    assert "[1] ALTERED IN THE FILE: lake" in printed
    assert "The file shows: " in printed
    assert "April 2011" in printed

    later = tmp_path / "documents" / "lake.txt"
    later.write_text(f"1. {LAKE.replace('March', 'May')}\n", encoding="utf-8")
    assert main(["verify", "answer.docx", "--json", *options]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["verified"] is False
    (check,) = found["checks"]
    assert (check["verdict"], check["verified"]) == ("changed", False)
    assert "May 2011" in check["found"]["text"]


def test_a_declined_question_is_exported_and_exits_with_1(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--ask", "How do I bake sourdough bread?", "--document", "lake"]
    assert main(["export", *arguments, "--format", "html", *options]) == 1
    assert "The documents do not answer the question" in capsys.readouterr().out
    page = Path("rapporteur-how-do-i-bake-sourdough-bread.html").read_text(encoding="utf-8")
    assert "Declined: no answer was given" in page
    assert "Searched only in: Lake" in page


def test_a_kept_conversation_is_exported_in_order_with_what_is_incomplete(
    options: list[str], kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", kept, *options]) == 0
    path = Path("rapporteur-money-b-sent-b-31m-home.md")
    assert capsys.readouterr().out == f"Wrote {path}, with 3 quotes.\n"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Money \\<b\\>sent\\</b\\>\\[U+001B\\]\\[31m home\n\n## How much?\n")
    assert "## And then?\n\n*This answer is incomplete." in text
    assert main(["verify", str(path), *options]) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "There is no document 'money' here any more." in printed


def test_a_file_that_nobody_named_is_not_overwritten(
    options: list[str], kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", kept, *options]) == 0
    assert main(["export", kept, *options]) == 2
    assert "exists already. Name another file with --out." in capsys.readouterr().err
    assert main(["export", kept, "--out", "named.md", *options]) == 0
    assert main(["export", kept, "--out", "named.md", *options]) == 0


def test_conversations_are_listed_with_their_ids(
    options: list[str], kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--list", *options]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{kept}  20")
    assert printed.endswith("  Money <b>sent</b>[U+001B][31m home\n")
    assert main(["export", "--list", "--user", "anna", *options]) == 0
    assert "No conversation is kept here yet" in capsys.readouterr().out


def test_every_format_can_be_named() -> None:
    assert list(FORMATS) == [file_format.value for file_format in Format]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export"], "Give the id of a conversation, or --ask"),
        (["export", "x", "--ask", "What?"], "Give the id of a conversation, or --ask"),
        (["export", "x", "--document", "lake"], "--document goes with --ask"),
        (["export", "nothing-of-the-kind"], "There is no such conversation"),
        (["verify", "gone.md"], "gone.md cannot be read"),
        (["verify", "."], ". cannot be read"),
        (["verify", "../documents/lake.txt"], "The file has no record of Rapporteur's inside"),
    ],
)
def test_a_users_mistake_is_one_plain_line_and_exit_code_2(
    options: list[str],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    assert main([*arguments, *options]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("rapporteur: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_a_name_without_a_known_ending_needs_a_format(
    options: list[str], kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", kept, "--out", "answer.pdf", *options]) == 2
    assert "End its name in .md, .docx or .html" in capsys.readouterr().err
    assert main(["export", kept, "--out", "answer.text", "--format", "md", *options]) == 0
    assert main(["export", kept, "--out", "no/such/folder.md", *options]) == 2
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err


def test_a_file_too_large_to_be_ours_is_not_read(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("large.md").open("wb") as file:
        file.truncate(60_000_000)
    assert main(["verify", "large.md", *options]) == 2
    assert "large.md has 60,000,000 bytes; the most is 50,000,000." in capsys.readouterr().err
