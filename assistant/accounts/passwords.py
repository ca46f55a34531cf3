"""Passwords: which are taken, how they are kept, and whether a typed one is right."""

from __future__ import annotations

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import UserError

SHORTEST = 12
"""Characters. NIST SP 800-63B (section 5.1.1.2 of its third revision) asks for 8 at least, and for
length instead of rules about kinds of characters; 12 leaves room for its later, higher figures."""
LONGEST = 1_024
"""Characters: more than anybody types, and little enough to be hashed at once. NIST asks for room
for 64 at least."""
FEWEST_DIFFERENT = 5
"""Different characters: fewer are a repetition ("aaaaaaaaaaaa", "121212121212")."""
FEWEST_OWN = 8
"""Characters beside the account's and the program's names, which are what is guessed first (NIST's
"context-specific words"): its own shortest length."""
PROGRAM = "rapporteur"


def check_password(password: str, name: str) -> None:
    """Raise UserError where ``password`` is too easily guessed for the account ``name``."""
    length = len(password)
    if length < SHORTEST:
        raise UserError(
            f"The password has {length} characters; it takes {SHORTEST} at least. "
            "Four or five words that do not belong together are easy to keep in mind."
        )
    if length > LONGEST:
        raise UserError(
            f"The password has {length:,} characters; the most is {LONGEST:,}. Shorten it."
        )
    if len(set(password)) < FEWEST_DIFFERENT:
        raise UserError(
            f"The password has only {len(set(password))} different characters; it takes "
            f"{FEWEST_DIFFERENT} at least."
        )
    own = password.casefold().replace(name, "").replace(PROGRAM, "")
    if len(own) < FEWEST_OWN:
        raise UserError(
            "The password is little more than the name of the account or of this program. "
            "Choose other words."
        )


class Passwords:
    """Hashes passwords with argon2id, by the parameters of ``hasher``."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """None: argon2-cffi's current parameters, the second of those that RFC 9106 recommends."""
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())

    def hashed(self, password: str) -> str:
        """What is kept of a password: the hash with its salt and parameters, as PHC string."""
        return self._hasher.hash(_same_everywhere(password))

    def match(self, kept: str | None, password: str) -> bool:
        """Whether ``password`` is the one that ``kept`` was made of.

        None, for somebody unknown, takes as much work as a hash and is never right. So is a hash
        that cannot be understood.
        """
        try:
            self._hasher.verify(kept or self._nobody, _same_everywhere(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made with other parameters than would be used now."""
        return self._hasher.check_needs_rehash(kept)


def _same_everywhere(password: str) -> str:
    # One keyboard sends "é" as one character, another as two: NIST SP 800-63B asks for NFKC or
    # NFKD. What no UTF-8 can hold (half a surrogate pair) can be no password either.
    normal = unicodedata.normalize("NFKC", password)
    return normal.encode("utf-8", "replace").decode("utf-8")
