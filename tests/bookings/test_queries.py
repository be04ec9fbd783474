"""Reads of the diary."""

from datetime import timedelta

import pytest
from sqlalchemy.dialects.postgresql import Range

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given
from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.bookings.queries import between, booking, session_numbers, taken_between
from trustcoach_app.bookings.service import Outcome, cancel, hold, record_outcome
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import BookingStatus, BusyBlock, CancelledBy

DAY = timedelta(days=1)
CONFIRMED = (BookingStatus.CONFIRMED,)


async def test_between_is_half_open_and_ordered(alice: Practice) -> None:
    late, early = await given(alice, SLOT + 2 * HOUR), await given(alice, SLOT)
    assert [r.id for r in await alice.does(between, start=SLOT, end=SLOT + DAY, statuses=CONFIRMED)] == [
        early.id,
        late.id,
    ]
    for start, end, found in (
        (SLOT - HOUR, SLOT, []),
        (SLOT - HOUR, SLOT + SECOND, [early.id]),
        (SLOT + HOUR - SECOND, SLOT + 2 * HOUR, [early.id]),
        (SLOT + HOUR, SLOT + 2 * HOUR, []),
    ):
        assert [r.id for r in await alice.does(between, start=start, end=end, statuses=CONFIRMED)] == found
    assert await alice.does(between, start=SLOT, end=SLOT + DAY, statuses=(BookingStatus.NO_SHOW,)) == []


async def test_numbers_count_held_and_planned_sessions_of_the_client(alice: Practice) -> None:
    """A cancelled one, a no-show and a hold have no number and take none; another client counts apart."""
    rows = [await given(alice, SLOT + day * DAY) for day in range(6)]
    await alice.does(record_outcome, booking_id=rows[0].id, outcome=Outcome.HELD, now=SLOT + HOUR)
    await alice.does(cancel, booking_id=rows[1].id, by=CancelledBy.COACH, reason="", now=SLOT)
    await alice.does(record_outcome, booking_id=rows[3].id, outcome=Outcome.NO_SHOW, now=SLOT + 3 * DAY + HOUR)
    other = await alice.does(add_client, name="Zoé Noël", now=NOW)
    hers = await given(alice, SLOT + HOUR, client_id=other.id)
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    held = await alice.does(hold, starts_at=SLOT + 2 * HOUR, **usual)
    ids = [row.id for row in (*rows, hers, held)]
    with statements() as seen:
        numbers = await alice.does(session_numbers, booking_ids=ids)
    assert numbers == {rows[0].id: 1, rows[2].id: 2, rows[4].id: 3, rows[5].id: 4, hers.id: 1}
    assert len(seen) == 1
    assert await alice.does(session_numbers, booking_ids=[rows[5].id]) == {rows[5].id: 4}
    assert await alice.does(session_numbers, booking_ids=[]) == {}


async def test_taken_is_sessions_live_holds_and_busy_time(alice: Practice) -> None:
    row = await given(alice)
    usual = {"client_id": alice.client_id, "minutes": 30, "timezone": "Europe/Paris", "now": NOW}
    held = await alice.does(hold, starts_at=SLOT + HOUR, **usual)
    async with unit_of_work(alice.principal) as db:
        db.add(BusyBlock(coach_id=alice.coach_id, during=Range(SLOT - HOUR, SLOT + 30 * MINUTE)))
    window = {"start": SLOT, "end": SLOT + 2 * HOUR}
    with statements() as seen:
        taken = await alice.does(taken_between, now=NOW, **window)
    assert [(t.starts_at, t.booking_id, t.client_name, t.is_hold) for t in taken] == [
        (SLOT - HOUR, None, None, False),
        (SLOT, row.id, "Marie Dupont", False),
        (SLOT + HOUR, held.id, "Marie Dupont", True),
    ]
    assert len(seen) == 1
    later = await alice.does(taken_between, now=NOW + 15 * MINUTE, with_busy=False, **window)
    assert [t.booking_id for t in later] == [row.id]


async def test_bob_sees_nothing_of_it(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    async with unit_of_work(alice.principal) as db:
        db.add(BusyBlock(coach_id=alice.coach_id, during=Range(SLOT, SLOT + HOUR)))
    for missing in (row.id, new_id()):
        with pytest.raises(NotFound):
            await bob.does(booking, booking_id=missing)
    window = {"start": SLOT, "end": SLOT + HOUR}
    assert await bob.does(between, statuses=tuple(BookingStatus), **window) == []
    assert await bob.does(taken_between, now=NOW, **window) == []
    assert await bob.does(session_numbers, booking_ids=[row.id]) == {}
