"""A hold keeps a slot for some minutes (decision 7): confirmed in time, let go, or lapsed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import STANDS
from trustcoach_app.bookings.transition import change, refusal
from trustcoach_app.errors import Conflict
from trustcoach_app.models.bookings import Booking, BookingStatus


class HoldLapsed(Conflict):
    """The hold ended before it was confirmed: whoever took the payment rebooks or refunds."""

    def __init__(self) -> None:
        super().__init__(STANDS[BookingStatus.EXPIRED])


async def confirm_hold(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> Booking:
    """PENDING → CONFIRMED, until the hold's end. Raises HoldLapsed after it, Conflict when it is no hold any more."""
    confirmed = await change(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        allowed=[BookingStatus.PENDING],
        when=col(Booking.hold_expires_at) > now,
        now=now,
        values={"status": BookingStatus.CONFIRMED, "hold_expires_at": None},
    )
    if confirmed is not None:
        return confirmed
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if found.status in (BookingStatus.PENDING, BookingStatus.EXPIRED):
        raise HoldLapsed
    raise Conflict(STANDS[found.status])


async def release_hold(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> Booking:
    """PENDING → EXPIRED before its time: nothing was agreed, so nothing is cancelled. Raises Conflict otherwise."""
    values = {"status": BookingStatus.EXPIRED, "hold_expires_at": None}
    freed = await change(
        db, coach_id=coach_id, booking_id=booking_id, allowed=[BookingStatus.PENDING], now=now, values=values
    )
    if freed is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return freed


async def release_lapsed_holds(db: AsyncSession, *, coach_id: UUID, now: datetime) -> int:
    """Every hold of the coach that ended at or before `now` → EXPIRED. Returns how many."""
    await lock_diary(db, coach_id)
    return await expire_lapsed_holds(db, coach_id=coach_id, now=now)


async def expire_lapsed_holds(db: AsyncSession, *, coach_id: UUID, now: datetime) -> int:
    """The same for a caller who holds the diary's lock already."""
    lapsed = (
        update(Booking)
        .where(col(Booking.coach_id) == coach_id, col(Booking.status) == BookingStatus.PENDING)
        .where(col(Booking.hold_expires_at) <= now)
        .values(status=BookingStatus.EXPIRED, hold_expires_at=None, updated_at=now)
        .returning(col(Booking.id))
        .execution_options(synchronize_session=False)
    )
    return len((await db.scalars(lapsed)).all())
