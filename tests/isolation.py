"""Keeps tests off the network and out of the user's home folder."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import pytest


def refuse_network(patch: pytest.MonkeyPatch) -> None:
    """Let this process reach nothing but loopback, until ``patch`` is undone."""
    for method in ("connect", "connect_ex", "sendto"):
        guard_method(patch, method)
    guard_lookup(patch)


def is_loopback(host: object) -> bool:
    """Whether ``host`` (a name, an address or None for "any of mine") is this machine itself."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


def refuse_elsewhere(host: object) -> None:
    """Raise OSError where ``host`` is not this machine."""
    if not is_loopback(host):
        raise OSError(f"a test reached for the network: {host!r}; tests may only use loopback")


def guard_method(patch: pytest.MonkeyPatch, method: str) -> None:
    """Make a method of every socket that takes an address last refuse all but loopback."""
    original = getattr(socket.socket, method)

    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse_elsewhere(args[-1][0])
        return original(self, *args)

    patch.setattr(socket.socket, method, guarded)


def guard_lookup(patch: pytest.MonkeyPatch) -> None:
    """Make name look-up refuse all but loopback."""
    original = socket.getaddrinfo

    def guarded(host: Any, *args: Any, **options: Any) -> Any:
        refuse_elsewhere(host)
        return original(host, *args, **options)

    patch.setattr(socket, "getaddrinfo", guarded)


def move_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make ``folder`` the home folder, for this process and for those that it starts.

    Whatever else the developer has set of Rapporteur's goes: a model's key, another corpus.
    """
    for name in list(os.environ):
        if name.startswith("RAPPORTEUR_"):
            patch.delenv(name)
    patch.setenv("HOME", str(folder))
    patch.setenv("RAPPORTEUR_HOME", str(folder / "rapporteur"))
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        patch.setenv(f"XDG_{kind}_HOME", str(folder / f"xdg-{kind.lower()}"))
