"""A small server with an OpenAI-compatible API, which answers from a script."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.settings import Settings

KEY = "sk-never-to-be-seen-4711"
NAME = "scripted"

Script = Callable[[str], str | tuple[int, str]]
"""From all that a request says to the reply's text, or to a status and a whole body."""


class ModelServer:
    """Listens on loopback, on a port that the system chooses, and keeps what it was sent."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def settings(self, **others: str) -> Settings:
        """Settings that name this server."""
        values = {"llm_base_url": self.base_url, "llm_model": NAME, "llm_api_key": KEY}
        return Settings(**(values | others))  # type: ignore[arg-type]

    def start(self) -> None:
        # A short poll, so that stopping it does not cost every test half a second.
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.requests.append(
                    {"path": self.path, "headers": dict(self.headers), "body": body}
                )
                reply = owner.script("\n".join(said["content"] for said in body["messages"]))
                status, text = (200, completion(reply)) if isinstance(reply, str) else reply
                self.send_response(status)
                kind = "application/json" if text[:1] in "{[" else "text/html"
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@contextmanager
def serving(script: Script) -> Iterator[ModelServer]:
    """A running server, stopped at the end."""
    server = ModelServer(script)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def completion(text: str) -> str:
    """The body of a chat completion that says ``text``."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": "stop",
    }
    body = {
        "id": "c-1",
        "object": "chat.completion",
        "created": 0,
        "model": NAME,
        "choices": [choice],
    }
    return json.dumps(body)
