"""Serves the page on this machine, and keeps the page to this machine."""

from __future__ import annotations

import signal
import socket
import webbrowser
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from assistant.accounts.access import Access
from assistant.errors import UserError
from assistant.evaluation import Evaluator
from assistant.keeping.opening import Keeping
from ui.types import Assistant, Suggester

if TYPE_CHECKING:
    from ui.programs import ProgramsFor

SHUTDOWN_SECONDS = 1
"""How long Ctrl-C waits for open pages, whose connections never end of their own accord."""
HIGHEST_PORT = 65535
"""Of TCP: its port numbers have 16 bits (RFC 9293, section 3.1)."""


def serve(
    assistant: Assistant,
    host: str,
    port: int,
    *,
    access: Access,
    open_browser: bool = False,
    evaluator: Evaluator | None = None,
    keeping: Keeping | None = None,
    suggester: Suggester | None = None,
    programs: ProgramsFor | None = None,
    proxies: Sequence[str] = (),
    upload_bytes: int = 0,
) -> None:
    """Serve the page until Ctrl-C or SIGTERM, after printing its address.

    ``access`` says who is let in: it has been made for this ``host``. With an ``evaluator`` the
    Evaluate page is there too. ``keeping``, ``suggester``, ``programs`` and ``upload_bytes``
    are as ``web_app`` takes them. ``proxies`` are the addresses and networks of those in front
    whose word on browsers' addresses and on https is believed.
    Raises UserError where nothing can listen on ``host`` and ``port``.
    """
    with closing(listen(host, port)) as listener:
        import uvicorn

        from ui.web import Server, web_app

        config = uvicorn.Config(
            web_app(
                assistant,
                evaluator,
                access,
                keeping=keeping,
                suggester=suggester,
                programs=programs,
                upload_bytes=upload_bytes,
            ),
            log_level="warning",
            # Told nothing, uvicorn would believe whatever runs on this machine.
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        url = address(listener)
        print(f"Rapporteur is at {url} (Ctrl-C ends it)", flush=True)
        if open_browser:
            webbrowser.open(url)  # The socket listens already: the browser waits for its page.
        # As service managers and containers end a program. The server raises the signal once more
        # when it has shut down, and by itself that ends the process before anything is closed.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
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
