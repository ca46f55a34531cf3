"""Token buckets: how often something may happen, a key each, kept in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

TIDY_SECONDS = 60.0
"""How often full buckets are forgotten: they then hold no more keys than a minute brings, and
those that are still filling up."""
ROUNDING = 1e-6
"""Seconds; a smaller difference comes from adding floating-point numbers."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket holds ``burst`` tokens, at least 1, and wins one back every ``seconds``."""

    burst: int
    seconds: float


class Buckets:
    """A bucket a key, full at first. Safe to share between threads."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds from any beginning."""
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        # One number a bucket is enough: the moment at which it will be full (the "theoretical
        # arrival time" of the generic cell rate algorithm, ITU-T I.371).
        self._full_at: dict[str, float] = {}
        self._tidied = clock()

    def take(self, key: str) -> float:
        """Take a token: 0 where there was one, else the seconds until there is, and none taken."""
        with self._lock:
            now = self._clock()
            self._tidy(now)
            full_at = max(self._full_at.get(key, now), now) + self._rate.seconds
            wait = full_at - now - self._rate.burst * self._rate.seconds
            if wait > ROUNDING:
                return wait
            self._full_at[key] = full_at
            return 0.0

    def give_back(self, key: str) -> None:
        """Put back a token that was taken."""
        with self._lock:
            if key in self._full_at:
                self._full_at[key] -= self._rate.seconds

    def fill(self, key: str) -> None:
        """Put back all that is missing."""
        with self._lock:
            self._full_at.pop(key, None)

    def __len__(self) -> int:
        """How many buckets are remembered."""
        return len(self._full_at)

    def _tidy(self, now: float) -> None:
        if now - self._tidied < TIDY_SECONDS:
            return
        self._tidied = now
        self._full_at = {key: full for key, full in self._full_at.items() if full > now}
