"""Who it was that caused one of Gradio's events."""

from __future__ import annotations

import gradio as gr
from fastapi import Request

from assistant.accounts import requests
from assistant.accounts.errors import SignedOut
from assistant.accounts.limits import Use
from assistant.accounts.types import User


def current_user(request: gr.Request) -> User:
    """Who caused the event that came with ``request``. Raises SignedOut for nobody."""
    return requests.current_user(_sent(request))


def spend(request: gr.Request, use: Use) -> None:
    """Count one question or check of the user's; raises TooMany where it is one too many."""
    requests.spend(_sent(request), use)


def _sent(request: gr.Request) -> Request:
    if request.request is None:
        raise SignedOut("Nobody is signed in. Sign in and try again.")
    return request.request
