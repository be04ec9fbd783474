"""The sessions of a client in figures: of one, and of all clients of a practice at once, by the same columns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import LONGEST, PLANNED
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
    mine = (col(Booking.coach_id) == coach_id, col(Booking.client_id) == client_id)
    figures = (*_behind(), *_ahead(now), func.max(col(Booking.starts_at)).label("latest"))
    row = (await db.execute(select(*figures).where(*mine))).mappings().one()
    return History(**{str(name): value for name, value in row.items()})


def histories(coach_id: UUID, now: datetime) -> Select[*tuple[Any, ...]]:
    """The same of every client who has a booking: `client_id`, and the fields of History but `latest`. To be joined.

    What is behind is added up over all bookings; what is ahead is found by its index.
    """
    client_id, mine = col(Booking.client_id), col(Booking.coach_id) == coach_id
    behind = select(client_id, *_behind()).where(mine).group_by(client_id).subquery("behind").c
    is_ahead = col(Booking.status).in_(PLANNED) & (col(Booking.starts_at) > now - LONGEST)
    coming = select(client_id, *_ahead(now)).where(mine, is_ahead).group_by(client_id).subquery("coming")
    return select(
        behind.client_id,
        *(behind[name] for name in ("held", "last_held", "earned_cents")),
        *(coming.c[name] for name in ("next_planned", "running_until")),
    ).outerjoin(coming, coming.c.client_id == behind.client_id)


def _behind() -> tuple[Any, ...]:
    """Last and next are each a maximum of their own, whatever order the rows come in."""
    held = col(Booking.status) == BookingStatus.COMPLETED
    return (
        func.count().filter(held).label("held"),
        func.max(col(Booking.starts_at)).filter(held).label("last_held"),
        func.coalesce(func.sum(literal_column(EARNED, Integer)), 0).label("earned_cents"),
    )


def _ahead(now: datetime) -> tuple[Any, ...]:
    starts_at, ends_at, planned = col(Booking.starts_at), col(Booking.ends_at), col(Booking.status).in_(PLANNED)
    return (
        func.min(starts_at).filter(planned & (starts_at > now)).label("next_planned"),
        func.max(ends_at).filter(planned & (starts_at <= now) & (ends_at > now)).label("running_until"),
    )
