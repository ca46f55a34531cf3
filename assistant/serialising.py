"""An answer as the command line prints it and the HTTP API returns it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.types import Answer

_FOR_RENDERING_ONLY = frozenset({"segments"})


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """The fields of the public contract, in its order, ready for ``json.dumps``."""
    fields = asdict(answer)
    return {name: value for name, value in fields.items() if name not in _FOR_RENDERING_ONLY}
