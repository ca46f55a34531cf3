"""Holds up whoever tries one password after the other, and nobody else for long.

Three buckets are asked of each attempt, and what an attempt took is given back when it succeeds:

- a name from an address: a few tries, then one a minute;
- an address, whatever the names: for whom one address stands (an office) may mistype more often;
- a name, wherever from: against many addresses that try one name.

A name is asked only the first at an address from which it has signed in before: its owner gets in
there while others try.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from assistant.accounts.buckets import Buckets, Rate
from assistant.accounts.errors import TooMany

# NIST SP 800-63B (section 5.2.2) allows 100 failures in a row; at these rates, against passwords
# of 12 characters and more, even a year of trying is in vain.
PAIR = Rate(burst=5, seconds=60)
ADDRESS = Rate(burst=20, seconds=15)
NAME = Rate(burst=20, seconds=15)
IPV6_NETWORK = 64
"""Bits of an IPv6 address that a customer is given at least: the rest is theirs to change."""
MOST_KNOWN = 10_000
"""Pairs of name and address that are remembered: as many people as one server has, and more."""
TOO_MANY = "There were too many failed attempts to sign in. Try again in {wait}."


class Attempts:
    """Counts attempts to sign in, in memory. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds from any beginning."""
        self._pairs = Buckets(PAIR, clock)
        self._addresses = Buckets(ADDRESS, clock)
        self._names = Buckets(NAME, clock)
        self._known: dict[tuple[str, str], None] = {}

    def begin(self, name: str, address: str) -> None:
        """Count an attempt as a failure for now. Raises TooMany, and counts nothing."""
        taken: list[tuple[Buckets, str]] = []
        for buckets, key in self._asked(name, _network(address)):
            wait = buckets.take(key)
            if wait:
                _give_back(taken)
                raise TooMany(TOO_MANY, wait)
            taken.append((buckets, key))

    def succeed(self, name: str, address: str) -> None:
        """The attempt that began was none to count, and the name is known at the address now."""
        network = _network(address)
        _give_back(self._asked(name, network)[1:])
        self._pairs.fill(_pair(name, network))
        if len(self._known) >= MOST_KNOWN:
            self._known.pop(next(iter(self._known)))
        self._known[name, network] = None

    def _asked(self, name: str, network: str) -> list[tuple[Buckets, str]]:
        pair = (self._pairs, _pair(name, network))
        if (name, network) in self._known:
            return [pair]
        return [pair, (self._addresses, network), (self._names, name)]


def _pair(name: str, network: str) -> str:
    return f"{network} {name}"


def _give_back(taken: list[tuple[Buckets, str]]) -> None:
    for buckets, key in taken:
        buckets.give_back(key)


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.IPv6Network((int(parsed), IPV6_NETWORK), strict=False))
