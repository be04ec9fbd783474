"""What appointments read beside the diary."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.bookings import Booking


async def series_sessions(db: AsyncSession, *, coach_id: UUID, series_id: UUID) -> list[Booking]:
    """Every session of a series, cancelled ones included, in order."""
    query = select(Booking).where(col(Booking.coach_id) == coach_id, col(Booking.series_id) == series_id)
    return list(await db.scalars(query.order_by(col(Booking.starts_at), col(Booking.id))))
