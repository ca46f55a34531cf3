"""Settings: what a command was given, then ``RAPPORTEUR_*``, then ``rapporteur.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from assistant.errors import UserError

FILE = "rapporteur.toml"
PREFIX = "RAPPORTEUR_"
ACCOUNTS_FILE = "accounts.json"
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
    accounts: Path | None = None
    """The file of those who may sign in; None for ``accounts.json`` in the home folder. Sessions
    are kept beside it."""
    trusted_proxies: str = ""
    """Addresses and networks, with commas between them ("10.0.0.5, 192.168.7.0/24"), of proxies
    in front of ``rapporteur serve``: what they say of a browser's address and of https is
    believed. "" for none."""
    questions_per_minute: int = 30
    """Of each user who signed in; 0 for no limit. A reader asks a few; a turn takes a processor
    about 0.07 s, so that thirty users at this limit fill two."""
    checks_per_minute: int = 6
    """Of texts, likewise: a text of some pages takes seconds."""
    upload_mb: int = 20
    """Megabytes of the largest file to be checked: a draft of some hundred pages with pictures."""

    @property
    def proxies(self) -> list[str]:
        """``trusted_proxies``, one by one. Raises UserError for what is no address."""
        proxies = [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]
        for proxy in proxies:
            try:
                ip_network(proxy)
            except ValueError as error:
                raise UserError(
                    f"trusted_proxies has {proxy!r}; it takes addresses such as 10.0.0.5 and "
                    "networks such as 192.168.7.0/24, with commas between them."
                ) from error
        return proxies

    @property
    def accounts_file(self) -> Path:
        return self.accounts.expanduser() if self.accounts else self.home_folder / ACCOUNTS_FILE

    @property
    def home_folder(self) -> Path:
        if self.home is not None:
            return self.home.expanduser()
        from platformdirs import user_data_path

        return user_data_path("rapporteur", appauthor=False)


NUMBERS = frozenset(field.name for field in fields(Settings) if field.type == "int")
PATHS = frozenset(field.name for field in fields(Settings) if field.type == "Path | None")


def read_settings(
    home: Path | None = None,
    corpus: Path | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """The settings in force: arguments, else the environment, else ``rapporteur.toml``.

    The file is looked for in ``folder`` (the current one). Raises UserError for a file that is
    not TOML, for a setting it does not know, and for a value of the wrong kind.
    """
    path = (folder or Path.cwd()) / FILE
    known = {field.name for field in fields(Settings)}
    values = _from_file(path, known)
    for name in known:
        given = environment.get(f"{PREFIX}{name.upper()}", "")
        if given:
            values[name] = _number(f"{PREFIX}{name.upper()}", given) if name in NUMBERS else given
    for name in PATHS & set(values):
        values[name] = Path(values[name]) if values[name] else None
    values |= {name: value for name, value in (("home", home), ("corpus", corpus)) if value}
    return Settings(**values)


def _from_file(path: Path, known: set[str]) -> dict[str, Any]:
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
        if name in NUMBERS:
            values[name] = _number(f"{path}: {name}", value)
        elif not isinstance(value, str):
            given = "no text" if name in SECRET else repr(value)
            raise UserError(f"{path}: {name} is {given}; it takes a text in quotation marks.")
    return values


def _number(place: str, value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,9}", str(value).strip()):
        raise UserError(f"{place} is {value!r}; it takes a whole number, 0 or greater.")
    return int(str(value))
