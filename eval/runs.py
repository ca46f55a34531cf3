"""Where runs are kept, and what they are called."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import UserError
from assistant.settings import Settings
from eval.running import is_same_run
from eval.storing import INFO, read_info
from eval.types import RunInfo


def runs_folder(settings: Settings) -> Path:
    """The folder that holds a folder a run."""
    return settings.home_folder / "runs"


def run_folder(name: Path, settings: Settings) -> Path:
    """The folder of a run that is named by its path, or by its id."""
    return name if (name / INFO).exists() else _by_id(name, settings)


def recorded(settings: Settings) -> tuple[RunInfo, ...]:
    """The runs under the home folder, the latest first; those that cannot be read are left out."""
    found = []
    for path in sorted(runs_folder(settings).glob(f"*/{INFO}"), reverse=True):
        try:
            found.append(read_info(path.parent))
        except UserError:
            continue
    return tuple(found)


def folder_for(info: RunInfo, settings: Settings) -> Path:
    """The folder of the latest unfinished run of the same thing; else a new one's."""
    for old in recorded(settings):
        if not old.finished and is_same_run(old, info):
            return runs_folder(settings) / old.id
    return runs_folder(settings) / _new_id(info.suite, settings)


def _new_id(suite: str, settings: Settings) -> str:
    base = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{suite}"
    taken = runs_folder(settings)
    names = (base, *(f"{base}-{number}" for number in range(2, 100)))
    return next(name for name in names if not (taken / name).exists())


def _by_id(name: Path, settings: Settings) -> Path:
    folder = runs_folder(settings) / name
    if (folder / INFO).exists():
        return folder
    raise UserError(
        f"There is no run {name}: neither that folder nor {folder} has a {INFO}. "
        f"The runs are in {runs_folder(settings)}."
    )
