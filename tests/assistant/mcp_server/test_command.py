"""``rapporteur mcp`` where all does not go well."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from mcp.server import MCPServer

from assistant.cli import WRONG, main
from assistant.commands import mcp
from assistant.errors import UserError
from assistant.settings import Settings
from index.errors import EncoderFault
from tests.assistant.api.samples import small_assistant
from tests.index.samples import small_corpus


def run_with(error: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code where the server ends with an error, as a task group raises it."""

    def fail(*_: object) -> None:
        raise ExceptionGroup("unhandled errors in a TaskGroup", [error])

    monkeypatch.setattr(mcp, "make_assistant", lambda *_: small_assistant(folder))
    monkeypatch.setattr(MCPServer, "run", fail)
    return mcp.run(argparse.Namespace(), Settings())


def test_an_assistant_that_goes_away_in_the_middle_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_with(BrokenPipeError(), tmp_path, monkeypatch) == 0


def test_any_other_error_is_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ExceptionGroup):
        run_with(RuntimeError(), tmp_path, monkeypatch)


def test_a_folder_that_is_not_there_is_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mcp", "--corpus", str(tmp_path / "none")]) == WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("rapporteur: ")


def test_a_model_that_cannot_be_used_is_told_on_standard_error_and_by_the_tools(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise EncoderFault("The model is damaged.")

    monkeypatch.setattr(mcp, "make_assistant", fail)
    with pytest.raises(UserError, match=r"The model is damaged\."):
        mcp._make_parts(Settings(), small_corpus())
    assert capsys.readouterr().err == "rapporteur: The model is damaged.\n"


def test_a_build_is_told_in_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with mcp.building() as move:
        move(0, 0)
        for done in range(0, 100, 3):
            move(done, 99)
    said = capsys.readouterr()
    assert said.out == ""
    first, *lines = said.err.splitlines()
    assert first.startswith("rapporteur: building the index, which takes some minutes")
    assert len(lines) == mcp.STEPS
    assert lines[-1] == "rapporteur: building the index: 100 % of its texts"
