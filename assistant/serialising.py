"""An answer as JSON: as the command line prints it and the HTTP API returns it, and in full.

The full form has the segments too, so that a kept answer can be rendered again as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.types import Answer

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_FOR_RENDERING_ONLY = frozenset({"segments"})


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """The fields of the public contract, in its order, ready for ``json.dumps``."""
    fields = full_answer_as_dict(answer)
    return {name: value for name, value in fields.items() if name not in _FOR_RENDERING_ONLY}


def full_answer_as_dict(answer: Answer) -> dict[str, Any]:
    """Every field of an answer, ready for ``json.dumps``: ``answer_from_dict`` turned round."""
    return asdict(answer)


def answer_from_dict(values: Mapping[str, Any]) -> Answer:
    """The answer that ``values`` say, in either form; the public one leaves it without segments.

    Fields that are not known are left out, so an answer of a newer version can be read. Raises
    ValueError, naming the field, where one is missing or of another type.
    """
    from pydantic import ValidationError

    given = dict.fromkeys(_FOR_RENDERING_ONLY, ()) | dict(values)
    # Only from JSON does a strict reading take a list for a tuple and a text for an enumeration.
    text = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
    try:
        return _reader().validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ValueError(f"{place or 'the answer'}: {first['msg']}") from error


@cache
def _reader() -> TypeAdapter[Answer]:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
