"""What the tools work with, made beside the server: assistants do not wait long for a greeting."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from assistant.errors import UserError
from assistant.mcp_server.tools import Parts

PATIENCE = 45.0
"""Seconds that a tool waits for its parts. Assistants give a tool up after 60 (the default of the
protocol's own SDK for TypeScript), and a sentence says more than silence."""
STILL_LOADING = (
    "Rapporteur is still loading. The first time it builds the index of its documents, which "
    "takes some minutes. Ask again in a minute."
)


class Loading:
    """Parts that are made once, in a thread of their own."""

    def __init__(self, make: Callable[[], Parts], patience: float = PATIENCE) -> None:
        """``make`` may raise UserError, which every tool then tells."""
        self._make = make
        self._patience = patience
        self._made: Future[Parts] = Future()
        self._is_over = False

    def start(self) -> None:
        """Begin to make them."""
        Thread(target=self._run, name="loading", daemon=True).start()

    def parts(self) -> Parts:
        """Them, as soon as they are made; raises UserError where that takes too long or fails."""
        try:
            return self._made.result(self._patience)
        except TimeoutError as error:
            raise UserError(STILL_LOADING) from error

    def end(self) -> None:
        """Nobody needs them any more: the program may end in the midst of making them."""
        self._is_over = True

    def _run(self) -> None:
        try:
            self._made.set_result(self._make())
        except UserError as error:
            self._made.set_exception(error)
        except BaseException as error:
            self._made.set_exception(error)
            if not self._is_over:  # A program that ends pulls everything from under its threads.
                raise  # Nobody foresaw this: there is a traceback on standard error.
