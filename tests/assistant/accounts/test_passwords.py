"""Which passwords are taken, and whether a typed one is right."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.accounts.passwords import LONGEST, SHORTEST, Passwords, check_password
from assistant.errors import UserError
from tests.assistant.accounts.people import CHEAP, PASSWORD

OURS = Passwords(CHEAP)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", r"has 0 characters; it takes 12 at least\. Four or five words"),
        ("abcdefghijk", "has 11 characters; it takes 12"),
        ("ab" * (LONGEST // 2) + "c", "has 1,025 characters; the most is 1,024"),
        ("121212121212", "only 2 different characters; it takes 5"),
        ("anna.maria12", "little more than the name"),
        ("Rapporteur-2026", "little more than the name"),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(password: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as refused:
        check_password(password, "anna.maria")
    if password:
        assert password not in str(refused.value)


@pytest.mark.parametrize(
    "password", ["abcdefghijkl", "ünf wörter 💡 ok", " " * 8 + "abcd", PASSWORD]
)
def test_any_characters_will_do_if_there_are_enough(password: str) -> None:
    assert len(password) >= SHORTEST
    check_password(password, "anna")


def test_passwords_are_hashed_with_argon2id_by_the_librarys_present_parameters() -> None:
    kept = Passwords().hashed(PASSWORD)
    parameters = extract_parameters(kept)
    assert parameters.type is Type.ID
    assert (parameters.memory_cost, parameters.time_cost) == (
        PasswordHasher().memory_cost,
        PasswordHasher().time_cost,
    )


@settings(deadline=None)  # Each example hashes.
@given(st.text(), st.text())
def test_only_the_password_itself_matches_its_hash(password: str, other: str) -> None:
    kept = OURS.hashed(password)
    assert OURS.match(kept, password)
    same = unicodedata.normalize("NFKC", password) == unicodedata.normalize("NFKC", other)
    assert OURS.match(kept, other) == same


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert OURS.match(OURS.hashed("caf\u00e9 au lait, deux"), "cafe\u0301 au lait, deux")


def test_two_hashes_of_one_password_differ() -> None:
    assert OURS.hashed(PASSWORD) != OURS.hashed(PASSWORD)


@pytest.mark.parametrize("damaged", ["", "x", PASSWORD, "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$"])
def test_nothing_matches_a_hash_that_is_none(damaged: str) -> None:
    assert not OURS.match(damaged, PASSWORD)
    assert not OURS.match(damaged, damaged)


def test_a_hash_by_other_parameters_is_outdated() -> None:
    assert not OURS.is_outdated(OURS.hashed(PASSWORD))
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    assert Passwords(stronger).is_outdated(OURS.hashed(PASSWORD))
