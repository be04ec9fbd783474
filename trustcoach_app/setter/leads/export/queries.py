"""The leads of a filter, a chunk at a time, in an order that nothing changes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.leads.address import Filter
from trustcoach_app.setter.leads.queries.leads import UNREAD
from trustcoach_app.setter.leads.queries.matching import matching, standing


async def leads_before(
    db: AsyncSession,
    *,
    coach_id: UUID,
    wanted: Filter,
    zone: ZoneInfo,
    now: datetime,
    many: bool,
    before: UUID | None,
    most: int,
) -> Sequence[Lead]:
    """At most so many leads of a filter, the latest known first; those after `before` in that order.

    By their keys, and not by their activity as on the page: who writes meanwhile would be missed, or named twice.
    `many`: see matching.are_many.
    """
    conditions = [*matching(coach_id, wanted, zone, now, many=many), *standing(wanted, now)]
    if before:
        conditions.append(col(Lead.id) < before)
    query = select(Lead).options(*map(defer, UNREAD)).where(*conditions)
    return (await db.scalars(query.order_by(col(Lead.id).desc()).limit(most))).all()
