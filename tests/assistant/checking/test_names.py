from __future__ import annotations

import pytest

from assistant.checking.acronyms import long_forms
from assistant.checking.names import NameKind, Names

TEXTS = (
    "The UN Population Fund (UNFPA) met the Global Forum on Migration and Development (GFMD).",
    "In Geneva the Office of the UN High Commissioner for Refugees (UNHCR) met Kofi Annan.",
    "The Financing Facility for Remittances (FFR) is a fund. Each fund is small, the Fund is not.",
    "States of the region met in Geneva. The (rather late) Council of States and the Mission (M).",
)
NAMES = Names.of(TEXTS)


def keys(text: str) -> list[str]:
    return [name.key for name in NAMES.find(text)]


def test_acronyms_are_taken_from_where_they_are_defined() -> None:
    assert long_forms(TEXTS) == {
        "FFR": "Financing Facility for Remittances",
        "GFMD": "Global Forum on Migration and Development",
        "UNFPA": "UN Population Fund",
        "UNHCR": "UN High Commissioner for Refugees",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the United Nations Population Fund", ["unfpa"]),
        ("UNFPA and the UN  Population Fund", ["unfpa", "unfpa"]),
        ("the Financial Facility for Remittances", ["ffr"]),
        ("the Swiss Government and Switzerland's own", ["switzerland", "switzerland"]),
        ("GFMD-related work", ["gfmd"]),
        ("several NGOs", ["ngo"]),
        ("Geneva is a city", ["geneva"]),
        ("Approximately all of them", []),
        ("the Member States and the Fund", []),
        ("in Zorbia with Kofi Annan", ["zorbia", "kofi", "annan"]),
    ],
)
def test_a_name_has_one_key_in_all_its_forms(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_names_stand_where_they_say_and_know_their_kind() -> None:
    text = "It says that UNFPA paid Sweden and Kofi."
    names = NAMES.find(text)
    assert [text[name.start : name.end] for name in names] == ["UNFPA", "Sweden", "Kofi"]
    assert [name.kind for name in names] == [NameKind.BODY, NameKind.COUNTRY, NameKind.OTHER]


def test_each_form_of_a_name_brings_the_other() -> None:
    found = NAMES.find("UNFPA met the Global Forum on Migration and Development")
    assert NAMES.other_forms(found) == "UN Population Fund GFMD"
