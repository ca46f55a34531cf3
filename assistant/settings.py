"""Settings: what a command was given, then ``RAPPORTEUR_*``, then ``rapporteur.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from assistant.errors import UserError

FILE = "rapporteur.toml"
PREFIX = "RAPPORTEUR_"
SECRET = frozenset({"llm_api_key"})
"""Settings whose value is never shown, not even to say that it is wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which model reads them; each is also a setting of ``rapporteur.toml``
    and, in capitals behind ``RAPPORTEUR_``, of the environment."""

    home: Path | None = None
    """Holds index, history and runs; None for the user's data folder."""
    corpus: Path | None = None
    """A folder of documents; None for the shipped ones."""
    encoder: str = ""
    """Name or path of a sentence-transformers model; "" for the one tuned on the known questions,
    "bundled" for the same without what it learned."""
    llm_base_url: str = ""
    """Address of a server with an OpenAI-compatible API ("http://127.0.0.1:8080/v1"); "" for none.
    Nothing is sent to any model unless this is set."""
    llm_model: str = ""
    """What that server calls its model."""
    llm_api_key: str = field(default="", repr=False)
    """The key that it asks for, "" for none: never printed, never stored."""

    @property
    def home_folder(self) -> Path:
        if self.home is not None:
            return self.home.expanduser()
        from platformdirs import user_data_path

        return user_data_path("rapporteur", appauthor=False)


def read_settings(
    home: Path | None = None,
    corpus: Path | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """The settings in force: arguments, else the environment, else ``rapporteur.toml``.

    The file is looked for in ``folder`` (the current one). Raises UserError for a file that is
    not TOML, and for a setting it does not know.
    """
    path = (folder or Path.cwd()) / FILE
    known = {field.name for field in fields(Settings)}
    values = _from_file(path, known)
    for name in known:
        given = environment.get(f"{PREFIX}{name.upper()}", "")
        if given:
            values[name] = given
    return Settings(
        home=home or _path(values.get("home")),
        corpus=corpus or _path(values.get("corpus")),
        encoder=values.get("encoder", ""),
        llm_base_url=values.get("llm_base_url", ""),
        llm_model=values.get("llm_model", ""),
        llm_api_key=values.get("llm_api_key", ""),
    )


def _from_file(path: Path, known: set[str]) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} is not valid TOML: {error}. Mend it or remove it.") from error
    unknown = sorted(set(values) - known)
    if unknown:
        raise UserError(
            f"{path} has the unknown setting {unknown[0]!r}; it takes {', '.join(sorted(known))}."
        )
    for name, value in values.items():
        if not isinstance(value, str):
            given = "no text" if name in SECRET else repr(value)
            raise UserError(f"{path}: {name} is {given}; it takes a text in quotation marks.")
    return values


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None
