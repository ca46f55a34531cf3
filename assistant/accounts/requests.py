"""What a handler asks about the request that it serves: who sent it, and may they."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.accounts.errors import Forbidden, SignedOut
from assistant.accounts.types import Role, User

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from assistant.accounts.limits import Limits, Use


def current_user(request: HTTPConnection) -> User:
    """Who sent the request: ``gate.Gate`` has written it there. Raises SignedOut for nobody."""
    user: User | None = getattr(request.state, "user", None)
    if user is None:
        raise SignedOut("Nobody is signed in. Sign in and try again.")
    return user


def require(user: User, role: Role) -> None:
    """Raise Forbidden unless ``user`` may do what ``role`` may."""
    if user.role < role:
        raise Forbidden(
            f"This needs the role {role.value}, and yours is {user.role.value}. "
            "Ask whoever looks after the accounts for it."
        )


def spend(request: HTTPConnection, use: Use) -> None:
    """Count one question or one check of the user's; raises TooMany where it is one too many."""
    limits: Limits = request.state.limits
    limits.spend(current_user(request), use)
