"""``rapporteur users``: who may sign in, from the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from assistant.accounts import managing
from assistant.accounts.passwords import Passwords
from assistant.accounts.storing import AccountsFile
from assistant.accounts.types import Role
from assistant.cli import main
from assistant.settings import read_settings
from assistant.wiring import make_keeping
from tests.assistant.accounts.people import CHEAP, PASSWORD

OTHER = "another four words entirely"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(managing, "Passwords", lambda: Passwords(CHEAP))
    monkeypatch.setenv("RAPPORTEUR_ACCOUNTS", str(tmp_path / "accounts.json"))


@pytest.fixture
def file(tmp_path: Path) -> AccountsFile:
    return AccountsFile(tmp_path / "accounts.json")


def handed_in(monkeypatch: pytest.MonkeyPatch, *words: str, given: bytes) -> int:
    """Run with ``given`` on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
    return main(["users", *words, "--password-stdin"])


def typed(monkeypatch: pytest.MonkeyPatch, *words: str, answers: list[str]) -> int:
    """Run on a terminal on which ``answers`` are typed."""

    def ask(prompt: str) -> str:
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr("getpass.getpass", ask)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return main(["users", *words])


def test_an_account_is_added_with_a_password_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: AccountsFile
) -> None:
    given = f"{PASSWORD}\nignored\n".encode()
    assert handed_in(monkeypatch, "add", "Anna", "--role", "admin", given=given) == 0
    assert capsys.readouterr().out == "anna can sign in now, as admin.\n"
    account = file.read()["anna"]
    assert account.role is Role.ADMIN
    assert Passwords(CHEAP).match(account.password, PASSWORD)


def test_a_password_is_typed_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: AccountsFile
) -> None:
    assert typed(monkeypatch, "add", "bo", answers=[PASSWORD, OTHER]) == 2
    assert "The two passwords differ, so nothing has changed" in capsys.readouterr().err
    assert typed(monkeypatch, "add", "bo", answers=[PASSWORD]) == 2
    assert "No password was typed, so nothing has changed" in capsys.readouterr().err
    assert file.read() == {}
    assert typed(monkeypatch, "add", "bo", answers=[PASSWORD, PASSWORD]) == 0
    assert file.read()["bo"].role is Role.DELEGATE


def test_a_password_that_is_not_taken_is_not_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["short", "unread"]
    assert typed(monkeypatch, "add", "bo", answers=answers) == 2
    assert "it takes 12 at least" in capsys.readouterr().err
    assert answers == ["unread"]


def test_a_name_that_is_not_taken_is_told_before_a_password_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, "add", "bo", answers=[PASSWORD, PASSWORD]) == 0
    for name, said in (("Bo", "an account 'bo' already"), ("b o", "has a ' ' in it")):
        answers = ["unread"]
        assert typed(monkeypatch, "add", name, answers=answers) == 2
        assert said in capsys.readouterr().err
        assert answers == ["unread"]


def test_without_a_terminal_the_option_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD))
    assert main(["users", "add", "bo"]) == 2
    assert "--password-stdin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"), [(b"", "has 0 characters"), (b"\xff\xfe" * 10, "no text in UTF-8")]
)
def test_an_input_that_holds_no_password_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: bytes,
    said: str,
) -> None:
    assert handed_in(monkeypatch, "add", "bo", given=given) == 2
    assert said in capsys.readouterr().err


def test_an_account_is_changed_listed_and_removed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: AccountsFile
) -> None:
    for name, role in (("anna", "admin"), ("carla", "delegate")):
        handed_in(monkeypatch, "add", name, "--role", role, given=PASSWORD.encode())
    assert main(["users", "role", "Carla", "evaluator"]) == 0
    assert main(["users", "token", "carla"]) == 0
    stamp = file.read()["carla"].stamp
    capsys.readouterr()
    assert main(["users", "list"]) == 0
    today = file.read()["anna"].created
    assert capsys.readouterr().out == (
        f"anna   admin      since {today}\ncarla  evaluator  since {today}, has a token\n"
    )
    assert handed_in(monkeypatch, "password", "carla", given=OTHER.encode()) == 0
    assert "Sessions have ended, and a token holds no longer" in capsys.readouterr().out
    assert file.read()["carla"].stamp != stamp
    assert main(["users", "remove", "carla"]) == 0
    assert list(file.read()) == ["anna"]


def test_a_removed_account_leaves_no_conversation_to_the_next_of_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: AccountsFile
) -> None:
    handed_in(monkeypatch, "add", "carla", given=PASSWORD.encode())
    for owner in ("carla", "anna"):
        with make_keeping(read_settings()) as keeping:
            keeping.conversations.create(owner)
    assert main(["users", "remove", "carla"]) == 0
    assert "Conversations deleted: 1." in capsys.readouterr().out
    with make_keeping(read_settings()) as keeping:
        assert not keeping.conversations.list("carla")
        assert len(keeping.conversations.list("anna")) == 1


def test_a_token_is_printed_alone_and_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: AccountsFile
) -> None:
    handed_in(monkeypatch, "add", "anna", given=PASSWORD.encode())
    capsys.readouterr()
    assert main(["users", "token", "anna"]) == 0
    printed = capsys.readouterr()
    token = printed.out.strip()
    assert printed.out == f"{token}\n"
    assert "It is shown this once" in printed.err
    assert token not in file.path.read_text(encoding="utf-8")
    assert main(["users", "token", "anna", "--revoke"]) == 0
    assert main(["users", "token", "anna", "--revoke"]) == 0
    assert capsys.readouterr().out == "The token holds no longer.\nThere was no token.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["remove", "nobody"], "There is no account 'nobody'"),
        (["role", "nobody", "admin"], "none yet; `rapporteur users add NAME` makes one"),
        (["password", "nobody"], "There is no account 'nobody'"),
        (["token", "nobody"], "There is no account 'nobody'"),
    ],
)
def test_a_mistake_is_one_plain_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["users", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("rapporteur: ")
    assert said in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["add"],
        ["add", "bo", "--password", PASSWORD],
        ["add", "bo", PASSWORD],
        ["add", "bo", "--role", "king"],
        ["role", "bo", "king"],
    ],
)
def test_a_password_on_the_command_line_and_an_unknown_role_are_wrong_usage(
    words: list[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["users", *words])
    assert ended.value.code == 2


def test_without_accounts_the_list_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["users", "list"]) == 0
    assert "rapporteur users add NAME --role admin" in capsys.readouterr().out


def test_the_accounts_are_in_the_home_folder_unless_set_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("RAPPORTEUR_ACCOUNTS")
    home = tmp_path / "home"
    handed_in(monkeypatch, "add", "anna", "--home", str(home), given=PASSWORD.encode())
    assert list(AccountsFile(home / "accounts.json").read()) == ["anna"]
