"""The price of an appointment, and what it makes of its client (decisions 28 and 34)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.stage.service import undo_promotion
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import promote_prospect
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.clients import ClientStage


@dataclass(frozen=True)
class PriceChange:
    """What an undo needs: the price before, and whether a prospect became a client by the new one."""

    before_cents: int | None
    after_cents: int | None
    has_promoted: bool


async def price_appointment(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, price_cents: int | None, now: datetime
) -> PriceChange:
    """Say what a session costs, whether it is ahead or over; a session with a price that was held makes a client.

    Raises InvalidInput(price_cents), NotFound, Conflict.
    """
    await bookings.lock_diary(db, coach_id)
    before = (await booking(db, coach_id=coach_id, booking_id=booking_id)).price_cents
    row = await bookings.set_price(db, coach_id=coach_id, booking_id=booking_id, price_cents=price_cents, now=now)
    has_promoted = False
    if price_cents and row.status is BookingStatus.COMPLETED:
        client = await by_id(db, coach_id=coach_id, client_id=row.client_id)
        has_promoted = client.stage is ClientStage.PROSPECT
        await promote_prospect(db, coach_id=coach_id, client_id=row.client_id)
    return PriceChange(before, price_cents, has_promoted)


async def undo_price(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, before_cents: int | None, demote: bool, now: datetime
) -> None:
    """The price that stood before; `demote`: whom the other one made a client is a prospect again.

    Raises InvalidInput(price_cents), NotFound, Conflict.
    """
    row = await bookings.set_price(db, coach_id=coach_id, booking_id=booking_id, price_cents=before_cents, now=now)
    if demote:
        await undo_promotion(db, coach_id=coach_id, client_id=row.client_id)
