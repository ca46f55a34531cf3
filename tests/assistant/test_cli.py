"""The command line, called as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli import main

ROOT = Path(__file__).resolve().parents[2]
RECORDED = "How much did officially recorded remittances to developing countries come to in 2005?"
CONTRACT = [
    "question",
    "searched_question",
    "status",
    "answer",
    "reason",
    "citations",
    "passages",
    "confidence",
    "mode",
    "model",
    "index",
    "timings_ms",
]


@pytest.fixture
def home(assistant: Assistant, index_home: Path) -> list[str]:
    """The options that name the home folder with the index, which stands once this returns."""
    return ["--home", str(index_home)]


def test_an_answer_is_printed_with_its_citations(
    home: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", RECORDED, *home]) == 0
    printed = capsys.readouterr().out
    assert "USD 167 billion" in " ".join(printed.split())
    assert "para. 40 (quote verified)" in " ".join(printed.split())


def test_json_follows_the_contract(home: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", RECORDED, *home]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == CONTRACT
    assert answer["status"] == "answered"
    assert answer["mode"] == "extractive"
    assert answer["model"] is None
    citation = answer["citations"][0]
    assert citation["document_id"] == "iom-chair-summary-2006"
    assert citation["locator"] == "para. 40"
    assert citation["verified"] is True
    assert set(answer["passages"][0]) == {
        "id", "document_id", "locator", "text", "start", "end", "score",
    }  # fmt: skip


def test_a_declined_question_says_so_and_exits_with_1(
    home: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "How do I bake sourdough bread?", *home]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("The documents do not seem to answer this question.")
    assert printed.count("hld-book-2013") >= 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", ""], "There is no question"),
        (["ask", "   "], "There is no question"),
        (["ask", "🙂"], "no words in the question"),
        (["ask", "x" * 10_000], "the most is 2,000"),
        (["ask", "What?", "--document", "nope"], "The documents are: iom-council-2012"),
        (["ask"], "Give either a question"),
        (["ask", "What?", "--batch", "x.jsonl"], "Give either a question"),
        (["ask", "--batch", "x.jsonl"], "--out OUT.jsonl go together"),
        (["ask", "--batch", "gone.jsonl", "--out", "o.jsonl"], "gone.jsonl cannot be read"),
        (["corpus", "inspect", "nope"], "There is no document 'nope'"),
        (["documents", "--corpus", "gone"], "There is no folder gone"),
    ],
)
def test_a_users_mistake_is_one_plain_line_and_exit_code_2(
    home: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, *home]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("rapporteur: ")
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_unknown_words_of_the_command_line_are_wrong_usage() -> None:
    for arguments in ([], ["fly"], ["ask", "What?", "--fast"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


def test_documents_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["id"] == "iom-council-2012"
    assert rows[0]["symbol"] == "MC/2353"


def test_inspect_says_what_was_left_out_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "inspect", "hld-book-2013"]) == 0
    printed = capsys.readouterr().out
    assert "13 × running head" in printed
    assert "477 × footnote mark" in printed
    assert "line 76: 10" in printed


def test_a_changed_document_is_named_and_nothing_is_indexed_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("The lake froze in March.", encoding="utf-8")
    (folder / "b.txt").write_text("The river flooded in May.", encoding="utf-8")
    (folder / "manifest.toml").write_text(
        f'[[document]]\nid = "lake"\nfile = "a.txt"\nsha256 = "{"0" * 64}"\n', encoding="utf-8"
    )
    options = ["--corpus", str(folder), "--home", str(tmp_path / "home")]
    assert main(["reindex", *options]) == 1
    assert "left out: a.txt is not the file that the manifest" in capsys.readouterr().err
    main(["ask", "--json", "When did the lake freeze?", *options])
    answer = json.loads(capsys.readouterr().out)
    assert {passage["document_id"] for passage in answer["passages"]} == {"b"}


def test_a_corpus_that_changes_is_indexed_anew_on_its_next_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    options = ["--corpus", str(folder), "--home", str(tmp_path / "home")]
    fingerprints = []
    for month in ("March", "April"):
        (folder / "a.txt").write_text(f"The lake froze in {month}.", encoding="utf-8")
        main(["ask", "--json", "When did the lake freeze?", *options])
        answer = json.loads(capsys.readouterr().out)
        assert month in answer["passages"][0]["text"]
        fingerprints.append(answer["index"])
    assert fingerprints[0] != fingerprints[1]


def test_settings_that_are_not_known_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rapporteur.toml").write_text('colour = "red"\n', encoding="utf-8")
    assert main(["documents"]) == 2
    assert (
        "unknown setting 'colour'; it takes accounts, checks_per_minute, corpus"
        in capsys.readouterr().err
    )


def test_help_is_quick_and_loads_no_model() -> None:
    begun = time.perf_counter()
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'torch', 'chromadb', 'gradio', 'numpy'} & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert printed.endswith("[]\n")
    assert "serve" in printed
    assert time.perf_counter() - begun < 30  # a hang, not a benchmark
