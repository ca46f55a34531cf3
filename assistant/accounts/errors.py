"""Requests that are not served. Each is a plain sentence for the user and knows its HTTP status."""

from __future__ import annotations

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar

from assistant.errors import UserError


class AccountsFault(UserError):
    """The accounts cannot be read or kept; the sentence names the file and the next step."""


class Refused(UserError):
    """A request that is not served, and why: RFC 9110's status code for it, and headers."""

    status: ClassVar[HTTPStatus] = HTTPStatus.FORBIDDEN

    def __init__(self, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.headers = dict(headers or {})


class SignedOut(Refused):
    """Nobody has signed in, or not with what is known here."""

    status = HTTPStatus.UNAUTHORIZED


class Forbidden(Refused):
    """It is known who asks, and they may not do this."""


class WrongHost(Refused):
    """The request was meant for a name that is not this machine's."""

    status = HTTPStatus.MISDIRECTED_REQUEST


class TooLarge(Refused):
    """The request's body is larger than this address takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TooMany(Refused):
    """Too many requests in too short a time; ``retry_after`` whole seconds are to be waited."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, sentence: str, wait: float) -> None:
        """``wait`` is in seconds; ``{wait}`` in the sentence stands for it in words."""
        self.retry_after = max(1, math.ceil(wait))
        seconds = f"{self.retry_after} second{'' if self.retry_after == 1 else 's'}"
        super().__init__(sentence.format(wait=seconds), {"Retry-After": str(self.retry_after)})


class Unavailable(Refused):
    """What is kept of accounts or sessions cannot be read just now: nobody is let in."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
