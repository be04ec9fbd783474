"""A new appointment, whoever books it and on whatever page: one session on a slot, or a series."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.fields import NewAppointment
from trustcoach_app.appointments.kinds import bookable_now, write_session
from trustcoach_app.appointments.person import client_of, with_number_on_file
from trustcoach_app.appointments.series import book_series
from trustcoach_app.availability.queries import minutes_of_type
from trustcoach_app.availability.slot_check import WantedSlot, ensure_offered, refuse_at_first_look
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.models.bookings import Booking


async def book_appointment(
    db: AsyncSession, *, coach_id: UUID, wanted: NewAppointment, now: datetime, by: Actor = Actor.COACH
) -> list[Booking]:
    """The CONFIRMED session, or those of a series: all of them or none. Each has the coach's buffers of today.

    It must be on a slot that is offered to `by`; the coach's own hour is refused by other sessions only. Raises
    InvalidInput by field, NotFound, NotOffered (a SlotTaken that `nearest` takes) and SeriesRefused.
    """
    if by is Actor.CLIENT:
        await _refuse_early(db, coach_id, wanted, now)
    client_id = await client_of(db, coach_id=coach_id, person=wanted.person, now=now)
    words = await with_number_on_file(db, coach_id=coach_id, client_id=client_id, words=wanted.words)
    wanted = replace(wanted, words=words)
    if wanted.repeat is not None:
        return await book_series(db, coach_id=coach_id, client_id=client_id, wanted=wanted, plan=wanted.repeat, now=now)
    await bookings.lock_diary(db, coach_id)
    kind = await bookable_now(db, coach_id=coach_id, wanted=wanted)
    slot = WantedSlot(coach_id, wanted.starts_at, kind.type.minutes, now, by)
    is_own_hour = wanted.is_own_hour and by is Actor.COACH
    if not is_own_hour:
        await ensure_offered(db, slot, kind.rules)
    row = await write_session(
        db, client_id=client_id, kind=kind, slot=slot, words=wanted.words, is_free=not is_own_hour
    )
    return [row]


async def _refuse_early(db: AsyncSession, coach_id: UUID, wanted: NewAppointment, now: datetime) -> None:
    """Clients come many at once: of those who want one slot, the losers go after two reads, before the lock."""
    minutes = await minutes_of_type(db, coach_id=coach_id, type_id=wanted.type_id)
    await refuse_at_first_look(db, WantedSlot(coach_id, wanted.starts_at, minutes, now, Actor.CLIENT))
