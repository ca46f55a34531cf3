"""Who is let in: accounts, sessions, tokens and limits of one server."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from hmac import compare_digest

from assistant.accounts.attempts import Attempts
from assistant.accounts.errors import AccountsFault, SignedOut, Unavailable
from assistant.accounts.limits import Limits
from assistant.accounts.managing import renew_hash
from assistant.accounts.names import LONGEST_NAME, spelled
from assistant.accounts.passwords import Passwords
from assistant.accounts.sessions import Session, Sessions
from assistant.accounts.storing import AccountsFile
from assistant.accounts.tokens import digest
from assistant.accounts.types import Account, Role, User
from assistant.errors import UserError
from assistant.keeping.errors import KeepingFault

WRONG = "The name or the password is wrong."
UNREADABLE = "Accounts cannot be read just now. The server's log says why."

_log = logging.getLogger(__name__)


@contextmanager
def refusing_outages() -> Iterator[None]:
    """Raise Unavailable where files cannot be used: only the log tells their places."""
    try:
        yield
    except (AccountsFault, KeepingFault) as error:
        _log.exception(UNREADABLE)
        raise Unavailable(UNREADABLE) from error


class Access:
    """Safe to share between threads. Every method may raise Unavailable: nobody is let in then."""

    def __init__(
        self,
        accounts: AccountsFile,
        limits: Limits,
        *,
        local: bool,
        sessions: Sessions | None = None,
        passwords: Passwords | None = None,
        attempts: Attempts | None = None,
    ) -> None:
        """``local``: the server can be reached from its own machine alone, where nobody needs to
        sign in as long as there are no accounts. Elsewhere an admin is demanded: raises UserError
        where there is none, AccountsFault where they cannot be read.
        """
        self.limits = limits
        self._accounts = accounts
        self._is_open = local
        self._given = (sessions, passwords)
        self._attempts = attempts or Attempts()
        self._opened = ExitStack()
        if not local:
            demand_admin(accounts)

    @refusing_outages()
    def is_open(self) -> bool:
        """Whether everybody is let in as ``LOCAL``.

        Never again once an account was seen: that the file is gone does not open the door.
        """
        self._is_open = self._is_open and not self._accounts.read()
        return self._is_open

    @refusing_outages()
    def sign_in(self, name: str, password: str, address: str) -> str:
        """The id of a new session of whoever has this name and password.

        ``address`` is the browser's. It takes as long for an unknown name as for a wrong password.
        Raises SignedOut for either, TooMany after too many of them.
        """
        # Nobody has a longer name, and whoever makes up names shall not fill the memory with them.
        name = spelled(name)[: LONGEST_NAME + 1]
        self._attempts.begin(name, address)
        account = self._accounts.read().get(name)
        kept = account.password if account else None
        if not self._passwords.match(kept, password) or account is None:
            raise SignedOut(WRONG)
        self._attempts.succeed(name, address)
        self._renew(account, password)
        return self._sessions.begin(Session(account.name, account.stamp))

    @refusing_outages()
    def user_of_session(self, session_id: str) -> User | None:
        """Who began the session; None where it has ended: by itself, or with the password or the
        account that it began with."""
        session = self._sessions.find(session_id)
        account = session and self._accounts.read().get(session.name)
        if not session or not account or account.stamp != session.stamp:
            return None
        return account.user

    @refusing_outages()
    def user_of_token(self, token: str) -> User | None:
        """Whose token that is; None where it is nobody's."""
        given = digest(token)
        accounts = self._accounts.read().values()
        return next((one.user for one in accounts if compare_digest(one.token, given)), None)

    @refusing_outages()
    def sign_out(self, session_id: str) -> None:
        """End a session."""
        self._sessions.end(session_id)

    def close(self) -> None:
        """Let go of the sessions' file, where it was needed."""
        self._opened.close()

    # Made when they are first needed: without accounts there are neither sessions nor passwords.
    @cached_property
    def _sessions(self) -> Sessions:
        sessions = self._given[0] or Sessions(self._accounts.path.parent)
        self._opened.callback(sessions.close)
        return sessions

    @cached_property
    def _passwords(self) -> Passwords:
        return self._given[1] or Passwords()

    def _renew(self, account: Account, password: str) -> None:
        if not self._passwords.is_outdated(account.password):
            return
        try:
            renew_hash(self._accounts, account, self._passwords.hashed(password))
        except AccountsFault:  # The old hash still serves.
            _log.exception("A password could not be hashed anew.")


def demand_admin(accounts: AccountsFile) -> None:
    """Raise UserError where no account could look after the others."""
    if not any(account.role is Role.ADMIN for account in accounts.read().values()):
        raise UserError(
            "Others could reach Rapporteur at this address, so people have to sign in, and there "
            "is no admin's account yet. Add one: rapporteur users add NAME --role admin"
        )
