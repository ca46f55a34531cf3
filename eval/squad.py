"""Other people's questions: a file in SQuAD's format as a corpus of its own and its questions.

Versions 1.1 and 2.0 (https://rajpurkar.github.io/SQuAD-explorer/): each article becomes a
document, each of its contexts a paragraph.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import UserError
from assistant.settings import Settings
from corpus.manifest import MANIFEST
from corpus.sentences import sentence_spans
from eval.types import Category, Gold, Question

FOLDER = "squad"
"""Under the home folder: a corpus a file, named by the SHA-256 of the file."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Article:
    """A document in the making: ``paragraphs`` are contexts in their order."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


def prepare(path: Path, settings: Settings) -> tuple[Settings, tuple[Question, ...]]:
    """The settings for the corpus of a file, written under the home folder, and its questions.

    Raises UserError where the file cannot be read or is not in SQuAD's format.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        articles, questions = read_squad(json.loads(content))
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"{path} is not in SQuAD's format ({type(error).__name__}: {error}): an object with "
            '"data", a list of articles with "paragraphs" of a "context" and its "qas".'
        ) from error
    if not questions:
        raise UserError(f"{path} has no questions in it.")
    name = hashlib.sha256(content).hexdigest()[:16]
    folder = settings.home_folder / FOLDER / name
    write_corpus(articles, folder)
    return replace(settings, corpus=folder), questions


def read_squad(file: Mapping[str, Any]) -> tuple[tuple[Article, ...], tuple[Question, ...]]:
    """The articles and questions of a file; raises ValueError, TypeError or KeyError."""
    articles: list[Article] = []
    questions: list[Question] = []
    for number, article in enumerate(file["data"], start=1):
        document_id = f"article-{number:03}"
        contexts = [paragraph["context"] for paragraph in article["paragraphs"]]
        title = str(article.get("title", document_id)).replace("_", " ")
        articles.append(Article(document_id, title, tuple(map(_clean, contexts))))
        for paragraph in article["paragraphs"]:
            questions += _questions(paragraph, document_id)
    return tuple(articles), tuple(questions)


def write_corpus(articles: Iterable[Article], folder: Path) -> None:
    """A corpus folder of the articles with their titles, whole or not at all.

    A folder that is there already holds them: it is named by what they were made from.
    """
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as fresh:
        made = Path(fresh) / "corpus"
        made.mkdir()
        entries = []
        for article in articles:
            file = f"{article.id}.txt"
            (made / file).write_text("\n\n".join(article.paragraphs) + "\n", encoding="utf-8")
            fields = {"id": article.id, "file": file, "title": _clean(article.title)}
            lines = [f"{name} = {json.dumps(fields[name], ensure_ascii=False)}" for name in fields]
            entries.append("\n".join(["[[document]]", *lines]))
        (made / MANIFEST).write_text("\n\n".join(entries) + "\n", encoding="utf-8")
        made.rename(folder)


def _questions(paragraph: Mapping[str, Any], document_id: str) -> Iterator[Question]:
    context = paragraph["context"]
    for asked in paragraph["qas"]:
        answers = [] if asked.get("is_impossible") else asked["answers"]
        texts = tuple(dict.fromkeys(answer["text"] for answer in answers))
        starts = dict.fromkeys(int(answer["answer_start"]) for answer in answers)
        quotes = dict.fromkeys(_sentence_at(context, start) for start in starts)
        yield Question(
            id=str(asked["id"]),
            category=Category.SQUAD,
            question=asked["question"],
            history=(),
            answerable=bool(texts),
            gold=tuple(Gold(document_id, quote, 1) for quote in quotes),
            reference=texts[0] if texts else "",
            required=(texts,) if texts else (),
            notes="",
        )


def _sentence_at(context: str, start: int) -> str:
    """The sentence of a context in which an answer begins; raises ValueError outside of it."""
    for span in sentence_spans(context):
        if span.start <= start < span.end:
            return context[span.start : span.end]
    raise ValueError(f"an answer starts at {start} of a context of {len(context)} characters")


def _clean(text: str) -> str:
    """A text on one line, without characters that a text file or TOML may not have."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())
