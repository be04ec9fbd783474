"""What appointments read beside the diary."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.bookings import Booking


async def series_sessions(db: AsyncSession, *, coach_id: UUID, series_id: UUID) -> list[Booking]:
    """Every session of a series, cancelled ones included, in order."""
    query = select(Booking).where(col(Booking.coach_id) == coach_id, col(Booking.series_id) == series_id)
    return list(await db.scalars(query.order_by(col(Booking.starts_at), col(Booking.id))))


async def starts_of(
    db: AsyncSession, *, coach_id: UUID, booking_ids: Collection[UUID]
) -> Sequence[tuple[UUID, datetime]]:
    """Whose each of these bookings is, and when it starts; earliest first."""
    query = select(col(Booking.client_id), col(Booking.starts_at)).where(col(Booking.coach_id) == coach_id)
    found = await db.execute(query.where(col(Booking.id).in_(booking_ids)).order_by(col(Booking.starts_at)))
    return [(row[0], row[1]) for row in found]
