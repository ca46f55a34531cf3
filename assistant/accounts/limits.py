"""How much one user may ask of the server that they share with others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from assistant.accounts.buckets import Buckets, Rate
from assistant.accounts.errors import TooMany
from assistant.accounts.types import LOCAL, User


class Use(StrEnum):
    """What is counted; the value is the word for several of them."""

    ASKING = "questions"
    CHECKING = "checks"


class Limits:
    """A token bucket a user and use. Safe to share between threads."""

    def __init__(self, per_minute: Mapping[Use, int]) -> None:
        """``per_minute``: how many of each a user may do in a minute, which may be all at once;
        0 for as many as they like."""
        self._buckets = {
            use: Buckets(Rate(number, 60 / number)) for use, number in per_minute.items() if number
        }

    def spend(self, user: User, use: Use) -> None:
        """Count one. Raises TooMany where it is one too many.

        ``LOCAL`` is never limited: whoever uses this machine shares it with nobody.
        """
        if user == LOCAL or use not in self._buckets:
            return
        wait = self._buckets[use].take(user.id)
        if wait:
            raise TooMany(f"Those were too many {use} in a minute. Try again in {{wait}}.", wait)
