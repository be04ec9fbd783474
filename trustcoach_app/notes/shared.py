"""What a client reads of the notes about them: those that a coach shared. The policies show nothing else either."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.shared import is_of
from trustcoach_app.models.notes import ClientNote


@dataclass(frozen=True)
class SharedNote:
    """A note that a coach shared, and since when."""

    coach_id: UUID
    id: UUID
    text: str
    shared_at: datetime


async def shared_notes(db: AsyncSession, *, user_id: UUID, limit: int) -> list[SharedNote]:
    """A client's, what was shared last first. One query."""
    query = (
        select(col(ClientNote.coach_id), col(ClientNote.id), col(ClientNote.text), col(ClientNote.shared_at))
        .where(col(ClientNote.shared_at).is_not(None))
        .where(is_of(user_id, ClientNote.coach_id, ClientNote.client_id))
        .order_by(col(ClientNote.shared_at).desc(), col(ClientNote.id).desc())
        .limit(limit)
    )
    return [SharedNote(*row) for row in await db.execute(query)]
