"""The cells of some days made what the source rows say, in one statement for any number of practices."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.models.rollup import MarkFamily
from trustcoach_app.setter.rollup.cells import ASKED, CELLS
from trustcoach_app.setter.rollup.days import DAY, begins
from trustcoach_app.setter.rollup.metrics import FAMILY

Days = dict[MarkFamily, set[tuple[UUID, date]]]
"""Days of practices, by family."""

Zones = Mapping[UUID, ZoneInfo]


async def write_cells(db: AsyncSession, zones: Zones, days: Days) -> int:
    """Make the cells of these days right; those that are right stay untouched. Returns how many changed."""
    if not any(days.values()):
        return 0
    result = await db.execute(_WRITE, bounds(zones, days))
    assert isinstance(result, CursorResult)
    return result.rowcount


def bounds(zones: Zones, days: Days) -> dict[str, object]:
    """The parameters of ASKED."""
    families: defaultdict[tuple[UUID, date], list[MarkFamily]] = defaultdict(list)
    for family, dates in days.items():
        for each in dates:
            families[each].append(family)
    in_order = sorted(families)
    return {
        "coaches": [coach_id for coach_id, _ in in_order],
        "zones": [zones[coach_id].key for coach_id, _ in in_order],
        "days": [day for _, day in in_order],
        "begins": [begins(day, zones[coach_id]) for coach_id, day in in_order],
        "ends": [begins(day + DAY, zones[coach_id]) for coach_id, day in in_order],
        "families": [" ".join(families[each]) for each in in_order],
        "metrics": [" ".join(_METRICS[family] for family in families[each]) for each in in_order],
    }


_METRICS = {family: " ".join(sorted(metrics)) for family, metrics in FAMILY.items()}
_WRITE = text(f"""
{ASKED}
MERGE INTO kpi_cells AS cell USING (
    SELECT coach_id, timezone, day, metric, dimension, found.value, found.ctid FROM (
        SELECT place, metric, dimension, fresh.value, old.ctid
        FROM ({" UNION ALL ".join(CELLS.values())}
        ) AS fresh (place, day, metric, dimension, value)
        FULL JOIN (
            SELECT d.place, was.* FROM asked d CROSS JOIN LATERAL (
                SELECT k.metric, k.dimension, k.value, k.ctid FROM kpi_cells k
                WHERE k.coach_id = d.coach_id AND k.timezone = d.timezone
                  AND k.day = d.day AND k.metric = ANY (d.metrics) OFFSET 0
            ) AS was
        ) AS old USING (place, metric, dimension)
        WHERE fresh.value IS DISTINCT FROM old.value
    ) AS found JOIN asked USING (place) ORDER BY place
) AS differs ON cell.ctid = differs.ctid
WHEN MATCHED AND differs.value IS NULL THEN DELETE
WHEN MATCHED THEN UPDATE SET value = differs.value
WHEN NOT MATCHED THEN INSERT (coach_id, timezone, day, metric, dimension, value)
    VALUES (differs.coach_id, differs.timezone, differs.day, differs.metric, differs.dimension, differs.value)
""")
"""Nobody else writes these practices' cells meanwhile, so a cell that was read is found again by its place. In order:
the cells of a day lie side by side, and who reads or changes a day touches few pages."""
