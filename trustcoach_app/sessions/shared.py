"""What a client reads of their sessions, with each of their coaches. The policies show nothing else either."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.shared import is_of
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.sessions import Session, Summary


@dataclass(frozen=True)
class SharedSummary:
    """A summary that a coach signed and shared, and when its session began."""

    id: UUID
    coach_id: UUID
    text: str
    starts_at: datetime


async def shared_summaries(db: AsyncSession, *, user_id: UUID, limit: int) -> list[SharedSummary]:
    """A client's, those of the latest sessions first. One query."""
    of_session = and_(col(Session.coach_id) == col(Summary.coach_id), col(Session.id) == col(Summary.session_id))
    of_booking = and_(col(Booking.coach_id) == col(Session.coach_id), col(Booking.id) == col(Session.booking_id))
    query = (
        select(col(Summary.id), col(Summary.coach_id), col(Summary.text), col(Booking.starts_at))
        .join(Session, of_session)
        .join(Booking, of_booking)
        .where(is_of(user_id, Session.coach_id, Session.client_id))
        .where(col(Summary.signed_at).is_not(None), col(Summary.shared_at).is_not(None))
        .order_by(col(Booking.starts_at).desc(), col(Summary.id))
        .limit(limit)
    )
    return [SharedSummary(*row) for row in await db.execute(query)]
