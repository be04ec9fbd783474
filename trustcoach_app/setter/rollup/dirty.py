"""Which days are to be added up: those that marks speak of, or all on which something happened."""

from datetime import datetime
from typing import Any

from sqlalchemy import Result, text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.models.rollup import MarkFamily
from trustcoach_app.setter.rollup.cells import OCCUPIED
from trustcoach_app.setter.rollup.days import days_of_hours
from trustcoach_app.setter.rollup.write import Days, Zones

_HOURS = """
SELECT coach_id, family, min(hour) AS first, max(hour) AS last FROM (
    SELECT coach_id, family, unnest(hours) AS hour FROM marked
    UNION ALL
    SELECT l.coach_id, 'won', date_trunc('hour', l.won_at, 'UTC') FROM marked m
    JOIN leads l ON l.coach_id = m.coach_id AND l.client_id = m.client_id WHERE l.won_at IS NOT NULL
) AS spoken_of GROUP BY coach_id, family, date_trunc('day', hour, 'UTC')
"""
"""A mark that names a client speaks of the hours in which their leads were won."""

_OF_THESE = "FROM kpi_marks WHERE coach_id = ANY (CAST(:coach_ids AS uuid[]))"
_UNTIL = "AND (CAST(:until AS timestamptz) IS NULL OR hours[1] < :until OR hours IS NULL)"
_TAKE = text(f"WITH marked AS (DELETE {_OF_THESE} {_UNTIL} RETURNING coach_id, family, hours, client_id) {_HOURS}")
_LOOK = text(f"WITH marked AS (SELECT coach_id, family, hours, client_id {_OF_THESE}) {_HOURS}")


async def take_marked_days(db: AsyncSession, zones: Zones, until: datetime | None = None) -> Days:
    """Delete the marks of these practices (with `until`: those that begin before it); the days that they spoke of."""
    return _days(await db.execute(_TAKE, {"coach_ids": list(zones), "until": until}), zones)


async def marked_days(db: AsyncSession, zones: Zones) -> Days:
    """The same, and the marks stay."""
    return _days(await db.execute(_LOOK, {"coach_ids": list(zones)}), zones)


async def occupied_days(db: AsyncSession, zones: Zones) -> Days:
    """Every day of these practices on which something happened."""
    return _days(await db.execute(text(OCCUPIED), {"coach_ids": list(zones)}), zones)


def _days(found: Result[Any], zones: Zones) -> Days:
    """From the first and the last hour on each day of UTC, of each practice and family."""
    days: Days = {}
    for coach_id, family, first, last in found:
        touched = days_of_hours(first, last, zones[coach_id])
        days.setdefault(MarkFamily(family), set()).update((coach_id, day) for day in touched)
    return days
