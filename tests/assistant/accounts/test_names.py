"""One spelling each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts.names import LONGEST_NAME, checked_name, spelled
from assistant.errors import UserError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna", "anna"),
        (" anna ", "anna"),
        ("Straße.7", "strasse.7"),
        ("ＡＮＮＡ", "anna"),
        ("e\u0301va", "\u00e9va"),
        ("ᴬnna", "anna"),
        ("\u01f0", "\u01f0"),  # Its case folding takes it apart.
        ("ΑΝΝΑΣ", "αννασ"),
        ("李_雷-2", "李_雷-2"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert checked_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "1 to 64 characters; this one has 0"),
        ("   ", "this one has 0"),
        ("x" * (LONGEST_NAME + 1), "this one has 65"),
        ("anna maria", "has a ' ' in it"),
        ("anna@un.org", "has a '@' in it"),
        ("<b>", "has a '<' in it"),
        ("a\0b", r"has a '\\x00' in it"),
        ("..x", r"begins with '\.'"),
        ("-rf", "begins with '-'"),
        ("Local", "'local' is what the user of a machine without accounts is called"),
    ],
)
def test_what_cannot_be_a_name_is_told_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        checked_name(typed)


@given(st.text())
def test_a_spelling_is_its_own_spelling(name: str) -> None:
    assert spelled(spelled(name)) == spelled(name)


@given(st.text(st.characters(codec="latin-1", categories=["L"]), min_size=1))
def test_upper_and_lower_case_are_one_name(name: str) -> None:
    assert spelled(name.upper()) == spelled(name) == spelled(name.lower())
