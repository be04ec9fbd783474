"""How often an open page refreshes itself, and when."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from trustcoach_app.refresh_pace import (
    KEEP_ALIVE,
    LOOK_AROUND,
    SOONEST,
    SPREAD,
    due_instant,
    seconds_to_sleep,
    soon_after,
)

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)


def test_five_hundred_pages_that_are_due_at_midnight_do_not_all_come_at_once() -> None:
    midnight = datetime(2026, 1, 13, 23, tzinfo=UTC)
    due = sorted(soon_after(midnight) for _ in range(500))
    assert midnight <= due[0] <= due[-1] < midnight + SPREAD
    tenths = Counter((instant - midnight) // timedelta(milliseconds=150) for instant in due)
    assert max(tenths.values()) < 150, "spread evenly, a tenth of the time has a tenth of them"


def test_a_page_is_due_neither_at_once_nor_never() -> None:
    """One that names the past again and again is refreshed once a second, one that names nothing twice an hour."""
    for wanted, soonest in (
        (NOW - timedelta(days=1), SOONEST),
        (None, KEEP_ALIVE),
        (NOW + timedelta(days=1), KEEP_ALIVE),
    ):
        assert NOW + soonest <= due_instant(wanted, NOW) < NOW + soonest + SPREAD
    later = NOW + timedelta(minutes=5)
    assert later <= due_instant(later, NOW) < later + SPREAD


def test_a_round_sleeps_until_the_earliest_page_and_looks_around_before() -> None:
    assert seconds_to_sleep(None, NOW) == seconds_to_sleep(NOW + KEEP_ALIVE, NOW) == LOOK_AROUND
    assert seconds_to_sleep(NOW + timedelta(seconds=2), NOW) == 2
    assert seconds_to_sleep(NOW - timedelta(seconds=2), NOW) == 0
