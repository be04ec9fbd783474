"""The price that is proposed when an appointment is made."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.queries import last_price_cents
from trustcoach_app.models.planning import AppointmentType


async def proposed_price_cents(db: AsyncSession, *, kind: AppointmentType, client_id: UUID | None) -> int | None:
    """The price last agreed with this client for this type, else the type's (decision 29); None when none was said."""
    if client_id is None:
        return kind.price_cents
    agreed = await last_price_cents(db, coach_id=kind.coach_id, client_id=client_id, type_id=kind.id)
    return kind.price_cents if agreed is None else agreed
