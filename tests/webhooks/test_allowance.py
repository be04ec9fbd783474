"""How much one sender may send."""

from datetime import datetime, timedelta
from uuid import uuid4

from trustcoach_app import clock
from trustcoach_app.setter.intake.routes import MOST_BYTES
from trustcoach_app.webhooks.allowance import BYTES, REQUESTS, Allowance, Rate

NOW = clock.now()
SECOND = timedelta(seconds=1)
ALICE, BOB = uuid4(), uuid4()


def passed(allowance: Allowance, tries: int, size: int, now: datetime = NOW) -> int:
    """How many of so many requests at one instant go through."""
    return sum(not allowance.wait(ALICE, (1, size), now) for _ in range(tries))


def test_a_burst_then_a_steady_rate() -> None:
    allowance = Allowance(Rate(50, 200), Rate(1_000, 10_000))
    assert passed(allowance, 300, size=1) == 200
    assert allowance.wait(ALICE, (1, 1), NOW) == SECOND / 50
    assert passed(allowance, 300, size=1, now=NOW + SECOND) == 50
    assert passed(allowance, 300, size=1, now=NOW + 60 * SECOND) == 200, "what is not used does not grow"


def test_bytes_count_as_requests_do() -> None:
    allowance = Allowance(Rate(50, 200), Rate(1_000, 10_000))
    assert passed(allowance, 300, size=1_000) == 10
    assert allowance.wait(ALICE, (1, 500), NOW) == SECOND / 2
    assert not allowance.wait(ALICE, (1, 0), NOW), "what was refused was not counted"


def test_one_practice_does_not_use_up_another_s() -> None:
    allowance = Allowance(Rate(50, 200), Rate(1_000, 10_000))
    passed(allowance, 300, size=1)
    assert not allowance.wait(BOB, (1, 1), NOW)


def test_a_clock_that_was_set_back_shuts_nobody_out() -> None:
    allowance = Allowance(Rate(50, 200), Rate(1_000, 10_000))
    assert passed(allowance, 200, size=1) == 200
    hour_before = NOW - timedelta(hours=1)
    assert passed(allowance, 300, size=1, now=hour_before) == 0
    assert passed(allowance, 300, size=1, now=hour_before + SECOND) == 50


def test_five_thousand_events_a_second_by_the_hundred_pass() -> None:
    """For ten minutes, of 800 bytes each; and five of the largest bodies a second."""
    allowance, of_largest = Allowance(REQUESTS, BYTES), Allowance(REQUESTS, BYTES)
    instants = [(NOW + turn * SECOND / 50, NOW + turn * SECOND / 5) for turn in range(600 * 50)]
    assert not any(allowance.wait(ALICE, (1, 100 * 800), at) for at, _ in instants)
    assert not any(of_largest.wait(ALICE, (1, MOST_BYTES), at) for _, at in instants[:3_000])
