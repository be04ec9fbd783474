"""A change of a booking is one conditional UPDATE: of two tabs, one finds the row as it expects, the other is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import STANDS
from trustcoach_app.errors import Conflict
from trustcoach_app.models.bookings import Booking, BookingStatus


async def change(
    db: AsyncSession,
    *,
    coach_id: UUID,
    booking_id: UUID,
    allowed: Collection[BookingStatus],
    when: ColumnElement[bool] | None = None,
    now: datetime,
    values: dict[str, Any],
) -> Booking | None:
    """Write `values` if the booking is in `allowed` and `when` holds; the changed row, or None if it does not."""
    await lock_diary(db, coach_id)
    statement = (
        update(Booking)
        .where(col(Booking.coach_id) == coach_id, col(Booking.id) == booking_id, col(Booking.status).in_(allowed))
        .values(updated_at=now, **values)
        .returning(Booking)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return await db.scalar(statement if when is None else statement.where(when))


async def refusal(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> Conflict:
    """The Conflict that says where the booking stands now. Raises NotFound when there is none."""
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    return Conflict(STANDS[found.status])
