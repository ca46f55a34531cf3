"""Browsers without a screen, and how they sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from tests.assistant.accounts.people import PASSWORD

URL = "http://127.0.0.1:7860"
HTML = {"accept": "text/html"}

Visitor = Callable[..., TestClient]
"""Makes a browser: ``visitor(name="", base_url=URL)``, signed in where there is a name."""


def sign_in(client: TestClient, name: str, password: str = PASSWORD, query: str = "") -> Any:
    form = {"name": name, "password": password}
    return client.post(f"/sign-in{query}", data=form, headers=HTML)
