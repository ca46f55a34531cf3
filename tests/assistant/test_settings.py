from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.settings import FILE, read_settings

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
