"""What the calendar page and its PDF are made of, in a fixed number of queries."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.busy import blocks_between, day_bounds
from trustcoach_app.availability.queries import weekly_hours
from trustcoach_app.planning.address import Place
from trustcoach_app.planning.present import CalendarFacts
from trustcoach_app.planning.queries import figures, next_bound, sessions_between


async def calendar_facts(
    db: AsyncSession, *, coach_id: UUID, zone: ZoneInfo, place: Place, now: datetime
) -> CalendarFacts:
    """Read one place of the calendar."""
    grid_start, grid_end = day_bounds(*place.grid, zone)
    start, end = day_bounds(*place.period, zone)
    return CalendarFacts(
        zone=zone,
        entries=await sessions_between(
            db, coach_id=coach_id, start=grid_start, end=grid_end, now=now, shown=place.shown
        ),
        figures=await figures(db, coach_id=coach_id, start=start, end=end, now=now),
        weekly=await weekly_hours(db, coach_id=coach_id),
        next_bound=await next_bound(db, coach_id=coach_id, start=grid_start, end=grid_end, now=now),
        blocks=await blocks_between(db, coach_id=coach_id, start=grid_start, end=grid_end),
    )
