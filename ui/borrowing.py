"""A place for conversations that goes with the program, where none can be had that stays."""

from __future__ import annotations

import atexit
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.keeping.opening import Keeping, open_keeping


def borrow_keeping() -> Keeping:
    """Conversations and reviews in a new folder of the system's, removed when the program ends.

    Raises KeepingFault where not even that can be written.
    """
    folder = TemporaryDirectory(prefix="rapporteur-", ignore_cleanup_errors=True)
    keeping = open_keeping(Path(folder.name))

    def give_back() -> None:
        keeping.close()
        folder.cleanup()

    atexit.register(give_back)
    return keeping
