"""The rollup: what is marked is added up again from the source rows, one practice at a time (design: kpis.md).

Marks are deleted before the rows are read, and each statement reads what was committed before it: a change is either in
what is read, or its mark is still there for the next run.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, Row, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.leads import Lead
from trustcoach_app.models.people import Coach
from trustcoach_app.models.rollup import KpiCell, KpiMark, KpiState, MarkFamily
from trustcoach_app.setter.rollup.cells import CELLS, OCCUPIED
from trustcoach_app.setter.rollup.days import DAY, begins, day_of, days_of_hours
from trustcoach_app.setter.rollup.metrics import FAMILY

Days = dict[MarkFamily, set[date]]
Mark = Row[MarkFamily, datetime | None, UUID | None]

_LOCK = "hashtextextended('setter.rollup', hashtext(:coach_id))"
TRY_LOCK = text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")
LOCK = text(f"SELECT pg_advisory_xact_lock({_LOCK})")


async def roll_up(db: AsyncSession, *, coach_id: UUID, now: datetime, until: datetime | None = None) -> int:
    """Add up what is marked (with `until`: of the instants before it). Returns the cells that this changed.

    0 too when another run is at it. The first run of a practice, and the first after it changed its zone, makes the
    whole set: readers see the one before until this transaction ends.
    """
    if not await db.scalar(TRY_LOCK, {"coach_id": str(coach_id)}):
        return 0
    zone, counted_in = await zones(db, coach_id)
    if zone is None:
        return 0
    if counted_in != zone:
        return await _rebuild(db, coach_id, zone, now)
    days = await _take_marked_days(db, coach_id, zone, until)
    if not days:
        return 0
    written = await write_cells(db, coach_id, zone, days)
    await note_state(db, coach_id, zone, now)
    return written


async def zones(db: AsyncSession, coach_id: UUID) -> tuple[ZoneInfo | None, ZoneInfo | None]:
    """The coach's zone, and that of the cells; None: there is no such coach, or no set of cells yet."""
    query = select(col(Coach.timezone), col(KpiState.timezone)).outerjoin(KpiState, col(KpiState.coach_id) == Coach.id)
    row = (await db.execute(query.where(col(Coach.id) == coach_id))).one_or_none()
    now, counted_in = row or (None, None)
    return ZoneInfo(now) if now else None, ZoneInfo(counted_in) if counted_in else None


async def _rebuild(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, now: datetime) -> int:
    await db.execute(delete(KpiMark).where(col(KpiMark.coach_id) == coach_id))
    days = await occupied_days(db, coach_id, zone)
    await db.execute(delete(KpiCell).where(col(KpiCell.coach_id) == coach_id))
    written = await write_cells(db, coach_id, zone, days)
    await note_state(db, coach_id, zone, now)
    return written


async def _take_marked_days(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, until: datetime | None) -> Days:
    taken = delete(KpiMark).where(col(KpiMark.coach_id) == coach_id)
    if until is not None:
        taken = taken.where((col(KpiMark.at) < until) | col(KpiMark.at).is_(None))
    marks = taken.returning(col(KpiMark.family), col(KpiMark.at), col(KpiMark.client_id)).cte("taken")
    return await days_of(db, coach_id, zone, (await db.execute(select(marks).distinct())).all())


async def days_of(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, marks: Iterable[Mark]) -> Days:
    """The days that marks (family, instant, client) speak of, by family."""
    days: Days = {}
    clients: set[UUID] = set()
    for family, at, client_id in marks:
        if at is not None:
            days.setdefault(family, set()).add(day_of(at, zone))
        elif client_id is not None:
            clients.add(client_id)
    if clients:
        won = select(col(Lead.won_at)).where(col(Lead.coach_id) == coach_id, col(Lead.client_id).in_(clients))
        for at in filter(None, await db.scalars(won)):
            days.setdefault(MarkFamily.STAGE, set()).add(day_of(at, zone))
    return days


async def occupied_days(db: AsyncSession, coach_id: UUID, zone: ZoneInfo) -> Days:
    """Every day on which something happened, by family."""
    hours: dict[MarkFamily, list[datetime]] = {}
    for family, hour in await db.execute(text(OCCUPIED), {"coach_id": coach_id}):
        hours.setdefault(MarkFamily(family), []).append(hour)
    return {family: days_of_hours(found, zone) for family, found in hours.items()}


async def write_cells(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, days: Days) -> int:
    """Make the cells of these days what the source rows say; those that are right stay. Returns how many it wrote."""
    result = await db.execute(_WRITE, {**bounds(coach_id, zone, days), **_METRICS})
    assert isinstance(result, CursorResult)
    return result.rowcount


_METRICS = {f"{family}_metrics": sorted(metrics) for family, metrics in FAMILY.items()}
_OF_FAMILY = "old.day = ANY (CAST(:{0}_days AS date[])) AND old.metric = ANY (CAST(:{0}_metrics AS text[]))"
_WRITE = text(f"""
WITH fresh AS MATERIALIZED ({" UNION ALL ".join(CELLS.values())}),
gone AS (
    DELETE FROM kpi_cells AS old WHERE old.coach_id = :coach_id AND old.timezone = :zone
    AND ({" OR ".join(_OF_FAMILY.format(family) for family in MarkFamily)})
    AND (old.day, old.metric, old.dimension) NOT IN (SELECT day, metric, dimension FROM fresh)
)
INSERT INTO kpi_cells AS old (coach_id, timezone, day, metric, dimension, value)
SELECT :coach_id, :zone, day, metric, dimension, value FROM fresh
ON CONFLICT (coach_id, timezone, day, metric, dimension)
DO UPDATE SET value = excluded.value WHERE old.value <> excluded.value
""")


def bounds(coach_id: UUID, zone: ZoneInfo, days: Days) -> dict[str, object]:
    """The parameters of the queries in CELLS, for all families."""
    given: dict[str, object] = {"coach_id": coach_id, "zone": zone.key}
    for family in MarkFamily:
        dates = sorted(days.get(family, ()))
        given[f"{family}_days"] = dates
        given[f"{family}_begins"] = [begins(day, zone) for day in dates]
        given[f"{family}_ends"] = [begins(day + DAY, zone) for day in dates]
    return given


async def note_state(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, now: datetime) -> None:
    """The set in this zone is the one to read, and as fresh as `now`."""
    row = insert(KpiState).values(coach_id=coach_id, timezone=zone.key, last_updated=now)
    set_ = {"timezone": zone.key, "last_updated": now}
    await db.execute(row.on_conflict_do_update(index_elements=["coach_id"], set_=set_))
