"""What is looked at in every request before it is known who sent it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from assistant.accounts.errors import Forbidden, TooLarge, WrongHost

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, section 9.2.1); TRACE is served nowhere."""
OURS = frozenset({"same-origin", "none"})
"""Values of ``Sec-Fetch-Site`` of a request that comes from our own page, or from the reader's
address bar (W3C, Fetch Metadata Request Headers)."""


def is_loopback(host: str) -> bool:
    """Whether ``host``, a name or an address, is certain to be this machine and no other.

    Of names only ``localhost`` is: what another one resolves to can change.
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_host(request: HTTPConnection) -> None:
    """Raise WrongHost unless the request was meant for this machine by its own name.

    Without accounts that keeps other sites' scripts out: one whose name has been made to point to
    127.0.0.1 ("DNS rebinding") still sends its own name. So does a proxy for other machines.
    """
    if not is_loopback(_hostname(request.headers.get("host", "")) or ""):
        raise WrongHost(
            "Without accounts this server answers to localhost and 127.0.0.1 alone. To reach it "
            "by another name, add an account first: rapporteur users add NAME --role admin"
        )


def check_origin(request: HTTPConnection) -> None:
    """Raise Forbidden for a request that another site's page sent in the reader's name.

    Browsers name the page's origin in every request that changes something, and in every web
    socket; scripts send none, and need not.
    """
    if request.scope.get("method") in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        ours = site in OURS
    elif origin is not None:
        # The scheme is not compared: a proxy that adds https may not be known as one.
        ours = _authority(origin) == request.headers.get("host", "").lower()
    else:
        ours = True
    if not ours:
        raise Forbidden("This request comes from another site's page. Open Rapporteur's own page.")


def check_size(request: HTTPConnection, most: int) -> None:
    """Raise TooLarge where the request says that its body has more than ``most`` bytes."""
    said = request.headers.get("content-length", "")
    if said.isascii() and said.isdigit() and int(said) > most:
        raise TooLarge(
            f"This is {int(said) / 1e6:,.1f} MB; the most that is taken here is "
            f"{most / 1e6:,.1f} MB. Send less at a time."
        )


def _hostname(authority: str) -> str | None:
    try:
        return urlsplit(f"//{authority}").hostname
    except ValueError:
        return None


def _authority(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
