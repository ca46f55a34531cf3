from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.settings import Settings
from eval.runs import folder_for, recorded, run_folder, runs_folder
from eval.storing import write_info
from eval.types import RunInfo
from tests.eval.samples import run_of

FINISHED = run_of([]).info
UNFINISHED = replace(FINISHED, finished="")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def keep(info: RunInfo, settings: Settings, id: str) -> None:
    write_info(replace(info, id=id), runs_folder(settings) / id)


def test_runs_are_listed_with_the_latest_first_and_without_unreadable_ones(
    settings: Settings,
) -> None:
    assert recorded(settings) == ()
    keep(FINISHED, settings, "20260101-000000-dev")
    keep(UNFINISHED, settings, "20260102-000000-dev")
    (runs_folder(settings) / "20260103-000000-dev").mkdir()
    (runs_folder(settings) / "20260103-000000-dev" / "run.json").write_text("{", "utf-8")
    assert [info.id[:8] for info in recorded(settings)] == ["20260102", "20260101"]


def test_the_latest_unfinished_run_of_the_same_thing_goes_on(settings: Settings) -> None:
    keep(UNFINISHED, settings, "20260101-000000-dev")
    keep(UNFINISHED, settings, "20260102-000000-dev")
    keep(replace(UNFINISHED, index="another"), settings, "20260103-000000-dev")
    keep(FINISHED, settings, "20260104-000000-dev")
    assert folder_for(UNFINISHED, settings).name == "20260102-000000-dev"


def test_two_runs_begun_in_one_second_have_folders_of_their_own(settings: Settings) -> None:
    first = folder_for(UNFINISHED, settings)
    write_info(replace(FINISHED, id=first.name), first)
    second = folder_for(UNFINISHED, settings)
    assert first != second
    assert first.name.endswith("-dev")


def test_a_run_is_found_by_its_folder_and_by_its_id(settings: Settings) -> None:
    keep(FINISHED, settings, "one")
    folder = runs_folder(settings) / "one"
    assert run_folder(folder, settings) == run_folder(Path("one"), settings) == folder
    with pytest.raises(UserError, match="There is no run two"):
        run_folder(Path("two"), settings)
