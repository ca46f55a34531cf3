"""The file of accounts: whole or not at all, and nobody else's to read."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.accounts import storing
from assistant.accounts.errors import AccountsFault
from assistant.accounts.storing import AccountsFile
from assistant.accounts.types import Account, Role
from tests.assistant.accounts.people import account, kept

NAMES = st.text("abcdefghij0123456789._-éß李", min_size=1, max_size=64).map(
    lambda text: "a" + text.replace("ß", "ss")[:60]
)
ACCOUNTS = st.builds(
    Account,
    name=NAMES,
    role=st.sampled_from(Role),
    password=st.text(st.characters(codec="utf-8"), max_size=40),
    stamp=st.text(st.characters(codec="ascii"), max_size=40),
    created=st.dates().map(str),
    token=st.text("0123456789abcdef", max_size=64),
)


@settings(deadline=None)  # Each example waits for the disk.
@given(st.lists(ACCOUNTS, unique_by=lambda person: person.name, max_size=6))
def test_what_is_kept_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, people: list[Account]
) -> None:
    file = kept(tmp_path_factory.mktemp("home"), people)
    again = AccountsFile(file.path).read()
    assert list(again.values()) == people
    assert list(again) == [person.name for person in people]


def test_without_a_file_there_are_no_accounts_and_none_is_made(tmp_path: Path) -> None:
    assert AccountsFile(tmp_path / "home" / "accounts.json").read() == {}
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_can_read_the_file(tmp_path: Path) -> None:
    file = kept(tmp_path)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    file.path.chmod(0o644)
    with file.changing():
        pass
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    file = kept(tmp_path)
    before = file.path.read_bytes()

    def clear_and_fail() -> None:
        with file.changing() as accounts:
            accounts.clear()
            raise KeyError

    with pytest.raises(KeyError):
        clear_and_fail()
    assert file.path.read_bytes() == before


def test_a_write_that_breaks_off_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir()), file.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(AccountsFault, match="No space left on device"), file.changing() as accounts:
        accounts.clear()
    assert (sorted(path.name for path in tmp_path.iterdir()), file.path.read_bytes()) == before


def test_a_change_by_another_process_is_seen(tmp_path: Path) -> None:
    file = kept(tmp_path)
    assert "zoe" not in file.read()
    with AccountsFile(file.path).changing() as accounts:
        accounts["zoe"] = account("zoe")
    assert "zoe" in file.read()
    file.path.unlink()
    assert file.read() == {}


def test_an_unchanged_file_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept(tmp_path)
    first = file.read()
    monkeypatch.setattr(storing, "_parsed", lambda path: pytest.fail(f"read {path} again"))
    assert file.read() is first


def test_changes_made_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "accounts.json"

    def add(person: Account) -> None:
        with AccountsFile(path).changing() as accounts:
            accounts[person.name] = person

    people = [account(f"name{number}") for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, people))
    assert set(AccountsFile(path).read().values()) == set(people)


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    file = kept(tmp_path)
    link = tmp_path / "link.json"
    link.symlink_to(file.path)
    with AccountsFile(link).changing() as accounts:
        del accounts["bo"]
    assert link.is_symlink()
    assert "bo" not in file.read()


ROW = {"name": "bo", "role": "delegate", "password": "SECRET", "stamp": "s", "created": "d"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is damaged"),
        ("[]", "is damaged"),
        ('{"version": 1}', "Field required, at accounts"),
        (json.dumps({"version": 2, "accounts": []}), r"has format 2, .* reads format 1\. Update"),
        (json.dumps({"version": 1, "accounts": [{"name": "bo"}]}), r"at accounts\.0\.role"),
        (json.dumps({"version": 1, "accounts": [ROW | {"role": "king"}]}), r"at accounts\.0\.role"),
        (json.dumps({"version": 1, "accounts": [ROW | {"password": ["SECRET"]}]}), "valid string"),
        (json.dumps({"version": 1, "accounts": [ROW, ROW]}), "a name stands there twice"),
        (json.dumps({"version": 1, "accounts": [ROW | {"name": "Bo"}]}), "'Bo' is not spelled as"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told_without_what_stands_there(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "accounts.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AccountsFault, match=said) as told:
        AccountsFile(path).read()
    assert str(path) in str(told.value)
    assert "SECRET" not in str(told.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccountsFault, match=r"cannot be used: .*the setting accounts"):
        AccountsFile(tmp_path).read()  # A folder.


def test_who_waits_too_long_for_another_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "BUSY_SECONDS", 0.05)
    file = kept(tmp_path)
    with (
        file.changing(),
        pytest.raises(AccountsFault, match="being changed by another process"),
        AccountsFile(file.path).changing(),
    ):
        pass
