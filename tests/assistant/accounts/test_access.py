"""Who is let in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.accounts import managing
from assistant.accounts.access import Access
from assistant.accounts.attempts import PAIR
from assistant.accounts.errors import AccountsFault, SignedOut, TooMany, Unavailable
from assistant.accounts.limits import Limits
from assistant.accounts.passwords import Passwords
from assistant.accounts.sessions import FILE, IDLE_SECONDS
from assistant.accounts.storing import AccountsFile
from assistant.accounts.types import Account, Role, User
from assistant.errors import UserError
from tests.assistant.accounts.people import (
    CHEAP,
    PASSWORD,
    TOKEN,
    Clock,
    access_for,
    account,
    kept,
)

ADDRESS = "192.0.2.7"


class Counting(Passwords):
    """Counts how often a password is compared, which is what takes time."""

    def __init__(self) -> None:
        super().__init__(CHEAP)
        self.compared: list[str] = []
        verify = CHEAP.verify

        class Hasher(PasswordHasher):
            def verify(_, hash: str | bytes, password: str | bytes) -> bool:
                self.compared.append(str(hash).rpartition("$")[0].rpartition("$")[0])
                return verify(hash, password)

        self._hasher = Hasher(time_cost=1, memory_cost=8, parallelism=1)


def guesses(access: Access, names: Sequence[str]) -> int:
    """How many wrong passwords are compared until no more are."""
    for number, name in enumerate(names):
        try:
            access.sign_in(name, f"guess number {number}", ADDRESS)
        except SignedOut:
            continue
        except TooMany:
            return number
    return len(names)


@pytest.fixture
def file(tmp_path: Path) -> AccountsFile:
    return kept(tmp_path)


def test_the_right_password_begins_a_session(file: AccountsFile) -> None:
    access = access_for(file)
    session = access.sign_in("Anna", PASSWORD, ADDRESS)
    assert access.user_of_session(session) == User("anna", Role.ADMIN)
    assert access.sign_in("anna", PASSWORD, ADDRESS) != session


@pytest.mark.parametrize(
    ("name", "password"),
    [("anna", PASSWORD + " "), ("anna", ""), ("nobody", PASSWORD), ("", ""), ("\udc80", "\0")],
)
def test_a_wrong_name_is_told_as_a_wrong_password_is(
    file: AccountsFile, name: str, password: str
) -> None:
    with pytest.raises(SignedOut, match=r"^The name or the password is wrong\.$"):
        access_for(file).sign_in(name, password, ADDRESS)


def test_an_unknown_name_takes_as_much_work_as_a_wrong_password(file: AccountsFile) -> None:
    work = []
    for name in ("anna", "nobody", "", "x" * 100_000):
        passwords = Counting()
        access = access_for(file, passwords=passwords)
        with pytest.raises(SignedOut):
            access.sign_in(name, "a wrong password", ADDRESS)
        work.append(passwords.compared)
    assert work[0] == ["$argon2id$v=19$m=8,t=1,p=1"]  # One hash, by these parameters.
    assert work == [work[0]] * 4


def test_a_session_ends_with_its_account_or_password_and_when_it_is_signed_out(
    file: AccountsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(managing, "Passwords", lambda: Passwords(CHEAP))
    access = access_for(file)
    bo, carla, ed, other = (
        access.sign_in(name, PASSWORD, ADDRESS) for name in ("bo", "carla", "ed", "ed")
    )
    managing.set_password(file, "bo", "another four words entirely")
    managing.remove(file, "carla")
    access.sign_out(ed)
    assert [access.user_of_session(session) for session in (bo, carla, ed)] == [None] * 3
    assert access.user_of_session(other) == User("ed", Role.EVALUATOR)
    managing.add(file, "carla", Role.ADMIN, PASSWORD)
    assert access.user_of_session(carla) is None


def test_a_role_that_changes_holds_for_the_present_session(file: AccountsFile) -> None:
    access = access_for(file)
    session = access.sign_in("bo", PASSWORD, ADDRESS)
    managing.set_role(file, "bo", Role.CHECKER)
    assert access.user_of_session(session) == User("bo", Role.CHECKER)


def test_a_session_that_is_not_used_ends(file: AccountsFile) -> None:
    clock = Clock()
    access = access_for(file, clock)
    session = access.sign_in("bo", PASSWORD, ADDRESS)
    clock.now += IDLE_SECONDS + 1
    assert access.user_of_session(session) is None


def test_a_token_is_its_owners_until_it_is_revoked(file: AccountsFile) -> None:
    access = access_for(file)
    assert access.user_of_token(TOKEN) == User("carla", Role.CHECKER)
    for wrong in ("", TOKEN[:-1], TOKEN.upper(), "\udc80"):
        assert access.user_of_token(wrong) is None
    managing.revoke_token(file, "carla")
    assert access.user_of_token(TOKEN) is None


def test_guessing_is_held_up_and_a_right_password_then_too(file: AccountsFile) -> None:
    clock = Clock()
    access = access_for(file, clock)
    assert guesses(access, ["bo"] * 50) == PAIR.burst
    with pytest.raises(TooMany):
        access.sign_in("bo", PASSWORD, ADDRESS)
    clock.now += 60
    assert access.sign_in("bo", PASSWORD, ADDRESS)


def test_guessing_at_one_name_in_other_spellings_is_guessing_at_one_name(
    file: AccountsFile,
) -> None:
    names = ["bo", "BO", " bo", "Bo ", "ｂｏ", "bO"]
    assert guesses(access_for(file), names) == PAIR.burst


def test_a_password_is_hashed_anew_where_the_parameters_have_changed(file: AccountsFile) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    access = access_for(file, passwords=stronger)
    before = file.read()["bo"]
    with pytest.raises(SignedOut):
        access.sign_in("bo", "a wrong password", ADDRESS)
    assert file.read()["bo"] == before
    session = access.sign_in("bo", PASSWORD, ADDRESS)
    after = file.read()["bo"]
    assert ",t=2," in after.password
    assert stronger.match(after.password, PASSWORD)
    assert access.user_of_session(session)
    access.sign_in("bo", PASSWORD, ADDRESS)
    assert file.read()["bo"] == after


def test_an_old_hash_serves_where_a_new_one_cannot_be_kept(
    file: AccountsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwritable(*_: object) -> None:
        raise AccountsFault("No space left.")

    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    access = access_for(file, passwords=stronger)
    monkeypatch.setattr("assistant.accounts.access.renew_hash", unwritable)
    assert access.sign_in("bo", PASSWORD, ADDRESS)


def test_without_accounts_this_machine_is_open_until_the_first_is_seen(tmp_path: Path) -> None:
    file = AccountsFile(tmp_path / "accounts.json")
    access = Access(file, Limits({}), local=True)
    assert access.is_open()
    kept(tmp_path, [account("bo")])
    assert not access.is_open()
    file.path.unlink()
    assert not access.is_open()
    assert not (tmp_path / FILE).exists()  # Nobody has signed in: there is nothing to keep.


def test_closed_it_lets_go_of_the_sessions_file(tmp_path: Path, file: AccountsFile) -> None:
    unused = Access(file, Limits({}), local=True)
    unused.close()
    assert not (tmp_path / FILE).exists()
    access = access_for(file)
    access.sign_in("bo", PASSWORD, ADDRESS)
    log = tmp_path / f"{FILE}-wal"
    assert log.exists()
    access.close()
    assert not log.exists()  # As SQLite leaves a file that nobody has open.


@pytest.mark.parametrize("people", [[], [account("bo"), account("ed", Role.EVALUATOR)]])
def test_elsewhere_an_admin_is_demanded(tmp_path: Path, people: list[Account]) -> None:
    file = kept(tmp_path, people)
    with pytest.raises(UserError, match=r"no admin's account yet\. Add one: rapporteur users add"):
        Access(file, Limits({}), local=False)
    kept(tmp_path, [account("anna", Role.ADMIN)])
    assert not Access(file, Limits({}), local=False).is_open()


def test_a_file_that_cannot_be_read_lets_nobody_in_and_is_not_described(
    file: AccountsFile, caplog: pytest.LogCaptureFixture
) -> None:
    access = access_for(file)
    session = access.sign_in("anna", PASSWORD, ADDRESS)
    file.path.write_text("damaged", encoding="utf-8")
    for attempt in (
        access.is_open,
        lambda: access.user_of_session(session),
        lambda: access.user_of_token(TOKEN),
        lambda: access.sign_in("anna", PASSWORD, ADDRESS),
    ):
        with pytest.raises(Unavailable, match=r"^Accounts cannot be read just now\."):
            attempt()
    assert str(file.path) in caplog.text
