"""What the calendar page and its PDF are made of, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.busy import Block, blocks_between, day_bounds
from trustcoach_app.availability.queries import weekly_hours
from trustcoach_app.models.availability import WeeklyHours
from trustcoach_app.planning.address import CalendarAddress
from trustcoach_app.planning.queries import CalendarEntry, PeriodCounts, period_counts, sessions_between


@dataclass(frozen=True)
class CalendarFacts:
    """What the page is made of. `counts` are of the period, whatever is filtered."""

    zone: ZoneInfo
    entries: Sequence[CalendarEntry]
    counts: PeriodCounts
    weekly: Sequence[WeeklyHours]
    blocks: Sequence[Block]


async def calendar_facts(
    db: AsyncSession, *, coach_id: UUID, zone: ZoneInfo, address: CalendarAddress, now: datetime
) -> CalendarFacts:
    """Read one place of the calendar."""
    grid_start, grid_end = day_bounds(*address.grid, zone)
    start, end = day_bounds(*address.period, zone)
    return CalendarFacts(
        zone=zone,
        entries=await sessions_between(
            db, coach_id=coach_id, start=grid_start, end=grid_end, now=now, shown=address.shown
        ),
        counts=await period_counts(db, coach_id=coach_id, start=start, end=end, now=now),
        weekly=await weekly_hours(db, coach_id=coach_id),
        blocks=await blocks_between(db, coach_id=coach_id, start=grid_start, end=grid_end),
    )
