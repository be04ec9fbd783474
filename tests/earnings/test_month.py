"""What a month earned, and what is still ahead in it (decisions 12 and 13)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.bookings.diary import HOUR, SECOND, given
from tests.fixtures.practice import NOW, Practice
from tests.focus.facts import PARIS, at
from trustcoach_app.bookings.service import (
    Outcome,
    cancel_booking,
    finish_session,
    hold_slot,
    record_outcome,
    start_session,
)
from trustcoach_app.earnings.queries import MonthFigures, month_bounds, month_figures
from trustcoach_app.models.bookings import CancelledBy

LONG_AGO = NOW - timedelta(days=60)
NOTHING = MonthFigures(0, 0, 0, 0)


async def figures(practice: Practice, now: datetime = NOW, zone: ZoneInfo = PARIS) -> MonthFigures:
    return await practice.does(month_figures, zone=zone, now=now)


async def planned(practice: Practice, starts_at: datetime, cents: int | None = 8000) -> UUID:
    return (await given(practice, starts_at, price_cents=cents, now=LONG_AGO)).id


async def told(practice: Practice, starts_at: datetime, outcome: Outcome, cents: int | None = 8000) -> UUID:
    """A session of the past and what became of it."""
    booking_id = await planned(practice, starts_at, cents)
    await practice.does(record_outcome, booking_id=booking_id, outcome=outcome, now=starts_at + HOUR)
    return booking_id


async def test_a_session_that_was_held_earns_its_price(alice: Practice) -> None:
    await told(alice, NOW - 3 * HOUR, Outcome.HELD, 8050)
    assert await figures(alice) == MonthFigures(8050, 1, 0, 0)


async def test_an_absence_earns_its_price_but_is_not_a_session_that_was_held(alice: Practice) -> None:
    await told(alice, NOW - 3 * HOUR, Outcome.NO_SHOW)
    assert await figures(alice) == MonthFigures(8000, 0, 0, 0)


@pytest.mark.parametrize(
    ("by", "before", "cents"),
    [
        (CancelledBy.CLIENT, 24 * HOUR, 0),
        (CancelledBy.CLIENT, 24 * HOUR - SECOND, 4025),
        (CancelledBy.COACH, HOUR, 0),
    ],
)
async def test_of_a_cancelled_session_what_is_retained(
    alice: Practice, by: CancelledBy, before: timedelta, cents: int
) -> None:
    starts_at = NOW + timedelta(days=3)
    booking_id = await planned(alice, starts_at, 8051)
    await alice.does(cancel_booking, booking_id=booking_id, by=by, reason="", now=starts_at - before)
    assert await figures(alice) == MonthFigures(cents, 0, 0, 0)


async def test_a_session_said_to_be_cancelled_afterwards_earns_nothing(alice: Practice) -> None:
    await told(alice, NOW - 3 * HOUR, Outcome.CANCELLED)
    assert await figures(alice) == NOTHING


async def test_a_correction_changes_the_figures(alice: Practice) -> None:
    booking_id = await told(alice, NOW - 3 * HOUR, Outcome.HELD)
    await alice.does(record_outcome, booking_id=booking_id, outcome=Outcome.NO_SHOW, now=NOW)
    assert await figures(alice) == MonthFigures(8000, 0, 0, 0)


async def test_what_is_confirmed_and_not_over_is_ahead(alice: Practice) -> None:
    await planned(alice, NOW + 3 * HOUR, 5000)
    await planned(alice, NOW - HOUR)
    running = await planned(alice, NOW + timedelta(minutes=30), 7000)
    await alice.does(start_session, booking_id=running, now=NOW)
    assert await figures(alice) == MonthFigures(0, 0, 12000, 2)
    await alice.does(finish_session, booking_id=running, now=NOW)
    assert await figures(alice) == MonthFigures(7000, 1, 5000, 1)


async def test_what_nobody_priced_is_counted_and_earns_nothing(alice: Practice) -> None:
    """Held and missed; not what is ahead, nor what was offered."""
    for hours, outcome, cents in (
        (30, Outcome.HELD, None),
        (20, Outcome.NO_SHOW, None),
        (10, Outcome.HELD, 0),
        (5, Outcome.CANCELLED, None),
    ):
        await told(alice, NOW - hours * HOUR, outcome, cents)
    await planned(alice, NOW + HOUR, None)
    assert await figures(alice) == MonthFigures(0, 2, 0, 1, sessions_unpriced=2)


async def test_a_hold_is_nothing_yet(alice: Practice) -> None:
    wanted = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    await alice.does(hold_slot, starts_at=NOW + HOUR, price_cents=8000, **wanted)
    assert await figures(alice) == NOTHING


async def test_another_practice_s_money_is_not_counted(alice: Practice, bob: Practice) -> None:
    await told(bob, NOW - 3 * HOUR, Outcome.HELD)
    assert await figures(alice) == NOTHING


@pytest.mark.parametrize(
    ("starts_at", "is_january"),
    [
        (at("2026-01-01", "00:00") - SECOND, False),
        (at("2026-01-01", "00:00"), True),
        (at("2026-01-31", "23:59:59"), True),
        (at("2026-02-01", "00:00"), False),
    ],
)
async def test_a_session_counts_in_the_month_in_which_it_starts(
    alice: Practice, starts_at: datetime, is_january: bool
) -> None:
    await told(alice, starts_at, Outcome.HELD)
    assert (await figures(alice)).sessions_held == int(is_january)


async def test_the_month_is_that_of_the_coach_s_zone(alice: Practice) -> None:
    """23:30 UTC on 31 January is February in Paris, January in London."""
    await told(alice, datetime(2026, 1, 31, 23, 30, tzinfo=UTC), Outcome.HELD)
    assert (await figures(alice)).sessions_held == 0
    assert (await figures(alice, zone=ZoneInfo("Europe/London"))).sessions_held == 1


@pytest.mark.parametrize(
    ("now", "zone", "begins", "ends"),
    [
        ("2026-12-15T12:00Z", "Europe/Paris", "2026-11-30T23:00Z", "2026-12-31T23:00Z"),
        ("2026-12-31T23:30Z", "Europe/Paris", "2026-12-31T23:00Z", "2027-01-31T23:00Z"),
        ("2026-03-29T12:00Z", "Europe/Paris", "2026-02-28T23:00Z", "2026-03-31T22:00Z"),
        ("2026-10-25T12:00Z", "Europe/Paris", "2026-09-30T22:00Z", "2026-10-31T23:00Z"),
        ("2026-02-28T20:00Z", "Asia/Kolkata", "2026-02-28T18:30Z", "2026-03-31T18:30Z"),
    ],
    ids=["December", "the new year", "into summer", "into winter", "half an hour"],
)
def test_the_bounds_of_a_month(now: str, zone: str, begins: str, ends: str) -> None:
    bounds = month_bounds(datetime.fromisoformat(now), ZoneInfo(zone))
    assert bounds == (datetime.fromisoformat(begins), datetime.fromisoformat(ends))
