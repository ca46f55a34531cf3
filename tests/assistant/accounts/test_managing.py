"""What can be done to the accounts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.accounts import managing
from assistant.accounts.passwords import Passwords
from assistant.accounts.storing import AccountsFile
from assistant.accounts.tokens import TOKEN_PREFIX, digest
from assistant.accounts.types import Role
from assistant.errors import UserError
from tests.assistant.accounts.people import CHEAP, PASSWORD, account, kept


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(managing, "Passwords", lambda: Passwords(CHEAP))


@pytest.fixture
def file(tmp_path: Path) -> AccountsFile:
    return kept(tmp_path)


def test_an_account_is_added_under_its_one_spelling(file: AccountsFile) -> None:
    added = managing.add(file, "Frida", Role.CHECKER, PASSWORD)
    assert file.read()["frida"] == added
    assert (added.role, added.token) == (Role.CHECKER, "")
    assert added.created == datetime.now(UTC).date().isoformat()
    assert Passwords(CHEAP).match(added.password, PASSWORD)
    with pytest.raises(UserError, match=r"an account 'frida' already.*users password frida"):
        managing.add(file, "FRIDA", Role.ADMIN, PASSWORD)
    assert file.read()["frida"] == added


def test_a_password_that_is_not_taken_adds_nothing(file: AccountsFile) -> None:
    with pytest.raises(UserError, match="it takes 12 at least"):
        managing.add(file, "frida", Role.CHECKER, "short")
    assert "frida" not in file.read()


def test_a_new_password_ends_sessions_and_token(file: AccountsFile) -> None:
    before = file.read()["carla"]
    changed = managing.set_password(file, "Carla", "another four words entirely")
    assert changed.stamp != before.stamp
    assert (changed.token, changed.role, changed.created) == ("", before.role, before.created)
    assert not Passwords(CHEAP).match(changed.password, PASSWORD)
    assert file.read()["carla"] == changed


def test_a_role_changes_at_once_and_alone(file: AccountsFile) -> None:
    before = file.read()["bo"]
    after = managing.set_role(file, "bo", Role.EVALUATOR)
    assert file.read()["bo"] == after
    assert (after.role, after.stamp) == (Role.EVALUATOR, before.stamp)


def test_of_a_token_only_the_hash_is_kept(file: AccountsFile) -> None:
    token = managing.set_token(file, "bo")
    assert token.startswith(TOKEN_PREFIX)
    assert token not in file.path.read_text(encoding="utf-8")
    assert file.read()["bo"].token == digest(token)
    assert managing.set_token(file, "bo") != token
    assert managing.revoke_token(file, "bo") is True
    assert file.read()["bo"].token == ""
    assert managing.revoke_token(file, "bo") is False


def test_the_only_admin_stays_until_nobody_else_is_there(file: AccountsFile) -> None:
    for change in (
        lambda: managing.remove(file, "anna"),
        lambda: managing.set_role(file, "anna", Role.DELEGATE),
    ):
        with pytest.raises(UserError, match=r"'anna' is the only admin\. Make somebody else"):
            change()
    managing.set_role(file, "anna", Role.ADMIN)
    managing.set_role(file, "ed", Role.ADMIN)
    managing.remove(file, "anna")
    for name in ("bo", "carla", "ed"):
        managing.remove(file, name)
    assert file.read() == {}


@pytest.mark.parametrize("name", ["nobody", "", "<b>"])
def test_an_unknown_name_is_told_with_those_there_are(file: AccountsFile, name: str) -> None:
    said = r"There is no account .*The accounts are: anna, bo, carla, ed\."
    for change in (
        lambda: managing.remove(file, name),
        lambda: managing.set_role(file, name, Role.ADMIN),
        lambda: managing.set_password(file, name, PASSWORD),
        lambda: managing.set_token(file, name),
        lambda: managing.revoke_token(file, name),
    ):
        with pytest.raises(UserError, match=said):
            change()


def test_without_any_account_the_next_step_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="none yet; `rapporteur users add NAME` makes one"):
        managing.remove(AccountsFile(tmp_path / "accounts.json"), "anna")


def test_a_hash_is_renewed_unless_the_password_has_changed_meanwhile(file: AccountsFile) -> None:
    before = file.read()["bo"]
    managing.renew_hash(file, before, "a stronger hash")
    assert file.read()["bo"].password == "a stronger hash"
    managing.renew_hash(file, before, "too late")
    assert file.read()["bo"].password == "a stronger hash"
    managing.renew_hash(file, account("gone"), "too late")
    assert "gone" not in file.read()
