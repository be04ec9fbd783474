"""Changes a session and its hour together, in one transaction; and knows what was told of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.queries import booking
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.planning import service as planning
from trustcoach_app.planning.appointment.form import Wanted
from trustcoach_app.planning.appointment.present import minutes_of

OUTCOMES = {
    BookingStatus.COMPLETED: planning.Outcome.HELD,
    BookingStatus.NO_SHOW: planning.Outcome.NO_SHOW,
    BookingStatus.CANCELLED: planning.Outcome.CANCELLED,
}


async def told(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> planning.Outcome | None:
    """What was told of a session so far. Raises NotFound."""
    return OUTCOMES.get((await booking(db, coach_id=coach_id, booking_id=booking_id)).status)


async def change(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, wanted: Wanted, now: datetime) -> Booking:
    """Move it if its hour or length changed, and replace its words. Raises InvalidInput, Conflict, NotOffered."""
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if (found.starts_at, minutes_of(found)) != (wanted.starts_at, wanted.minutes):
        await planning.move_session(
            db,
            coach_id=coach_id,
            booking_id=booking_id,
            starts_at=wanted.starts_at,
            minutes=wanted.minutes,
            now=now,
        )
    return await planning.modify_session(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        type_id=wanted.type_id,
        reason_id=wanted.reason_id,
        words=wanted.words,
        now=now,
    )
