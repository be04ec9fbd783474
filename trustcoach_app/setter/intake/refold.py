"""Leads that were folded by older rules, folded again: some at a time, so that nobody waits for long."""

from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.leads import FOLDED_BEFORE, Lead
from trustcoach_app.setter.intake.apply import refold

AT_ONCE = 200
"""Leads of one transaction: what writes to one of them waits that long."""


async def refold_some(db: AsyncSession, *, coach_id: UUID) -> int:
    """Fold the next leads of a practice that older rules folded. Returns how many; 0 when none is left.

    Which are left stands in their rows, so whoever is interrupted, or comes second, goes on where it ended.
    """
    stale = select(col(Lead.id)).where(col(Lead.coach_id) == coach_id, text(FOLDED_BEFORE))
    ids = (await db.scalars(stale.order_by(col(Lead.id)).limit(AT_ONCE))).all()
    await refold(db, coach_id=coach_id, lead_ids=ids)
    return len(ids)
