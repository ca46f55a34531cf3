"""``rapporteur serve``: when it refuses to be reached by others."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from assistant.accounts.access import Access
from assistant.accounts.types import Role
from assistant.cli import main
from assistant.suggesting import Suggester
from tests.assistant.accounts.people import PASSWORD, account, kept


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What ``serve`` is called with; nothing is loaded, and nothing listens."""
    calls: list[dict[str, Any]] = []

    class Loaded:
        class corpus:
            rejected = ()

    monkeypatch.setattr("ui.command.make_assistant", lambda *_: Loaded)
    monkeypatch.setattr("ui.command.make_suggester", lambda *_: Mock(Suggester))
    monkeypatch.setattr("assistant.evaluation.load_evaluator", lambda *_: None)
    monkeypatch.setattr("ui.serving.serve", lambda *_, **options: calls.append(options))
    return calls


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.7", "rapporteur.example"])
@pytest.mark.parametrize("people", [None, [], [account("bo"), account("ed", Role.EVALUATOR)]])
def test_without_an_admin_it_is_not_reached_by_others(
    tmp_path: Path,
    served: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    host: str,
    people: Any,
) -> None:
    if people is not None:
        kept(tmp_path, people)
    assert main(["serve", "--host", host, "--home", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("rapporteur: Others could reach Rapporteur at this address")
    assert "rapporteur users add NAME --role admin" in told
    assert told.count("\n") == 1
    assert served == []


def test_with_an_admin_it_is_and_says_that_nothing_is_encrypted(
    tmp_path: Path,
    served: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept(tmp_path)
    command = ["serve", "--host", "0.0.0.0", "--home", str(tmp_path)]
    assert main(command) == 0
    assert "sent unencrypted, unless a proxy in front adds https" in capsys.readouterr().err
    monkeypatch.setenv("RAPPORTEUR_TRUSTED_PROXIES", "192.0.2.1")
    monkeypatch.setenv("RAPPORTEUR_UPLOAD_MB", "3")
    assert main(command) == 0
    assert capsys.readouterr().err == ""
    assert [call["proxies"] for call in served] == [[], ["192.0.2.1"]]
    assert [call["upload_bytes"] for call in served] == [20_000_000, 3_000_000]
    assert not any(call["access"].is_open() for call in served)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_it_is_open_until_there_are_accounts(
    tmp_path: Path,
    served: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    host: str,
) -> None:
    command = ["serve", "--host", host, "--home", str(tmp_path)]
    assert main(command) == 0
    assert served[0]["access"].is_open()
    kept(tmp_path, [account("bo")])
    assert main(command) == 0
    assert not served[1]["access"].is_open()
    assert capsys.readouterr().err == ""


def test_a_wrong_proxy_is_told_before_anything_is_loaded(
    tmp_path: Path,
    served: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAPPORTEUR_TRUSTED_PROXIES", "*")
    assert main(["serve", "--home", str(tmp_path)]) == 2
    assert "trusted_proxies has '*'" in capsys.readouterr().err
    assert served == []


def test_conversations_are_kept_in_the_home_folder(
    tmp_path: Path, served: list[dict[str, Any]]
) -> None:
    assert main(["serve", "--home", str(tmp_path)]) == 0
    assert served[0]["keeping"].database.path == tmp_path / "rapporteur.db"


@pytest.mark.usefixtures("served")
def test_the_sessions_are_closed_when_the_server_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path)
    log = tmp_path / "sessions.db-wal"

    def serve(*_: object, access: Access, **__: object) -> None:
        access.sign_in("bo", PASSWORD, "127.0.0.1")
        assert log.exists()

    monkeypatch.setattr("ui.serving.serve", serve)
    assert main(["serve", "--home", str(tmp_path)]) == 0
    assert (tmp_path / "sessions.db").exists()
    assert not log.exists()


def test_where_nothing_can_be_kept_it_is_served_all_the_same_and_says_so(
    tmp_path: Path, served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rapporteur.db").mkdir()
    assert main(["serve", "--home", str(tmp_path)]) == 0
    assert served[0]["keeping"] is None
    told = capsys.readouterr().err
    assert told.startswith("rapporteur: conversations are not kept: ")
    assert told.count("\n") == 1
