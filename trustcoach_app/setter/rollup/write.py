"""The cells of some days made what the source rows say, in one statement for any number of practices."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.models.rollup import MarkFamily
from trustcoach_app.setter.rollup.cells import CELLS, days
from trustcoach_app.setter.rollup.days import DAY, begins
from trustcoach_app.setter.rollup.metrics import FAMILY

Days = dict[MarkFamily, set[tuple[UUID, date]]]
"""Days of practices, by family."""

Zones = Mapping[UUID, ZoneInfo]

_PLAN = text("""
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)
""")
"""The plan is the same for one day and for a thousand: each day a few ranges of indexes. So it is made once a
connection, and no estimate of the rows may turn it into reading a table whole, sorting or compiling."""


async def write_cells(db: AsyncSession, zones: Zones, days: Days) -> int:
    """Make the cells of these days right; those that are right stay untouched. Returns how many changed."""
    families = tuple(family for family in MarkFamily if days.get(family))
    if not families:
        return 0
    await db.execute(_PLAN)
    result = await db.execute(_write(families), bounds(zones, days))
    assert isinstance(result, CursorResult)
    return result.rowcount


def bounds(zones: Zones, days: Days) -> dict[str, object]:
    """The parameters of the queries in CELLS, for the families in `days`."""
    given: dict[str, object] = {}
    for family, dates in days.items():
        in_order = sorted(dates)
        given[f"{family}_coaches"] = [coach_id for coach_id, _ in in_order]
        given[f"{family}_zones"] = [zones[coach_id].key for coach_id, _ in in_order]
        given[f"{family}_days"] = [day for _, day in in_order]
        given[f"{family}_begins"] = [begins(day, zones[coach_id]) for coach_id, day in in_order]
        given[f"{family}_ends"] = [begins(day + DAY, zones[coach_id]) for coach_id, day in in_order]
    return given


@cache
def _write(families: tuple[MarkFamily, ...]) -> TextClause:
    """Nobody else writes these practices' cells meanwhile, so a cell that was read is found again by its place."""
    return text(f"""
MERGE INTO kpi_cells AS cell USING (
    SELECT coach_id, timezone, day, metric, dimension, fresh.value, old.place
    FROM ({" UNION ALL ".join(CELLS[family] for family in families)}
    ) AS fresh (coach_id, timezone, day, metric, dimension, value)
    FULL JOIN ({" UNION ALL ".join(map(_old, families))}) AS old USING (coach_id, timezone, day, metric, dimension)
    WHERE fresh.value IS DISTINCT FROM old.value
) AS differs ON cell.ctid = differs.place
WHEN MATCHED AND differs.value IS NULL THEN DELETE
WHEN MATCHED THEN UPDATE SET value = differs.value
WHEN NOT MATCHED THEN INSERT (coach_id, timezone, day, metric, dimension, value)
    VALUES (differs.coach_id, differs.timezone, differs.day, differs.metric, differs.dimension, differs.value)
""")


def _old(family: MarkFamily) -> str:
    metrics = ", ".join(f"'{metric}'" for metric in sorted(FAMILY[family]))
    return f"""
    SELECT was.* FROM {days(family)} CROSS JOIN LATERAL (
        SELECT k.*, k.ctid AS place FROM kpi_cells k
        WHERE k.coach_id = d.coach_id AND k.timezone = d.timezone AND k.day = d.day AND k.metric IN ({metrics})
        OFFSET 0
    ) AS was"""
