"""Focus keeps itself true: until `next_change`, no word of the page changes by itself."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixtures.people import PROVE
from tests.focus.facts import PARIS, Row, at, facts_at, row
from trustcoach_app.focus.present import focus_view, next_change
from trustcoach_app.models.bookings import BookingStatus

ZONES = ("Europe/Paris", "Asia/Kolkata", "America/St_Johns", "Africa/Cairo", "America/Havana", "Pacific/Apia", "UTC")
TURNS = ("2026-03-29T01:00", "2026-10-25T01:00", "2026-04-24T00:00", "2026-03-08T05:00", "2026-01-31T23:00")
"""Instants around which a clock of one of the zones changes, or a month ends."""
SHOWN = [status for status in BookingStatus if status not in (BookingStatus.PENDING, BookingStatus.EXPIRED)]
TICK = timedelta(microseconds=1)

instants = st.builds(
    lambda turn, minutes: datetime.fromisoformat(turn).replace(tzinfo=UTC) + timedelta(minutes=minutes),
    st.sampled_from(TURNS),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
)
edges = st.builds(int.__add__, st.sampled_from([-49 * 60, -60, 0, 30, 48 * 60]), st.integers(-240, 240))
"""Minutes from now: near the instants at which a session enters, may be started, ends or is no longer asked about."""
wanted = st.tuples(edges | st.integers(-4000, 4000), st.integers(5, 720), st.sampled_from(SHOWN))


def diary(now: datetime, sessions: list[tuple[int, int, BookingStatus]]) -> list[Row]:
    """Sessions that start so many minutes from `now`; those ahead have not been held yet."""
    ahead = {status: BookingStatus.CONFIRMED for status in SHOWN if status is not BookingStatus.CANCELLED}
    return [
        row(now + timedelta(minutes=start), minutes, ahead.get(status, status) if start > 0 else status)
        for start, minutes, status in sessions
    ]


@given(instants, st.sampled_from(ZONES), st.lists(wanted, max_size=6), st.floats(0, 0.99))
@settings(max_examples=4000 if PROVE else 400, deadline=None)
def test_no_visible_word_changes_before(
    now: datetime, zone_name: str, sessions: list[tuple[int, int, BookingStatus]], part: float
) -> None:
    zone, rows = ZoneInfo(zone_name), diary(now, sessions)
    facts = facts_at(rows, now, zone)
    due = next_change(facts, now).astimezone(UTC)
    assert due > now
    for later in (now + (due - now) * part, due - TICK):
        assert focus_view(facts_at(rows, later, zone), later) == focus_view(facts, now)


MONDAY = "2026-01-12"
NOON = at(MONDAY, "12:00")


@pytest.mark.parametrize(
    ("session", "due"),
    [
        (None, at(MONDAY, "18:00")),
        (row(at(MONDAY, "14:00")), at(MONDAY, "13:30")),
        (row(at(MONDAY, "11:30")), at(MONDAY, "12:30")),
        (row(at(MONDAY, "11:50"), 10), at(MONDAY, "18:00")),
        (row(at("2026-01-10", "12:15"), 60), at(MONDAY, "13:15")),
        (row(at("2026-01-14", "12:10")), at(MONDAY, "12:10")),
    ],
    ids=["evening", "may be started", "ends", "asked already", "no longer asked", "enters"],
)
def test_what_comes_next(session: Row | None, due: datetime) -> None:
    facts = facts_at([session] if session else [], NOON)
    assert next_change(facts, NOON) == due


@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24"])
def test_the_midnight_before_a_clock_change(day: str) -> None:
    evening = at(day, "22:00")
    midnight = at(day, "00:00") + timedelta(days=1)
    assert next_change(facts_at([], evening), evening) == midnight.astimezone(PARIS)
