"""What the page of one session reads."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import session_numbers
from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.clients import Client
from trustcoach_app.models.people import Coach
from trustcoach_app.models.sessions import Session


@dataclass(frozen=True)
class SessionFacts:
    """One booking with its client, and the session that it became, if it did."""

    booking: Booking
    client: Client
    session_id: UUID | None
    number: int
    zone: ZoneInfo


async def session_facts(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> SessionFacts:
    """Two queries. Raises NotFound, also for another coach's."""
    query = (
        select(Booking, Client, col(Session.id), col(Coach.timezone))
        .join(Client, and_(col(Client.coach_id) == col(Booking.coach_id), col(Client.id) == col(Booking.client_id)))
        .join(Coach, col(Coach.id) == col(Booking.coach_id))
        .outerjoin(
            Session,
            and_(col(Session.coach_id) == col(Booking.coach_id), col(Session.booking_id) == col(Booking.id)),
        )
        .where(col(Booking.coach_id) == coach_id, col(Booking.id) == booking_id)
    )
    found = (await db.execute(query)).one_or_none()
    if found is None:
        raise NotFound
    booking, client, session_id, timezone = found
    numbers = await session_numbers(db, coach_id=coach_id, booking_ids=[booking_id])
    return SessionFacts(booking, client, session_id, numbers.get(booking_id, 0), ZoneInfo(timezone))
