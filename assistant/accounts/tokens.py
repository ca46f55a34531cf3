"""Random secrets that are shown once and kept only as their hashes."""

from __future__ import annotations

import hashlib
import secrets

RANDOM_BYTES = 32
"""256 bits, far out of reach of guessing (OWASP asks for 64 at least of a session's id)."""
TOKEN_PREFIX = "rapporteur_"
"""By which a token that was published by mistake is recognised."""


def new_secret() -> str:
    """43 characters that may stand in a cookie, a header and a URL."""
    return secrets.token_urlsafe(RANDOM_BYTES)


def new_token() -> str:
    """A token for scripts."""
    return TOKEN_PREFIX + new_secret()


def digest(secret: str) -> str:
    """SHA-256 as 64 hexadecimal digits: enough for a secret that cannot be guessed, unlike a
    password, and quick."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
