"""What goes wrong because of what a user asked for, said in a plain sentence."""

from __future__ import annotations


class UserError(Exception):
    """A mistake of the user's; ``str(error)`` is a plain sentence that is shown as it stands."""


class ModelFault(UserError):
    """The language model gave no usable reply this time; to something else it may."""


class ModelUnavailable(ModelFault):
    """The language model cannot be reached or used, so asking it again is in vain."""
