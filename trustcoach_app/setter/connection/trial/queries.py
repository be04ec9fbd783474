"""The latest trial event of a practice, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import Conflict
from trustcoach_app.models.setter import OF_TRIALS, InboundEvent
from trustcoach_app.setter.intake import secrets


async def latest_trial(db: AsyncSession, *, coach_id: UUID) -> Row[*tuple[Any, ...]] | None:
    """(received_at, applied_at, attempts, trial_lead), None where none was sent."""
    event = InboundEvent
    query = select(col(event.received_at), col(event.applied_at), col(event.attempts), col(event.trial_lead))
    mine = query.where(col(event.coach_id) == coach_id, text(OF_TRIALS))
    return (await db.execute(mine.order_by(col(event.received_at).desc()).limit(1))).one_or_none()


async def present_secret(db: AsyncSession, *, coach_id: UUID, now: datetime) -> str:
    """The secret that the practice signs with, in clear: for this server's own use. Raises Conflict without one."""
    standing = await secrets.standing_secrets(db, coach_id=coach_id, now=now)
    if not standing:
        raise Conflict("Créez d’abord un secret\u202f: sans lui, rien ne peut entrer.")
    return standing[0].secret
