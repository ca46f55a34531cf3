from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UserError
from assistant.settings import Settings
from corpus.loading import load_corpus
from eval.squad import prepare, read_squad
from eval.types import Category, Gold

FOREST = (
    "The forest covers most of the basin.\nIt is the largest forest of its kind in the world, "
    "and 5,500,000 square kilometres of the basin are covered by it. Nine nations share it."
)
BOAT = "Boats of the town were built of oak until 1890, when steel came into use in the north."


def asked(id: str, text: str, *answers: str, context: str = FOREST, **others: Any) -> Any:
    found = [{"text": answer, "answer_start": context.index(answer)} for answer in answers]
    return {"id": id, "question": text, "answers": found, **others}


def squad_file() -> dict[str, Any]:
    unanswerable = asked("2", "Who owns it?", is_impossible=True) | {
        "plausible_answers": [{"text": "Nine nations", "answer_start": 0}]
    }
    forest = [asked("1", "How many nations?", "Nine", "Nine nations"), unanswerable]
    boat = [asked("3", "Until when oak?", "1890", context=BOAT)]
    return {
        "version": "v2.0",
        "data": [
            {"title": 'The_"Great"_Forest', "paragraphs": [{"context": FOREST, "qas": forest}]},
            {"title": "Boats", "paragraphs": [{"context": BOAT, "qas": boat}]},
        ],
    }


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_answers_become_required_strings_and_the_sentence_around_them_the_gold() -> None:
    _, (first, second, third) = read_squad(squad_file())
    assert first.required == (("Nine", "Nine nations"),)
    assert first.gold == (Gold("article-001", "Nine nations share it.", 1),)
    assert (second.answerable, second.required, second.gold) == (False, (), ())
    assert (third.reference, third.gold) == ("1890", (Gold("article-002", BOAT, 1),))
    assert {q.category for q in (first, second, third)} == {Category.SQUAD}


def test_version_1_1_has_no_field_for_impossible_questions() -> None:
    file = squad_file()
    file["data"][0]["paragraphs"][0]["qas"] = [asked("1", "How many nations?", "Nine")]
    _, questions = read_squad(file)
    assert [question.answerable for question in questions] == [True, True]


def test_contexts_become_a_corpus_with_titles_and_one_passage_a_context(tmp_path: Path) -> None:
    path = write(tmp_path / "squad.json", squad_file())
    settings, _ = prepare(path, Settings(home=tmp_path / "home"))
    corpus = load_corpus(settings.corpus)
    titles = [parsed.document.title for parsed in corpus.documents]
    assert titles == ['The "Great" Forest', "Boats"]
    assert [p.text for p in corpus.passages()] == [" ".join(FOREST.split()), BOAT]


def test_the_same_file_has_the_same_corpus_and_another_file_another(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    first, _ = prepare(write(tmp_path / "a.json", squad_file()), settings)
    again, _ = prepare(write(tmp_path / "b.json", squad_file()), settings)
    changed = squad_file()
    changed["data"].pop()
    other, _ = prepare(write(tmp_path / "c.json", changed), settings)
    assert first == again != other


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "not in SQuAD's format"),
        ({"data": [{"paragraphs": [{"qas": []}]}]}, "'context'"),
        ({"data": []}, "no questions"),
        (
            {
                "data": [
                    {
                        "paragraphs": [
                            {
                                "context": "Short.",
                                "qas": [
                                    {
                                        "id": "1",
                                        "question": "?",
                                        "answers": [{"text": "x", "answer_start": 99}],
                                    }
                                ],
                            }
                        ]
                    }
                ]
            },
            "starts at 99 of a context of 6 characters",
        ),
    ],
)
def test_a_file_of_another_format_is_refused(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(UserError, match=said):
        prepare(write(tmp_path / "x.json", content), Settings(home=tmp_path / "home"))


def test_a_file_that_is_not_there_or_not_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        prepare(tmp_path / "none.json", Settings(home=tmp_path))
    (tmp_path / "bad.json").write_text("{", "utf-8")
    with pytest.raises(UserError, match="not in SQuAD's format"):
        prepare(tmp_path / "bad.json", Settings(home=tmp_path))
