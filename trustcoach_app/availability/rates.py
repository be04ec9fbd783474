"""From the coach's hourly rate to the prices of her types."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.queries import appointment_types
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.models.planning import AppointmentType


def price_at(rate_cents: int | None, minutes: int) -> int | None:
    """What so many minutes cost at an hourly rate, rounded down to the cent; None while there is no rate."""
    return None if rate_cents is None else rate_cents * minutes // 60


async def price_unpriced_types(db: AsyncSession, *, coach_id: UUID, rate_cents: int) -> list[AppointmentType]:
    """Give every type that has no price yet that of its length at this rate; those that got one, in their order."""
    await lock_diary(db, coach_id)
    unpriced = [row for row in await appointment_types(db, coach_id=coach_id) if row.price_cents is None]
    for row in unpriced:
        row.price_cents = price_at(rate_cents, row.minutes)
    await db.flush()
    return unpriced
