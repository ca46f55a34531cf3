"""What can be done to the accounts: each a change of the file, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from assistant.accounts.names import checked_name, spelled
from assistant.accounts.passwords import Passwords, check_password
from assistant.accounts.storing import Accounts, AccountsFile
from assistant.accounts.tokens import digest, new_secret, new_token
from assistant.accounts.types import Account, Role
from assistant.errors import UserError


def find(accounts: Accounts, name: str) -> Account:
    """The account of that name. Raises UserError where there is none, listing those there are."""
    account = accounts.get(spelled(name))
    if account is None:
        known = ", ".join(accounts) or "none yet; `rapporteur users add NAME` makes one"
        raise UserError(f"There is no account {name!r}. The accounts are: {known}.")
    return account


def add(file: AccountsFile, name: str, role: Role, password: str) -> Account:
    """A new account. Raises UserError for a name or a password that is not taken."""
    kept = checked_name(name)
    account = Account(
        name=kept,
        role=role,
        password=_hashed(password, kept),
        stamp=new_secret(),
        created=datetime.now(UTC).date().isoformat(),
    )
    with file.changing() as accounts:
        accounts[check_new(accounts, kept)] = account
    return account


def check_new(accounts: Accounts, name: str) -> str:
    """``name`` as the account will be called. Raises UserError where it is taken already."""
    kept = checked_name(name)
    if kept in accounts:
        raise UserError(
            f"There is an account {kept!r} already. Choose another name, or change this one's "
            f"password: rapporteur users password {kept}"
        )
    return kept


def remove(file: AccountsFile, name: str) -> Account:
    """Remove an account, and return what it was. The only admin goes last of all."""
    with file.changing() as accounts:
        account = find(accounts, name)
        if len(accounts) > 1:
            _keep_an_admin(accounts, account)
        return accounts.pop(account.name)


def set_role(file: AccountsFile, name: str, role: Role) -> Account:
    """Give an account another role. Raises UserError where no admin would be left."""
    with file.changing() as accounts:
        account = find(accounts, name)
        if role is not Role.ADMIN:
            _keep_an_admin(accounts, account)
        accounts[account.name] = replace(account, role=role)
        return accounts[account.name]


def set_password(file: AccountsFile, name: str, password: str) -> Account:
    """Give an account another password: its sessions end, and its token holds no longer."""
    hashed = _hashed(password, find(file.read(), name).name)
    with file.changing() as accounts:
        account = find(accounts, name)
        accounts[account.name] = replace(account, password=hashed, stamp=new_secret(), token="")
        return accounts[account.name]


def set_token(file: AccountsFile, name: str) -> str:
    """A new token of the account, which holds instead of the one before it."""
    token = new_token()
    with file.changing() as accounts:
        account = find(accounts, name)
        accounts[account.name] = replace(account, token=digest(token))
    return token


def revoke_token(file: AccountsFile, name: str) -> bool:
    """Let the account have no token any more; whether it had one."""
    with file.changing() as accounts:
        account = find(accounts, name)
        accounts[account.name] = replace(account, token="")
        return bool(account.token)


def renew_hash(file: AccountsFile, account: Account, hashed: str) -> None:
    """Keep another hash of the same password, unless the account has changed meanwhile."""
    with file.changing() as accounts:
        if accounts.get(account.name) == account:
            accounts[account.name] = replace(account, password=hashed)


def _hashed(password: str, name: str) -> str:
    check_password(password, name)
    return Passwords().hashed(password)


def _keep_an_admin(accounts: Accounts, account: Account) -> None:
    others = [other for other in accounts.values() if other != account]
    if account.role is Role.ADMIN and not any(other.role is Role.ADMIN for other in others):
        raise UserError(
            f"{account.name!r} is the only admin. Make somebody else one first: "
            "rapporteur users role NAME admin"
        )
