"""Busy time: what takes a coach’s hours beside sessions, and where calendar days begin and end."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.bookings import BusyBlock, BusySource


@dataclass(frozen=True)
class Block:
    """A stretch of busy time, cut to what was asked for."""

    source: BusySource
    title: str
    starts_at: datetime
    ends_at: datetime


async def blocks_between(db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime) -> list[Block]:
    """The busy time within the half-open [start, end), earliest first: a block without an end is busy for good."""
    window = func.tstzrange(start, end)
    part = col(BusyBlock.during).op("*")(window)
    query = select(col(BusyBlock.source), col(BusyBlock.title), func.lower(part), func.upper(part)).where(
        func.uuidrange(col(BusyBlock.coach_id), col(BusyBlock.coach_id), "[]")
        == func.uuidrange(coach_id, coach_id, "[]"),
        col(BusyBlock.during).op("&&")(window),
    )
    return [Block(*row) for row in await db.execute(query.order_by(func.lower(part), col(BusyBlock.id)))]


def day_bounds(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The half-open [start, end) of calendar days, both included."""
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)
