"""The sessions of a client in figures: of one, and of all clients of a practice at once, by the same columns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import PLANNED
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.earned import EARNED


@dataclass(frozen=True)
class History:
    """The sessions of one client in figures."""

    held: int = 0
    last_held: datetime | None = None
    next_planned: datetime | None = None
    """When the nearest planned one begins, after now."""
    running_until: datetime | None = None
    """When the session ends whose hour it is, told or started or not."""
    latest: datetime | None = None
    """When the last of all starts or started, whatever became of it."""
    earned_cents: int = 0


async def client_history(db: AsyncSession, *, coach_id: UUID, client_id: UUID, now: datetime) -> History:
    """A client's sessions in figures, as they stand at `now`."""
    query = select(*_figures(now)).where(col(Booking.coach_id) == coach_id, col(Booking.client_id) == client_id)
    return History(*(await db.execute(query)).one())


def histories(coach_id: UUID, now: datetime) -> Select[*tuple[Any, ...]]:
    """The same of every client who has a booking: `client_id`, and the fields of History by name. To be joined."""
    query = select(col(Booking.client_id), *_figures(now)).where(col(Booking.coach_id) == coach_id)
    return query.group_by(col(Booking.client_id))


def _figures(now: datetime) -> tuple[Any, ...]:
    """In the order of History. Last and next are each a maximum of their own, whatever order the rows come in."""
    starts_at, ends_at = col(Booking.starts_at), col(Booking.ends_at)
    held = col(Booking.status) == BookingStatus.COMPLETED
    planned = col(Booking.status).in_(PLANNED)
    return (
        func.count().filter(held).label("held"),
        func.max(starts_at).filter(held).label("last_held"),
        func.min(starts_at).filter(planned & (starts_at > now)).label("next_planned"),
        func.max(ends_at).filter(planned & (starts_at <= now) & (ends_at > now)).label("running_until"),
        func.max(starts_at).label("latest"),
        func.coalesce(func.sum(literal_column(EARNED, Integer)), 0).label("earned_cents"),
    )
