"""Changes a session and its hour together, in one transaction; and knows what was told of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.details.form import Wanted
from trustcoach_app.appointments.details.present import minutes_of
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.models.bookings import Booking, BookingStatus

OUTCOMES = {
    BookingStatus.COMPLETED: bookings.Outcome.HELD,
    BookingStatus.NO_SHOW: bookings.Outcome.NO_SHOW,
    BookingStatus.CANCELLED: bookings.Outcome.CANCELLED,
}


async def told(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> bookings.Outcome | None:
    """What was told of a session so far. Raises NotFound."""
    return OUTCOMES.get((await booking(db, coach_id=coach_id, booking_id=booking_id)).status)


async def change(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, wanted: Wanted, now: datetime) -> Booking:
    """Move it if its hour or length changed, and replace its words. Raises InvalidInput, Conflict, NotOffered."""
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if (found.starts_at, minutes_of(found)) != (wanted.starts_at, wanted.minutes):
        await appointments.move_session(
            db,
            coach_id=coach_id,
            booking_id=booking_id,
            starts_at=wanted.starts_at,
            minutes=wanted.minutes,
            now=now,
        )
    return await appointments.modify_session(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        type_id=wanted.type_id,
        reason_id=wanted.reason_id,
        words=wanted.words,
        now=now,
    )
