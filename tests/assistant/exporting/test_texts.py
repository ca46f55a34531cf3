from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exporting.texts import comparable, file_name, opening, quotation, shown
from tests.assistant.exporting.samples import HOSTILE

ANY = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=8).map("".join)


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("one\n two\t three", "one two three"),
        ("a\0b\x1b[31m", "a[U+0000]b[U+001B][31m"),
        ("USD \u202e761\u202c", "USD [U+202E]761[U+202C]"),
        ("\ufffe", "[U+FFFE]"),
        ("half \ud83d", "half [U+D83D]"),
        ("déjà 🙂 \u200e", "déjà 🙂 \u200e"),
    ],
)
def test_a_character_that_would_not_be_seen_as_what_it_is_is_named(text: str, visible: str) -> None:
    assert shown(text) == visible


@settings(deadline=None)
@given(ANY | st.text())
def test_what_is_shown_is_one_line_of_characters_that_xml_takes(text: str) -> None:
    visible = shown(text)
    assert visible == " ".join(visible.split())
    assert not {unicodedata.category(char) for char in visible} & {"Cc", "Cs"}
    assert not set(visible) & set(
        "\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert shown(visible) == visible


def test_a_quote_that_goes_on_says_so_outside_its_quotation_marks() -> None:
    assert quotation("Most  of them", is_cut=True) == "“Most of them” […]"


def test_what_saving_elsewhere_may_change_is_not_compared() -> None:
    assert comparable("cafe\u0301\u00a0 au\nlait ") == comparable("café au lait")
    assert comparable("167 billion") != comparable("176 billion")


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("one two three", 8, "one two"),
        ("one two", 7, "one two"),
        ("onetwo", 3, "one"),
        ("  x", 1, " "),
    ],
)
def test_an_opening_is_a_beginning_cut_between_words(text: str, most: int, cut: str) -> None:
    assert text[: opening(text, most)] == cut


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How much, in 2005?", "rapporteur-how-much-in-2005.md"),
        ("../../etc/passwd", "rapporteur-etc-passwd.md"),
        ("con", "rapporteur-con.md"),
        ("\u202e\0\n", "rapporteur.md"),
        ("Où sont-ils", "rapporteur-où-sont-ils.md"),
        ("w" * 300, "rapporteur.md"),
    ],
)
def test_a_file_name_has_letters_digits_and_hyphens_alone(title: str, name: str) -> None:
    assert file_name(title, "md") == name


@settings(deadline=None)
@given(ANY | st.text())
def test_a_file_name_fits_every_file_system(title: str) -> None:
    name = file_name(title, "docx")
    assert len(name.encode()) <= 255
    assert all(char.isalnum() or char in "-." for char in name)
    assert name.count(".") == 1
