"""The rollup: what is marked is added up again from the source rows, of many practices at once (docs/kpis.md).

Marks are deleted before the rows are read, and each statement reads what was committed before it: a change is either in
what is read, or its mark is still there for the next run. One rollup of a practice runs at a time.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.leads import FOLDED_BEFORE
from trustcoach_app.models.rollup import KpiCell, KpiMark
from trustcoach_app.setter.rollup.dirty import occupied_days, take_marked_days
from trustcoach_app.setter.rollup.metrics import RULES_VERSION
from trustcoach_app.setter.rollup.write import Zones, write_cells

MOST = 25
"""Practices that are added up in one transaction."""

_SETTINGS = text("""
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('synchronous_commit', 'off', true)
""")
"""The plan is the same for one day and for a thousand, for a few marks as for what many marks leave behind: each a few
ranges of indexes. So it is made once a connection, and no estimate may turn it into reading a table whole, sorting or
compiling. A commit need not wait for the disk: marks go in the transaction that writes their cells, so what a crash
takes back is marked again."""

_LOCK = "hashtextextended('setter.rollup', hashtext({}))"
TRY_LOCK = text(f"SELECT pg_try_advisory_xact_lock({_LOCK.format(':coach_id')})")
LOCK = text(f"SELECT pg_advisory_xact_lock({_LOCK.format(':coach_id')})")
_FOLDED = f"NOT EXISTS (SELECT FROM leads l WHERE l.coach_id = c.id AND l.{FOLDED_BEFORE})"
_CURRENT = "(s.timezone IS NOT DISTINCT FROM c.timezone AND s.rules_version IS NOT DISTINCT FROM :rules)"
_TAKE = text(f"""
WITH due AS MATERIALIZED (
    SELECT c.id FROM coaches c LEFT JOIN kpi_states s ON s.coach_id = c.id
    WHERE {_CURRENT} = :is_settled AND c.id <> ALL (CAST(:but AS uuid[]))
      AND (s.timezone <> c.timezone OR s.rules_version <> :rules
           OR EXISTS (SELECT FROM kpi_marks m WHERE m.coach_id = c.id))
      AND (:is_settled OR {_FOLDED})
)
SELECT id FROM due WHERE pg_try_advisory_xact_lock({_LOCK.format("id::text")}) LIMIT :most
""")
_STANDINGS = text(f"""
SELECT c.id, c.timezone, s.timezone AS counted_in, s.rules_version, {_CURRENT} OR {_FOLDED} AS is_ready
FROM coaches c LEFT JOIN kpi_states s ON s.coach_id = c.id WHERE c.id = ANY (CAST(:coach_ids AS uuid[]))
""")


class PracticeStanding(NamedTuple):
    """A practice's zone, and what its cells are."""

    zone: ZoneInfo
    counted_in: str | None
    """Their zone; None: there is no set of cells yet."""
    rules_version: int
    is_ready: bool
    """Whether a whole set may be made: every lead is folded by the rules that the cells count."""

    @property
    def is_settled(self) -> bool:
        """Whether the set is the one to go on with."""
        return self.zone.key == self.counted_in and self.rules_version == RULES_VERSION


async def take_due(db: AsyncSession, *, but: Iterable[UUID] = ()) -> list[UUID]:
    """Lock practices with something to add up that no other run is at: some, or one whose whole set must be made.

    The locks end with the transaction. What they protect is read after them: call `add_up` next.
    """
    await db.execute(_SETTINGS)
    for is_settled, most in ((True, MOST), (False, 1)):
        given = {"is_settled": is_settled, "most": most, "but": list(but), "rules": RULES_VERSION}
        if found := (await db.scalars(_TAKE, given)).all():
            return list(found)
    return []


async def roll_up(db: AsyncSession, *, coach_id: UUID, now: datetime, until: datetime | None = None) -> int:
    """Add up one practice. Returns the cells that this changed; 0 too when another run is at it."""
    if not await db.scalar(TRY_LOCK, {"coach_id": str(coach_id)}):
        return 0
    return await add_up(db, [coach_id], now=now, until=until)


async def make_current(db: AsyncSession, *, coach_id: UUID, now: datetime) -> int | None:
    """Make the whole set of a practice whose cells are not those to go on with. Returns the cells; None: they are."""
    await db.execute(LOCK, {"coach_id": str(coach_id)})
    standing = (await standings(db, [coach_id])).get(coach_id)
    if standing is None or standing.is_settled:
        return None
    return await add_up(db, [coach_id], now=now)


async def add_up(db: AsyncSession, coach_ids: Collection[UUID], *, now: datetime, until: datetime | None = None) -> int:
    """Add up what is marked (with `until`: what begins before it) in practices that this transaction has locked.

    The first run of a practice, and the first after it changed its zone or we our rules, makes the whole set: readers
    see the one before until this transaction ends. Leads that older rules folded have to be folded anew before that;
    until then nothing happens, and all marks stay. Returns the cells that changed.
    """
    await db.execute(_SETTINGS)
    found = await standings(db, coach_ids)
    settled = {coach_id: one.zone for coach_id, one in found.items() if one.is_settled}
    moved = {coach_id: one.zone for coach_id, one in found.items() if not one.is_settled and one.is_ready}
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


async def standings(db: AsyncSession, coach_ids: Collection[UUID]) -> dict[UUID, PracticeStanding]:
    """Of each coach that there is."""
    found = await db.execute(_STANDINGS, {"coach_ids": list(coach_ids), "rules": RULES_VERSION})
    return {key: PracticeStanding(ZoneInfo(zone), *others) for key, zone, *others in found}


async def _forget(db: AsyncSession, coach_ids: Collection[UUID]) -> None:
    for table in (KpiMark, KpiCell):
        await db.execute(delete(table).where(col(table.coach_id).in_(coach_ids)))


_NOTE = text("""
INSERT INTO kpi_states (coach_id, timezone, rules_version, last_updated, drift)
SELECT coach_id, timezone, :rules, :now, 0
FROM unnest(CAST(:coaches AS uuid[]), CAST(:zones AS text[])) AS given (coach_id, timezone)
ON CONFLICT (coach_id) DO UPDATE
SET timezone = excluded.timezone, rules_version = excluded.rules_version, last_updated = excluded.last_updated
""")


async def note_states(db: AsyncSession, zones: Zones, now: datetime) -> None:
    """The sets in these zones, by today's rules, are the ones to read, and as fresh as `now`."""
    if zones:
        named = [zone.key for zone in zones.values()]
        await db.execute(_NOTE, {"coaches": list(zones), "zones": named, "rules": RULES_VERSION, "now": now})
