"""Booking on slots, moving and modifying: what is written, and what is refused with the nearest free slots."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.availability.practice import HOUR, WEDNESDAY, at, given_rules, given_session, hours, types_of
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.appointments.service import AppointmentChange, Words, change_appointment, move_appointment
from trustcoach_app.availability.service import (
    NotOffered,
    TypeFields,
    add_reason,
    add_time_off,
    change_type,
    nearest,
    remove_reason,
    remove_type,
)
from trustcoach_app.availability.slot_queries import slots_for_type
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.service import Actor, SlotTaken, cancel_booking, hold_slot
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import Booking, BookingMode, BookingStatus, CancelledBy

COACHING = "Séance de coaching"


def as_it_is(row: Booking, type_id: UUID | None, words: Words) -> AppointmentChange:
    """Another type and other words; the hour and the length stay."""
    return AppointmentChange(row.starts_at, 60, type_id, None, words)


async def test_a_session_keeps_its_type_its_reason_and_the_buffers_of_the_day(alice: Practice) -> None:
    await given_rules(alice, buffer_before_minutes=10, buffer_after_minutes=5)
    why = await alice.does(add_reason, label="Prise de poste")
    row = await given_session(alice, reason_id=why.id, words=Words(title="Bilan", note="Apporter le test"))
    await given_rules(alice, buffer_before_minutes=60)
    found = await alice.does(booking, booking_id=row.id)
    assert found.status is BookingStatus.CONFIRMED
    assert (found.starts_at, found.ends_at) == (at("14:00"), at("15:00"))
    assert (found.title, found.reason, found.note) == ("Bilan", "Prise de poste", "Apporter le test")
    assert (found.buffer_before_minutes, found.buffer_after_minutes) == (10, 5)
    assert (found.type_id, found.reason_id, found.timezone) == (row.type_id, why.id, "Europe/Paris")


async def test_the_price_is_the_types_unless_said_otherwise(alice: Practice) -> None:
    kind = (await types_of(alice))[COACHING]
    fields = TypeFields(COACHING, 60, kind.colour, 8000, tuple(kind.modes))
    await alice.does(change_type, type_id=kind.id, fields=fields)
    assert (await given_session(alice)).price_cents == 8000
    assert (await given_session(alice, at("16:00"), words=Words(price_cents=0))).price_cents == 0


@pytest.mark.parametrize(
    ("hour", "why", "closest"),
    [
        ("14:30", "vient d’être pris\u202f: une séance est déjà prévue", ["15:00", "15:15", "15:30"]),
        ("12:30", "n’est pas libre\u202f: c’est hors de vos horaires", ["10:30", "10:45", "11:00"]),
        ("17:15", "n’est pas libre\u202f: il ne reste pas assez de temps", ["16:30", "16:45", "17:00"]),
        ("16:07", "n’est pas libre\u202f: ce n’est pas le début d’un créneau", ["15:45", "16:00", "16:15"]),
    ],
)
async def test_what_is_not_offered_is_refused_with_the_nearest_slots(
    alice: Practice, hour: str, why: str, closest: list[str]
) -> None:
    await given_session(alice)
    with pytest.raises(NotOffered, match=why) as refused:
        await given_session(alice, at(hour))
    assert hours(await nearest(alice.principal, refused.value)) == closest


async def test_a_client_is_told_no_more_than_she_needs(alice: Practice) -> None:
    await given_session(alice)
    with pytest.raises(NotOffered, match=r"^Ce créneau vient d’être pris\.$"):
        await given_session(alice, at("14:30"), by=Actor.CLIENT)
    with pytest.raises(NotOffered, match=r"^Ce créneau n’est pas proposé\.$"):
        await given_session(alice, at("12:30"), by=Actor.CLIENT)
    with pytest.raises(NotOffered, match=r"n’est pas proposé"):
        await given_session(alice, at("09:00", WEDNESDAY - timedelta(days=1)), by=Actor.CLIENT, is_own_hour=True)


async def test_notice_holds_for_the_client_and_not_for_the_coach(alice: Practice) -> None:
    tomorrow_morning = at("09:00", date(2026, 1, 13))
    with pytest.raises(NotOffered) as refused:
        await given_session(alice, tomorrow_morning, by=Actor.CLIENT)
    assert (await nearest(alice.principal, refused.value))[0].starts_at == at("10:00", date(2026, 1, 13))
    assert (await given_session(alice, tomorrow_morning)).status is BookingStatus.CONFIRMED


async def test_the_coach_may_book_at_any_hour_that_no_session_takes(alice: Practice) -> None:
    await given_session(alice, at("20:10"), is_own_hour=True)
    with pytest.raises(NotOffered, match="Vous avez déjà une séance de 20:10 à 21:10 avec Marie Dupont") as refused:
        await given_session(alice, at("20:40"), is_own_hour=True)
    assert await nearest(alice.principal, refused.value)


async def test_the_buffers_of_both_sessions_count(alice: Practice) -> None:
    await given_rules(alice, buffer_before_minutes=15, buffer_after_minutes=30)
    await given_session(alice)
    with pytest.raises(NotOffered, match="la pause entre deux"):
        await given_session(alice, at("15:30"))
    assert (await given_session(alice, at("15:45"))).status is BookingStatus.CONFIRMED


async def test_a_live_hold_takes_its_slot_and_a_lapsed_one_does_not(alice: Practice) -> None:
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris"}
    await alice.does(hold_slot, starts_at=at("14:00"), now=NOW, **usual)
    with pytest.raises(NotOffered):
        await given_session(alice)
    assert (await given_session(alice, now=NOW + timedelta(minutes=15))).status is BookingStatus.CONFIRMED


async def test_time_off_takes_the_slots(alice: Practice) -> None:
    await alice.does(add_time_off, starts_at=at("00:00"), ends_at=at("23:59"), title="Congé", now=NOW)
    with pytest.raises(NotOffered, match="en congé") as refused:
        await given_session(alice)
    found = await nearest(alice.principal, refused.value)
    assert {slot.starts_at.date() for slot in found} <= {date(2026, 1, 13), date(2026, 1, 15)}


async def test_what_is_archived_or_switched_off_is_not_booked(alice: Practice) -> None:
    kind = (await types_of(alice))[COACHING]
    why = await alice.does(add_reason, label="Bilan")
    await given_session(alice, reason_id=why.id)
    await alice.does(remove_reason, reason_id=why.id, now=NOW)
    with pytest.raises(InvalidInput) as refused:
        await given_session(alice, at("16:00"), reason_id=why.id)
    assert set(refused.value.fields) == {"reason_id"}
    fields = TypeFields(COACHING, 60, kind.colour, 0, (BookingMode.REMOTE,), is_active=False)
    await alice.does(change_type, type_id=kind.id, fields=fields)
    with pytest.raises(InvalidInput) as refused:
        await given_session(alice, at("16:00"), words=Words(mode=BookingMode.PHONE, phone="06 12 34 56 78"))
    assert set(refused.value.fields) == {"type_id", "mode"}


async def test_moving_keeps_the_series_the_type_and_the_buffers(alice: Practice) -> None:
    await given_rules(alice, buffer_after_minutes=10)
    row = await given_session(alice)
    moved = await alice.does(move_appointment, booking_id=row.id, starts_at=at("14:30"), now=NOW)
    assert (moved.id, moved.starts_at, moved.ends_at) == (row.id, at("14:30"), at("15:30"))
    assert (moved.type_id, moved.buffer_after_minutes) == (row.type_id, 10)


async def test_a_move_onto_another_session_is_refused_with_the_nearest_slots(alice: Practice) -> None:
    await given_session(alice)
    row = await given_session(alice, at("16:00"))
    with pytest.raises(NotOffered, match="Vous avez déjà une séance de 14:00 à 15:00") as refused:
        await alice.does(move_appointment, booking_id=row.id, starts_at=at("14:30"), now=NOW)
    assert hours(await nearest(alice.principal, refused.value)) == ["15:00", "15:15", "15:30"]
    assert (await alice.does(booking, booking_id=row.id)).starts_at == at("16:00")


async def test_a_client_moves_only_to_what_is_offered_and_her_own_slot_is_free_for_her(alice: Practice) -> None:
    row = await given_session(alice)
    asked: dict[str, Any] = {"booking_id": row.id, "now": NOW, "by": Actor.CLIENT}
    with pytest.raises(NotOffered, match="n’est pas proposé"):
        await alice.does(move_appointment, starts_at=at("20:00"), **asked)
    assert (await alice.does(move_appointment, starts_at=at("14:15"), **asked)).starts_at == at("14:15")


async def test_modifying_replaces_the_words_and_keeps_the_hour_and_the_price(alice: Practice) -> None:
    kinds = await types_of(alice)
    row = await given_session(alice, words=Words(title="Bilan", price_cents=5000))
    words = Words(title="Point", note="n", mode=BookingMode.PHONE, phone="06 12 34 56 78")
    await alice.does(
        change_appointment, booking_id=row.id, change=as_it_is(row, kinds["Séance découverte"].id, words), now=NOW
    )
    found = await alice.does(booking, booking_id=row.id)
    assert (found.title, found.reason, found.phone, found.price_cents) == ("Point", "", "+33612345678", 5000)
    assert found.type_id == kinds["Séance découverte"].id
    assert (found.starts_at, found.ends_at) == (at("14:00"), at("15:00"))


async def test_a_session_keeps_its_archived_type_and_gets_no_other_archived_one(alice: Practice) -> None:
    kinds = await types_of(alice)
    row = await given_session(alice)
    other = kinds["Séance approfondie"]
    await given_session(alice, at("16:00"), type_id=other.id)
    for kind in (kinds[COACHING], other):
        await alice.does(remove_type, type_id=kind.id, now=NOW)
    same, words = {"booking_id": row.id, "now": NOW}, Words(title="Point")
    kept = await alice.does(change_appointment, change=as_it_is(row, row.type_id, words), **same)
    assert kept.title == "Point"
    with pytest.raises(InvalidInput) as refused:
        await alice.does(change_appointment, change=as_it_is(row, other.id, words), **same)
    assert set(refused.value.fields) == {"type_id"}


async def test_what_is_cancelled_is_free_and_is_not_modified(alice: Practice) -> None:
    row = await given_session(alice)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=NOW)
    assert (await given_session(alice)).id != row.id
    with pytest.raises(Conflict):
        await alice.does(change_appointment, booking_id=row.id, change=as_it_is(row, None, Words()), now=NOW)


async def test_bob_cannot_use_what_is_alices(alice: Practice, bob: Practice) -> None:
    kind = (await types_of(alice))[COACHING]
    why = await alice.does(add_reason, label="Bilan")
    await types_of(bob)
    row = await given_session(alice)
    with pytest.raises(NotFound):
        await given_session(bob, type_id=kind.id)
    with pytest.raises(NotFound):
        await given_session(bob, reason_id=why.id)
    with pytest.raises(NotFound):
        await bob.does(move_appointment, booking_id=row.id, starts_at=at("16:00"), now=NOW)
    with pytest.raises(NotFound):
        await bob.does(slots_for_type, type_id=kind.id, first=WEDNESDAY, last=WEDNESDAY, now=NOW)
    assert (await given_session(bob)).status is BookingStatus.CONFIRMED


async def test_a_refusal_is_a_taken_slot_for_those_who_know_bookings_only(alice: Practice) -> None:
    row = await given_session(alice)
    with pytest.raises(SlotTaken) as refused:
        await given_session(alice)
    assert (refused.value.starts_at, refused.value.ends_at) == (row.starts_at, row.starts_at + HOUR)
