"""The sessions that lie inside stretches of time, counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, column, func, select, values
from sqlalchemy.dialects.postgresql import TSTZRANGE, Range
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import LONGEST
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, Booking


@dataclass(frozen=True)
class Within:
    """How many there are, and when the first of them begins."""

    count: int
    first: datetime


async def held_within(
    db: AsyncSession, *, coach_id: UUID, stretches: Mapping[UUID, Range[datetime]], since: datetime
) -> dict[UUID, Within]:
    """Of each stretch that has any: its sessions that hold their slot and end after `since`. One statement."""
    if not stretches:
        return {}
    stretch = values(column("id", Uuid), column("during", TSTZRANGE), name="stretch").data(list(stretches.items()))
    first, last = func.lower(stretch.c.during), func.upper(stretch.c.during)
    overlaps: list[Any] = [col(Booking.starts_at) < last, col(Booking.ends_at) > first]
    query = (
        select(stretch.c.id, func.count(), func.min(col(Booking.starts_at)))
        .join_from(stretch, Booking, overlaps[0] & overlaps[1] & (col(Booking.starts_at) > first - LONGEST))
        .where(col(Booking.coach_id) == coach_id, col(Booking.status).in_(HOLDS_THE_SLOT), col(Booking.ends_at) > since)
        .group_by(stretch.c.id)
    )
    return {key: Within(count, begins) for key, count, begins in await db.execute(query)}
