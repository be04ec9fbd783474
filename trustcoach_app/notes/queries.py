"""Reads of what a coach noted of a client. For the coach alone; what a client reads is in `shared.py`."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.notes import ClientNote

MOST_LISTED = 20
"""Notes of one client that a page lists: the latest. The timeline has them all."""


@dataclass(frozen=True)
class NoteRow:
    """A note, when it was written and changed, and since when the client may read it, if they may."""

    id: UUID
    client_id: UUID
    text: str
    created_at: datetime
    changed_at: datetime | None
    shared_at: datetime | None


COLUMNS = (
    col(ClientNote.id),
    col(ClientNote.client_id),
    col(ClientNote.text),
    col(ClientNote.created_at),
    col(ClientNote.changed_at),
    col(ClientNote.shared_at),
)
"""Those of a NoteRow, in its order."""


async def notes_of_client(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, limit: int = MOST_LISTED
) -> list[NoteRow]:
    """A client's notes, the latest first. One query."""
    mine = select(*COLUMNS).where(col(ClientNote.coach_id) == coach_id, col(ClientNote.client_id) == client_id)
    ordered = mine.order_by(col(ClientNote.created_at).desc(), col(ClientNote.id).desc()).limit(limit)
    return [NoteRow(*row) for row in await db.execute(ordered)]


async def note(db: AsyncSession, *, coach_id: UUID, note_id: UUID) -> NoteRow:
    """One note. Raises NotFound, also for another coach's."""
    mine = select(*COLUMNS).where(col(ClientNote.coach_id) == coach_id, col(ClientNote.id) == note_id)
    found = (await db.execute(mine)).one_or_none()
    if found is None:
        raise NotFound
    return NoteRow(*found)


async def count_of_client(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> int:
    """How many a client has."""
    mine = select(func.count()).where(col(ClientNote.coach_id) == coach_id, col(ClientNote.client_id) == client_id)
    return await db.scalar(mine) or 0
