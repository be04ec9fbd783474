"""Cancelling: who keeps what (decision 11), until when, and the undo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given, stored
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings.service import (
    Outcome,
    SlotTaken,
    cancel_booking,
    hold_slot,
    record_outcome,
    restore_booking,
    retained_cents,
    start_session,
)
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import BookingStatus, CancelledBy

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(hours=24)
BOUNDARY = [(DAY + SECOND, 0), (DAY, 0), (DAY - SECOND, 4025), (SECOND, 4025)]
NIGHTS = [
    datetime(2026, 1, 14, 14, tzinfo=PARIS),
    datetime(2026, 3, 29, 10, tzinfo=PARIS),
    datetime(2026, 3, 29, 3, 30, tzinfo=PARIS),
    datetime(2026, 10, 25, 10, tzinfo=PARIS),
    datetime(2026, 10, 25, 2, 30, tzinfo=PARIS),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS),
]


@pytest.mark.parametrize("starts_at", NIGHTS)
@pytest.mark.parametrize(("before", "kept"), BOUNDARY)
@pytest.mark.parametrize("zone", [UTC, PARIS])
async def test_24_elapsed_hours_are_free(
    alice: Practice, starts_at: datetime, before: timedelta, kept: int, zone: ZoneInfo
) -> None:
    """±1 s around it, on both nights of a clock change, whatever zone `now` comes in; 80,51 € halves to 40,25 €."""
    now = (starts_at.astimezone(UTC) - before).astimezone(zone)
    row = await given(alice, starts_at, price_cents=8051)
    done = await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.CLIENT, reason=" Grippe ", now=now)
    assert (done.status, done.retained_cents, done.cancelled_at) == (BookingStatus.CANCELLED, kept, now.astimezone(UTC))
    assert (done.cancelled_by, done.cancellation_reason) == (CancelledBy.CLIENT, "Grippe")
    assert retained_cents(price_cents=8051, starts_at=starts_at, by=CancelledBy.CLIENT, now=now) == kept


@pytest.mark.parametrize("before", [30 * HOUR, HOUR, -HOUR / 2])
async def test_the_coach_keeps_nothing_and_may_until_the_end(alice: Practice, before: timedelta) -> None:
    row = await given(alice, price_cents=8051)
    done = await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=SLOT - before)
    assert (done.retained_cents, done.cancelled_by) == (0, CancelledBy.COACH)


@pytest.mark.parametrize(
    ("by", "now", "sentence"),
    [
        (CancelledBy.CLIENT, SLOT, "a déjà commencé"),
        (CancelledBy.COACH, SLOT + HOUR, "est passée"),
    ],
)
async def test_too_late(alice: Practice, by: CancelledBy, now: datetime, sentence: str) -> None:
    row = await given(alice)
    with pytest.raises(Conflict, match=sentence):
        await alice.does(cancel_booking, booking_id=row.id, by=by, reason="", now=now)
    assert (await stored(alice, row.id)).status is BookingStatus.CONFIRMED


async def test_the_slot_is_free_again(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=NOW)
    assert (await given(alice)).status is BookingStatus.CONFIRMED


async def test_the_second_tab_is_told(alice: Practice) -> None:
    row = await given(alice, price_cents=8000)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.CLIENT, reason="", now=SLOT - HOUR)
    with pytest.raises(Conflict, match="a été annulée"):
        await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=SLOT - HOUR)
    assert (await stored(alice, row.id)).retained_cents == 4000


async def test_neither_a_hold_nor_what_has_begun(alice: Practice) -> None:
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    held, begun = await alice.does(hold_slot, starts_at=SLOT + HOUR, **usual), await given(alice)
    with pytest.raises(Conflict, match="se libère d’elle-même à 10:15"):
        await alice.does(cancel_booking, booking_id=held.id, by=CancelledBy.COACH, reason="", now=NOW)
    await alice.does(start_session, booking_id=begun.id, now=SLOT)
    with pytest.raises(Conflict, match="est en cours"):
        await alice.does(cancel_booking, booking_id=begun.id, by=CancelledBy.COACH, reason="", now=SLOT)


async def test_a_long_reason_is_refused(alice: Practice) -> None:
    row = await given(alice)
    with pytest.raises(InvalidInput, match="500 caractères"):
        await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="x" * 501, now=NOW)


@pytest.mark.parametrize("late", [MINUTE, 10 * MINUTE])
async def test_undo_restores_it_whole(alice: Practice, late: timedelta) -> None:
    row = await given(alice, title="Bilan")
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="Erreur", now=NOW)
    back = await alice.does(restore_booking, booking_id=row.id, now=NOW + late)
    assert (back.status, back.title, back.cancelled_at) == (BookingStatus.CONFIRMED, "Bilan", None)
    assert (back.cancelled_by, back.cancellation_reason, back.retained_cents) == (None, "", 0)
    with pytest.raises(Conflict, match="n’est pas annulée"):
        await alice.does(restore_booking, booking_id=row.id, now=NOW + late)


async def test_undo_is_for_ten_minutes_for_the_coach_and_a_free_slot(alice: Practice) -> None:
    rows = [await given(alice, SLOT + shift * HOUR) for shift in range(3)]
    by = [CancelledBy.COACH, CancelledBy.CLIENT, CancelledBy.COACH]
    for row, who in zip(rows, by, strict=True):
        await alice.does(cancel_booking, booking_id=row.id, by=who, reason="", now=NOW)
    with pytest.raises(Conflict, match="trop tard"):
        await alice.does(restore_booking, booking_id=rows[0].id, now=NOW + 10 * MINUTE + SECOND)
    with pytest.raises(Conflict, match="par le client"):
        await alice.does(restore_booking, booking_id=rows[1].id, now=NOW)
    await given(alice, SLOT + 2 * HOUR)
    with pytest.raises(SlotTaken):
        await alice.does(restore_booking, booking_id=rows[2].id, now=NOW)


async def test_undo_is_not_for_an_outcome(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.CANCELLED, now=SLOT + HOUR)
    with pytest.raises(Conflict, match="est passée"):
        await alice.does(restore_booking, booking_id=row.id, now=SLOT + HOUR)


async def test_bob_can_neither_cancel_nor_undo(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    with pytest.raises(NotFound):
        await bob.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=NOW)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=NOW)
    with pytest.raises(NotFound):
        await bob.does(restore_booking, booking_id=row.id, now=NOW)
