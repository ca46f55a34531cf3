"""What goes wrong because of what a user asked for, said in a plain sentence."""

from __future__ import annotations


class UserError(Exception):
    """A mistake of the user's; ``str(error)`` is a plain sentence that is shown as it stands."""
