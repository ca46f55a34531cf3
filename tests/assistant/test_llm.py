"""The configured language model, over real HTTP."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import traceback

import pytest
from llama_index.core.llms import ChatMessage

from assistant import llm
from assistant.errors import ModelFault, ModelUnavailable, UserError
from assistant.llm import check, connect
from assistant.settings import Settings
from assistant.wiring import make_language_model
from tests.assistant.model_server import KEY, NAME, completion, serving

HELLO = [ChatMessage("Hello?")]


def test_the_configured_server_is_asked_with_the_configured_model_and_key() -> None:
    with serving(lambda asked: f"You said: {asked}") as server:
        model = connect(server.settings())
        assert server.requests == []
        assert model.llm.chat(HELLO).message.content == "You said: Hello?"
        (request,) = server.requests
    assert request["path"] == "/v1/chat/completions"
    assert request["headers"]["Authorization"] == f"Bearer {KEY}"
    assert request["body"]["model"] == NAME
    assert request["body"]["temperature"] == 0.0
    assert str(model) == f"{NAME} at {server.base_url}"


def test_the_key_of_another_service_is_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:1/elsewhere")
    with serving(lambda asked: "Yes.") as server:
        make_language_model(server.settings(llm_api_key=""))
        assert server.requests[0]["headers"]["Authorization"] == "Bearer none"


def test_a_model_can_be_asked_from_one_event_loop_after_another() -> None:
    with serving(lambda asked: "Yes.") as server:
        model = connect(server.settings())
        for _ in range(2):
            assert asyncio.run(model.llm.achat(HELLO)).message.content == "Yes."


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(llm_base_url="http://127.0.0.1:1/v1"),
        Settings(llm_model=NAME, llm_api_key=KEY),
    ],
)
def test_without_a_server_or_a_model_the_next_step_is_said(settings: Settings) -> None:
    with pytest.raises(UserError, match="RAPPORTEUR_LLM_BASE_URL and RAPPORTEUR_LLM_MODEL"):
        make_language_model(settings)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:8080/v1", "no address of a server"),
        ("ftp://127.0.0.1/v1", "no address of a server"),
        ("http://[::1/v1", "no address of a server"),
        (f"http://user:{KEY}@127.0.0.1/v1", "holds more than an address"),
        (f"http://127.0.0.1/v1?key={KEY}", "holds more than an address"),
    ],
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused_unshown(
    address: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as caught:
        connect(Settings(llm_base_url=address, llm_model=NAME))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("key", [f"{KEY}é", f"{KEY}\nX:y", f"Bearer {KEY}"])
def test_a_key_that_cannot_be_sent_is_refused_unshown(key: str) -> None:
    with pytest.raises(UserError, match="RAPPORTEUR_LLM_API_KEY cannot be a key") as caught:
        connect(Settings(llm_base_url="http://127.0.0.1:1/v1", llm_model=NAME, llm_api_key=key))
    assert KEY not in str(caught.value)


def test_a_server_that_is_down_is_said_in_a_sentence() -> None:
    with serving(lambda asked: "Yes.") as server:
        settings = server.settings()
    with pytest.raises(ModelUnavailable, match=r"scripted at http.*/v1 cannot be reached"):
        make_language_model(settings)


@pytest.mark.parametrize(
    ("status", "in_vain", "said"),
    [
        (401, True, "refuses the key"),
        (403, True, "refuses the key"),
        (404, True, "is unknown there"),
        (400, False, "HTTP 400"),
        (500, False, "HTTP 500"),
    ],
)
def test_a_refusal_is_a_sentence_that_never_repeats_what_the_server_said(
    status: int, in_vain: bool, said: str
) -> None:
    echo = f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'
    with serving(lambda asked: (status, echo)) as server, pytest.raises(ModelFault) as caught:
        make_language_model(server.settings())
    assert said in str(caught.value)
    assert isinstance(caught.value, ModelUnavailable) is in_vain
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_busy_server_gets_a_second_chance() -> None:
    replies = iter([(503, "{}"), (200, completion("Yes."))])
    with serving(lambda asked: next(replies)) as server:
        check(connect(server.settings()))
        assert len(server.requests) == 2


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm, "TIMEOUT_SECONDS", 0.1)

    def late(asked: str) -> str:
        time.sleep(0.3)
        return "Yes."

    with serving(late) as server, pytest.raises(ModelFault, match="did not answer within"):
        make_language_model(server.settings())


@pytest.mark.parametrize(
    "body", ["<html>Welcome!</html>", "{}", "[]", '{"choices": []}', '{"choices": [{}]}', "{oops"]
)
def test_what_is_no_reply_is_a_sentence_too(body: str) -> None:
    with serving(lambda asked: (200, body)) as server, pytest.raises(ModelFault) as caught:
        make_language_model(server.settings())
    assert "sent something that is no reply" in str(caught.value)


def test_the_key_is_in_no_text_of_a_model_or_of_settings() -> None:
    with serving(lambda asked: "Yes.") as server:
        settings = server.settings()
        model = connect(settings)
    for text in (str(model), repr(model), str(settings), repr(settings)):
        assert KEY not in text


def test_nothing_is_imported_unless_a_model_is_configured() -> None:
    code = (
        "import sys, assistant.llm\n"
        "from assistant.settings import Settings\n"
        "from assistant.errors import UserError\n"
        "try: assistant.llm.connect(Settings())\n"
        "except UserError: pass\n"
        "print({'openai', 'llama_index'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
