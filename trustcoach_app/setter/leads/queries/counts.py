"""How many leads the chips of the list lead to."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.models.rollup import OF_STATUS, KpiCell, KpiState
from trustcoach_app.setter.follow_up import due, is_due
from trustcoach_app.setter.leads.address import Filter
from trustcoach_app.setter.leads.queries.leads import PAGE
from trustcoach_app.setter.leads.queries.matching import MOST_COUNTED, matching


@dataclass(frozen=True)
class Counts:
    """How many leads a filter shows by status, and how many of these are to be followed up.

    `more_than`: so many at least, whatever their status, and nobody has counted them; 0 where somebody has.
    """

    leads: dict[LeadStatus, int] = field(default_factory=dict)
    due: dict[LeadStatus, int] = field(default_factory=dict)
    more_than: int = 0


async def counts(
    db: AsyncSession, *, coach_id: UUID, wanted: Filter, zone: ZoneInfo, now: datetime, many: bool = False
) -> Counts:
    """By status, whatever status and follow-up the filter asks for: its chips say what they would show.

    Up to MOST_COUNTED are counted one by one. Of all leads of a practice the figures' cells know more, within a second.
    """
    if many:
        alone = not wanted.but(search="", status=None, follow_up=False).is_narrow
        return Counts(more_than=MOST_COUNTED if alone else PAGE)
    some = select(col(Lead.status).label("status"), is_due(now).label("due"))
    those = some.where(*matching(coach_id, wanted, zone, now)).limit(MOST_COUNTED + 1).subquery().c
    query = select(those.status, func.count(), func.count().filter(those.due)).group_by(those.status)
    rows = (await db.execute(query)).all()
    if sum(total for _, total, _ in rows) <= MOST_COUNTED:
        return Counts({status: total for status, total, _ in rows}, {status: those for status, _, those in rows})
    if wanted.but(status=None, follow_up=False).is_narrow:
        return Counts(more_than=MOST_COUNTED)
    return Counts(await _of_all(db, coach_id), await _due(db, coach_id, now))


async def _of_all(db: AsyncSession, coach_id: UUID) -> dict[LeadStatus, int]:
    cells = select(col(KpiCell.dimension), func.sum(col(KpiCell.value))).join(
        KpiState, (col(KpiState.coach_id) == coach_id) & (col(KpiState.timezone) == col(KpiCell.timezone))
    )
    mine = cells.where(col(KpiCell.coach_id) == coach_id, text(OF_STATUS)).group_by(col(KpiCell.dimension))
    return {LeadStatus(status): int(total) for status, total in await db.execute(mine)}


async def _due(db: AsyncSession, coach_id: UUID, now: datetime) -> dict[LeadStatus, int]:
    parts = [select(col(Lead.status)).where(col(Lead.coach_id) == coach_id, which) for _, which in due(now)]
    status = union_all(*parts).subquery().c.status
    found = await db.execute(select(status, func.count().label("total")).group_by(status))
    return {row.status: row.total for row in found}
