"""The price of a booking, said or corrected at any time: also once it is over, and of one that was imported."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.details import check_price
from trustcoach_app.bookings.rules import PRICEABLE
from trustcoach_app.bookings.transition import change, refusal
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking


async def set_price(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, price_cents: int | None, now: datetime
) -> Booking:
    """Price a session in cents: 0 is offered, None not priced yet. Of what was cancelled the price stays.

    Raises InvalidInput(price_cents), NotFound, Conflict.
    """
    problems = Problems()
    check_price(problems, price_cents)
    problems.refuse()
    priced = await change(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        allowed=PRICEABLE,
        now=now,
        values={"price_cents": price_cents},
    )
    if priced is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return priced
