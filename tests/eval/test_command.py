"""The subcommand from end to end, with the real assistant."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli import main
from corpus.known import Binding, KnownQuestion
from eval import command
from eval.storing import ROWS, read_run
from tests.eval.test_squad import squad_file, write

LIMIT = "6"
PATIENCE = 120
"""Seconds within which a first row must be there: loading the model takes most of them."""


@pytest.fixture(scope="module")
def run_folder(index_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of a few questions."""
    folder = tmp_path_factory.mktemp("runs") / "first"
    arguments = ["eval", "run", "--limit", LIMIT, "--out", str(folder)]
    assert main([*arguments, "--home", str(index_home)]) == 0
    return folder


def test_a_run_gives_the_same_figures_twice(
    run_folder: Path, index_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["eval", "run", "--limit", LIMIT, "--out", str(tmp_path / "again")]
    assert main([*arguments, "--home", str(index_home)]) == 0
    printed = capsys.readouterr().out
    assert "useful" in printed
    assert str(tmp_path / "again") in printed
    first, second = read_run(run_folder), read_run(tmp_path / "again")
    timed = {"median_ms", "p95_ms"}
    for one, other in zip(first.rows, second.rows, strict=True):
        assert {k: v for k, v in one.figures.items() if k not in timed} == {
            k: v for k, v in other.figures.items() if k not in timed
        }
    assert main(["eval", "compare", str(run_folder), str(tmp_path / "again")]) == 0
    assert "fixed 0, broke 0" in capsys.readouterr().out


def test_a_killed_run_goes_on(index_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "killed"
    arguments = ["eval", "run", "--limit", "40", "--out", str(out), "--home", str(index_home)]
    code = f"import sys; from assistant.cli import main; sys.exit(main({arguments!r}))"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + PATIENCE
        while not (out / ROWS).exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    before = (out / ROWS).read_bytes()
    assert 0 < before.count(b"\n") < 40
    assert main(arguments) == 0
    assert (out / ROWS).read_bytes().startswith(before[: before.rfind(b"\n") + 1])
    assert len(read_run(out).rows) == 40


def test_the_gate_opens_and_closes(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate = ["eval", "gate", str(run_folder)]
    assert main([*gate, "--min", "useful=0", "verbatim=1", "--max", "brier=1"]) == 0
    assert main([*gate, "--min", "useful=1.01", "--max", "false_declines=-1"]) == 1
    said = capsys.readouterr().out
    assert "it must be at least 1.01." in said
    assert "it must be at most -1." in said


def test_a_report_is_written_beside_the_run(run_folder: Path) -> None:
    assert main(["eval", "report", str(run_folder)]) == 0
    assert (run_folder / "report.html").stat().st_size > 0
    assert json.loads((run_folder / "report.json").read_text("utf-8"))


def test_a_file_in_the_format_of_squad_is_run_over_its_own_corpus(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(tmp_path / "squad.json", squad_file())
    arguments = ["eval", "run", "--suite", "squad", "--data", str(data)]
    assert main([*arguments, "--home", str(tmp_path / "home")]) == 0
    assert "squad_f1_answer" in capsys.readouterr().out
    (folder,) = (tmp_path / "home" / "runs").iterdir()
    run = read_run(folder)
    assert run.rows[0].figures["evidence_recall@1"] == 1.0
    assert run.rows[2].figures["right"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--suite", "squad"], "--suite squad and --data FILE go together"),
        (["run", "--data", "x.json"], "--suite squad and --data FILE go together"),
        (["run", "--limit", "0"], "--limit is 0"),
        (["report", "nowhere"], "There is no run nowhere"),
        (["gate", "nowhere", "--min", "useful=1"], "There is no run nowhere"),
        (["gate", "nowhere"], "A gate needs a bound"),
        (["compare", "nowhere", "nowhere"], "There is no run nowhere"),
        (["check", "nowhere.jsonl"], "nowhere.jsonl cannot be read"),
    ],
)
def test_mistakes_get_one_plain_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("rapporteur: ")
    assert said in printed.err
    assert printed.err.count("\n") == 1


def test_check_names_what_is_wrong_and_passes_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = (KnownQuestion("k-1", "en", "Who was in charge?", (), answerable=True),)
    monkeypatch.setattr("corpus.known.bind_known_questions", lambda corpus: Binding(few))
    source = Path(command.__file__).parent / "questions" / "dev.jsonl"
    rows = source.read_text("utf-8").splitlines()[:3]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows), "utf-8")
    assert main(["eval", "check", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "3 questions in 1 files: fit to measure with." in printed
    assert printed.count("Nearest of 1 known questions") == 2
    path.write_text("\n".join([*rows, rows[0]]), "utf-8")
    assert main(["eval", "check", str(path)]) == 1
    assert f"{path}, line 4: its id" in capsys.readouterr().err
