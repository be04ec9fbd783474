"""Moving a session."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given, stored
from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.bookings.service import (
    Actor,
    SlotTaken,
    cancel_booking,
    finish_session,
    hold_slot,
    move_booking,
    start_session,
)
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import BookingStatus, CancelledBy

PARIS = ZoneInfo("Europe/Paris")


async def test_keeps_its_length_unless_told(alice: Practice) -> None:
    row = await given(alice, minutes=45)
    moved = await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR, now=NOW + SECOND)
    assert (moved.starts_at, moved.ends_at) == (SLOT + HOUR, SLOT + HOUR + 45 * MINUTE)
    assert moved.updated_at == NOW + SECOND
    moved = await alice.does(move_booking, booking_id=row.id, starts_at=SLOT, minutes=90, now=NOW)
    assert moved.ends_at - moved.starts_at == 90 * MINUTE


async def test_keeps_its_length_over_a_clock_change(alice: Practice) -> None:
    row = await given(alice)
    moved = await alice.does(
        move_booking, booking_id=row.id, starts_at=datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), now=NOW
    )
    assert moved.ends_at - moved.starts_at == HOUR


async def test_may_overlap_where_it_stood_and_nothing_else(alice: Practice) -> None:
    row, _ = await given(alice), await given(alice, SLOT + 2 * HOUR)
    assert (
        await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR / 2, now=NOW)
    ).starts_at == SLOT + HOUR / 2
    with pytest.raises(SlotTaken, match="de 16:00 à 17:00 avec Marie Dupont"):
        await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + 1.5 * HOUR, now=NOW)


async def test_refuses_a_wrong_hour_or_length(alice: Practice) -> None:
    row = await given(alice)
    for field, wanted in (("starts_at", {"starts_at": NOW - HOUR}), ("minutes", {"starts_at": SLOT, "minutes": 1})):
        with pytest.raises(InvalidInput) as refused:
            await alice.does(move_booking, booking_id=row.id, now=NOW, **wanted)
        assert set(refused.value.fields) == {field}


async def test_releases_a_lapsed_hold_in_its_way(alice: Practice) -> None:
    row = await given(alice)
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    in_the_way = await alice.does(hold_slot, starts_at=SLOT + HOUR, **usual)
    with pytest.raises(SlotTaken):
        await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR, now=NOW)
    await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR, now=NOW + 15 * MINUTE)
    assert (await stored(alice, in_the_way.id)).status is BookingStatus.EXPIRED


async def test_a_hold_moves_while_it_lives(alice: Practice) -> None:
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    row = await alice.does(hold_slot, starts_at=SLOT, **usual)
    moved = await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR, now=NOW)
    assert (moved.status, moved.hold_expires_at) == (BookingStatus.PENDING, NOW + 15 * MINUTE)
    with pytest.raises(Conflict, match="a expiré"):
        await alice.does(move_booking, booking_id=row.id, starts_at=SLOT, now=NOW + 15 * MINUTE)


@pytest.mark.parametrize(("before", "moves"), [(24 * HOUR, True), (24 * HOUR - SECOND, False)])
async def test_a_client_moves_it_until_24_hours_before(alice: Practice, before: object, moves: bool) -> None:
    row = await given(alice)
    wanted = {"booking_id": row.id, "starts_at": SLOT + 48 * HOUR, "now": SLOT - before, "by": Actor.CLIENT}
    if moves:
        assert (await alice.does(move_booking, **wanted)).starts_at == SLOT + 48 * HOUR
    else:
        with pytest.raises(Conflict, match="24 heures avant"):
            await alice.does(move_booking, **wanted)


async def test_what_has_begun_or_ended_stays(alice: Practice) -> None:
    row, gone = await given(alice), await given(alice, SLOT + HOUR)
    await alice.does(cancel_booking, booking_id=gone.id, by=CancelledBy.COACH, reason="", now=NOW)
    with pytest.raises(Conflict, match="a été annulée"):
        await alice.does(move_booking, booking_id=gone.id, starts_at=SLOT + 3 * HOUR, now=NOW)
    for call, sentence in ((start_session, "est en cours"), (finish_session, "déjà terminée")):
        await alice.does(call, booking_id=row.id, now=SLOT)
        with pytest.raises(Conflict, match=sentence):
            await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + 3 * HOUR, now=SLOT)


async def test_bob_cannot_move_it(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    with pytest.raises(NotFound):
        await bob.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR, now=NOW)
    assert (await stored(alice, row.id)).starts_at == SLOT


async def test_costs_seven_statements(alice: Practice) -> None:
    row = await given(alice)
    with statements() as seen:
        await alice.does(move_booking, booking_id=row.id, starts_at=SLOT + HOUR, now=NOW)
    assert len(seen) <= 7
