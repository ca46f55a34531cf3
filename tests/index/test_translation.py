from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from index.errors import EncoderFault
from index.translation import WordTable, load_tables, tokens, words_fingerprint

TABLE = WordTable(
    {
        "combien": "many",
        "de": "of",
        "pays": "countries",
        "membres": "members",
        "oim": "IOM",
        "a": "has",
        "aide": "helped",
        "developpement": "development",
        "sud": "South",
    }
)


def test_a_question_is_put_into_english_word_by_word() -> None:
    assert TABLE.translate("Combien de pays l'OIM a-t-elle aidé ?") == (
        "many of countries l IOM has helped"
    )


def test_accents_and_capitals_may_be_missing() -> None:
    typed = TABLE.translate("developpement des pays oim")
    assert typed == TABLE.translate("Développement des PAYS OIM") == "development des countries IOM"


def test_accents_may_be_typed_apart_and_hyphens_may_not_break() -> None:
    typed = unicodedata.normalize("NFD", "Développement : l’OIM a‑t‑elle aidé ?")
    assert TABLE.translate(typed) == "development l IOM has helped"


def test_figures_and_unknown_names_stay_as_they_were_typed() -> None:
    assert TABLE.translate("Combien en 2011, 65/170 et 37,6 au PlaNet ?") == (
        "many en 2011 65/170 et 37,6 au PlaNet"
    )


def test_an_unknown_form_of_a_word_is_taken_for_the_one_that_is_known() -> None:
    assert TABLE.translate("développements") == "development"
    assert TABLE.translate("devises") == "devises"


def test_a_compound_that_is_unknown_is_put_into_english_by_its_parts() -> None:
    assert TABLE.translate("Sud-Sud et aide-pays") == "South et helped countries"


def test_a_word_twice_in_a_row_is_said_once() -> None:
    assert TABLE.translate("pays, pays membres pays") == "countries members countries"


def test_tokens_are_looked_up_without_what_french_hangs_on_its_verbs() -> None:
    assert [token.key for token in tokens("Qu’a-t-il été ? Joue-t-elle ? Sont-ils")] == [
        "qu", "a", "ete", "joue", "sont",
    ]  # fmt: skip


def test_a_table_of_no_words_leaves_a_question_as_it_is() -> None:
    assert WordTable({}).translate("¿Cuántos países?") == "Cuántos países"


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("parties prenantes en retard", "stakeholders late"),
        ("prenantes, les parties ou non", "takers the sides where"),
        ("parties", "sides"),
    ],
)
def test_a_phrase_goes_before_its_words(question: str, english: str) -> None:
    table = WordTable(
        {
            "parties prenantes": "stakeholders",
            "parties": "sides",
            "prenantes": "takers",
            "en retard": "late",
            "les": "the",
            "ou": "where",
            "non": "",
        }
    )
    assert table.translate(question) == english


def test_other_words_have_another_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    assert words_fingerprint(path) == ""
    path.write_text(json.dumps({"fr": {"oim": "IOM"}}), encoding="utf-8")
    first = words_fingerprint(path)
    path.write_text(json.dumps({"fr": {"oim": "IMO"}}), encoding="utf-8")
    assert first != words_fingerprint(path) != ""
    assert load_tables(path)["fr"].translate("oim") == "IMO"


@pytest.mark.parametrize("content", [None, "no JSON", "[]", '{"fr": 3}'])
def test_a_missing_or_damaged_file_is_reported_with_the_next_step(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "words.json").write_text(content, encoding="utf-8")
    with pytest.raises(EncoderFault, match=r"cannot be read: .*Restore the file"):
        load_tables(tmp_path / "words.json")


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("fr", "Quel est le rôle de l'OMS ?", {"role", "WHO"}),
        ("fr", "combien d'envois de fonds en 2005", {"remittances", "2005"}),
        ("es", "¿Qué hace el ACNUR con los refugiados?", {"UNHCR", "refugees"}),
        ("fr", "Qui met en œuvre la réforme ?", {"implements"}),
        ("es", "¿Cuántos países son miembros de la OIM?", {"countries", "members", "IOM"}),
    ],
)
def test_the_shipped_tables_know_the_words_of_the_field(
    language: str, question: str, words: set[str]
) -> None:
    assert words <= set(load_tables()[language].translate(question).split())
