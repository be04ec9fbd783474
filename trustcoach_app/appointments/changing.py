"""An appointment at another hour, or with other words; each under the diary's lock from its first look on."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.fields import AppointmentChange
from trustcoach_app.appointments.person import with_number_on_file
from trustcoach_app.availability.queries import appointment_type, reason
from trustcoach_app.availability.slot_check import NotOffered, WantedSlot, ensure_offered
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking


def minutes_of(row: Booking) -> int:
    """Its length in elapsed minutes."""
    return round((row.ends_at - row.starts_at) / timedelta(minutes=1))


async def move_appointment(
    db: AsyncSession,
    *,
    coach_id: UUID,
    booking_id: UUID,
    starts_at: datetime,
    now: datetime,
    minutes: int | None = None,
    by: Actor = Actor.COACH,
) -> Booking:
    """The same session at another hour, also one of a series. It keeps its buffers.

    A coach may drop it anywhere that no session takes; a client moves to a slot that is offered. Raises InvalidInput,
    NotFound, Conflict, and NotOffered.
    """
    await bookings.lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    slot = WantedSlot(coach_id, starts_at, minutes or minutes_of(found), now, by, booking_id)
    if by is Actor.CLIENT:
        await ensure_offered(db, slot)
    try:
        return await bookings.move_booking(
            db, coach_id=coach_id, booking_id=booking_id, starts_at=starts_at, minutes=minutes, now=now, by=by
        )
    except bookings.SlotTaken as taken:
        raise NotOffered(str(taken), slot) from None


async def change_appointment(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, change: AppointmentChange, now: datetime
) -> Booking:
    """Move it if its hour or length changed, and replace its words. A type or reason that it has may be archived.

    Raises InvalidInput by field, NotFound, Conflict, NotOffered.
    """
    await bookings.lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if (found.starts_at, minutes_of(found)) != (change.starts_at, change.minutes):
        found = await move_appointment(
            db,
            coach_id=coach_id,
            booking_id=booking_id,
            starts_at=change.starts_at,
            minutes=change.minutes,
            now=now,
        )
    label = await _reason_label(db, found, change)
    words = await with_number_on_file(db, coach_id=coach_id, client_id=found.client_id, words=change.words)
    return await bookings.edit_booking(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        title=words.title,
        reason=label,
        note=words.note,
        mode=words.mode,
        phone=words.phone,
        address=words.address,
        price_cents=words.price_or(found.price_cents),
        now=now,
        type_and_reason={"type_id": change.type_id, "reason_id": change.reason_id},
    )


async def _reason_label(db: AsyncSession, found: Booking, change: AppointmentChange) -> str:
    """The words of the reason. Raises NotFound, and InvalidInput for what was archived before the session had it."""
    mine = {"coach_id": found.coach_id}
    kind = None if change.type_id is None else await appointment_type(db, **mine, type_id=change.type_id)
    why = None if change.reason_id is None else await reason(db, **mine, reason_id=change.reason_id)
    problems = Problems()
    is_gone = kind is not None and kind.archived_at is not None and kind.id != found.type_id
    problems.add_if(is_gone, "type_id", "Ce type de séance n’est plus proposé.")
    is_past = why is not None and why.archived_at is not None and why.id != found.reason_id
    problems.add_if(is_past, "reason_id", "Ce motif n’est plus proposé.")
    problems.refuse()
    return "" if why is None else why.label
