"""Runs with a judge, from the command line to the model's server and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from assistant import wiring
from assistant.assistant import Assistant
from assistant.cli import main
from assistant.errors import ModelUnavailable, UserError
from assistant.llm import connect
from assistant.settings import Settings
from eval import command
from eval.judge import CORRECT, FAITHFUL
from eval.running import run_suite
from eval.storing import ROWS, read_info, read_run, write_info
from eval.types import Run
from tests.assistant.model_server import KEY, NAME, ModelServer, serving
from tests.eval.test_running import QUESTIONS, Killed, Stub

WHOLE = {FAITHFUL: 1.0, CORRECT: 4.0}
REFUSED = 3
"""The place of the question that the stub refuses."""


def agreeing(asked: str) -> str:
    return "4" if "Reference Answer" in asked else "YES"


def run(server: ModelServer | None, folder: Path, stub: Stub | None = None) -> Run:
    judge = None if server is None else connect(server.settings())
    asked = cast(Assistant, stub or Stub())
    return run_suite("dev", QUESTIONS, asked, Settings(), folder, judge=judge)


def opinions_of(made: Run) -> list[dict[str, float | None]]:
    return [dict(row.judged) for row in made.rows if row.answer is not None]


def test_every_answer_of_a_run_is_judged_and_the_judge_is_recorded(tmp_path: Path) -> None:
    with serving(agreeing) as server:
        made = run(server, tmp_path / "run")
    assert opinions_of(read_run(tmp_path / "run")) == opinions_of(made) == [WHOLE] * 4
    assert made.rows[REFUSED].judged == {}
    assert read_info(tmp_path / "run").judge == f"{NAME} at {server.base_url}"


def test_a_killed_run_judges_on_where_it_stopped(tmp_path: Path) -> None:
    with serving(agreeing) as server:
        with pytest.raises(Killed):
            run(server, tmp_path / "run", Stub(fatal="Question 2?"))
        before = len(server.requests)
        assert opinions_of(run(server, tmp_path / "run")) == [WHOLE] * 4
        assert (before, len(server.requests)) == (4, 8)


def test_a_server_that_goes_away_leaves_a_run_that_goes_on(tmp_path: Path) -> None:
    with serving(agreeing) as server:
        server.script = lambda asked: agreeing(asked) if len(server.requests) < 3 else (401, "{}")
        with pytest.raises(ModelUnavailable):
            run(server, tmp_path / "run")
        with pytest.raises(UserError, match=r"has 1 of 5 rows.*--suite dev --judge --out"):
            read_run(tmp_path / "run")
        server.script = agreeing
        assert opinions_of(run(server, tmp_path / "run")) == [WHOLE] * 4


def test_a_finished_run_is_judged_without_asking_it_again(tmp_path: Path) -> None:
    unjudged = replace(run(None, tmp_path / "run").info, finished="2026-01-01T00:00:00+00:00")
    write_info(unjudged, tmp_path / "run")
    stub = Stub()
    with serving(agreeing) as server:
        made = run(server, tmp_path / "run", stub)
    assert opinions_of(read_run(tmp_path / "run")) == opinions_of(made) == [WHOLE] * 4
    assert stub.asked == []
    judge = f"{NAME} at {server.base_url}"
    assert read_info(tmp_path / "run") == made.info == replace(unjudged, judge=judge)


def test_what_could_not_be_judged_is_kept_so_and_judged_the_next_time(tmp_path: Path) -> None:
    with serving(lambda asked: "Well." if "Reference" in asked else agreeing(asked)) as server:
        run(server, tmp_path / "run")
        assert opinions_of(read_run(tmp_path / "run")) == [WHOLE | {CORRECT: None}] * 4
        server.script, server.requests = agreeing, []
        run(server, tmp_path / "run")
        assert opinions_of(read_run(tmp_path / "run")) == [WHOLE] * 4
        assert len(server.requests) == 4
        size = (tmp_path / "run" / ROWS).stat().st_size
        run(server, tmp_path / "run")
        assert (tmp_path / "run" / ROWS).stat().st_size == size


def test_opinions_of_two_models_are_not_mixed(tmp_path: Path) -> None:
    run(None, tmp_path / "run")
    # Its first judge is lost half-way, and has its name on what it judged all the same.
    with serving(agreeing) as server:
        server.script = lambda asked: agreeing(asked) if len(server.requests) < 3 else (401, "{}")
        with pytest.raises(ModelUnavailable):
            run(server, tmp_path / "run")
    with (
        serving(agreeing) as other,
        pytest.raises(UserError, match=r"of something else \(judge\)"),
    ):
        run(other, tmp_path / "run")


@pytest.fixture
def few_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command asks a stub a few questions, where it would ask the assistant its suite."""
    monkeypatch.setattr(wiring, "make_assistant", lambda settings, progress_bar: Stub())
    monkeypatch.setattr(command, "suite_questions", lambda suite, home: QUESTIONS)


def configure(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("llm_base_url", "llm_model", "llm_api_key"):
        value = getattr(server.settings(), name)
        monkeypatch.setenv(f"RAPPORTEUR_{name.upper()}", value)


@pytest.mark.usefixtures("few_questions")
def test_the_command_shows_the_opinion_and_never_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(agreeing) as server:
        configure(server, monkeypatch)
        out = tmp_path / "run"
        assert main(["eval", "run", "--judge", "--out", str(out)]) == 0
        assert main(["eval", "report", str(out)]) == 0
        printed = capsys.readouterr()
        server.script = lambda asked: (401, f"{{}} {KEY}")
        assert main(["eval", "run", "--judge", "--out", str(tmp_path / "other")]) == 2
    refused = capsys.readouterr().err
    counts = f"4 judged, 0 not judged, by {NAME} at {server.base_url}"
    (faithful,) = (line for line in printed.out.splitlines() if line.startswith(FAITHFUL))
    (correct,) = (line for line in printed.out.splitlines() if line.startswith(CORRECT))
    assert faithful.split(maxsplit=2)[2] == f"1.000   {counts}"
    assert correct.split(maxsplit=2)[2] == f"4.00 of 5   {counts}"
    assert refused.count("\n") == 1
    assert "refuses the key" in refused
    assert not (tmp_path / "other").exists()
    written = [path.read_text("utf-8") for path in out.iterdir()]
    assert len(written) == 4
    for text in (printed.out, printed.err, refused, *written):
        assert KEY not in text
    assert "A model&#x27;s opinion" in (out / "report.html").read_text("utf-8")


@pytest.mark.usefixtures("few_questions")
def test_judging_without_a_model_is_a_plain_line_with_the_next_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["eval", "run", "--judge"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("rapporteur: No language model is configured.")
    assert printed.err.count("\n") == 1


@pytest.mark.usefixtures("few_questions")
def test_without_the_option_a_configured_model_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(agreeing) as server:
        configure(server, monkeypatch)
        assert main(["eval", "run", "--out", str(tmp_path / "run")]) == 0
        assert server.requests == []
    info = read_info(tmp_path / "run")
    assert (info.judge, info.settings) == ("", {"corpus": "", "encoder": ""})
