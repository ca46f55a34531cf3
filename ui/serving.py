"""Serves the page on this machine, and keeps the page to this machine."""

from __future__ import annotations

import socket
import webbrowser
from contextlib import closing, suppress

from assistant.errors import UserError
from assistant.evaluation import Evaluator
from ui.types import Assistant

SHUTDOWN_SECONDS = 1
"""How long Ctrl-C waits for open pages, whose connections never end of their own accord."""
HIGHEST_PORT = 65535
"""Of TCP: its port numbers have 16 bits (RFC 9293, section 3.1)."""


def serve(
    assistant: Assistant,
    host: str,
    port: int,
    *,
    open_browser: bool = False,
    evaluator: Evaluator | None = None,
) -> None:
    """Serve the page until Ctrl-C, after printing its address.

    With an ``evaluator`` the Evaluate page is there too.
    Raises UserError where nothing can listen on ``host`` and ``port``.
    """
    with closing(listen(host, port)) as listener:
        import uvicorn

        from ui.web import Server, web_app

        config = uvicorn.Config(
            web_app(assistant, evaluator),
            log_level="warning",
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        url = address(listener)
        print(f"Rapporteur is at {url} (Ctrl-C ends it)", flush=True)
        if open_browser:
            webbrowser.open(url)  # The socket listens already: the browser waits for its page.
        with suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on ``host`` and ``port`` (0: any free one); UserError if none can."""
    if not 0 <= port <= HIGHEST_PORT:
        raise UserError(f"There is no port {port}. Choose one from 0 to {HIGHEST_PORT}.")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        # Python adds the address, which the sentence names already, in brackets.
        reason = str(error.strerror or error).partition(" (while")[0]
        raise UserError(
            f"Cannot listen on {host}, port {port}: {reason}. "
            "Choose another port with --port, or end the program that uses this one."
        ) from error


def address(listener: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"
