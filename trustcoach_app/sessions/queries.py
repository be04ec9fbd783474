"""Reads of what a session left behind."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.sessions import Moment, MomentKind, PrivateNote, Session


@dataclass(frozen=True)
class Note:
    """The coach's private note of one session. Revision 0: nothing was saved yet."""

    text: str
    revision: int
    updated_at: datetime | None


@dataclass(frozen=True)
class MomentRow:
    """A marked moment, in seconds since the session began."""

    id: UUID
    kind: MomentKind
    at_seconds: int
    note: str


async def session_of_booking(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> Session:
    """The session that a booking became. Raises NotFound before it was started or held."""
    query = select(Session).where(col(Session.coach_id) == coach_id, col(Session.booking_id) == booking_id)
    found = await db.scalar(query)
    if found is None:
        raise NotFound
    return found


async def note(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> Note:
    """The note as it is now; empty, at revision 0, when there is none. For the coach alone."""
    query = select(col(PrivateNote.text), col(PrivateNote.revision), col(PrivateNote.updated_at)).where(
        col(PrivateNote.coach_id) == coach_id, col(PrivateNote.session_id) == session_id
    )
    found = (await db.execute(query)).one_or_none()
    return Note("", 0, None) if found is None else Note(*found)


async def moments(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> list[MomentRow]:
    """The moments of a session in the order they happened."""
    query = (
        select(col(Moment.id), col(Moment.kind), col(Moment.at_seconds), col(Moment.note))
        .where(col(Moment.coach_id) == coach_id, col(Moment.session_id) == session_id)
        .order_by(col(Moment.at_seconds), col(Moment.id))
    )
    return [MomentRow(*row) for row in await db.execute(query)]
