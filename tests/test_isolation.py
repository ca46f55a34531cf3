"""Tests reach neither the network nor the user's home folder."""

from __future__ import annotations

import os
import pwd
import socket
import threading
from pathlib import Path

import pytest

from tests.isolation import move_home

ELSEWHERE = ("192.0.2.1", 80)
"""An address that is never anyone's: RFC 5737, section 3."""


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_connection_to_another_machine_is_refused_before_it_is_tried(method: str) -> None:
    with (
        socket.socket() as outgoing,
        pytest.raises(OSError, match=r"reached for the network: '192\.0\.2\.1'"),
    ):
        getattr(outgoing, method)(ELSEWHERE)


def test_a_datagram_to_another_machine_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as outgoing,
        pytest.raises(OSError, match="reached for the network"),
    ):
        outgoing.sendto(b"hello", ELSEWHERE)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(OSError, match=r"reached for the network: 'example\.org'"):
        socket.getaddrinfo("example.org", 443)


def test_shared_fixtures_are_guarded_too(refusal_of_a_shared_fixture: str) -> None:
    assert "reached for the network" in refusal_of_a_shared_fixture


@pytest.fixture(scope="session")
def refusal_of_a_shared_fixture() -> str:
    with socket.socket() as outgoing, pytest.raises(OSError) as refusal:  # noqa: PT011
        outgoing.connect(ELSEWHERE)
    return str(refusal.value)


def test_a_server_of_the_test_itself_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=lambda: server.accept()[0].close())
        answering.start()
        with socket.create_connection(("localhost", server.getsockname()[1])) as outgoing:
            assert outgoing.recv(1) == b""
        answering.join()


@pytest.mark.parametrize("visit", ["first", "second"])
def test_the_home_folder_is_an_empty_one_of_the_tests_own(visit: str) -> None:
    mine = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert Path.home() != mine
    assert list(Path.home().iterdir()) == []
    for name in ("RAPPORTEUR_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        assert Path(os.environ[name]).is_relative_to(Path.home())
    (Path.home() / visit).touch()


def test_no_setting_of_the_developers_own_is_in_force(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAPPORTEUR_LLM_API_KEY", "secret")
    move_home(monkeypatch, tmp_path)
    assert [name for name in os.environ if name.startswith("RAPPORTEUR_")] == ["RAPPORTEUR_HOME"]
