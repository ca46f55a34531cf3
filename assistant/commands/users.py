"""``rapporteur users``: who may sign in, and what each may do."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable

from assistant.accounts import managing
from assistant.accounts.passwords import check_password
from assistant.accounts.storing import AccountsFile
from assistant.accounts.types import Role
from assistant.commands.options import add_common
from assistant.errors import UserError
from assistant.settings import Settings
from assistant.wiring import make_accounts, make_keeping

ROLES = "; ".join(
    (
        "delegate: asks and reads",
        "checker: checks texts and reviews answers too",
        "evaluator: runs the accuracy suite too",
        "admin: looks after the accounts too",
    )
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    added = actions.add_parser("add", help="add an account; its password is asked for")
    listed = actions.add_parser("list", help="list the accounts")
    role = actions.add_parser("role", help="give an account another role")
    password = actions.add_parser("password", help="give an account another password")
    token = actions.add_parser("token", help="print a new token, for scripts that use the API")
    removed = actions.add_parser("remove", help="remove an account")
    for action in (added, role, password, token, removed):
        action.add_argument("name", metavar="NAME")
    names = [role.value for role in Role]
    added.add_argument(
        "--role",
        choices=names,
        default=Role.DELEGATE.value,
        help=f"{ROLES} (default: %(default)s)",
    )
    role.add_argument("role", choices=names, help=ROLES)
    for action in (added, password):
        action.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from standard input instead of asking for it",
        )
    token.add_argument("--revoke", action="store_true", help="only let the present one end")
    for action in (added, listed, role, password, token, removed):
        add_common(action, of_action=True)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    ACTIONS[arguments.action](arguments, make_accounts(settings), settings)
    return 0


def _add(arguments: argparse.Namespace, file: AccountsFile, _: Settings) -> None:
    name = managing.check_new(file.read(), arguments.name)
    password = _password(arguments, name)
    account = managing.add(file, name, Role(arguments.role), password)
    print(f"{account.name} can sign in now, as {account.role.value}.")


def _list(_: argparse.Namespace, file: AccountsFile, __: Settings) -> None:
    accounts = file.read().values()
    if not accounts:
        print("There are no accounts yet. Add one: rapporteur users add NAME --role admin")
        return
    width = max(len(account.name) for account in accounts)
    for account in accounts:
        token = ", has a token" if account.token else ""
        print(f"{account.name:{width}}  {account.role.value:9}  since {account.created}{token}")


def _role(arguments: argparse.Namespace, file: AccountsFile, _: Settings) -> None:
    account = managing.set_role(file, arguments.name, Role(arguments.role))
    print(f"{account.name} is {account.role.value} from now on.")


def _change_password(arguments: argparse.Namespace, file: AccountsFile, _: Settings) -> None:
    name = managing.find(file.read(), arguments.name).name
    account = managing.set_password(file, name, _password(arguments, name))
    print(f"{account.name} has a new password. Sessions have ended, and a token holds no longer.")


def _token(arguments: argparse.Namespace, file: AccountsFile, _: Settings) -> None:
    if arguments.revoke:
        had_one = managing.revoke_token(file, arguments.name)
        print("The token holds no longer." if had_one else "There was no token.")
        return
    print(managing.set_token(file, arguments.name))
    print(
        "Send it as `Authorization: Bearer TOKEN`. It is shown this once, and an earlier one "
        "holds no longer.",
        file=sys.stderr,
    )


def _remove(arguments: argparse.Namespace, file: AccountsFile, settings: Settings) -> None:
    """End an account with all that it kept: whoever gets the same name later must find nothing."""
    account = managing.remove(file, arguments.name)
    with make_keeping(settings) as keeping:
        deleted = keeping.conversations.delete_all(account.name)
    print(f"{account.name} can sign in no longer. Conversations deleted: {deleted}.")


def _password(arguments: argparse.Namespace, name: str) -> str:
    """The new password of ``name``, typed twice or handed in. Raises UserError."""
    if arguments.password_stdin:
        try:
            return sys.stdin.readline().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise UserError("The password on standard input is no text in UTF-8.") from error
    if not sys.stdin.isatty():
        raise UserError(
            "Nobody is there to type the password. Call this on a terminal, or hand the password "
            "in: … --password-stdin < FILE"
        )
    try:
        password = getpass.getpass(f"Password for {name}: ")
        check_password(password, name)
        again = getpass.getpass("The same again: ")
    except EOFError as error:
        raise UserError("No password was typed, so nothing has changed.") from error
    if password != again:
        raise UserError("The two passwords differ, so nothing has changed. Try again.")
    return password


ACTIONS: dict[str, Callable[[argparse.Namespace, AccountsFile, Settings], None]] = {
    "add": _add,
    "list": _list,
    "role": _role,
    "password": _change_password,
    "token": _token,
    "remove": _remove,
}
