"""The rollup: what is marked is added up again from the source rows, of many practices at once (docs/kpis.md).

Marks are deleted before the rows are read, and each statement reads what was committed before it: a change is either in
what is read, or its mark is still there for the next run. One rollup of a practice runs at a time.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.people import Coach
from trustcoach_app.models.rollup import KpiCell, KpiMark, KpiState
from trustcoach_app.setter.rollup.dirty import occupied_days, take_marked_days
from trustcoach_app.setter.rollup.write import Zones, write_cells

MOST = 25
"""Practices that are added up in one transaction."""

_PLAN = text("""
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)
""")
"""The plan is the same for one day and for a thousand, for a few marks as for what many marks leave behind: each a few
ranges of indexes. So it is made once a connection, and no estimate may turn it into reading a table whole, sorting or
compiling."""

_LOCK = "hashtextextended('setter.rollup', hashtext({}))"
TRY_LOCK = text(f"SELECT pg_try_advisory_xact_lock({_LOCK.format(':coach_id')})")
LOCK = text(f"SELECT pg_advisory_xact_lock({_LOCK.format(':coach_id')})")
_TAKE = text(f"""
WITH due AS MATERIALIZED (
    SELECT c.id FROM coaches c LEFT JOIN kpi_states s ON s.coach_id = c.id
    WHERE (s.timezone IS NOT DISTINCT FROM c.timezone) = :is_settled AND c.id <> ALL (CAST(:but AS uuid[]))
      AND (s.timezone <> c.timezone OR EXISTS (SELECT FROM kpi_marks m WHERE m.coach_id = c.id))
)
SELECT id FROM due WHERE pg_try_advisory_xact_lock({_LOCK.format("id::text")}) LIMIT :most
""")


async def take_due(db: AsyncSession, *, but: Iterable[UUID] = ()) -> list[UUID]:
    """Lock practices with something to add up that no other run is at: some, or one whose whole set must be made.

    The locks end with the transaction. What they protect is read after them: call `add_up` next.
    """
    await db.execute(_PLAN)
    for is_settled, most in ((True, MOST), (False, 1)):
        given = {"is_settled": is_settled, "most": most, "but": list(but)}
        if found := (await db.scalars(_TAKE, given)).all():
            return list(found)
    return []


async def roll_up(db: AsyncSession, *, coach_id: UUID, now: datetime, until: datetime | None = None) -> int:
    """Add up one practice. Returns the cells that this changed; 0 too when another run is at it."""
    if not await db.scalar(TRY_LOCK, {"coach_id": str(coach_id)}):
        return 0
    return await add_up(db, [coach_id], now=now, until=until)


async def add_up(db: AsyncSession, coach_ids: Collection[UUID], *, now: datetime, until: datetime | None = None) -> int:
    """Add up what is marked (with `until`: what begins before it) in practices that this transaction has locked.

    The first run of a practice, and the first after it changed its zone, makes the whole set: readers see the one
    before until this transaction ends. Returns the cells that changed.
    """
    await db.execute(_PLAN)
    found = await zones(db, coach_ids)
    settled = {coach_id: ZoneInfo(zone) for coach_id, (zone, counted_in) in found.items() if zone == counted_in}
    moved = {coach_id: ZoneInfo(zone) for coach_id, (zone, _) in found.items() if coach_id not in settled}
    changed = 0
    if settled:
        days = await take_marked_days(db, settled, until)
        changed += await write_cells(db, settled, days)
        touched = {coach_id for dates in days.values() for coach_id, _ in dates}
        await note_states(db, {coach_id: settled[coach_id] for coach_id in touched}, now)
    if moved:
        await _forget(db, moved)
        changed += await write_cells(db, moved, await occupied_days(db, moved))
        await note_states(db, moved, now)
    return changed


async def zones(db: AsyncSession, coach_ids: Collection[UUID]) -> dict[UUID, tuple[str, str | None]]:
    """Of each coach that there is: their zone, and that of the cells (None: there is no set of cells yet)."""
    query = select(col(Coach.id), col(Coach.timezone), col(KpiState.timezone))
    query = query.outerjoin(KpiState, col(KpiState.coach_id) == Coach.id).where(col(Coach.id).in_(coach_ids))
    return {row[0]: (row[1], row[2]) for row in (await db.execute(query)).all()}


async def _forget(db: AsyncSession, coach_ids: Collection[UUID]) -> None:
    for table in (KpiMark, KpiCell):
        await db.execute(delete(table).where(col(table.coach_id).in_(coach_ids)))


_NOTE = text("""
INSERT INTO kpi_states (coach_id, timezone, last_updated, drift)
SELECT coach_id, timezone, :now, 0
FROM unnest(CAST(:coaches AS uuid[]), CAST(:zones AS text[])) AS given (coach_id, timezone)
ON CONFLICT (coach_id) DO UPDATE SET timezone = excluded.timezone, last_updated = excluded.last_updated
""")


async def note_states(db: AsyncSession, zones: Zones, now: datetime) -> None:
    """The sets in these zones are the ones to read, and as fresh as `now`."""
    if zones:
        given = {"coaches": list(zones), "zones": [zone.key for zone in zones.values()], "now": now}
        await db.execute(_NOTE, given)
