"""How an appointment ends: cancelled, held or missed; and the coach's undo of each."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.queries import series_sessions
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import TOLD, Outcome
from trustcoach_app.errors import Conflict
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy


async def cancel_appointment(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, reason: str, now: datetime, and_following: bool = False
) -> list[Booking]:
    """Cancel a session by its coach, who keeps nothing of the price (decision 11). Returns what was cancelled.

    `and_following`: those of its series that follow it and are confirmed too, all or none. Raises NotFound,
    InvalidInput(reason), and Conflict when the session itself cannot be cancelled or has no series.
    """
    await bookings.lock_diary(db, coach_id)
    wanted = [booking_id]
    if and_following:
        wanted += await _following(db, coach_id, booking_id)
    by = CancelledBy.COACH
    return [
        await bookings.cancel_booking(db, coach_id=coach_id, booking_id=one, by=by, reason=reason, now=now)
        for one in wanted
    ]


async def restore_appointments(
    db: AsyncSession, *, coach_id: UUID, booking_ids: Iterable[UUID], now: datetime
) -> list[Booking]:
    """Undo the coach's cancellation of one session or of several, within ten minutes. Raises NotFound, Conflict."""
    return [await bookings.restore_booking(db, coach_id=coach_id, booking_id=one, now=now) for one in booking_ids]


async def record_outcome(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, outcome: Outcome, now: datetime
) -> Outcome | None:
    """Say what became of a session whose end has passed; said again, it corrects. Returns what was said before.

    Raises NotFound, Conflict.
    """
    await bookings.lock_diary(db, coach_id)
    before = TOLD.get((await booking(db, coach_id=coach_id, booking_id=booking_id)).status)
    await bookings.record_outcome(db, coach_id=coach_id, booking_id=booking_id, outcome=outcome, now=now)
    return before


async def undo_outcome(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, before: Outcome | None, now: datetime
) -> Booking:
    """What was said before stands again, or nothing was said. Raises NotFound, SlotTaken, Conflict."""
    if before is not None:
        return await bookings.record_outcome(db, coach_id=coach_id, booking_id=booking_id, outcome=before, now=now)
    return await bookings.reopen_session(db, coach_id=coach_id, booking_id=booking_id, now=now)


async def _following(db: AsyncSession, coach_id: UUID, booking_id: UUID) -> list[UUID]:
    first = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if first.series_id is None:
        raise Conflict("Cette séance ne fait pas partie d’une série.")
    return [
        row.id
        for row in await series_sessions(db, coach_id=coach_id, series_id=first.series_id)
        if row.starts_at > first.starts_at and row.status is BookingStatus.CONFIRMED
    ]
