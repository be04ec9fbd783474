"""What a file is compared with."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Row, Text, Uuid, any_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.pieces import pieces
from trustcoach_app.models.lead_history import LeadMessage
from trustcoach_app.models.leads import Lead

AT_ONCE = 1000


async def known_leads(db: AsyncSession, *, coach_id: UUID, accounts: Collection[str]) -> int:
    """How many of these Instagram ids the practice has."""
    counted = select(func.count()).select_from(Lead).where(col(Lead.coach_id) == coach_id)
    return sum(
        [
            await db.scalar(counted.where(col(Lead.instagram_id) == any_(literal(part, ARRAY(Text))))) or 0
            for part in pieces(accounts, AT_ONCE)
        ]
    )


async def known_messages(db: AsyncSession, *, coach_id: UUID, keys: Collection[UUID]) -> int:
    """How many of these messages the practice has."""
    counted = select(func.count()).select_from(LeadMessage).where(col(LeadMessage.coach_id) == coach_id)
    return sum(
        [
            await db.scalar(counted.where(col(LeadMessage.id) == any_(literal(part, ARRAY(Uuid))))) or 0
            for part in pieces(keys, AT_ONCE)
        ]
    )


async def held(db: AsyncSession, *, coach_id: UUID, accounts: Collection[str]) -> Sequence[Row[UUID, str, list[str]]]:
    """Id, Instagram id and tags of the leads of these accounts, locked in the order of their ids."""
    which = col(Lead.instagram_id) == any_(literal(list(accounts), ARRAY(Text)))
    query = select(col(Lead.id), col(Lead.instagram_id), col(Lead.tags)).where(col(Lead.coach_id) == coach_id, which)
    return (await db.execute(query.order_by(col(Lead.id)).with_for_update())).all()
