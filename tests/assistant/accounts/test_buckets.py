"""Token buckets against the plainest account of what they do."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts.buckets import TIDY_SECONDS, Buckets, Rate
from assistant.accounts.errors import TooMany
from assistant.accounts.limits import Limits, Use
from assistant.accounts.types import LOCAL, Role, User
from tests.assistant.accounts.people import Clock


def test_a_burst_is_let_through_and_then_one_at_a_time() -> None:
    clock = Clock()
    buckets = Buckets(Rate(burst=3, seconds=10), clock)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 0]
    assert buckets.take("a") == pytest.approx(10)
    clock.now += 4
    assert buckets.take("a") == pytest.approx(6)
    clock.now += 6
    assert buckets.take("a") == 0
    assert buckets.take("a") == pytest.approx(10)


def test_a_bucket_that_was_left_alone_holds_no_more_than_a_burst() -> None:
    clock = Clock()
    buckets = Buckets(Rate(burst=2, seconds=10), clock)
    buckets.take("a")
    clock.now += 50  # Less than it takes to be forgotten.
    assert [buckets.take("a") for _ in range(2)] == [0, 0]
    assert buckets.take("a") == pytest.approx(10)


def test_one_key_does_not_take_from_another() -> None:
    buckets = Buckets(Rate(burst=1, seconds=10), Clock())
    assert (buckets.take("a"), buckets.take("b")) == (0, 0)
    assert buckets.take("a") > 0


def test_what_is_given_back_can_be_taken_again() -> None:
    buckets = Buckets(Rate(burst=2, seconds=10), Clock())
    buckets.take("a")
    buckets.take("a")
    buckets.give_back("a")
    assert buckets.take("a") == 0
    assert buckets.take("a") > 0
    buckets.fill("a")
    assert [buckets.take("a") for _ in range(2)] == [0, 0]


def test_full_buckets_are_forgotten() -> None:
    clock = Clock()
    buckets = Buckets(Rate(burst=1, seconds=1), clock)
    for number in range(1000):
        buckets.take(str(number))
    clock.now += TIDY_SECONDS
    buckets.take("late")
    assert len(buckets) == 1


@dataclass
class Bucket:
    """As one would explain it: so many tokens now, one more every so many seconds."""

    tokens: float
    at: float


@given(
    st.integers(1, 5),
    st.sampled_from([0.5, 2.0, 7.0]),
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 12)), max_size=60),
)
def test_buckets_do_what_a_plain_count_of_tokens_does(
    burst: int, seconds: float, steps: list[tuple[str, int]]
) -> None:
    clock = Clock()
    buckets = Buckets(Rate(burst, seconds), clock)
    plain = {key: Bucket(burst, clock.now) for key in "ab"}
    for key, passed in steps:
        clock.now += passed / 4
        bucket = plain[key]
        bucket.tokens = min(burst, bucket.tokens + (clock.now - bucket.at) / seconds)
        bucket.at = clock.now
        wait = buckets.take(key)
        if bucket.tokens >= 1 - 1e-6:
            bucket.tokens -= 1
            assert wait == 0
        else:
            assert wait == pytest.approx((1 - bucket.tokens) * seconds)


def test_a_user_who_asks_too_much_is_told_how_long_to_wait() -> None:
    limits = Limits({Use.ASKING: 2, Use.CHECKING: 1})
    anna = User("anna", Role.ADMIN)
    limits.spend(anna, Use.ASKING)
    limits.spend(anna, Use.ASKING)
    with pytest.raises(
        TooMany, match=r"too many questions in a minute\. Try again in 30 seconds\."
    ) as told:
        limits.spend(anna, Use.ASKING)
    assert told.value.headers == {"Retry-After": "30"}
    limits.spend(anna, Use.CHECKING)
    limits.spend(User("bo", Role.DELEGATE), Use.ASKING)


def test_no_limit_is_no_limit_and_the_local_user_has_none() -> None:
    limits = Limits({Use.ASKING: 1, Use.CHECKING: 0})
    for _ in range(100):
        limits.spend(LOCAL, Use.ASKING)
        limits.spend(User("anna", Role.ADMIN), Use.CHECKING)


@pytest.mark.parametrize(
    ("wait", "said"), [(0.01, "1 second."), (1.0, "1 second."), (1.1, "2 seconds.")]
)
def test_a_wait_is_rounded_up(wait: float, said: str) -> None:
    assert str(TooMany("In {wait}.", wait)) == f"In {said}"
