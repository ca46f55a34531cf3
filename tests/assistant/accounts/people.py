"""Accounts for tests, with a hash that costs nothing, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher

from assistant.accounts.access import Access
from assistant.accounts.attempts import Attempts
from assistant.accounts.limits import Limits, Use
from assistant.accounts.passwords import Passwords
from assistant.accounts.sessions import Sessions
from assistant.accounts.storing import AccountsFile
from assistant.accounts.tokens import digest, new_secret
from assistant.accounts.types import Account, Role

PASSWORD = "four words nobody guesses"
TOKEN = "rapporteur_of-carla"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""The least that argon2 takes: tests are no place to be slow on purpose."""


@dataclass
class Clock:
    """Seconds; it stands still until it is moved."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def account(name: str, role: Role = Role.DELEGATE, token: str = "") -> Account:
    return Account(
        name=name,
        role=role,
        password=CHEAP.hash(PASSWORD),
        stamp=new_secret(),
        created="2026-11-26",
        token=digest(token) if token else "",
    )


PEOPLE = (
    account("anna", Role.ADMIN),
    account("bo", Role.DELEGATE),
    account("carla", Role.CHECKER, TOKEN),
    account("ed", Role.EVALUATOR),
)


def kept(folder: Path, people: Iterable[Account] = PEOPLE) -> AccountsFile:
    """A file with these accounts."""
    file = AccountsFile(folder / "accounts.json")
    with file.changing() as accounts:
        accounts.update({person.name: person for person in people})
    return file


def access_for(
    file: AccountsFile,
    clock: Clock | None = None,
    *,
    asks: int = 0,
    passwords: Passwords | None = None,
) -> Access:
    """Access by these accounts; time passes only where ``clock`` is moved."""
    clock = clock or Clock()
    return Access(
        file,
        Limits({Use.ASKING: asks}),
        local=True,
        sessions=Sessions(file.path.parent, clock),
        passwords=passwords or Passwords(CHEAP),
        attempts=Attempts(clock),
    )
