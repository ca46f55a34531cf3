"""The ways between the pages, as far as a user may go them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.accounts.types import LOCAL, Role, User

HOME = "/"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
REVIEW = "/review"


@dataclass(frozen=True, slots=True)
class Link:
    """A page and who may see it."""

    label: str
    path: str
    role: Role = Role.DELEGATE


ACCOUNT = Link("Account", SIGN_OUT)
"""Says who is signed in, and where to sign out."""


def links_for(user: User, links: Sequence[Link]) -> tuple[Link, ...]:
    """Those of ``links`` that a user may follow; with ``ACCOUNT`` for whoever has signed in."""
    account = () if user == LOCAL else (ACCOUNT,)
    return (*(link for link in links if user.role >= link.role), *account)


def nav_html(links: Sequence[Link], label: str = "Pages", here: str = "") -> str:
    """The links in their order, that to ``here`` marked; "" where there are none."""
    items = "".join(_link_html(link, is_here=link.path == here) for link in links)
    return f'<nav aria-label="{escape(label)}">{items}</nav>' if items else ""


def _link_html(link: Link, *, is_here: bool) -> str:
    current = ' aria-current="true"' if is_here else ""
    return f'<a href="{escape(link.path)}"{current}>{escape(link.label)}</a>'
