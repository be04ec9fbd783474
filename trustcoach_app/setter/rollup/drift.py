"""The nightly check: every cell against the source rows. What differs is counted and mended; it should be nothing."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.rollup import KpiCell, KpiState, MarkFamily
from trustcoach_app.setter.rollup.cells import ASKED, CELLS
from trustcoach_app.setter.rollup.dirty import marked_days, occupied_days
from trustcoach_app.setter.rollup.metrics import FAMILY
from trustcoach_app.setter.rollup.run import LOCK, add_up, note_states, standings
from trustcoach_app.setter.rollup.write import Days, bounds, write_cells

FAMILY_OF: dict[str, MarkFamily] = {metric: family for family, metrics in FAMILY.items() for metric in metrics}

_DIFFERENCES = {
    family: text(f"""
        {ASKED}
        SELECT day, count(*) AS cells FROM ({cells}) AS source (place, day, metric, dimension, value)
        FULL JOIN (
            SELECT day, metric, dimension, value FROM kpi_cells
            WHERE coach_id = :coach_id AND timezone = :zone AND metric = ANY (CAST(:counted AS text[]))
        ) AS cell USING (day, metric, dimension)
        WHERE source.value IS DISTINCT FROM cell.value GROUP BY day
    """)
    for family, cells in CELLS.items()
}


async def check_drift(db: AsyncSession, *, coach_id: UUID, now: datetime) -> int:
    """Bring the cells up to date, compare all of them with the source, mend. Returns how many differed.

    A set by older rules is not compared: it is about to be replaced.
    """
    await db.execute(LOCK, {"coach_id": str(coach_id)})
    await add_up(db, [coach_id], now=now)
    standing = (await standings(db, [coach_id])).get(coach_id)
    if standing is None or not standing.is_settled:
        return 0
    zone = standing.zone
    found = await differences(db, coach_id, zone)
    drift = sum(count for days in found.values() for count in days.values())
    if drift:
        days = {family: {(coach_id, day) for day in counts} for family, counts in found.items()}
        await write_cells(db, {coach_id: zone}, days)
        await note_states(db, {coach_id: zone}, now)
    checked = update(KpiState).where(col(KpiState.coach_id) == coach_id)
    await db.execute(checked.values(checked_at=now, drift=drift))
    return drift


async def differences(db: AsyncSession, coach_id: UUID, zone: ZoneInfo) -> dict[MarkFamily, dict[date, int]]:
    """How many cells differ, by family and day. Days that were marked meanwhile are not late, only not yet due.

    The marks are read last: whatever the comparison saw that the cells do not know yet has its mark there.
    """
    days = await every_day(db, coach_id, zone)
    given = {"coach_id": coach_id, "zone": zone.key, **bounds({coach_id: zone}, days)}
    found = {family: await _compare(db, family, given) for family in MarkFamily}
    pending = await marked_days(db, {coach_id: zone})
    return {
        family: {day: count for day, count in counts.items() if (coach_id, day) not in pending.get(family, set())}
        for family, counts in found.items()
    }


async def _compare(db: AsyncSession, family: MarkFamily, given: dict[str, object]) -> dict[date, int]:
    found = await db.execute(_DIFFERENCES[family], {**given, "counted": sorted(FAMILY[family])})
    return {row.day: row.cells for row in found}


async def every_day(db: AsyncSession, coach_id: UUID, zone: ZoneInfo) -> Days:
    """The days that have something to count, and those that have cells."""
    days: Days = {family: set() for family in MarkFamily} | await occupied_days(db, {coach_id: zone})
    cells = select(col(KpiCell.metric), col(KpiCell.day)).distinct()
    cells = cells.where(col(KpiCell.coach_id) == coach_id, col(KpiCell.timezone) == zone.key)
    for metric, day in await db.execute(cells):
        if family := FAMILY_OF.get(metric):
            days[family].add((coach_id, day))
    return days
