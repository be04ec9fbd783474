"""Everything again, month by month: the whole history is marked at once, then worked off like any other marks.

So an interrupted backfill loses nothing: what it did not reach is still marked, for the jobs or for a second call.
"""

from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.rollup import KpiMark
from trustcoach_app.setter.rollup.days import begins
from trustcoach_app.setter.rollup.drift import every_day
from trustcoach_app.setter.rollup.run import LOCK, note_states, standings


async def mark_everything(db: AsyncSession, *, coach_id: UUID, now: datetime) -> int:
    """Mark each day of each family that has something to count, or cells, by months. Returns how many."""
    await db.execute(LOCK, {"coach_id": str(coach_id)})
    standing = (await standings(db, [coach_id])).get(coach_id)
    if standing is None:
        return 0
    zone = standing.zone
    if standing.counted_in is None:
        await note_states(db, {coach_id: zone}, now)
    days = await every_day(db, coach_id, zone)
    marks = [
        {"coach_id": coach_id, "family": family, "hours": list(of_month)}
        for family, dates in days.items()
        for _, of_month in groupby((begins(day, zone) for _, day in sorted(dates)), key=_month)
    ]
    if marks:
        await db.execute(insert(KpiMark), marks)
    return sum(map(len, days.values()))


def _month(at: datetime) -> date:
    return at.astimezone(UTC).date().replace(day=1)


async def first_marked_month(db: AsyncSession, *, coach_id: UUID, now: datetime) -> tuple[date, datetime] | None:
    """The first month (UTC) with a mark, and the instant at which it ends; None when nothing is marked."""
    waiting = select(func.min(col(KpiMark.hours)[1]), func.count()).where(col(KpiMark.coach_id) == coach_id)
    first, count = (await db.execute(waiting)).one()
    if not count:
        return None
    month = _month(first or now)
    return month, datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)
