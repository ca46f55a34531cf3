"""What goes wrong with what is kept; each is a plain sentence for the user."""

from __future__ import annotations

from assistant.errors import UserError


class NotKept(UserError):
    """There is no such thing, or it is somebody else's: the two are not told apart."""


class KeepingFault(UserError):
    """The file cannot be opened, read or written; the sentence names the next step."""
