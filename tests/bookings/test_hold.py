"""Holding a slot, confirming it in time, letting it go, and what happens when it lapses."""

import pytest

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given, stored
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings.service import (
    HoldLapsed,
    SlotTaken,
    confirm_hold,
    hold_slot,
    release_hold,
    release_lapsed_holds,
)
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import Booking, BookingStatus

END = NOW + 15 * MINUTE


async def held(practice: Practice, shift: int = 0, minutes_held: int = 15) -> Booking:
    """A hold of an hour, `shift` hours after SLOT."""
    return await practice.does(
        hold_slot,
        client_id=practice.client_id,
        starts_at=SLOT + shift * HOUR,
        minutes=60,
        timezone="Europe/Paris",
        now=NOW,
        minutes_held=minutes_held,
    )


async def test_a_hold_is_pending_for_fifteen_minutes(alice: Practice) -> None:
    row = await held(alice)
    assert (row.status, row.hold_expires_at) == (BookingStatus.PENDING, END)


async def test_a_hold_refuses_what_is_taken_and_what_is_wrong(alice: Practice) -> None:
    await given(alice)
    with pytest.raises(SlotTaken, match="vient d’être pris"):
        await held(alice)
    with pytest.raises(InvalidInput, match="déjà passée"):
        await held(alice, -72)


async def test_confirm_until_the_last_instant(alice: Practice) -> None:
    row = await held(alice)
    done = await alice.does(confirm_hold, booking_id=row.id, now=END - SECOND)
    assert (done.status, done.hold_expires_at, done.updated_at) == (BookingStatus.CONFIRMED, None, END - SECOND)


async def test_confirm_at_the_end_is_too_late(alice: Practice) -> None:
    row = await held(alice)
    with pytest.raises(HoldLapsed, match="a expiré"):
        await alice.does(confirm_hold, booking_id=row.id, now=END)
    await alice.does(release_lapsed_holds, now=END)
    with pytest.raises(HoldLapsed):
        await alice.does(confirm_hold, booking_id=row.id, now=END)


async def test_the_second_tab_is_told_that_it_is_confirmed(alice: Practice) -> None:
    row = await held(alice)
    await alice.does(confirm_hold, booking_id=row.id, now=NOW)
    with pytest.raises(Conflict, match="déjà confirmée") as told:
        await alice.does(confirm_hold, booking_id=row.id, now=NOW)
    assert not isinstance(told.value, HoldLapsed)


async def test_release_takes_what_has_lapsed_and_nothing_else(alice: Practice) -> None:
    short, long, kept = await held(alice), await held(alice, 1, minutes_held=16), await given(alice, SLOT + 2 * HOUR)
    assert await alice.does(release_lapsed_holds, now=END - SECOND) == 0
    assert await alice.does(release_lapsed_holds, now=END) == 1
    assert await alice.does(release_lapsed_holds, now=END) == 0
    found = [(await stored(alice, row.id)).status for row in (short, long, kept)]
    assert found == [BookingStatus.EXPIRED, BookingStatus.PENDING, BookingStatus.CONFIRMED]


async def test_a_released_hold_frees_its_slot(alice: Practice) -> None:
    row = await held(alice)
    assert (await alice.does(release_hold, booking_id=row.id, now=NOW)).status is BookingStatus.EXPIRED
    assert (await given(alice)).status is BookingStatus.CONFIRMED
    with pytest.raises(Conflict, match="a expiré"):
        await alice.does(release_hold, booking_id=row.id, now=NOW)


async def test_bob_reaches_nothing_of_it(alice: Practice, bob: Practice) -> None:
    row = await held(alice)
    for call in (confirm_hold, release_hold):
        with pytest.raises(NotFound):
            await bob.does(call, booking_id=row.id, now=NOW)
    assert await bob.does(release_lapsed_holds, now=END) == 0
    assert (await stored(alice, row.id)).status is BookingStatus.PENDING
