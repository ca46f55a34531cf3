"""What the API's handlers work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from assistant.accounts.requests import current_user
from assistant.accounts.types import User
from assistant.assistant import Assistant
from assistant.checking.checker import Checker
from assistant.keeping.opening import Keeping
from assistant.suggesting import Suggester


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that an API serves; each is safe to share between threads."""

    assistant: Assistant
    keeping: Keeping
    checker: Checker
    suggester: Suggester
    version: str
    """Of the program."""


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _user(request: Request) -> User:
    return current_user(request)


ServicesOf = Annotated[Services, Depends(_services)]
"""Annotates a handler's parameter that is to be the API's services."""
UserOf = Annotated[User, Depends(_user)]
"""Annotates a handler's parameter that is to be who sent the request."""
SIGNED_IN = [Depends(_user)]
"""``dependencies`` of handlers that serve nobody else."""
