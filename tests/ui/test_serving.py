"""Where the page is served."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from assistant.errors import UserError
from tests.ui.fake import FakeAssistant
from ui.serving import address, listen, serve


def test_a_port_in_use_is_told_with_the_next_step() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(UserError, match=r"port \d+: Address already in use\. .* --port"),
    ):
        serve(FakeAssistant(), "127.0.0.1", taken.getsockname()[1])


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


def test_ctrl_c_ends_the_server_quietly_although_a_page_is_open() -> None:
    code = (
        "from tests.ui.fake import FakeAssistant; from ui.serving import serve; "
        "serve(FakeAssistant(), '127.0.0.1', 0)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().split()[3]
        with urllib.request.urlopen(f"{url}/gradio_api/heartbeat/a-page", timeout=60):
            server.send_signal(signal.SIGINT)
            said, _ = server.communicate(timeout=60)
    assert (server.returncode, said) == (0, "")
