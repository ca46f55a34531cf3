"""Guessing is held up; those who are only in the way of it are not."""

from __future__ import annotations

import pytest

from assistant.accounts.attempts import ADDRESS, NAME, PAIR, Attempts
from assistant.accounts.errors import TooMany
from tests.assistant.accounts.people import Clock

HOME = "192.0.2.7"
GUESSER = "198.51.100.1"


def failures(attempts: Attempts, name: str, address: str) -> int:
    """How many attempts in a row are let through until one is not."""
    for number in range(1000):
        try:
            attempts.begin(name, address)
        except TooMany:
            return number
    raise AssertionError("nobody was held up")


def test_a_name_at_one_address_is_held_up_after_a_few_failures() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    assert failures(attempts, "anna", GUESSER) == PAIR.burst
    with pytest.raises(TooMany, match=r"too many failed attempts .* Try again in 60 seconds\."):
        attempts.begin("anna", GUESSER)
    clock.now += PAIR.seconds
    assert failures(attempts, "anna", GUESSER) == 1


def test_an_address_is_held_up_whatever_names_it_tries() -> None:
    attempts = Attempts(Clock())
    for number in range(ADDRESS.burst):
        attempts.begin(f"name{number}", GUESSER)
    with pytest.raises(TooMany):
        attempts.begin("one more", GUESSER)
    attempts.begin("anna", HOME)


def test_who_guesses_from_one_address_does_not_lock_the_name_out_elsewhere() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(600):  # Ten minutes of one try a second.
        clock.now += 1
        failures(attempts, "anna", GUESSER)
    attempts.begin("anna", HOME)


def test_a_name_is_held_up_wherever_it_is_tried_from() -> None:
    attempts = Attempts(Clock())
    for number in range(NAME.burst):
        attempts.begin("anna", f"203.0.113.{number}")
    with pytest.raises(TooMany):
        attempts.begin("anna", "203.0.113.200")


def test_whose_name_it_is_gets_in_while_many_addresses_try_it() -> None:
    attempts = Attempts(Clock())
    attempts.begin("anna", HOME)
    attempts.succeed("anna", HOME)
    for number in range(NAME.burst):
        attempts.begin("anna", f"203.0.113.{number}")
    assert failures(attempts, "anna", HOME) == PAIR.burst


def test_a_success_is_no_failure() -> None:
    attempts = Attempts(Clock())
    for _ in range(100):
        for name in ("anna", "bo", "carla"):
            attempts.begin(name, HOME)
            attempts.succeed(name, HOME)
    assert failures(attempts, "ed", HOME) == PAIR.burst


def test_what_an_attempt_took_before_it_was_refused_is_given_back() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(ADDRESS.burst):
        attempts.begin(f"name{number}", GUESSER)
    for _ in range(PAIR.burst):
        with pytest.raises(TooMany):
            attempts.begin("anna", GUESSER)
    clock.now += 10 * ADDRESS.seconds
    assert failures(attempts, "anna", GUESSER) == PAIR.burst


@pytest.mark.parametrize(
    ("one", "another", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::1", "::2", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("testclient", "another", False),
    ],
)
def test_an_ipv6_network_counts_as_one_address(one: str, another: str, same: bool) -> None:
    attempts = Attempts(Clock())
    for number in range(ADDRESS.burst):
        attempts.begin(f"name{number}", one)
    assert (failures(attempts, "anna", another) == 0) is same
