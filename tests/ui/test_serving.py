"""Where the page is served."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from assistant.accounts.storing import AccountsFile
from assistant.errors import UserError
from tests.assistant.accounts.people import PASSWORD, access_for
from tests.assistant.accounts.people import kept as keep_accounts
from tests.ui.fake import FakeAssistant
from ui.serving import address, listen, serve


def test_a_port_in_use_is_told_with_the_next_step(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(UserError, match=r"port \d+: Address already in use\. .* --port"),
    ):
        serve(
            FakeAssistant(),
            "127.0.0.1",
            taken.getsockname()[1],
            access=access_for(AccountsFile(tmp_path / "accounts.json")),
        )


def test_a_host_that_is_not_this_machine_is_told() -> None:
    with pytest.raises(UserError, match="Cannot listen on not a host, port 7860"):
        listen("not a host", 7860)


def test_a_port_that_does_not_exist_is_told() -> None:
    with pytest.raises(UserError, match=r"no port 70000\. Choose one from 0 to 65535"):
        listen("127.0.0.1", 70000)


def test_the_address_is_one_that_a_browser_opens() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
    with socket.create_server(("0.0.0.0", 0)) as listener:
        assert address(listener).startswith("http://127.0.0.1:")


def started(home: Path, proxies: str = "") -> subprocess.Popen[str]:
    """A server of its own with that home folder; its first line tells the address."""
    code = f"""
from pathlib import Path
from assistant.settings import Settings
from assistant.wiring import make_access, make_keeping
from tests.ui.fake import FakeAssistant
from ui.serving import serve
settings = Settings(Path({str(home)!r}), trusted_proxies={proxies!r})
access = make_access(settings, "127.0.0.1")
with make_keeping(settings) as keeping:
    serve(
        FakeAssistant(), "127.0.0.1", 0, access=access, keeping=keeping, proxies=settings.proxies
    )
"""
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_quietly_although_a_page_is_open(
    tmp_path: Path, signal_: signal.Signals
) -> None:
    with started(tmp_path) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[3]
        with urllib.request.urlopen(f"{url}/gradio_api/heartbeat/a-page", timeout=60):
            server.send_signal(signal_)
            said, _ = server.communicate(timeout=60)
    assert (server.returncode, said) == (0, "")
    # The conversations' file is closed: SQLite has put its log away, and the process is gone.
    assert (tmp_path / "rapporteur.db").exists()
    assert not (tmp_path / "rapporteur.db-wal").exists()
    assert list((tmp_path / "processes").iterdir()) == []


@pytest.mark.parametrize(("proxies", "kept"), [("", "rapporteur="), ("127.0.0.1", "__Host-")])
def test_what_a_proxy_says_is_believed_only_where_it_is_trusted(
    tmp_path: Path, proxies: str, kept: str
) -> None:
    keep_accounts(tmp_path)
    with started(tmp_path, proxies) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[3]
        form = f"name=bo&password={PASSWORD.replace(' ', '+')}".encode()
        headers = {"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7"}
        asked = urllib.request.Request(f"{url}/sign-in", form, headers)
        opener = urllib.request.build_opener(Unredirected)
        with pytest.raises(urllib.error.HTTPError) as answer:
            opener.open(asked, timeout=60)
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)
    with answer.value:
        assert answer.value.code == 303
        assert answer.value.headers["set-cookie"].startswith(kept)


class Unredirected(urllib.request.HTTPRedirectHandler):
    """Shows a redirection instead of following it."""

    def redirect_request(self, *_: object) -> None:
        return None
