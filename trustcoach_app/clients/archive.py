"""Clients who are put away: out of every list and choice, but nothing of them is lost (decision 70)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import refuse_unknown
from trustcoach_app.models.clients import Client


async def archive_clients(
    db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID], now: datetime
) -> list[UUID]:
    """Put some away; returns those who were not yet. Raises NotFound for one who is no client of the practice."""
    return await _set(db, coach_id, client_ids, now)


async def bring_back_clients(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> list[UUID]:
    """The reverse."""
    return await _set(db, coach_id, client_ids, None)


async def _set(db: AsyncSession, coach_id: UUID, client_ids: Collection[UUID], at: datetime | None) -> list[UUID]:
    await refuse_unknown(db, coach_id=coach_id, client_ids=client_ids)
    archived_at = col(Client.archived_at)
    differs = archived_at.is_not(None) if at is None else archived_at.is_(None)
    mine = (col(Client.coach_id) == coach_id) & col(Client.id).in_(client_ids)
    statement = update(Client).where(mine, differs).values(archived_at=at).returning(col(Client.id))
    return list(await db.scalars(statement.execution_options(synchronize_session=False)))
