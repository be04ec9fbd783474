"""Planning turns over by itself: until `next_change`, no word of the page changes while no row does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.availability.practice import at as on_wednesday
from tests.availability.practice import given_session
from tests.fixtures.people import PROVE
from tests.fixtures.practice import NOW, Practice
from tests.planning.test_calendar_words import PARIS, entry, facts
from trustcoach_app.bookings.service import cancel_booking, hold_slot
from trustcoach_app.models.bookings import BookingStatus, CancelledBy
from trustcoach_app.planning.address import CalendarAddress, Kind, calendar_address_of
from trustcoach_app.planning.present import calendar_view, next_change
from trustcoach_app.planning.queries import CalendarEntry, Shown, next_bound
from trustcoach_app.planning.views import CalendarView

TICK = timedelta(microseconds=1)
TURNS = ("2026-03-28T23:00", "2026-10-24T22:00", "2026-12-31T22:30", "2026-01-31T22:30")
"""Instants near which a clock of Paris changes, or a month or a year ends."""

instants = st.builds(
    lambda turn, minutes: datetime.fromisoformat(turn).replace(tzinfo=UTC) + timedelta(minutes=minutes),
    st.sampled_from(TURNS),
    st.integers(-600, 600),
)
sessions = st.lists(st.tuples(st.integers(-1500, 1500), st.integers(15, 300)), max_size=5)


def bound_of(entries: list[CalendarEntry], now: datetime) -> datetime | None:
    bounds = [instant for row in entries for instant in (row.starts_at, row.ends_at) if instant > now]
    return min(bounds, default=None)


def shown_at(entries: list[CalendarEntry], kind: Kind, now: datetime) -> CalendarView:
    """The page of an address that names no day; the hand of the clock moves by itself."""
    address = calendar_address_of({"vue": kind.value}, now.astimezone(PARIS).date())
    return replace(calendar_view(facts(*entries), address, now), now="")


@given(instants, sessions, st.sampled_from(Kind), st.floats(0, 0.99))
@settings(max_examples=2000 if PROVE else 200, deadline=None)
def test_no_visible_word_changes_before(now: datetime, wanted: list[tuple[int, int]], kind: Kind, part: float) -> None:
    day = date(2000, 1, 1)
    entries = [
        replace(entry(f"{day}T00:00"), starts_at=start, ends_at=start + timedelta(minutes=minutes))
        for start, minutes in ((now + timedelta(minutes=begins), minutes) for begins, minutes in wanted)
    ]
    due = next_change(replace(facts(*entries), next_bound=bound_of(entries, now)), now).astimezone(UTC)
    assert due > now
    for later in (now + (due - now) * part, due - TICK):
        assert shown_at(entries, kind, later) == shown_at(entries, kind, now)


def test_a_month_turns_over_at_midnight() -> None:
    before, after = datetime(2026, 1, 31, 22, 59, tzinfo=UTC), datetime(2026, 1, 31, 23, tzinfo=UTC)
    assert next_change(facts(), before) == after
    assert (shown_at([], Kind.MONTH, before).title, shown_at([], Kind.MONTH, after).title) == (
        "Janvier 2026",
        "Février 2026",
    )


def test_what_crosses_midnight_stands_once_in_lists_and_says_how_long() -> None:
    late = entry("2026-01-14T23:30", 90)
    night = calendar_view(facts(late), CalendarAddress(Kind.LIST, date(2026, 1, 14), Shown.ALL), late.starts_at)
    assert [(day.key, row.time, row.until) for day in night.days for row in day.rows] == [
        ("2026-01-14", "23:30", "jusqu’à demain 01:00")
    ]
    morning = calendar_view(facts(late), CalendarAddress(Kind.MONTH, date(2026, 1, 15), Shown.ALL), late.ends_at - TICK)
    assert [(row.time, row.until) for row in morning.chosen] == [("depuis hier 23:30", "01:00")]
    assert morning.events[0].label.startswith("Marie Dupont, mercredi 14 janvier de 23:30 jusqu’au lendemain 01:00")


async def test_the_next_bound_is_of_what_is_shown_and_stands(alice: Practice) -> None:
    row = await given_session(alice, on_wednesday("14:00"))
    gone = await given_session(alice, on_wednesday("10:00"))
    await alice.does(cancel_booking, booking_id=gone.id, by=CancelledBy.COACH, reason="", now=NOW)
    shown = {"start": row.starts_at - timedelta(days=7), "end": row.starts_at + timedelta(days=7)}
    for now, expected in (
        (NOW, row.starts_at),
        (row.starts_at, row.ends_at),
        (row.ends_at, None),
    ):
        assert await alice.does(next_bound, now=now, **shown) == expected
    held = await alice.does(
        hold_slot,
        client_id=alice.client_id,
        starts_at=row.ends_at,
        minutes=60,
        timezone="Europe/Paris",
        now=NOW,
    )
    assert held.status is BookingStatus.PENDING
    assert await alice.does(next_bound, now=NOW, **shown) == held.hold_expires_at
