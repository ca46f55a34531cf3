"""What goes wrong with exported files; each is a plain sentence for the user."""

from __future__ import annotations

from assistant.errors import UserError


class NotAnExport(UserError):
    """The file cannot be read as one that Rapporteur exported; the sentence says why."""
