"""Who somebody is, and what a role may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a user may do. Each role may do what those before it may: ``DELEGATE < CHECKER <
    EVALUATOR < ADMIN``, and the comparison operators say so."""

    DELEGATE = "delegate"
    """Asks, reads the sources, keeps conversations."""
    CHECKER = "checker"
    """Checks texts and reviews answers."""
    EVALUATOR = "evaluator"
    """Runs the accuracy suite and makes test cases."""
    ADMIN = "admin"
    """Looks after the accounts."""

    @property
    def rank(self) -> int:
        """Its place in the order, from 0; higher may do more."""
        return list(Role).index(self)

    # A StrEnum would be ordered by the alphabet.
    def __lt__(self, other: str) -> bool:
        return self.rank < Role(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Role(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Role(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Role(other).rank


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept of a user. Password and token are kept as hashes alone."""

    name: str
    """As ``names.checked_name`` spells it."""
    role: Role
    password: str = field(repr=False)
    """A hash of argon2id in PHC's string format."""
    stamp: str
    """Drawn anew with the password: sessions of another stamp have ended."""
    created: str
    """The day, ISO 8601, UTC."""
    token: str = field(default="", repr=False)
    """SHA-256 of the token for scripts, as hexadecimal digits; "" where there is none."""

    @property
    def user(self) -> User:
        return User(self.name, self.role)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is signed in; ``id`` is the name of the account, and what owner columns hold."""

    id: str
    role: Role


LOCAL = User("local", Role.ADMIN)
"""Whoever uses this machine, where there are no accounts."""
