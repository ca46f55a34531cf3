"""``rapporteur mcp`` where all does not go well."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from mcp.server import MCPServer

from assistant.cli import WRONG, main
from assistant.commands import mcp
from assistant.settings import Settings
from tests.assistant.api.samples import small_assistant


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
