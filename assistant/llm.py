"""The configured language model: whatever stands behind an OpenAI-compatible API.

It is llama-index's own client of such servers. Nothing of it is imported, and nothing leaves this
machine, unless the settings name a server.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from assistant.errors import ModelFault, ModelUnavailable, UserError
from assistant.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

TIMEOUT_SECONDS = 60.0
"""What llama-index waits for a reply too; a model that is being loaded may need it."""
RETRIES = 1
"""A busy server gets a second chance. llama-index and the client below it count these each for
themselves; from 2 on they multiply."""
NO_KEY = "none"
"""What a server without keys is sent: the client insists on one, and would else send that of
another service, which it looks for in the environment."""
GREETING = "Answer with the one word YES."


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model at its server; ``str()`` names both."""

    name: str
    base_url: str
    llm: LLM = field(repr=False, compare=False)
    """It holds the key, so it is never shown."""

    def __str__(self) -> str:
        return f"{self.name} at {self.base_url}"


def connect(settings: Settings) -> LanguageModel:
    """The language model of the settings; nothing is sent yet.

    Raises UserError where none is set, or where an address or key cannot be one.
    """
    if not settings.llm_base_url or not settings.llm_model:
        raise UserError(
            "No language model is configured. Name its server and the model: "
            "RAPPORTEUR_LLM_BASE_URL and RAPPORTEUR_LLM_MODEL, or llm_base_url and llm_model in "
            "rapporteur.toml."
        )
    base_url, key = _address(settings.llm_base_url), _key(settings.llm_api_key)
    from llama_index.llms.openai_like import OpenAILike

    llm = OpenAILike(
        model=settings.llm_model,
        api_base=base_url,
        api_key=key,
        is_chat_model=True,
        # The same question should get the same reply, as far as the server can do that.
        temperature=0.0,
        timeout=TIMEOUT_SECONDS,
        max_retries=RETRIES,
        # A kept connection belongs to one event loop, and callers open one for each of their tasks.
        reuse_client=False,
    )
    return LanguageModel(settings.llm_model, base_url, llm)


def check(model: LanguageModel) -> None:
    """Ask the model for one word; raises ModelFault, a UserError, where it gives none."""
    from llama_index.core.llms import ChatMessage

    with plain_faults(model):
        model.llm.chat([ChatMessage(GREETING)])


@contextmanager
def plain_faults(model: LanguageModel) -> Iterator[None]:
    """Make each way in which a call of the model can fail a plain sentence.

    Raises ModelUnavailable where asking again is in vain, else ModelFault. Neither repeats what the
    server said: it may say the key.
    """
    import openai

    try:
        yield
    except openai.APITimeoutError:
        raise ModelFault(f"{model} did not answer within {TIMEOUT_SECONDS:.0f} s.") from None
    except openai.APIConnectionError:
        raise ModelUnavailable(
            f"{model} cannot be reached. Start the server, or correct RAPPORTEUR_LLM_BASE_URL."
        ) from None
    except openai.APIStatusError as error:
        raise _refusal(model, error.status_code) from None
    # What comes of a reply that is no chat completion: the client takes any for one.
    except (openai.OpenAIError, AttributeError, IndexError, TypeError, ValueError):
        raise ModelFault(
            f"{model} sent something that is no reply of an OpenAI-compatible API. "
            "Its address most often ends in /v1."
        ) from None


def _refusal(model: LanguageModel, status: int) -> ModelFault:
    if status in (401, 403):
        return ModelUnavailable(
            f"{model} refuses the key (HTTP {status}). Correct RAPPORTEUR_LLM_API_KEY."
        )
    if status == 404:
        return ModelUnavailable(
            f"{model} is unknown there (HTTP {status}). Correct RAPPORTEUR_LLM_MODEL, or "
            "RAPPORTEUR_LLM_BASE_URL, which most often ends in /v1."
        )
    return ModelFault(f"{model} answered with an error (HTTP {status}). Look into its log.")


def _address(text: str) -> str:
    """The address as it is shown and stored; raises UserError where it may hold a secret."""
    try:
        parts = urlsplit(text.strip())
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_plain = is_address and _is_plain(parts)
    except ValueError:
        is_address = is_plain = False
    if not is_address:
        raise UserError(
            "RAPPORTEUR_LLM_BASE_URL is no address of a server; it takes one such as "
            "http://127.0.0.1:8080/v1."
        )
    if not is_plain:
        raise UserError(
            "RAPPORTEUR_LLM_BASE_URL holds more than an address. Take what stands before the @ or "
            "from the ? on out of it; the key goes into RAPPORTEUR_LLM_API_KEY."
        )
    return text.strip().rstrip("/")


def _is_plain(parts: SplitResult) -> bool:
    return "@" not in parts.netloc and not parts.query and not parts.fragment


def _key(text: str) -> str:
    """The key as it is sent; raises UserError, which does not show it, where it cannot be sent."""
    key = text.strip()
    # A header holds nothing else, and a library that says so would print it whole.
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UserError(
            "RAPPORTEUR_LLM_API_KEY cannot be a key: it has blanks or letters that no key has. "
            "Copy it once more."
        )
    return key or NO_KEY
