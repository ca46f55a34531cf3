from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.settings import FILE, Settings, read_settings

KEY = "sk-never-to-be-seen-4711"


def test_the_model_comes_from_the_environment_before_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'llm_base_url = "http://127.0.0.1:1/v1"\nllm_model = "small"\nllm_api_key = "its own"\n',
        "utf-8",
    )
    settings = read_settings(
        environment={"RAPPORTEUR_LLM_MODEL": "large", "RAPPORTEUR_LLM_API_KEY": KEY},
        folder=tmp_path,
    )
    assert settings.llm_base_url == "http://127.0.0.1:1/v1"
    assert (settings.llm_model, settings.llm_api_key) == ("large", KEY)


def test_there_is_no_model_unless_one_is_named(tmp_path: Path) -> None:
    settings = read_settings(environment={}, folder=tmp_path)
    assert (settings.llm_base_url, settings.llm_model, settings.llm_api_key) == ("", "", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("llm_api_key = 4711", "llm_api_key is no text; it takes a text"),
        ('llm_api_key = ["4711"]', "llm_api_key is no text; it takes a text"),
        ("llm_api_key = sk-4711", "not valid TOML"),
        ("llm_model = 8", "llm_model is 8; it takes a text"),
    ],
)
def test_a_wrong_value_is_shown_unless_it_is_the_key(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / FILE).write_text(line, "utf-8")
    with pytest.raises(UserError, match=said) as caught:
        read_settings(environment={}, folder=tmp_path)
    assert "4711" not in str(caught.value).replace(str(tmp_path), "")


def test_numbers_and_paths_come_from_the_environment_before_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'questions_per_minute = 5\nchecks_per_minute = 2\naccounts = "/srv/people.json"\n', "utf-8"
    )
    settings = read_settings(
        environment={"RAPPORTEUR_CHECKS_PER_MINUTE": "0", "RAPPORTEUR_HOME": "/srv"},
        folder=tmp_path,
    )
    assert (settings.questions_per_minute, settings.checks_per_minute) == (5, 0)
    assert (settings.upload_mb, settings.accounts) == (20, Path("/srv/people.json"))
    assert settings.accounts_file == Path("/srv/people.json")
    assert read_settings(Path("/mine"), environment={}, folder=tmp_path).home == Path("/mine")


@pytest.mark.parametrize("value", ['"many"', "-1", "1.5", "true", "9999999999", "[1]"])
def test_a_value_that_is_no_whole_number_is_told(tmp_path: Path, value: str) -> None:
    (tmp_path / FILE).write_text(f"upload_mb = {value}\n", "utf-8")
    with pytest.raises(UserError, match=r"upload_mb is .*; it takes a whole number, 0 or greater"):
        read_settings(environment={}, folder=tmp_path)


def test_a_wrong_number_of_the_environment_is_told_with_its_name(tmp_path: Path) -> None:
    environment = {"RAPPORTEUR_UPLOAD_MB": "much"}
    with pytest.raises(UserError, match="RAPPORTEUR_UPLOAD_MB is 'much'"):
        read_settings(environment=environment, folder=tmp_path)


def test_the_accounts_are_in_the_home_folder_unless_they_are_set_elsewhere() -> None:
    assert Settings(home=Path("/srv")).accounts_file == Path("/srv/accounts.json")


def test_trusted_proxies_are_addresses_and_networks() -> None:
    assert Settings().proxies == []
    given = Settings(trusted_proxies="10.0.0.5, 192.168.7.0/24,::1,")
    assert given.proxies == ["10.0.0.5", "192.168.7.0/24", "::1"]
    for wrong in ("*", "proxy.example", "10.0.0.5/24", "10.0.0.5 10.0.0.6"):
        with pytest.raises(UserError, match=r"trusted_proxies has .*; it takes addresses"):
            _ = Settings(trusted_proxies=wrong).proxies
